"""Forms that write: labels, help and errors in the reader's language; the rules themselves stand in the actions."""

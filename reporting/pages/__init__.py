"""Pages as plain values: what a template shows, made of a record and figures, in the active language."""

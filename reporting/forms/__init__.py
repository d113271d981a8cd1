"""The forms of reporting that write."""

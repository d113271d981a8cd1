"""Acts of reporting: the only writers of this room."""

"""Views of everything that reads, one file per page."""

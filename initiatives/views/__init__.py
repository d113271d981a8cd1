"""Pages that write. Each begins at a gate of `access`, fills a form with what stands, and calls one action."""

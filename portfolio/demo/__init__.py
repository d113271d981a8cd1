"""Loads the public portfolio and the example data from `fixtures/`. See fixtures/README.md for what each file is."""

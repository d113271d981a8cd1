"""Figures: numbers and references without words or drawing, pure functions of a record."""

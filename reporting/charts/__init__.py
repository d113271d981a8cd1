"""Figures to plotly dicts and server-made SVG, each with its data table."""

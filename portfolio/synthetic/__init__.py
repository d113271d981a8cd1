"""A synthetic portfolio of any size: for measuring and trying out, always marked as example data."""

from portfolio.synthetic.generate import generate

__all__ = ["generate"]

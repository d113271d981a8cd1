"""A notice as a letter: the same words as plain text and as HTML, in the active language."""

from initiatives.models import Notice
from initiatives.notices.families import family
from initiatives.notices.shapes import LONGEST_QUOTE, LONGEST_SUBJECT, Letter, Quote
from initiatives.notices.veils import Veils

__all__ = ["LONGEST_QUOTE", "LONGEST_SUBJECT", "Letter", "Quote", "letter"]


def letter(notice: Notice, veils: Veils) -> Letter:
    """The letter of a notice, in the active language."""
    return family(notice).letter(notice, veils)

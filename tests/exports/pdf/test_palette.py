"""Colours that can be read: WCAG 2.2 AA (4.5:1 for text, 3:1 for shapes)."""

import pytest

from reporting.exports.pdf import palette


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in palette.rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", palette.TEXT)
def test_words_stand_out_from_paper_and_from_a_watermark(tone: palette.Tone) -> None:
    assert contrast(palette.TEXT[tone], palette.PAPER) >= 4.5
    assert contrast(palette.TEXT[tone], palette.WATERMARK) >= 4.5


@pytest.mark.parametrize("status", palette.FILL)
def test_status_words_and_shapes_stand_out_from_their_pill(status: palette.Status) -> None:
    assert contrast(palette.TEXT[status], palette.TINT[status]) >= 4.5
    assert contrast(palette.FILL[status], palette.TINT[status]) >= 3
    assert contrast(palette.FILL[status], palette.PAPER) >= 3

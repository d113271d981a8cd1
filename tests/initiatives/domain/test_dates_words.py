"""What people write for a date, and what is refused rather than guessed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.dates import NotADate, Refusal, from_edtf, parse

READINGS = {
    "2024-11-09": [
        "9.11.2024", "09.11.2024", "9. 11. 2024", "2024-11-09", "2024.11.09", "2024/11/09", "9/11-2024",
        "9. november 2024", "9 november 2024", "9.nov. 2024", "9. nov 2024", "den 9. november 2024", "9-nov-2024",
        "9 November 2024", "November 9, 2024", "Nov 9 2024", "9th November 2024", "9th of November 2024",
        "2024-11-09 00:00:00", "2024-11-09T00:00:00", "9.\u00a0november\u00a02024", " 9.11.2024. ",
    ],
    "2024-04-13": ["13/04/2024", "04/13/2024", "13-4-2024"],
    "2024-04-04": ["4/4/2024"],
    "2024-11": ["november 2024", "nov 2024", "nov. 2024", "NOVEMBER 2024", "i november 2024", "11.2024", "11/2024"],
    "2024-10": ["oktober 2024", "okt. 2024", "October 2024", "oct 2024"],
    "2024-12": ["desember 2024", "des. 2024", "December 2024"],
    "2024-05": ["mai 2024", "May 2024"],
    "2024-07-09": ["9. jul 2024", "9. juli 2024"],
    "2023-21": ["vår 2023", "våren 2023", "Spring 2023"],
    "2023-22": ["sommer 2023", "sommeren 2023", "sommar 2023", "sommaren 2023", "summer 2023"],
    "2023-23": ["høst 2023", "Høsten 2023", "haust 2023", "hausten 2023", "autumn 2023", "fall 2023", "autumn of 2023"],
    "2023-24": ["vinter 2023/24", "vinteren 2023–2024", "winter 2023/2024"],
    "2024-33": [
        "1. kvartal 2024", "1 kvartal 2024", "1. kv. 2024", "første kvartal 2024", "fyrste kvartal 2024", "Q1 2024",
        "K1 2024", "2024 Q1", "2024-Q1", "2024Q1", "1Q 2024", "Q1/2024", "kvartal 1 2024", "first quarter of 2024",
        "1st quarter 2024", "2024, 1. kvartal", "1. kvartal i 2024",
    ],
    "2024-36": ["4. kvartal 2024", "Q4 2024", "fjerde kvartal 2024"],
    "2024-37": ["T1 2024", "1. tertial 2024", "første tertial 2024", "1st tertial 2024"],
    "2024-39": ["3. tertial 2024", "tredje tertial 2024", "T3 2024"],
    "2024-40": ["1. halvår 2024", "H1 2024", "første halvår 2024", "first half of 2024"],
    "2024-41": ["2. halvår 2024", "andre halvår 2024", "second half of 2024"],
    "2024": ["2024", "i 2024", "i løpet av 2024", "in 2024", "during 2024"],
    "2026-05/2026-08": ["medio 2026", "midten av 2026", "mid-2026"],
    "2026-01/2026-04": ["primo 2026", "begynnelsen av 2026", "tidlig i 2026", "early 2026"],
    "2026-06-11/2026-06-20": ["medio juni 2026"],
    "2024-02-21/2024-02-29": ["ultimo februar 2024", "slutten av februar 2024", "end of February 2024"],
    "2023-02-21/2023-02-28": ["ultimo februar 2023"],
    "1900-02-21/1900-02-28": ["ultimo februar 1900"],
    "2000-02-21/2000-02-29": ["ultimo februar 2000"],
    "2024-12-31": ["ved utgangen av 2024", "utgangen av desember 2024"],
    "2024-06-30": ["ved utgangen av juni 2024"],
    "2024-12-31/2025-01-01": ["årsskiftet 2024/2025", "ved årsskiftet 2024–25"],
    "2024/2029": ["2024–2029", "2024-2029", "2024 – 2029", "2024/2029", "fra 2024 til 2029", "2024 to 2029"],
    "2023/2024": ["2023–24", "2023/24"],
    "2024-11/2025-02": ["nov 2024 – feb 2025", "november 2024 til februar 2025", "from Nov 2024 to Feb 2025"],
    "2024-11/2024-12": ["november–desember 2024", "november/desember 2024", "november-desember 2024"],
    "2024-11-01/2024-11-15": ["1.–15. november 2024", "1.-15.11.2024", "1.11.2024–15.11.2024", "01.11.2024-15.11.2024"],
    "2024-11-01/2024-12-15": ["1. november – 15. desember 2024"],
    "2024-33/2024-34": ["1.–2. kvartal 2024", "Q1–Q2 2024"],
    "2024-21/2024-23": ["våren–høsten 2024"],
}  # fmt: skip

REFUSED = {
    Refusal.EMPTY: ["", "   ", "\u00a0"],
    Refusal.AMBIGUOUS: [
        "03/04/2024", "12/4/2024", "4/12/2024", "3-4-2024",
        "2023-24", "2018-29", "2024-33", "2024-25", "vinter 2024", "winter 2024", "jul 2024",
        "årsskiftet 2024", "9.11", "9.11.", "nov 24",
    ],
    Refusal.NO_SUCH_DAY: ["30.2.2024", "29.2.2023", "31. november 2024", "2024-02-30", "0.1.2024", "1.13.2024"],
    Refusal.NO_SUCH_PERIOD: ["5. kvartal 2024", "4. tertial 2024", "H3 2024", "Q0 2024", "13.2024", "2024-13"],
    Refusal.TWO_DIGIT_YEAR: ["9.11.24", "9. november 24", "Q1 24", "høst '23"],
    Refusal.YEAR_MISSING: ["9. november", "november", "Q1", "høsten"],
    Refusal.APPROXIMATE: ["ca. 2024", "omkring 2024", "about 2024", "2024~", "2024?"],
    Refusal.OPEN_ENDED: ["innen 2024", "senest 1.1.2024", "fra 2024", "2024–", "2024/..", "before 2024", "etter 2024"],
    Refusal.REVERSED: ["2029–2024", "des–feb 2025", "15.–1. november 2024"],
    Refusal.OUT_OF_RANGE: ["1. januar 0204", "2999"],
    Refusal.NOT_UNDERSTOOD: ["TBD", "uke 45 2024", "20241109", "2024-W01-1", "nov 2024 " * 9, "vinter 2023/25"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), [(text, code) for code, texts in READINGS.items() for text in texts])
def test_what_people_write_is_read_and_kept_as_written(text: str, code: str) -> None:
    assert parse(text) is from_edtf(code, text.strip())


@pytest.mark.parametrize(("text", "reason"), [(text, reason) for reason, texts in REFUSED.items() for text in texts])
def test_what_cannot_be_one_date_is_refused_with_the_text_and_a_reason(text: str, reason: Refusal) -> None:
    with pytest.raises(NotADate) as refusal:
        parse(text)
    assert (refusal.value.text, refusal.value.reason) == (text, reason)


def test_another_literal_can_be_given() -> None:
    assert parse("nov 2024", literal="ultimo november").literal == "ultimo november"
    assert parse("nov 2024", literal="").literal == ""


@given(st.text(max_size=70) | st.text(alphabet="0123456789./- –qkthavnoi", max_size=14))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(NotADate):
        date = parse(text)
        assert date is from_edtf(date.edtf, text.strip())

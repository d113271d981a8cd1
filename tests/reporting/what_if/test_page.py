"""The what-if page as it is answered: who may, what it tells, what it does with bad input, and what it costs."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives import reading
from initiatives.models import User
from portfolio.synthetic.generate import generate
from reporting import source
from tests.factories import known_long_ago
from tests.reporting.what_if.conftest import asked

pytestmark = pytest.mark.django_db
ADDRESS = "/samordning/hva-om/"


@pytest.fixture
def reader(client: Client, leder: User) -> Client:
    client.force_login(leder)
    return client


def shown(client: Client, query: str = "", status: int = 200) -> str:
    response = client.get(ADDRESS + query)
    assert response.status_code == status
    return words(response.content.decode())


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).replace("\u00a0", " ")


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/logg-inn/")


def test_an_administrator_tries_nothing_and_is_told_why(client: Client, admin_person: User) -> None:
    client.force_login(admin_person)
    response = client.get(ADDRESS)
    assert response.status_code == 403
    assert "Du har ikke tilgang til å prøve hva om" in words(response.content.decode())


@pytest.mark.parametrize("name", ["programleder", "leder", "sekretariat", "utenforstaende"])
def test_the_others_may(client: Client, name: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(name))
    assert client.get(ADDRESS).status_code == 200


# ── what it tells ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_before_anything_is_asked_it_offers_what_most_wait_for(reader: Client, held: dict[str, Any]) -> None:
    html = reader.get(ADDRESS).content.decode()
    assert "Hva om en milepæl glir?" in words(html)
    links = re.findall(r'<a href="(\?m=[^"]+)"><span lang="(?:nb)?">([^<]+)', html)
    first = {"Innloggingen klar", "Alle i bruk", "Leverandøren"}  # one agreement each waits for these
    assert {name for _, name in links[:3]} == first
    assert links[0][0] == f"?m={held['X'].uid.hex}:42"


def test_the_answer_tells_the_chain_why_whom_what_money_and_who_is_asked(reader: Client, held: dict[str, Any]) -> None:
    html = reader.get(ADDRESS + asked((held["A"], 42))).content.decode()
    told = words(html)
    assert (
        "Glir «Innloggingen klar» 6 uker, flyttes tre andre milepæler hos to eiere. «Alle i bruk» flyttes fra 1.4.2027 "
        "til 13.5.2027. Én avtale kommer i fare."
    ) in told
    chain = re.search(r'<ol class="cascade plain">(.*?)</ol>', html, re.DOTALL)
    assert chain is not None
    rows = [words(row) for row in chain[1].split("</li>")[:-1]]
    assert [re.findall(r"\d+\.\d+\.\d{4} → \d+\.\d+\.\d{4} [+]\d+ \w+", row) for row in rows] == [
        ["10.1.2027 → 21.2.2027 +6 uker"],
        ["1.2.2027 → 15.3.2027 +6 uker"],
        ["1.4.2027 → 13.5.2027 +6 uker"],
        ["1.5.2027 → 13.5.2027 +12 dager"],
    ]
    assert "kan ikke nås før 22 dager etter at «Innloggingen klar» er nådd" in rows[1]
    assert "30 dager slakk tok opp resten" in rows[3] and "foreslått" in rows[3]
    assert "avtalen er omstridt og regnes ikke" in told
    assert "Timeboken trenger innloggingen giveren venter selv 42 dager etter løftet · NUIT kan avklare" in told
    assert "2027: 12 mill. kr, budsjett" in told
    assert "Meld. St. 9 (2012–2013), kap. 3.2" in told
    assert (
        "Avklare avtalen fra «Innloggingen klar» (Helsedirektoratet) til «Halvparten i bruk» (Norsk helsenett)" in told
    )
    assert "Ta stilling til ny dato for «Alle i bruk», 13.5.2027 i stedet for 1.4.2027" in told
    assert "Ingen fakta er endret" in told


def test_the_picture_has_a_row_each_with_words_and_a_table_behind(reader: Client, held: dict[str, Any]) -> None:
    html = reader.get(ADDRESS + asked((held["A"], 42))).content.decode()
    labels = re.findall(r'role="img" aria-label="([^"]+)"', html)
    assert labels == [
        "Fra 10.1.2027 til 21.2.2027",
        "Fra 1.2.2027 til 15.3.2027",
        "Fra 1.4.2027 til 13.5.2027",
        "Fra 1.5.2027 til 13.5.2027",
    ]
    assert html.count('data-l="Hvis"') == 4
    assert len(re.findall(r'class="f-ink" d="M[\d.]+ 6h10v10h-10z"', html)) == 1  # not only black


def test_a_long_chain_draws_thirty_and_tells_how_many_there_are(reader: Client, now: None, eier: Any) -> None:
    from tests.cast import tiltak
    from tests.reporting.what_if.conftest import milestone

    part = tiltak("T9", owner=eier)
    last = first = milestone(part, "M 0", original="2027-01-01")
    for number in range(1, 45):
        last = milestone(part, f"M {number}", predecessor=last, original="2027-01-01")
    html = reader.get(ADDRESS + asked((first, 7))).content.decode()
    assert len(re.findall(r'class="lines__row"', html)) == 30
    assert "de 30 første av 45" in words(html)
    assert "Vis 15 milepæler til" in words(html)


def test_a_promise_from_outside_is_tried_too(reader: Client, held: dict[str, Any]) -> None:
    told = shown(reader, asked((held["X"], 42)))
    assert "Leverer Leverandøren 6 uker senere enn ventet, flyttes to andre milepæler hos én eier." in told


def test_a_past_date_asks_of_what_was_known_then(reader: Client, held: dict[str, Any]) -> None:
    known_long_ago()
    response = reader.get(ADDRESS + asked((held["A"], 42)) + "&date=2026-11-22")
    assert response.status_code == 200
    assert "Milepælen finnes ikke her" in words(response.content.decode())


def test_other_lengths_are_one_press_away_and_keep_the_time(reader: Client, held: dict[str, Any]) -> None:
    html = reader.get(ADDRESS + asked((held["A"], 42)) + "&date=2026-11-23").content.decode()
    found = re.findall(r'<a class="chip" href="([^"]+)"( aria-current="true")?>([^<]+)', html)
    uid = held["A"].uid.hex
    assert (unescape(found[0][0]), found[0][2]) == (
        f"?date=2026-11-23&m={uid}:14",
        "2\u00a0uker".replace("\u00a0", " "),
    )
    assert [on != "" for _, on, _ in found] == [False, False, True, False, False]


# ── the form ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_form_leads_on_to_an_address_that_holds_the_question(reader: Client, held: dict[str, Any]) -> None:
    uid = held["A"].uid.hex
    response = reader.get(f"{ADDRESS}?date=2026-11-23&v={uid}&n=6&u=uker&v=&n=6&u=uker&regn=1")
    assert response.status_code == 302
    assert response["Location"] == f"{ADDRESS}?date=2026-11-23&m={uid}:42#innhold"


@pytest.mark.parametrize(("sent", "kept"), [("v={}&n=seks&u=uker", "m={}:seks"), ("v=&n=6&u=uker", "m=:42")])
def test_what_must_be_put_right_is_led_to_no_place_so_that_its_message_has_the_focus(
    reader: Client, held: dict[str, Any], sent: str, kept: str
) -> None:
    uid = held["A"].uid.hex
    assert reader.get(f"{ADDRESS}?{sent.format(uid)}&regn=1")["Location"] == f"{ADDRESS}?{kept.format(uid)}"


def test_a_search_narrows_what_can_be_chosen_and_keeps_the_lines(reader: Client, held: dict[str, Any]) -> None:
    uid = held["A"].uid.hex
    response = reader.get(f"{ADDRESS}?v={uid}&n=6&u=uker&v=&n=6&u=uker&q=timebok&sok=1")
    html = reader.get(response["Location"].split("#")[0]).content.decode()
    select = re.search(r'<select class="ds-input" id="v-ny" name="v">(.*?)</select>', html, re.DOTALL)
    assert select is not None
    assert re.findall(r'<optgroup label="([^"]+)">', select[1]) == ["Timebok for fastleger (T2)"]
    assert re.findall(r'<option value="(\w+)"', select[1]) == [held["B"].uid.hex, held["C"].uid.hex]
    assert "2 milepæler passer." in words(html)
    assert f'name="v" value="{uid}"' in html


def test_a_search_tells_what_is_reached_or_undated(reader: Client, held: dict[str, Any]) -> None:
    assert "1 milepæl passer, men den er nådd eller uten dato." in shown(reader, "?q=format+fastsatt")
    assert "Ingen milepæler passer." in shown(reader, "?q=finnesikke")


BAD = [
    ("{A}:abc", "Skriv et helt tall, for eksempel 6."),
    ("{A}:1,5", "Skriv et helt tall, for eksempel 6."),
    ("{A}:0", "Skriv minst 1."),
    ("{A}:-42", "Skriv minst 1."),
    ("{A}:70000", "Skriv høyst 521 uker eller 3 650 dager."),
    ("{A}:999999999999999999999", "Skriv høyst 521 uker eller 3 650 dager."),
    ("{A}:", "Skriv et helt tall"),
    ("{A}", "Skriv et helt tall"),
    ("{R}:42", "Milepælen er nådd og kan ikke gli."),
    ("{U}:42", "Milepælen har ingen dato"),
    ("finnesikke:42", "Milepælen finnes ikke her."),
    (":42", "Velg en milepæl først."),
    ("%00%0d<script>:42", "Milepælen finnes ikke her."),
    ("{B}:7", "Står allerede på en linje over."),
]


@pytest.mark.parametrize(("line", "sentence"), BAD)
def test_bad_input_is_told_beside_its_line_and_the_rest_is_reckoned(
    reader: Client, held: dict[str, Any], line: str, sentence: str
) -> None:
    uids = {name: fact.uid.hex for name, fact in held.items()}
    told = shown(reader, f"{asked((held['B'], 14))}&m={line.format(**uids)}")
    assert sentence in told
    assert "1 linje i spørsmålet er ikke regnet med." in told
    assert "Glir «Halvparten i bruk» 2 uker" in told


@pytest.mark.parametrize("line", [line for line, _ in BAD if "{B}" not in line])
def test_bad_input_alone_shows_the_form_again_and_never_crashes(
    reader: Client, held: dict[str, Any], line: str
) -> None:
    uids = {name: fact.uid.hex for name, fact in held.items()}
    told = shown(reader, f"?m={line.format(**uids)}")
    assert "Hva om en milepæl glir?" in told


def test_an_error_is_tied_to_its_field(reader: Client, held: dict[str, Any]) -> None:
    html = reader.get(ADDRESS + asked((held["A"], "abc"))).content.decode()
    assert re.search(r'id="n-0"[^>]*value="abc"[^>]*aria-invalid="true" aria-describedby="n-0-feil"', html)
    assert re.search(r'id="n-0-feil">Skriv et helt tall', html)


def test_more_than_ten_are_told(reader: Client, held: dict[str, Any]) -> None:
    told = shown(reader, "?" + "&".join(f"m={held['A'].uid.hex}:{days}" for days in range(1, 30)))
    assert "19 linjer i spørsmålet er ikke regnet med." in told


def test_stored_text_is_never_markup(reader: Client, now: None, eier: Any) -> None:
    from tests.cast import tiltak
    from tests.reporting.what_if.conftest import milestone

    bad = milestone(tiltak("T9", owner=eier, name="<b>T9</b>"), '<img src=x onerror="1">', original="2027-01-01")
    html = reader.get(ADDRESS + asked((bad, 7)) + "&q=T9").content.decode()
    assert "<img" not in html and "<b>T9" not in html


# ── what it costs, and what it leaves alone ──────────────────────────────────────────────────────────────────────────


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_the_portfolio(reader: Client, now: None) -> None:
    def cost() -> tuple[int, int, int]:
        reading.forget()
        source.forget()
        cold = _queries(reader, ADDRESS)
        held = (each for part in reading.current() for each in part.milestones)
        uid = next(each.uid for each in held if not each.actual)
        return cold, _queries(reader, f"{ADDRESS}?m={uid}:42"), _queries(reader, f"{ADDRESS}?q=a")

    generate(40)
    small = cost()
    generate(40)
    large = cost()
    assert small == large
    assert large[0] <= 60
    assert large[1:] == (5, 5)  # session, user, periods, revision, and what is kept

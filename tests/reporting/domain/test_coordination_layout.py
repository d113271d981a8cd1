"""The network's layout: everything is there once, nothing lies on anything, and time runs to the right."""

import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.domain.figures.coordination_layout import (
    NARROW,
    PORTRAIT,
    WIDE,
    Column,
    Lane,
    Layout,
    Mark,
    NetEdge,
    NetNode,
    PlacedEdge,
    PlacedNode,
    Point,
    lay_out,
    neighbourhood,
)
from reporting.domain.figures.coordination_layout_text import LABEL, SUB, cut, shortened, width_of

TODAY = date(2026, 11, 23)
NAMES = (
    "SAFEST",
    "Pasientens legemiddelliste",
    "Nasjonalt velferdsteknologiprogram",
    "PLL – Teknisk tilrettelegging (sentral forskrivningsmodul, SFM)",
    "Helseteknologi-/tilskuddsordning",
    "Modernisering og samordning av helseregistre (Nasjonalt helseregisterprosjekt)",
    "X" * 60,
    "",
)
OWNERS = ("KS", "Helsedirektoratet", "Direktoratet for e-helse og noen til", "")


def node(key: str, when: date | None = None, **other: object) -> NetNode:
    told = {"label": key, "sub": "KS", "external": False, "risk": False, **other}
    return NetNode(key=key, when=when, **told)  # type: ignore[arg-type]


def edge(giver: str, receiver: str, key: str = "", tone: str = "soft", *, dashed: bool = False) -> NetEdge:
    return NetEdge(key or f"{giver}{receiver}", giver, receiver, tone, dashed)  # type: ignore[arg-type]


def letters(text: str, dates: dict[str, date] | None = None, **other: dict[str, object]) -> Layout:
    """A layout of a graph of letters: "A>B B>C"."""
    pairs = [each.split(">") for each in text.split()]
    keys = sorted({key for pair in pairs for key in pair})
    nodes = [node(key, (dates or {}).get(key), **other.get(key, {})) for key in keys]
    return lay_out(nodes, [edge(*pair) for pair in pairs if len(pair) == 2], TODAY)


def held(layout: Layout) -> list[tuple[Column, str]]:
    """Each column with the keys under it, from the left and from the top."""
    return [
        (column, "".join(each.node.key for each in layout.nodes if each.column == index))
        for index, column in enumerate(layout.columns)
    ]


def lanes(layout: Layout) -> list[tuple[Lane | None, set[str]]]:
    return [(column.lane, set(keys)) for column, keys in held(layout)]


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[NetNode], list[NetEdge]]:
    """Any network, circles, doubles and edges from a node to itself included."""
    days = st.one_of(st.none(), st.dates(date(2010, 1, 1), date(2045, 12, 31)), st.just(date(2027, 12, 31)))
    nodes = [
        NetNode(
            f"N{number:02}",
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from(OWNERS)),
            draw(days),
            draw(st.booleans()),
            draw(st.booleans()),
            draw(st.sampled_from(("", f"T{number:03}"))),
            example=draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 24)))
    ]
    keys = st.sampled_from([each.key for each in nodes])
    pairs = draw(st.lists(st.tuples(keys, keys, st.sampled_from(("crit", "warn", "soft")), st.booleans()), max_size=45))
    return nodes, [NetEdge(f"E{number:02}", *pair) for number, pair in enumerate(pairs)]


def made(count: int, edges: int, seed: int) -> tuple[list[NetNode], list[NetEdge]]:
    """A portfolio with dates from 2025 to 2029; most links run forward in time."""
    random = Random(seed)
    nodes = [
        node(
            f"T{number:03}",
            date(random.randint(2025, 2029), random.choice((6, 12)), 30) if random.random() < 0.8 else None,
            label=NAMES[number % 6],
            external=number % 6 == 5,
        )
        for number in range(count)
    ]
    when = {each.key: each.when or date(2024, 1, 1) for each in nodes}
    found: dict[tuple[str, str], NetEdge] = {}
    while len(found) < edges:
        a, b = (each.key for each in random.sample(nodes, 2))
        if when[a] <= when[b] or random.random() < 0.05:
            found[a, b] = edge(a, b)
    return nodes, list(found.values())


def along(line: PlacedEdge) -> Iterator[Point]:
    """Places along an edge, arrow head included."""
    points = line.curve
    for at in range(0, len(points) - 1, 3):
        a, b, c, d = points[at : at + 4]
        for step in range(17):
            t = step / 16
            u = 1 - t
            x, y = (
                u**3 * p + 3 * u * u * t * q + 3 * u * t * t * r + t**3 * s
                for p, q, r, s in zip(a, b, c, d, strict=True)
            )
            yield Point(x, y)
    yield line.tip


def inside(point: Point, box: PlacedNode, margin: float = 0.6) -> bool:
    return (
        box.x + margin < point.x < box.x + box.width - margin and box.y + margin < point.y < box.y + box.height - margin
    )


def at_side(point: Point, box: PlacedNode, side: float) -> bool:
    return abs(point.x - side) < 0.2 and box.y < point.y < box.y + box.height


def check_everything(nodes: list[NetNode], edges: list[NetEdge], layout: Layout, width: float) -> None:
    """What holds for every picture."""
    boxes = {each.node.key: each for each in layout.nodes}
    assert sorted(boxes) == sorted(each.key for each in nodes) and len(layout.nodes) == len(nodes)
    assert layout.width <= width
    for box in layout.nodes:
        assert box.x > 0 and box.x + box.width < layout.width and box.y > 30 and box.y + box.height < layout.height
        column = layout.columns[box.column]
        assert column.x <= box.x and box.x + box.width <= column.x + column.width + 0.1
    for a, b in combinations(layout.nodes, 2):
        apart_x = a.x + a.width < b.x or b.x + b.width < a.x
        assert apart_x or a.y + a.height + 10 < b.y or b.y + b.height + 10 < a.y
    assert sorted(each.edge.key for each in layout.edges) == sorted(each.key for each in edges)
    for line in layout.edges:
        giver, receiver = boxes[line.edge.giver], boxes[line.edge.receiver]
        bowed = giver.x == receiver.x
        assert line.backward == (giver.x > receiver.x)
        assert at_side(line.curve[0], giver, giver.x if line.backward or bowed else giver.x + giver.width)
        assert at_side(line.tip, receiver, receiver.x + receiver.width if line.backward else receiver.x)
        assert not [box.node.key for point in along(line) for box in layout.nodes if inside(point, box)]
        assert all(0 < point.x < layout.width and 24 < point.y < layout.height for point in along(line))


def check_time(layout: Layout) -> None:
    """Periods follow one another, and what is dated stands in its own."""
    periods = [each for each in layout.columns if each.lane is None]
    for before, after in pairwise(periods):
        assert before.last is not None and after.first is not None and before.last < after.first
    for box in layout.nodes:
        column = layout.columns[box.column]
        if layout.by_time and box.node.when:
            assert column.lane is None
            assert (column.first or date.min) <= box.node.when <= (column.last or date.max)
        elif layout.by_time:
            assert column.lane is Lane.UNDATED or box.mark in (Mark.UNDATED, Mark.EXAMPLE)


def check_words(layout: Layout) -> None:
    """Every word fits its box, and no two lie on one another."""
    for box in layout.nodes:
        room = box.width - 20
        assert len(box.lines) <= 2
        assert all(width_of(line, LABEL) <= room for line in box.lines) and width_of(box.sub, SUB) <= room
        levels = [*box.line_ys, *([box.sub_y] if box.sub else []), *([box.mark_y] if box.mark else [])]
        assert all(box.y + 10 < level < box.y + box.height - 5 for level in levels)
        assert all(below - above >= 14 for above, below in pairwise(sorted(set(levels))))
        if box.mark and box.sub_y == box.mark_y:
            mark = width_of(box.node.code if box.mark is Mark.CODE else "uten dato", SUB)
            assert width_of(box.sub, SUB) + mark <= room


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(networks(), st.sampled_from((WIDE, NARROW, 600)))
def test_any_network_is_drawn_whole_and_nothing_lies_on_anything(
    network: tuple[list[NetNode], list[NetEdge]], width: float
) -> None:
    layout = lay_out(*network, TODAY, width)
    check_everything(*network, layout, width)
    check_time(layout)
    check_words(layout)


@settings(max_examples=40, deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_input_is_irrelevant(network: tuple[list[NetNode], list[NetEdge]], random: Random) -> None:
    nodes, edges = network
    layout = lay_out(nodes, edges, TODAY)
    random.shuffle(nodes)
    random.shuffle(edges)
    assert lay_out(nodes, edges, TODAY) == layout


@pytest.mark.parametrize(("count", "edges"), [(40, 60), (60, 100), (120, 200)])
@pytest.mark.parametrize("width", [WIDE, PORTRAIT])
def test_a_whole_portfolio_keeps_all_of_it(count: int, edges: int, width: float) -> None:
    network = made(count, edges, seed=count)
    layout = lay_out(*network, TODAY, width)
    check_everything(*network, layout, width)
    check_time(layout)
    check_words(layout)
    assert len({each.x for each in layout.nodes}) <= 6


def test_forty_nodes_cost_little() -> None:
    network = made(40, 60, seed=3)
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    cut.cache_clear()
    sys.setprofile(count)
    try:
        lay_out(*network, TODAY)
    finally:
        sys.setprofile(None)
    assert calls < 100_000


# ── time ──────────────────────────────────────────────────────────────────


def years(**dates: int) -> dict[str, date]:
    return {key: date(year, 12, 31) for key, year in dates.items()}


def test_columns_are_years_and_time_runs_to_the_right() -> None:
    layout = letters("A>B B>C", years(A=2025, B=2026, C=2028))
    assert [(column.first, column.last, keys) for column, keys in held(layout)] == [
        (date(2025, 1, 1), date(2025, 12, 31), "A"),
        (date(2026, 1, 1), date(2026, 12, 31), "B"),
        (date(2028, 1, 1), date(2028, 12, 31), "C"),
    ]
    assert [column.now for column in layout.columns] == [False, True, False]


def test_half_years_where_dates_are_fine_and_many_enough() -> None:
    dates = {key: date(2026 + number // 4, 3 if number % 4 < 2 else 9, 5) for number, key in enumerate("ABCDEFGH")}
    layout = letters("A>C C>E E>G B>D D>F F>H", dates)
    assert [(column.first, keys) for column, keys in held(layout)] == [
        (date(2026, 1, 1), "AB"),
        (date(2026, 7, 1), "CD"),
        (date(2027, 1, 1), "EF"),
        (date(2027, 7, 1), "GH"),
    ]


def test_bare_years_are_not_told_as_half_years() -> None:
    dates = dict.fromkeys("ABCD", date(2026, 12, 31)) | dict.fromkeys("EFGH", date(2027, 12, 31))
    layout = letters("A>E B>F C>G D>H", dates)
    assert [column.last for column in layout.columns] == [date(2026, 12, 31), date(2027, 12, 31)]
    assert [column.first for column in layout.columns] == [date(2026, 1, 1), date(2027, 1, 1)]


def test_the_few_far_away_are_gathered_at_the_ends() -> None:
    dates = years(A=2012, B=2024, C=2024, D=2025, E=2025, F=2026, G=2027, H=2027, I=2028, J=2028, K=2029, L=2029)
    layout = letters(" ".join(f"{a}>{b}" for a, b in pairwise("ABCDEFGHIJKL")), dates)
    first = layout.columns[0]
    assert (first.first, first.last) == (None, date(2024, 12, 31))
    assert all(each.first for each in layout.columns[1:])
    assert len(layout.columns) == 6


def test_a_long_time_takes_longer_steps() -> None:
    dates = {key: date(2000 + 2 * number, 12, 31) for number, key in enumerate("ABCDEFGHIJKLMNOP")}
    layout = letters(" ".join(f"{a}>{b}" for a, b in pairwise("ABCDEFGHIJKLMNOP")), dates)
    spans = {each.last.year - each.first.year for each in layout.columns if each.first and each.last}
    assert len(layout.columns) <= 6 and spans == {4}


def test_undated_givers_stand_before_and_undated_receivers_after() -> None:
    layout = letters("U>A A>B B>V", years(A=2026, B=2027))
    assert lanes(layout) == [(Lane.UNDATED, {"U"}), (None, {"A"}), (None, {"B"}), (Lane.UNDATED, {"V"})]
    assert [each.mark for each in layout.nodes] == [Mark.NONE] * 4


def test_an_undated_node_between_two_years_stands_under_neither() -> None:
    layout = letters("A>U U>V V>B", years(A=2026, B=2028))
    assert lanes(layout) == [(None, {"A"}), (Lane.UNDATED, {"U", "V"}), (None, {"B"})]
    u, v = (next(each for each in layout.nodes if each.node.key == key) for key in "UV")
    assert u.x < v.x


def test_an_undated_node_between_two_of_one_year_stands_there_and_says_so() -> None:
    layout = letters("A>U U>B A>C", years(A=2026, B=2026, C=2027))
    assert lanes(layout) == [(None, {"A", "U", "B"}), (None, {"C"})]
    assert {each.node.key: each.mark for each in layout.nodes} == {
        "A": Mark.NONE,
        "U": Mark.UNDATED,
        "B": Mark.NONE,
        "C": Mark.NONE,
    }


def test_a_year_whose_nodes_give_to_one_another_takes_more_room_under_one_heading() -> None:
    layout = letters("A>B B>C C>D", years(A=2026, B=2026, C=2026, D=2027))
    first = layout.columns[0]
    assert [each.x for each in layout.nodes] == sorted({each.x for each in layout.nodes})
    assert first.width > 2 * layout.nodes[0].width and len(layout.columns) == 2
    assert not any(each.backward for each in layout.edges)


def test_what_is_delivered_after_it_is_needed_runs_backward() -> None:
    layout = letters("A>B B>C", years(A=2028, B=2026, C=2027))
    assert {each.edge.key: each.backward for each in layout.edges} == {"AB": True, "BC": False}


# ── lanes ─────────────────────────────────────────────────────────────────


def test_without_dates_the_outside_gives_to_givers_and_they_to_receivers() -> None:
    layout = letters("X>A A>B X>B C>B", X={"external": True})
    assert lanes(layout) == [(Lane.OUTSIDE, {"X"}), (Lane.GIVES, {"A", "C"}), (Lane.NEEDS, {"B"})]
    assert not layout.by_time


def test_one_date_is_not_time() -> None:
    assert not letters("A>B", years(A=2026)).by_time


def test_longer_chains_take_more_ranks_between() -> None:
    layout = letters("A>B B>C C>D")
    assert lanes(layout) == [(Lane.GIVES, {"A"}), (Lane.BETWEEN, {"B", "C"}), (Lane.NEEDS, {"D"})]
    assert [each.node.key for each in layout.nodes] == ["A", "B", "C", "D"]
    assert len({each.x for each in layout.nodes}) == 4


def test_a_circle_is_broken_once_and_drawn_whole() -> None:
    layout = letters("A>B B>C C>A")
    assert [each.backward for each in layout.edges].count(True) == 1


def test_two_that_need_each_other_are_drawn_both_ways() -> None:
    assert sorted(each.backward for each in letters("A>B B>A").edges) == [False, True]


def test_a_link_to_itself_is_a_bow() -> None:
    layout = letters("A>A A>B")
    bow = next(each for each in layout.edges if each.edge.key == "AA")
    box = layout.nodes[0]
    assert box.y < bow.tip.y < box.y + box.height and bow.curve[1].x < box.x


def test_a_node_without_links_stands_for_itself() -> None:
    assert lanes(letters("A>B C")) == [(Lane.GIVES, {"A"}), (Lane.NEEDS, {"B"}), (Lane.ALONE, {"C"})]


def test_nothing_is_an_empty_picture() -> None:
    layout = lay_out([], [], TODAY)
    assert (layout.columns, layout.nodes, layout.edges) == ((), (), ())


# ── lines and order ───────────────────────────────────────────────────────


def test_crossings_that_can_be_avoided_are() -> None:
    layout = letters("A>Z B>Y C>X D>W", years(**dict.fromkeys("ABCD", 2026), **dict.fromkeys("WXYZ", 2027)))
    left, right = (keys for _, keys in held(layout))
    assert [dict(zip("ABCD", "ZYXW", strict=True))[key] for key in left] == list(right)
    assert all(each.curve[0].y == each.tip.y for each in layout.edges)


def test_those_in_danger_are_drawn_last() -> None:
    nodes = [node(key) for key in "AB"]
    edges = [edge("A", "B", "1", "crit"), edge("A", "B", "2", "soft"), edge("A", "B", "3", "warn")]
    assert [each.edge.tone for each in lay_out(nodes, edges, TODAY).edges] == ["soft", "warn", "crit"]


def test_lines_of_one_giver_that_look_alike_leave_as_one() -> None:
    dates = years(A=2025, B=2026, C=2028, D=2028)
    layout = letters("A>B A>C A>D", dates)
    starts = {each.curve[0] for each in layout.edges}
    shared = {each.edge.key: each.shared for each in layout.edges}
    assert len(starts) == 1 and shared["AB"] == 0
    assert sorted((shared["AC"], shared["AD"])) == [0, 2]


def test_dashed_and_whole_lines_leave_apart() -> None:
    nodes = [node(key) for key in "ABC"]
    layout = lay_out(nodes, [edge("A", "B"), edge("A", "C", dashed=True)], TODAY)
    assert len({each.curve[0] for each in layout.edges}) == 2


def test_a_box_grows_with_the_lines_that_arrive() -> None:
    layout = letters(" ".join(f"{key}>Z" for key in "ABCDEFGHIJ"))
    few, many = layout.nodes[0], layout.nodes[-1]
    tips = sorted(each.tip.y for each in layout.edges)
    assert many.height > few.height
    assert all(below - above > 5 for above, below in pairwise(tips))


# ── what is refused, and what is near ─────────────────────────────────────


def test_an_edge_to_nowhere_and_keys_given_twice_are_refused() -> None:
    with pytest.raises(ValueError, match="not among"):
        lay_out([node("A")], [edge("A", "B")], TODAY)
    with pytest.raises(ValueError, match="same key"):
        lay_out([node("A"), node("A")], [], TODAY)
    with pytest.raises(ValueError, match="same key"):
        lay_out([node("A"), node("B")], [edge("A", "B", "1"), edge("B", "A", "1")], TODAY)


def test_the_neighbourhood_goes_both_ways_so_many_steps() -> None:
    nodes = [node(key) for key in "ABCDE"]
    edges = [edge("A", "B"), edge("C", "B"), edge("C", "D"), edge("D", "X")]
    assert neighbourhood(nodes, edges, "B", 0) == {"B"}
    assert neighbourhood(nodes, edges, "B", 1) == {"A", "B", "C"}
    assert neighbourhood(nodes, edges, "B", 9) == {"A", "B", "C", "D"}
    assert neighbourhood(nodes, edges, "Q", 1) == set()


# ── words ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("SAFEST", ("SAFEST",)),
        ("Pasientens legemiddelliste", ("Pasientens", "legemiddelliste")),
        ("Helseanalyseplattformen", ("Helseanalyse-", "plattformen")),
        ("Helseteknologi-/tilskuddsordning", ("Helseteknologi-/", "tilskuddsordning")),
        ("Nasjonalt velferdsteknologiprogram", ("Nasjonalt velferds-", "teknologiprogram")),
        ("PLL – Innføre kjernejournal i pleie- og omsorgstjenesten", ("PLL – Innføre", "kjernejournal i plei…")),
        ("", ()),
    ],
)
def test_words_break_where_one_can_read_on(text: str, lines: tuple[str, ...]) -> None:
    assert cut(text, 130, LABEL) == lines


@given(st.text(max_size=80), st.integers(40, 220), st.integers(1, 3))
def test_cut_words_fit_and_lose_nothing_without_saying_so(text: str, room: int, most: int) -> None:
    lines = cut(text, room, LABEL, most)
    assert len(lines) <= most
    assert all(width_of(line, LABEL) <= room for line in lines)
    if not lines or not lines[-1].endswith("…"):
        assert bare("".join(lines)) == bare(text)


def bare(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def test_a_shortened_text_says_so() -> None:
    assert shortened("Direktoratet for e-helse", 100, SUB) == "Direktoratet for…"

"""A contract on the table, and what became of it. The fixtures stand in conftest."""

from collections.abc import Callable
from typing import Any

from initiatives import actions
from initiatives.domain.dates import parse
from initiatives.domain.vocabulary import Ask, Side
from initiatives.models import Dependency, DependencyConfirmation, Notice, User

GIVER, RECEIVER = Side.GIVER, Side.RECEIVER
Lay = Callable[..., Dependency]


def stood(dependency: Dependency) -> dict[str, str]:
    """side → who confirmed last and still stands by it."""
    rows = DependencyConfirmation.objects.standing().filter(dependency=dependency).order_by("known_from", "id")
    return {row.side: row.actor for row in rows}


def told() -> list[tuple[str, str]]:
    """(kind, sign-in name) of every notice, oldest first."""
    return list(Notice.objects.order_by("id").values_list("kind", "recipient__username"))


def every_act(dependency: Dependency, side: Side, by: User, **more: Any) -> dict[str, Callable[[], object]]:
    """Every act on a contract, ready to be done."""
    on = {"by": by, "dependency": dependency, "side": side, **more}
    return {
        "accept": lambda: actions.accept_contract(**on),
        "dispute": lambda: actions.dispute_contract(**on, objection="Vi rekker det ikke"),
        "confirm": lambda: actions.confirm_contract(**on),
        "fulfil": lambda: actions.fulfil_contract(**on, date=parse("1.11.2026")),
        "ask": lambda: actions.ask_contract(**on, ask=Ask.DATE),
        "propose": lambda: actions.propose_contract(**on, changes={"promised": parse("1.4.2027")}),
        "withdraw": lambda: actions.withdraw_contract(
            **{key: value for key, value in on.items() if key != "version"}, reason="Uaktuell"
        ),
    }

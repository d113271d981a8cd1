"""Notices (varsler): every change of a dependency contract tells the other side, and every turn of a round of reporting
those who report, in the receiver's language.

Actions put rows in the outbox in their own transaction, a scheduler sends them by e-mail, and the reader's pages list
them. What a row tells belongs to a family (`families`): `contracts` or `rounds`.
"""

from initiatives.notices.languages import written_in
from initiatives.notices.lines import Line, lines
from initiatives.notices.outbox import mark_read, mine, put, unread
from initiatives.notices.recipients import of_side
from initiatives.notices.rounds_telling import tell_of_round
from initiatives.notices.rounds_told import ROUNDS, Colours, Outcome, Remark, RoundChange, RoundReport, RoundTold
from initiatives.notices.sending import Sent, send_due
from initiatives.notices.telling import Moved, tell_both_sides, tell_of_moves, tell_other_side
from initiatives.notices.told import Name, News
from initiatives.notices.veils import Veils, withheld

__all__ = [
    "ROUNDS",
    "Colours",
    "Line",
    "Moved",
    "Name",
    "News",
    "Outcome",
    "Remark",
    "RoundChange",
    "RoundReport",
    "RoundTold",
    "Sent",
    "Veils",
    "lines",
    "mark_read",
    "mine",
    "of_side",
    "put",
    "send_due",
    "tell_both_sides",
    "tell_of_moves",
    "tell_of_round",
    "tell_other_side",
    "unread",
    "withheld",
    "written_in",
]

"""Notices (varsler): every change of a dependency contract tells the other side, in the receiver's language.

Actions put rows in the outbox in their own transaction, a scheduler sends them by e-mail, and the reader's queue lists
them.
"""

from initiatives.notices.lines import Line, lines
from initiatives.notices.outbox import mark_read, mine, put, unread
from initiatives.notices.recipients import of_side
from initiatives.notices.sending import Sent, send_due
from initiatives.notices.telling import Moved, tell_both_sides, tell_of_moves, tell_other_side
from initiatives.notices.told import News
from initiatives.notices.veils import Veils, withheld

__all__ = [
    "Line",
    "Moved",
    "News",
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
    "tell_other_side",
    "unread",
    "withheld",
]

"""The rulebook: who may do what.

Everyone who is signed in reads the register. A tiltaksansvarlig changes the initiatives he or she is steward of: named
on the initiative, or on an organisation that is its accountable owner or reports on it, today; deputies included.

`roles` is the table; `duties`, `reporters`, `sides` and `plans` say who has to do with what; `gates` fetch and answer
in one step.
"""

from initiatives.access.duties import (
    audience,
    editable,
    editable_codes,
    kept,
    may_edit,
    office,
    stewarded,
    stewards,
    stewards_of,
)
from initiatives.access.gates import (
    Speaking,
    editable_external,
    editable_initiative,
    preparer,
    readable_initiative,
    runner,
    speaking,
)
from initiatives.access.reporters import may_report, reporters, reporters_of, reports_for
from initiatives.access.roles import (
    ROLES,
    Permission,
    Visitor,
    administers,
    may_edit_all,
    may_export,
    may_lock,
    may_prepare_agendas,
    may_propose,
    may_read,
    may_try,
    permissions,
)
from initiatives.access.sides import keeps, may_edit_external, may_name_follower, may_speak

__all__ = [
    "ROLES",
    "Permission",
    "Speaking",
    "Visitor",
    "administers",
    "audience",
    "editable",
    "editable_codes",
    "editable_external",
    "editable_initiative",
    "keeps",
    "kept",
    "may_edit",
    "may_edit_all",
    "may_edit_external",
    "may_export",
    "may_lock",
    "may_name_follower",
    "may_prepare_agendas",
    "may_propose",
    "may_read",
    "may_report",
    "may_speak",
    "may_try",
    "office",
    "permissions",
    "preparer",
    "readable_initiative",
    "reporters",
    "reporters_of",
    "reports_for",
    "runner",
    "speaking",
    "stewarded",
    "stewards",
    "stewards_of",
]

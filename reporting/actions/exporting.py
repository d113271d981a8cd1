"""That somebody took a file out is written down: who, what, of what time, chosen how, and what exactly it was."""

import hashlib
from datetime import date

from initiatives.models import User
from reporting.models import ExportLog


def log_export(
    *,
    by: User | None,
    kind: str,
    format: str,
    content: bytes,
    rows: int | None = None,
    language: str = "",
    audience: str = "",
    period_code: str = "",
    as_of: date | None = None,
    criteria: str = "",
    system: str = "",
) -> ExportLog:
    """Write down an export. `by` is who took it out; a command without a user names itself in `system`.

    Raises ValueError when neither is given: the log is never anonymous.
    """
    actor = str(by) if by else system
    if not actor:
        raise ValueError("An export is by somebody: give by= or system=.")
    entry = ExportLog(
        user=by,
        actor=actor,
        kind=kind,
        format=format,
        language=language,
        audience=audience,
        period_code=period_code,
        as_of=as_of,
        criteria=criteria,
        rows=rows,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    entry.save()
    return entry

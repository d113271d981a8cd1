"""The coordination report on paper, chapter by chapter."""

from reporting.domain.record import Record
from reporting.exports import paper
from reporting.exports.coordination import agendas, closing, conflicts, dates, front, likely, network, owners, summary
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.exports.pdf import fonts
from reporting.exports.pdf.document import build


def coordination_pdf(record: Record, _previous: Record | None, language: str) -> bytes:
    """The report as an archivable, accessible PDF, in the active language."""
    fonts.register()  # the picture measures its words before the document is built
    ground = Ground(record, language)
    return build(story(ground), paper.meta(record, front.title(), language, subject=ground.told.long))


def story(ground: Ground) -> list[e.Element]:
    """Every chapter, in the order it is read: what is in danger first, what stands behind it last."""
    return [
        front.cover(ground),
        *front.contents(ground),
        *summary.summary(ground),
        *conflicts.conflicts(ground),
        *conflicts.loose(ground),
        *network.network(ground),
        *owners.owners(ground),
        *dates.dates(ground),
        *likely.likely(ground),
        *agendas.agendas(ground),
        *closing.assumptions(ground),
        *closing.sources(ground),
    ]

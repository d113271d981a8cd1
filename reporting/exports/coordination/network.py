"""The network as a picture: as much of it as can be read on a page, and what is left out said."""

from django.utils.translation import gettext as _

from initiatives import formatting
from reporting.domain.figures.coordination_layout import PORTRAIT, Layout, lay_out
from reporting.domain.figures.coordination_web import GLANCE, View, Web, Wish, web
from reporting.exports.board.fitting import WIDTH
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import charts
from reporting.exports.pdf import elements as e
from reporting.pages import agenda_words, agreement_words
from reporting.pages import coordination_words as page_words
from reporting.pages.coordination_network import heading, mark_word
from reporting.pages.coordination_picture import worded

HEIGHT = 560.0
"""Points there are for the picture on a page with its heading."""
STEP = 4
"""Nodes fewer for each try."""


def network(ground: Ground) -> list[e.Element]:
    """«Nettverket»."""
    found, layout = legible_part(ground)
    heading_ = e.heading(_("Nettverket"), 1, key="nettverk")
    if not found.rows:
        return [heading_, e.paragraph(_("Ingen åpne avtaler mellom eiere kan tegnes."))]
    drawn = charts.network(layout, heading=heading, mark=mark_word, width=WIDTH)
    picture = e.figure(drawn, alt=alternative(found), caption=page_words.web_note(found), note=_key())
    return [
        e.keep_together([heading_, e.paragraph(f"{page_words.web_finding(found)}. {left_out(found)}".strip()), picture])
    ]


def legible_part(ground: Ground) -> tuple[Web, Layout]:
    """The usual part of the web as the page draws it; where that cannot be read on a page, fewer nodes of it."""
    record = ground.record
    found = web(record, Wish())
    most = min(len(found.nodes), GLANCE)
    layout = _laid(ground, found)
    while most > STEP and not charts.legible(layout, width=WIDTH, height=HEIGHT):
        most -= STEP
        found = web(record, Wish(view=found.view), most)
        layout = _laid(ground, found)
    return found, layout


def _laid(ground: Ground, found: Web) -> Layout:
    nodes = [worded(each) for each in found.nodes]
    return lay_out(nodes, found.edges, ground.record.state.today, PORTRAIT)


def left_out(found: Web) -> str:
    """What is not drawn, and why; "" when it is all there."""
    told = []
    if found.view is View.ENDANGERED:
        words = _("Bare det som er i fare, er tegnet: %(shown)s av %(all)s avtaler.")
        told.append(words % {"shown": formatting.number(found.joined), "all": formatting.number(found.every)})
    if found.cut:
        words = _(
            "Bildet viser %(shown)s av %(all)s tiltak og parter, dem flest avtaler i fare møtes i. Resten står i"
            " arbeidsboka."
        )
        told.append(words % {"shown": formatting.number(len(found.nodes)), "all": formatting.number(found.fit)})
    return " ".join(told)


def alternative(found: Web) -> str:
    """The picture in words: every line of it."""
    lines = [
        _("%(receiver)s venter på %(giver)s")
        % {"receiver": agenda_words.who(each.receiver), "giver": agenda_words.who(each.giver)}
        + (f" ({agreement_words.in_danger(each.agreement)})" if each.agreement.endangered else "")
        for each in found.rows
    ]
    return f"{page_words.web_finding(found)}. {'; '.join(lines)}."


def _key() -> str:
    return _(
        "Den som gir, står som regel til venstre for den som trenger. Rød strek: avtalen er i fare. Stiplet strek: bare"
        " notert eller foreslått. Stiplet boks: utenfor porteføljen."
    )

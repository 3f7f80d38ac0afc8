"""From the sections of a pack to its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hdflib.commission import Commission, Point
from hdflib.display import french
from hdflib.inputs.edition import Edition
from hdflib.inputs.tables import schemas
from hdflib.packs.page.brief import make_brief
from hdflib.packs.page.fiches import make_fiches
from hdflib.packs.page.headers import shorten_drawings, shorten_headers
from hdflib.packs.page.links import Links, unlinked
from hdflib.packs.page.outlines import share_outlines
from hdflib.packs.section import Section
from hdflib.packs.store import names_of
from hdflib.packs.theme import environment, stylesheet
from hdflib.territories import Territoire


def render_pack(
    edition: Edition,
    territoire: Territoire,
    sections: Sequence[Section],
    etat: str,
    *,
    cards: bool = True,
) -> str:
    """Make the page of a pack, whole: every drawing by itself.

    Parameters
    ----------
    edition, territoire
        Edition and territory.
    sections
        In agenda order.
    etat
        "complet", "incomplet" or "extrait".
    cards
        Whether each number leads to its card; they have no place on paper.
    """
    params = edition.params
    rows = [row for section in sections for row in section.figures] if cards else []
    fiches = make_fiches(edition, rows)
    links = Links(fiches.ancres)
    change = links.link if cards else unlinked
    # In page order, so that a card leads back to the first place of its figure.
    bref = make_brief(edition, sections, change)
    sections = [replace(section, html=change(section.html)) for section in sections]
    return (
        environment()
        .get_template("dossier.html.j2")
        .render(
            params=params,
            noms=names_of(params),
            territoire=territoire,
            sections=sections,
            bref=bref,
            evenements=[evenement for section in sections for evenement in section.evenements],
            etat=etat,
            groupes=fiches.groupes,
            retours=links.retours,
            date=french.date_longue(params.commission),
            observations=observations(params, [section.point for section in sections]),
            css=stylesheet(),
        )
    )


def lighten(page: str) -> str:
    """Make a page lighter, showing the same: names of headers short, outlines drawn once."""
    outlines, page = share_outlines(shorten_drawings(shorten_headers(page)))
    return page.replace("<main", f"{outlines}\n<main", 1) if outlines else page


def observations(params: Commission, points: Sequence[Point]) -> list[tuple[str, str]]:
    """Give the observation dates of the sections shown: date in full, and the tables seen then."""
    shown = {point.section for point in points}
    known = schemas(shown)
    dates: dict[str, list[str]] = {}
    for name, day in sorted(params.observation.items(), key=lambda item: item[1]):
        if known[name].section in shown:
            dates.setdefault(french.date_longue(day), []).append(known[name].titre)
    return [(day, french.liste(titles)) for day, titles in dates.items()]

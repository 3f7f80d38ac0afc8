"""The top of a pack: its key figures, what its sections say first, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup, escape

from hdflib.display.brief import Genre
from hdflib.display.french import majuscule, typographie
from hdflib.inputs.edition import Edition
from hdflib.packs.page.missing import Manque, missing_figures, missing_tables
from hdflib.packs.section import Section

MOST = 6
"""Key figures at most."""


@dataclass(frozen=True)
class Entree:
    """A line of the top of the page, and the section that it leads to."""

    ancre: str
    titre: str
    html: Markup


@dataclass(frozen=True)
class EnBref:
    """The top of a pack.

    Attributes
    ----------
    tuiles, phrases
        Key figures and sentences, in agenda order.
    notes
        How figures are compared, each once.
    manques
        Figures that aren't known, by what they are ("Non transmis").
    tables
        Tables that weren't transmitted, by section.
    """

    tuiles: tuple[Entree, ...]
    phrases: tuple[Entree, ...]
    notes: tuple[Markup, ...]
    manques: Mapping[str, tuple[Entree, ...]]
    tables: tuple[Entree, ...]


def make_brief(
    edition: Edition, sections: Sequence[Section], change: Callable[[str], str]
) -> EnBref:
    """Gather what the sections of a pack give to its top.

    Parameters
    ----------
    edition
        What names indicators, territories and tables.
    sections
        In agenda order.
    change
        Makes links of the marks of numbers.
    """
    by_name = {section.point.section: section for section in sections}
    figures = {name: section.figures for name, section in by_name.items() if not section.failure}

    def entries(lacks: Iterable[Manque]) -> tuple[Entree, ...]:
        return tuple(
            entree(by_name[lack.section], escape(typographie(lack.texte))) for lack in lacks
        )

    return EnBref(
        tuple(islice(pieces(sections, Genre.TUILE, change), MOST)),
        tuple(pieces(sections, Genre.PHRASE, change)),
        tuple(dict.fromkeys(piece.html for piece in pieces(sections, Genre.NOTE, change))),
        {
            majuscule(etat): entries(lacks)
            for etat, lacks in missing_figures(edition, figures).items()
        },
        entries(missing_tables(edition, list(figures))),
    )


def pieces(
    sections: Sequence[Section], genre: Genre, change: Callable[[str], str]
) -> Iterable[Entree]:
    """Give the pieces of a kind, section after section."""
    return (
        entree(section, Markup(change(bref.html)))
        for section in sections
        for bref in section.bref
        if bref.genre is genre
    )


def entree(section: Section, html: Markup) -> Entree:
    """Make a line that leads to its section."""
    return Entree(section.ancre, section.point.titre, html)

"""Key figures: value, objective, context, and direction against the last edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hdflib.display import french
from hdflib.display.brief import Bref, Genre
from hdflib.display.french import typographie
from hdflib.display.grammar import Sentence
from hdflib.display.traced import traced
from hdflib.display.views import View, sentence_html
from hdflib.figures import Figure
from hdflib.rules.editions import Mesure

NEVER = 0
"""Rank of a key figure that the top of the page doesn't show."""


@dataclass(frozen=True)
class Sens:
    """How a key figure moved: a mark for the eye, and the same in words.

    Attributes
    ----------
    marque
        "▲", "▼" or "="; empty for what is neither a rise nor a fall.
    phrase
        Size, direction, and what it is against.
    """

    marque: str
    phrase: Sentence


@dataclass(frozen=True)
class Tuile:
    """A key figure.

    Attributes
    ----------
    figure, libelle
        The figure, and what it counts; its date is added.
    contexte, objectif
        A line of context, and the objective that it is measured against.
    mesure
        How it behaves in time, which says when editions compare.
    sens
        How it moved since the last edition.
    rang
        Rank among those of its row that may stand at the top of the page, of which the first one
        that is known does; `NEVER` for none.
    quand
        Its date in words, from the period of the figure unless told.
    signe
        Whether it is a change, shown with its sign.
    """

    figure: Figure
    libelle: str
    contexte: Sentence | None = None
    objectif: Sentence | None = None
    mesure: Mesure = Mesure.NIVEAU
    sens: Sens | None = None
    rang: int = NEVER
    quand: str | None = None
    signe: bool = False

    @property
    def valeur(self) -> str:
        """The value as displayed."""
        about, shown = "environ " if self.figure.environ else "", self.figure.affichage
        if not (self.signe and self.figure.number > 0):
            return shown
        return f"{about}+{shown.removeprefix(about)}"

    @property
    def texte(self) -> str:
        """The label with its date."""
        when = dated(self.figure.periode) if self.quand is None else self.quand
        return f"{self.libelle} {when}".rstrip()

    @property
    def lignes(self) -> Iterator[Sentence]:
        """The lines under the label, without the direction."""
        yield from (line for line in (self.objectif, self.contexte) if line is not None)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it shows, in order."""
        said = [*self.lignes, *([self.sens.phrase] if self.sens else [])]
        return (self.figure, *(figure for line in said for figure in line.figures))


def dated(periode: str) -> str:
    """Say when a figure is of: "au 31 mai 2022", "en mai 2022", "en 2021", empty for no period.

    >>> dated("2022-01-01/2022-04-30")
    'du 1er janvier au 30 avril 2022'
    """
    if not periode:
        return ""
    if "/" in periode:
        start, end = periode.split("/")
        # The year is said once.
        since = french.depuis(start).removesuffix(f" {end[:4]}")
        return f"{since} {french.jusque(end)}"
    return f"{'au' if periode.count('-') == 2 else 'en'} {french.periode(periode)}"


def key_figures(tuiles: Sequence[Tuile], notes: Sequence[str] = ()) -> View | None:
    """Make the row of key figures of a section; None if none is known.

    Parameters
    ----------
    tuiles
        In order; those that aren't known are left out.
    notes
        How they compare with the last edition, for the top of the page.
    """
    shown = [tuile for tuile in tuiles if tuile.figure.connu]
    if not shown:
        return None
    drawn = [tile_html(tuile) for tuile in shown]
    items = Markup("").join(Markup("<li>{}</li>").format(html) for html in drawn)
    first = min((t for t in shown if t.rang), key=lambda t: t.rang, default=None)
    brief = [Bref(Genre.NOTE, Markup("{}").format(typographie(note))) for note in notes]
    if first:
        brief.insert(0, Bref(Genre.TUILE, drawn[shown.index(first)]))
    return View(
        " ; ".join(tile_text(tuile) for tuile in shown),
        Markup('<ul class="hdf-cles">{}</ul>').format(items),
        tuple(figure for tuile in shown for figure in tuile.figures),
        bref=tuple(brief),
    )


def tile_html(tuile: Tuile) -> Markup:
    """Draw a key figure: value, label, objective, context, direction."""
    lines = [Markup("<small>{}</small>").format(sentence_html(line)) for line in tuile.lignes]
    if tuile.sens:
        lines.append(direction_html(tuile.sens))
    return Markup("<b>{}</b> <span>{}</span>{}").format(
        traced(tuile.valeur, tuile.figure), typographie(tuile.texte), Markup("").join(lines)
    )


def direction_html(sens: Sens) -> Markup:
    """Draw a direction; its mark says nothing that its words don't."""
    mark = Markup('<i aria-hidden="true">{}</i> ').format(sens.marque) if sens.marque else ""
    said = sentence_html(sens.phrase)
    return Markup('<small class="hdf-sens">{}{}</small>').format(mark, said)


def tile_text(tuile: Tuile) -> str:
    """Give a key figure in plain text."""
    line = f" ({tuile.sens.phrase.text})" if tuile.sens else ""
    return f"{tuile.valeur} {tuile.texte}{line}"

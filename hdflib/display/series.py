"""Charts of months: a year against the one before, alone or in small panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, nan

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.text import Annotation

from hdflib.display import french, palette
from hdflib.display.charts import Serie, alternative
from hdflib.display.points import gid
from hdflib.display.svg import STYLE, canvas, illustration
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Etat, Figure

HEIGHT, PANEL = 2.9, 1.25
"""Height of a chart and of a panel, in inches."""
ROOM = 0.45
"""Room left above and below the lines for their numbers, relative to what they span."""
ALONE = " (échelle sans le zéro)"
TOGETHER = " (échelles propres à chaque graphique, sans le zéro)"
DASHES = (0, (4, 2))
GAP = 5
"""Distance from a point to its number, in points."""


@dataclass(frozen=True)
class Panneau:
    """A chart of months: its title, the year before, the year, and the change by month."""

    titre: str
    avant: Serie
    annee: Serie
    evolutions: Sequence[Figure] = ()

    @property
    def series(self) -> tuple[Serie, Serie]:
        """Both years, in order."""
        return self.avant, self.annee

    @property
    def figures(self) -> list[Figure]:
        """All the figures, those of the changes last."""
        return [*self.avant.figures, *self.annee.figures, *self.evolutions]

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest value; a month of the year is known."""
        both = (*self.avant.figures, *self.annee.figures)
        known = [figure.number for figure in both if figure.connu]
        return min(known), max(known)


def months(identifiant: str, titre: str, panneau: Panneau) -> View | None:
    """Draw a year and the one before by month, with all the numbers; the axis isn't from zero.

    Parameters
    ----------
    identifiant, titre
        Unique name on the page, and caption.
    panneau
        Series of at most 12 figures from January on; the year may be shorter than the one before.

    Returns
    -------
    View or None
        None if no month of the year is known.
    """
    if not any(figure.connu for figure in panneau.annee.figures):
        return None
    drawing = canvas(HEIGHT)
    with mpl.rc_context(STYLE):
        axes = drawing.add_subplot()
        draw_lines(axes, panneau)
        finish(axes, panneau)
        label_lines(axes, panneau)
        label_ends(axes, panneau, 2 * GAP + 8)
        axes.set_xticks(range(12), [french.mois_court(rank) for rank in range(1, 13)])
    return illustration(
        identifiant,
        drawing,
        titre + ALONE,
        spoken([panneau]),
        tuple(panneau.figures),
        donnees=draw_data(identifiant, titre, [panneau]),
    )


def month_panels(identifiant: str, titre: str, panneaux: Sequence[Panneau]) -> View | None:
    """Draw small panels, each on its own scale, two in a row; None if no month is known."""
    drawn = [p for p in panneaux if any(figure.connu for figure in p.annee.figures)]
    if not drawn:
        return None
    rows = ceil(len(drawn) / 2)
    drawing = canvas(PANEL * rows)
    with mpl.rc_context(STYLE):
        for rank, panneau in enumerate(drawn, 1):
            axes = drawing.add_subplot(rows, 2, rank)
            draw_lines(axes, panneau)
            finish(axes, panneau)
            label_ends(axes, panneau, GAP)
            axes.set_title(panneau.titre, size=8.5, weight="bold")
            axes.set_xticks((0, 5, 11), [french.mois_court(m) for m in (1, 6, 12)])
            for text, side in zip(axes.get_xticklabels(), ("left", "center", "right"), strict=True):
                text.set(horizontalalignment=side)
    return illustration(
        identifiant,
        drawing,
        titre + TOGETHER,
        spoken(drawn),
        tuple(figure for panneau in drawn for figure in panneau.figures),
        donnees=draw_data(identifiant, titre, drawn),
    )


def draw_lines(axes: Axes, panneau: Panneau) -> None:
    """Draw both years as lines that break where a month isn't known, the year before dashed."""
    for serie, dashes, width in zip(panneau.series, (DASHES, "-"), (1.4, 2.2), strict=True):
        values = [figure.number if figure.connu else nan for figure in serie.figures]
        axes.plot(
            range(len(values)),
            values,
            color=serie.couleur,
            linestyle=dashes,
            linewidth=width,
            marker="o",
            markersize=width * 1.8,
        )


def label_lines(axes: Axes, panneau: Panneau) -> None:
    """Write the numbers, the higher year's above its line and the lower year's below."""
    for serie in panneau.series:
        for rank, figure in enumerate(serie.figures):
            if figure.connu:
                near = write(axes, panneau, serie, rank, figure.affichage, GAP, 8)
                near.set_gid(gid(figure))
            elif figure.etat is Etat.SECRET:
                low, _ = axes.get_ylim()
                shown = axes.text(rank, low, figure.affichage, ha="center", size=8)
                shown.set(style="italic", gid=gid(figure))


def is_above(panneau: Panneau, serie: Serie, rank: int) -> bool:
    """Whether a number stands above its point: where its year is the higher one.

    The later year is where both are equal; a month alone is, unless it is the foot of a valley.
    """
    other = panneau.avant if serie is panneau.annee else panneau.annee
    facing = other.figures[rank] if rank < len(other.figures) else None
    own = serie.figures[rank]
    if facing is None or not facing.connu:
        near = [*serie.figures[max(rank - 1, 0) : rank], *serie.figures[rank + 1 : rank + 2]]
        return not all(f.connu and f.number > own.number for f in near)
    gap = own.number - facing.number
    return gap > 0 or (gap == 0 and serie is panneau.annee)


def write(
    axes: Axes, panneau: Panneau, serie: Serie, rank: int, text: str, gap: float, size: float
) -> Annotation:
    """Write a text by a point of a year, on the side where the other year isn't."""
    above, own = is_above(panneau, serie, rank), serie is panneau.annee
    return axes.annotate(
        text,
        (rank, serie.figures[rank].number),
        (0, gap if above else -gap),
        textcoords="offset points",
        ha="center",
        va="bottom" if above else "top",
        size=size,
        color=serie.couleur,
        weight="bold" if own else "normal",
        bbox={"facecolor": palette.FOND, "edgecolor": "none", "pad": 0.4, "alpha": 0.85},
        zorder=3,
    )


def label_ends(axes: Axes, panneau: Panneau, gap: float) -> None:
    """Write the name of each year at the last point of its line, further than its number."""
    for serie in panneau.series:
        known = [rank for rank, figure in enumerate(serie.figures) if figure.connu]
        if known:
            write(axes, panneau, serie, known[-1], serie.nom, gap, 8.5)


def finish(axes: Axes, panneau: Panneau) -> None:
    """Leave room for the numbers; no line at the bottom, which isn't zero."""
    low, high = panneau.span
    room = ROOM * (high - low or high or 1)
    axes.set_ylim(low - room, high + room)
    axes.set_xlim(-0.5, 11.5)
    axes.set_yticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(axis="x", length=0)


def spoken(panneaux: Sequence[Panneau]) -> str:
    """Give the text that stands for the chart: every month with its number."""
    many = len(panneaux) > 1
    return alternative(
        [
            (
                (f"{panneau.titre}, " if many else "") + f"{french.mois(rank)} {serie.nom}",
                figure.affichage,
            )
            for panneau in panneaux
            for serie in panneau.series
            for rank, figure in enumerate(serie.figures, 1)
        ]
    )


def draw_data(identifiant: str, titre: str, panneaux: Sequence[Panneau]) -> View:
    """Draw the table of all the numbers: months in rows, years in columns."""
    many = len(panneaux) > 1
    columns = [
        (Colonne(nom, panneau.titre if many else ""), figures)
        for panneau in panneaux
        for nom, figures in (
            *((serie.nom, serie.figures) for serie in panneau.series),
            *((("Évolution", panneau.evolutions),) if panneau.evolutions else ()),
        )
    ]
    lignes = [
        Ligne(
            french.majuscule(french.mois(rank + 1)),
            [figures[rank] if rank < len(figures) else "" for _, figures in columns],
        )
        for rank in range(12)
    ]
    return table(
        f"{identifiant}-donnees", titre, "Mois", [colonne for colonne, _ in columns], lignes
    )

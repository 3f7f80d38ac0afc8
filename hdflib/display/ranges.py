"""Charts of ranges: from the lowest to the highest result, with the mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.axes import Axes

from hdflib.display import palette
from hdflib.display.charts import MARGIN, draw_reference, extent, finish
from hdflib.display.points import gid
from hdflib.display.svg import STYLE, canvas, illustration
from hdflib.display.views import View
from hdflib.figures import Figure


@dataclass(frozen=True)
class Etendue:
    """A range of results: its label, its lowest, mean (if any) and highest figures."""

    libelle: str
    bas: Figure
    haut: Figure
    moyenne: Figure | None = None


def ranges(
    identifiant: str,
    titre: str,
    etendues: Sequence[Etendue],
    repere: tuple[float, str] | None = None,
) -> View:
    """Draw each range as a line between its ends, with its mean as a mark."""
    drawing = canvas(MARGIN + 0.3 + 0.55 * len(etendues))
    with mpl.rc_context(STYLE):
        axes = drawing.add_subplot()
        for rank, etendue in enumerate(etendues):
            draw_range(axes, rank, etendue)
            if etendue.moyenne:
                mean = etendue.moyenne
                axes.plot(mean.number, rank, "o", color=palette.BLEU, markersize=8)
                axes.text(
                    mean.number,
                    rank - 0.22,
                    mean.affichage,
                    ha="center",
                    va="bottom",
                    weight="bold",
                    color=palette.BLEU,
                    gid=gid(mean),
                )
        axes.set_yticks(range(len(etendues)), [etendue.libelle for etendue in etendues])
        ends = [figure.number for etendue in etendues for figure in (etendue.bas, etendue.haut)]
        low, high = extent([*ends, *([repere[0]] if repere else [])])
        axes.set_xlim(low - 0.12 * (high - low), high + 0.14 * (high - low))
        axes.set_ylim(-0.6, len(etendues) - 0.4)
        finish(axes)
        if repere:
            draw_reference(axes, *repere)
    figures = [
        figure
        for etendue in etendues
        for figure in (etendue.bas, etendue.moyenne, etendue.haut)
        if figure is not None
    ]
    text = " ".join(
        f"{e.libelle} : {spread(e)}" + (f", moyenne {e.moyenne.affichage}." if e.moyenne else ".")
        for e in etendues
    )
    return illustration(identifiant, drawing, titre, text, tuple(figures))


def draw_range(axes: Axes, rank: int, etendue: Etendue) -> None:
    """Draw the line of a range with its ends in numbers, or a dot where both ends are one."""
    low, high = etendue.bas, etendue.haut
    if low.number == high.number:
        axes.plot(high.number, rank, "o", color=palette.BLEU, markersize=7)
    else:
        axes.hlines(rank, low.number, high.number, color=palette.BLEU_CLAIR, linewidth=7)
        axes.annotate(
            low.affichage,
            (low.number, rank),
            (-4, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            gid=gid(low),
        )
    axes.annotate(
        high.affichage,
        (high.number, rank),
        (6, 0),
        textcoords="offset points",
        ha="left",
        va="center",
        gid=gid(high),
    )


def spread(etendue: Etendue) -> str:
    """Say a range, or the one number that it comes down to."""
    low, high = etendue.bas.affichage, etendue.haut.affichage
    return high if low == high else f"de {low} à {high}"

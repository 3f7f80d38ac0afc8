"""Charts: bars, groups and stacks, with direct labels in French."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.container import BarContainer

from hdflib.display import palette
from hdflib.display.points import gid
from hdflib.display.svg import STYLE, canvas, illustration
from hdflib.display.views import View
from hdflib.figures import Figure

ROW = 0.36
"""Height of a bar with its gap, in inches."""
MARGIN = 0.5


@dataclass(frozen=True)
class Barre:
    """A bar: its label, its figure, and whether it is the one the page is about."""

    libelle: str
    figure: Figure
    courant: bool = False


def bars(
    identifiant: str,
    titre: str,
    barres: Sequence[Barre],
    repere: tuple[float, str] | None = None,
    donnees: View | None = None,
) -> View | None:
    """Draw horizontal bars; a figure that isn't known has its state in words.

    Parameters
    ----------
    identifiant, titre
        Unique name on the page, and caption.
    barres
        Bars from top to bottom.
    repere
        Value and label of a reference line.
    donnees
        Table of the figures, where the page has no other.

    Returns
    -------
    View or None
        None if no figure is known.
    """
    known = [barre.figure.number for barre in barres if barre.figure.connu]
    if not known:
        return None
    low, high = extent([*known, *([repere[0]] if repere else [])])
    reach = high - low
    drawing = canvas(MARGIN + ROW * len(barres))
    with mpl.rc_context(STYLE):
        axes = drawing.add_subplot()
        for rank, barre in enumerate(barres):
            draw_bar(axes, rank, barre, reach)
        axes.set_yticks(range(len(barres)), [barre.libelle for barre in barres])
        axes.set_xlim(low - (0.2 * reach if low else 0), high + (0.22 * reach if high else 0))
        finish(axes)
        if repere:
            draw_reference(axes, *repere)
    text = alternative([(barre.libelle, barre.figure.affichage) for barre in barres])
    figures = tuple(barre.figure for barre in barres)
    return illustration(identifiant, drawing, titre, text, figures, donnees=donnees)


def extent(values: Iterable[float]) -> tuple[float, float]:
    """Give the ends of an axis that holds zero and the values, and is never empty."""
    known = (0.0, *values)
    low, high = min(known), max(known)
    return (low, high) if high > low else (0.0, 1.0)


def draw_bar(axes: Axes, rank: int, barre: Barre, reach: float) -> None:
    """Draw a bar and its label, on the side where it ends."""
    colour = palette.BLEU if barre.courant else palette.BLEU_CLAIR
    weight = "bold" if barre.courant else "normal"
    if not barre.figure.connu:
        axes.text(
            0.01 * reach,
            rank,
            barre.figure.affichage,
            va="center",
            style="italic",
            color=palette.DISCRET,
            gid=gid(barre.figure),
        )
        return
    value = barre.figure.number
    axes.barh(rank, value, color=colour, height=0.66)
    axes.text(
        value + (0.012 if value >= 0 else -0.012) * reach,
        rank,
        barre.figure.affichage,
        va="center",
        ha="left" if value >= 0 else "right",
        weight=weight,
        bbox={"facecolor": palette.FOND, "edgecolor": "none", "pad": 1.6},
        gid=gid(barre.figure),
    )


def draw_reference(axes: Axes, value: float, label: str) -> None:
    """Draw a vertical reference line with its label above the bars."""
    axes.axvline(value, color=palette.ORANGE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=2)
    axes.text(
        value,
        1.01,
        label,
        transform=axes.get_xaxis_transform(),
        color=palette.ORANGE,
        ha="center",
        va="bottom",
        size=8,
    )


def finish(axes: Axes) -> None:
    """Read from the top, without a scale."""
    axes.invert_yaxis()
    strip(axes)


def strip(axes: Axes) -> None:
    """Leave the line of zero alone: every bar has its number."""
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=palette.FILET, linewidth=0.8)
    axes.tick_params(axis="y", length=0)


@dataclass(frozen=True)
class Serie:
    """A series of a chart: its name, its colour and a figure for each label."""

    nom: str
    couleur: str
    figures: Sequence[Figure]


def grouped_bars(
    identifiant: str, titre: str, libelles: Sequence[str], series: Sequence[Serie]
) -> View | None:
    """Draw the series side by side for each label, as `bars`; None if no figure is known."""
    figures = [figure for serie in series for figure in serie.figures]
    if not any(figure.connu for figure in figures):
        return None
    data = pd.DataFrame(
        [
            # An unknown figure is a bar without length: seaborn leaves out NaN, and its label.
            (libelle, serie.nom, figure.number if figure.connu else 0.0)
            for serie in series
            for libelle, figure in zip(libelles, serie.figures, strict=True)
        ],
        columns=["libelle", "serie", "valeur"],
    )
    drawing = canvas(MARGIN + 0.3 + ROW * 0.75 * len(series) * len(libelles))
    with mpl.rc_context(STYLE):
        axes = drawing.add_subplot()
        sns.barplot(
            data,
            x="valeur",
            y="libelle",
            hue="serie",
            palette={serie.nom: serie.couleur for serie in series},
            saturation=1,
            errorbar=None,
            ax=axes,
        )
        containers = [c for c in axes.containers if isinstance(c, BarContainer)]
        for container, serie in zip(containers, series, strict=True):
            label_bars(axes, container, serie.figures)
        axes.set(xlabel="", ylabel="")
        strip(axes)
        low, high = extent(data["valeur"])
        room = 0.16 * (high - low)
        axes.set_xlim(low - (room if low else 0), high + (room if high else 0))
        axes.legend(**legend_place(len(series)))
    text = alternative(
        [
            (f"{libelle}, {serie.nom}", figure.affichage)
            for serie in series
            for libelle, figure in zip(libelles, serie.figures, strict=True)
        ]
    )
    return illustration(identifiant, drawing, titre, text, tuple(figures))


def label_bars(axes: Axes, container: BarContainer, figures: Sequence[Figure]) -> None:
    """Write the number of each bar of a series at its end, or its state in words."""
    labels = axes.bar_label(container, [figure.affichage for figure in figures], padding=3)
    for label, figure in zip(labels, figures, strict=True):
        label.set_gid(gid(figure))
        if not figure.connu:
            label.set(style="italic", color=palette.DISCRET)


def stacked_bars(
    identifiant: str, titre: str, libelles: Sequence[str], series: Sequence[Serie]
) -> View | None:
    """Draw for each label a bar made of the series; None unless all figures are known."""
    figures = [figure for serie in series for figure in serie.figures]
    if not figures or not all(figure.connu for figure in figures):
        return None
    drawing = canvas(MARGIN + 0.3 + ROW * 1.2 * len(libelles))
    totals = [sum(serie.figures[rank].number for serie in series) for rank in range(len(libelles))]
    with mpl.rc_context(STYLE):
        axes = drawing.add_subplot()
        left = [0.0] * len(libelles)
        for serie in series:
            values = [figure.number for figure in serie.figures]
            axes.barh(
                range(len(libelles)),
                values,
                left=left,
                color=serie.couleur,
                label=serie.nom,
                height=0.66,
            )
            for rank, figure in enumerate(serie.figures):
                if figure.number > 0.22 * max(totals):
                    axes.text(
                        left[rank] + figure.number / 2,
                        rank,
                        figure.affichage,
                        ha="center",
                        va="center",
                        size=8,
                        color=palette.encre(serie.couleur),
                        gid=gid(figure),
                    )
            left = [a + b for a, b in zip(left, values, strict=True)]
        axes.set_yticks(range(len(libelles)), libelles)
        axes.set_xlim(extent(totals))
        finish(axes)
        axes.legend(**legend_place(len(series)))
    text = alternative(
        [
            (f"{libelle}, {serie.nom}", serie.figures[rank].affichage)
            for rank, libelle in enumerate(libelles)
            for serie in series
        ]
    )
    return illustration(identifiant, drawing, titre, text, tuple(figures))


def legend_place(columns: int) -> dict[str, object]:
    """Give the place of a legend: above the chart, on one line, without a frame."""
    return {
        "loc": "lower left",
        "bbox_to_anchor": (0, 1),
        "ncols": columns,
        "frameon": False,
        "title": None,
        "borderaxespad": 0.2,
        "handlelength": 1.2,
        "columnspacing": 1.2,
    }


def alternative(pairs: Sequence[tuple[str, str]]) -> str:
    """Give the text that stands for a chart: every label with its number."""
    return " ; ".join(f"{label} : {shown}" for label, shown in pairs) + "."

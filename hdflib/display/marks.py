"""Marks of a map: circles that fill up with a rank, readable without colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.transforms import ScaledTranslation

from hdflib.contours import Label
from hdflib.display import palette

SIZE = 8.5
"""Diameter of a mark, in points."""
FONT = 8.5
ROW = 13.7
"""Height of a row of a legend, in points."""


def draw_marks(axes: Axes, ranks: Mapping[Label, int], labels: Sequence[str]) -> None:
    """Draw at each place the circle of its rank, from 0 (empty) to the last label (full)."""
    for rank in range(len(labels)):
        places = [place for place, own in ranks.items() if own == rank]
        if places:
            for line in mark(rank, len(labels) - 1):
                line.set_data(*zip(*places, strict=True))
                axes.add_line(line)


def mark(rank: int, last: int) -> tuple[Line2D, ...]:
    """Make the circle of a rank, and the part of it that is filled."""
    circle = Line2D(
        [],
        [],
        linestyle="",
        marker="o",
        markersize=SIZE,
        markerfacecolor=palette.FOND,
        markeredgecolor=palette.TEXTE,
        markeredgewidth=0.9,
        zorder=6,
    )
    if not rank:
        return (circle,)
    full = rank == last
    filled = Line2D(
        [],
        [],
        linestyle="",
        marker="o" if full else Path.wedge(90 - 360 * rank / last, 90),
        markersize=SIZE,
        markerfacecolor=palette.TEXTE,
        markeredgewidth=0,
        zorder=6.1,
    )
    return circle, filled


def draw_mark_legend(axes: Axes, title: str, labels: Sequence[str], rows: int) -> None:
    """Explain the marks, under the rows of the legend of the classes."""
    below = ScaledTranslation(0, -(rows + 1) * ROW / 72, axes.figure.dpi_scale_trans)
    axes.legend(
        handles=[mark(rank, len(labels) - 1) for rank in range(len(labels))],
        labels=list(labels),
        handler_map={tuple: HandlerTuple(ndivide=1)},
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        bbox_transform=axes.transAxes + below,
        ncols=min(len(labels), 3),
        title=title,
        frameon=False,
        fontsize=FONT,
        title_fontsize=FONT,
        columnspacing=1.2,
        handletextpad=0.2,
        borderaxespad=0,
    )

"""Chart of projections: what is done, where it leads, within which range, and the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from hdflib.display import palette
from hdflib.display.charts import MARGIN, alternative, extent, finish, legend_place
from hdflib.display.points import gid
from hdflib.display.svg import STYLE, canvas, illustration
from hdflib.display.views import View
from hdflib.figures import Figure

ROW = 0.58
"""Height of a bar with its gap, in inches: its label has three or four lines."""
BAR, MARK = 0.3, 0.62
"""Heights of a bar and of the mark of a goal, relative to a row."""
LABEL = 24
"""Characters of a line of a label."""


@dataclass(frozen=True)
class Trajet:
    """A projection: its label, what is done, its end, its goal and the ends of its range."""

    libelle: str
    fait: Figure
    fin: Figure
    but: Figure
    bas: Figure
    haut: Figure
    courant: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures drawn or said."""
        ends = (self.bas, self.haut) if self.borne else ()
        return (self.fait, self.fin, *ends, self.but)

    @property
    def borne(self) -> bool:
        """Whether it has a range."""
        return self.bas.connu and self.haut.connu


def trajectories(
    identifiant: str, titre: str, trajets: Sequence[Trajet], noms: tuple[str, str, str, str]
) -> View | None:
    """Draw each projection as a bar that goes on from what is done, with the mark of its goal.

    Parameters
    ----------
    identifiant, titre
        Unique name on the page, and caption.
    trajets
        Rows from top to bottom.
    noms
        Legend of what is done, of its end, of the goal and of the range, in lower case.

    Returns
    -------
    View or None
        None if no projection is known.
    """
    known = [figure.number for t in trajets for figure in t.figures if figure.connu]
    if not any(trajet.fin.connu for trajet in trajets):
        return None
    _, high = extent(known)
    drawing = canvas(MARGIN + 0.2 + ROW * len(trajets))
    with mpl.rc_context(STYLE):
        axes = drawing.add_subplot()
        for rank, trajet in enumerate(trajets):
            draw_trajectory(axes, rank, trajet)
        axes.set_yticks(range(len(trajets)), [label(t, noms[1], noms[2]) for t in trajets])
        for text, trajet in zip(axes.get_yticklabels(), trajets, strict=True):
            text.set(size=8, weight="bold" if trajet.courant else "normal")
        axes.set_xlim(0, 1.02 * high)
        for text, trajet in zip(axes.get_yticklabels(), trajets, strict=True):
            text.set_gid(gid(trajet.fin))
        axes.set_ylim(-0.6, len(trajets) - 0.4)
        finish(axes)
        handles = keys(noms, ranged=any(t.borne for t in trajets))
        axes.legend(handles=handles, **{**legend_place(2), "fontsize": 8})
    return illustration(
        identifiant,
        drawing,
        titre,
        alternative([(t.libelle, spoken(t, noms)) for t in trajets]),
        tuple(figure for trajet in trajets for figure in trajet.figures),
    )


def label(trajet: Trajet, end: str, goal: str) -> str:
    """Give the label of a row: its name, its end and its goal, or their states."""
    lines = [f"{end} : {trajet.fin.affichage}", f"{goal} : {trajet.but.affichage}"]
    return "\n".join([trajet.libelle, *(fill(line, LABEL) for line in lines)])


def draw_trajectory(axes: Axes, rank: int, trajet: Trajet) -> None:
    """Draw the bar of a row, its range as a line with ends, and its goal as a mark."""
    if trajet.fin.connu:
        axes.barh(rank, trajet.fin.number, color=palette.BLEU_CLAIR, height=BAR)
        axes.barh(rank, trajet.fait.number, color=palette.BLEU, height=BAR)
    if trajet.borne:
        ends = [trajet.bas.number, trajet.haut.number]
        axes.plot(
            ends,
            [rank, rank],
            color=palette.TEXTE,
            linewidth=1.2,
            marker="|",
            markersize=8,
            zorder=3,
        )
    if trajet.but.connu:
        ends = [rank - MARK / 2, rank + MARK / 2]
        axes.vlines(trajet.but.number, *ends, color=palette.ORANGE, linewidth=2.4, zorder=4)


def keys(noms: tuple[str, str, str, str], *, ranged: bool) -> list[Artist]:
    """Give the keys of the legend; that of the range if there is one."""
    done, end, goal, spread = noms
    marks: list[Artist] = [
        Patch(color=palette.BLEU, label=done),
        Patch(color=palette.BLEU_CLAIR, label=end),
        Line2D(
            [],
            [],
            color=palette.ORANGE,
            marker="|",
            markersize=9,
            linestyle="",
            mew=2.4,
            label=goal,
        ),
    ]
    line = Line2D([], [], color=palette.TEXTE, linewidth=1.2, marker="|", label=spread)
    return [*marks, line] if ranged else marks


def spoken(trajet: Trajet, noms: tuple[str, str, str, str]) -> str:
    """Say a row: "1 413 (attributions), 3 391 (projection), 4 804 (objectif annuel)"."""
    done, end, goal, spread = noms
    between = (
        f", {spread} de {trajet.bas.affichage} à {trajet.haut.affichage}" if trajet.borne else ""
    )
    return (
        f"{done} {trajet.fait.affichage}, {end} {trajet.fin.affichage}{between}, "
        f"{goal} {trajet.but.affichage}"
    )

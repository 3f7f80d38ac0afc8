"""Maps of the départements and of the EPCI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

from hdflib.contours import Contour, Contours
from hdflib.display import palette
from hdflib.display.charts import alternative
from hdflib.display.french import exact, pourcentage_court, sans_unite
from hdflib.display.points import gid
from hdflib.display.svg import STYLE, canvas, illustration
from hdflib.display.views import View
from hdflib.figures import Etat, Figure
from hdflib.territories import Territoire

HATCH = "////"
SECRET_HATCH = "xxxx"


def class_of(value: float, limits: Sequence[float]) -> int:
    """Give the rank of the class of a value; a value on a limit is in the class above."""
    return int(np.searchsorted(limits, float(exact(value)), side="right"))


def class_labels(limits: Sequence[float]) -> list[str]:
    """Name the classes between limits that are fractions: "de 50 à moins de 75 %"."""
    shown = [pourcentage_court(limit) for limit in limits]
    middle = [f"de {sans_unite(low)} à moins de {high}" for low, high in pairwise(shown)]
    return [f"moins de {shown[0]}", *middle, f"{shown[-1]} et plus"]


def choropleth(
    identifiant: str,
    titre: str,
    contours: Contours,
    values: Mapping[Territoire, Figure],
    limits: Sequence[float],
    courant: str | None = None,
) -> View | None:
    """Colour the départements by class, with their name and number on them.

    Parameters
    ----------
    identifiant, titre
        Unique name on the page, and caption.
    contours, values
        Outlines, and the figure of each département (a fraction).
    limits
        One to four limits of the classes, in order.
    courant
        Code of the département the page is about, outlined.

    Returns
    -------
    View or None
        None if no figure is known.
    """
    if not any(figure.connu for figure in values.values()):
        return None
    by_code = {territoire.code: figure for territoire, figure in values.items()}
    drawing = canvas(5.0)
    with mpl.rc_context(STYLE):
        axes = drawing.add_subplot()
        for contour in contours.departements:
            fill(axes, contour, by_code[contour.code], limits, contour.code == courant)
        for territoire, figure in values.items():
            label(axes, contours, territoire, figure, limits)
        frame(axes)
        axes.legend(handles=legend(list(values.values()), limits), **legend_style())
    text = alternative([(t.nom, figure.affichage) for t, figure in values.items()])
    return illustration(identifiant, drawing, titre, text, tuple(values.values()), "carte")


def colour(figure: Figure, limits: Sequence[float]) -> str:
    """Give the fill of a figure."""
    if not figure.connu:
        return palette.ABSENT
    return palette.PALETTES[len(limits) + 1][class_of(figure.number, limits)]


def hatch(figure: Figure) -> str | None:
    """Give the hatching that tells why a figure isn't known."""
    if figure.connu:
        return None
    return SECRET_HATCH if figure.etat is Etat.SECRET else HATCH


def fill(
    axes: Axes, contour: Contour, figure: Figure, limits: Sequence[float], current: bool
) -> None:
    """Draw the area of a territory."""
    axes.add_patch(
        PathPatch(
            path_of(contour),
            facecolor=colour(figure, limits),
            edgecolor=palette.ORANGE if current else palette.FOND,
            linewidth=2.4 if current else 1.2,
            hatch=hatch(figure),
            zorder=2 if current else 1,
        )
    )


def label(
    axes: Axes, contours: Contours, territoire: Territoire, figure: Figure, limits: Sequence[float]
) -> None:
    """Write the name of a territory and its number."""
    x, y = contours.label_point(territoire.code)
    shown = figure.affichage.replace(" de ", "\nde ") if not figure.connu else figure.affichage
    background = (
        None if figure.connu else {"facecolor": palette.ABSENT, "edgecolor": "none", "pad": 1.5}
    )
    axes.text(
        x,
        y,
        f"{territoire.nom}\n{shown}",
        ha="center",
        va="center",
        color=palette.encre(colour(figure, limits)),
        size=8.5,
        bbox=background,
        zorder=3,
        gid=gid(figure),
    )


def legend(figures: Sequence[Figure], limits: Sequence[float]) -> list[Patch]:
    """Give the keys of the classes, and of the states met on the map."""
    keys = [
        Patch(facecolor=fond, edgecolor=palette.FILET, label=text)
        for fond, text in zip(palette.PALETTES[len(limits) + 1], class_labels(limits), strict=True)
    ]
    states = {figure.etat: figure for figure in figures if not figure.connu}
    return keys + [
        Patch(
            facecolor=palette.ABSENT,
            edgecolor=palette.FILET,
            hatch=hatch(figure),
            label="secret statistique" if etat is Etat.SECRET else etat.value,
        )
        for etat, figure in states.items()
    ]


def locator(
    identifiant: str,
    titre: str,
    contours: Contours,
    colours: Mapping[str, str],
    labels: Mapping[str, str],
    cles: Mapping[str, str],
    texte: str,
    figures: tuple[Figure, ...] = (),
    cadre: str | None = None,
    *,
    beside: bool = False,
) -> View:
    """Draw the EPCI, some of them coloured and named.

    Parameters
    ----------
    identifiant, titre
        Unique name on the page, and caption.
    contours
        Outlines.
    colours, labels
        Fill by EPCI code, and names to write by EPCI code.
    cles
        Legend: fill by meaning.
    texte
        Text alternative.
    figures
        The figures shown.
    cadre
        Code of the département to zoom on; the whole région otherwise.
    beside
        Whether labels stand beside what they name, which may be small, with a line to it.
    """
    drawing = canvas(5.0)
    with mpl.rc_context(STYLE):
        axes = drawing.add_subplot()
        pieces = [c for c in contours.epci if cadre in (None, c.departement)]
        for piece in pieces:
            axes.add_patch(
                PathPatch(
                    path_of(piece),
                    facecolor=colours.get(piece.code, palette.ABSENT),
                    edgecolor=palette.FOND,
                    linewidth=0.6,
                )
            )
        for contour in contours.departements:
            if cadre in (None, contour.code):
                axes.add_patch(
                    PathPatch(
                        path_of(contour), fill=False, edgecolor=palette.DISCRET, linewidth=1.0
                    )
                )
        frame(axes)
        for code, name in labels.items():
            point_at(axes, name, contours.label_point(code), beside)
        handles = [
            Patch(facecolor=fond, edgecolor=palette.FILET, label=nom) for nom, fond in cles.items()
        ]
        axes.legend(handles=handles, **legend_style())
    return illustration(identifiant, drawing, titre, texte, figures, "carte")


def point_at(axes: Axes, name: str, place: tuple[float, float], beside: bool) -> None:
    """Write a name on a place, or beside it towards the nearer edge of the map."""
    left, right = axes.get_xlim()
    side = 1 if place[0] > (left + right) / 2 else -1
    axes.annotate(
        name,
        place,
        (34 * side, 0) if beside else (0, 0),
        textcoords="offset points",
        ha=("left" if side > 0 else "right") if beside else "center",
        va="center",
        size=8,
        bbox={"facecolor": palette.FOND, "edgecolor": "none", "pad": 1, "alpha": 0.9},
        arrowprops={"arrowstyle": "-", "color": palette.TEXTE, "linewidth": 0.8}
        if beside
        else None,
        annotation_clip=False,
    )


def path_of(contour: Contour) -> Path:
    """Make one path of all the rings of a contour, so that holes stay empty."""
    codes = []
    for ring in contour.rings:
        codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY]
    return Path(np.concatenate(contour.rings), codes)


def frame(axes: Axes) -> None:
    """Fit the view to what is drawn, metres equal on both axes."""
    axes.set_aspect("equal")
    axes.autoscale_view()
    axes.set_axis_off()


def legend_style() -> dict[str, object]:
    """Give the place of a map's legend: below it, without a frame."""
    return {
        "loc": "upper center",
        "bbox_to_anchor": (0.5, 0.0),
        "ncols": 2,
        "frameon": False,
        "borderaxespad": 0.2,
        "fontsize": 8.5,
    }

"""Maps of figures by EPCI, crossed with marks, above the table of what they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch

from hdflib.contours import Contour, Contours
from hdflib.display import labels, palette
from hdflib.display.epci_content import OUTSIDE, EpciMap, alternative, draw_data, rank
from hdflib.display.labels import Box, Name
from hdflib.display.maps import colour, frame, hatch, legend, legend_style, path_of
from hdflib.display.marks import draw_mark_legend, draw_marks
from hdflib.display.points import gid
from hdflib.display.svg import STYLE, WIDTH, canvas, illustration
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.territories import Territoire

TALLEST = 5.2
"""Most height of the map itself, in inches."""
MARGIN = 0.2
POINTS = 72
"""Points in an inch."""
ROW = 0.19
"""Height of a row of the legend, in inches."""


def epci_choropleth(
    identifiant: str,
    titre: str,
    contours: Contours,
    values: Mapping[Territoire, Figure],
    limits: Sequence[float],
    *,
    cadre: str | None = None,
    marks: Mapping[str, int] | None = None,
    mark_labels: Sequence[str] = (),
    mark_title: str = "Repère",
    names: Mapping[str, str] = {},
    absent: str = OUTSIDE,
) -> View | None:
    """Colour the EPCI by class of their figure, above the table of all the figures.

    Parameters
    ----------
    identifiant, titre
        Unique name on the page, and caption.
    contours
        Outlines.
    values
        Figure of each EPCI (a fraction), those of all départements: an EPCI that lacks here is
        drawn as one without data.
    limits
        One to four limits of the classes, in order.
    cadre
        Code of the département whose EPCI are shown; all those of the région otherwise.
    marks, mark_labels, mark_title
        A second dimension: rank by EPCI code, the meaning of each rank from 0, and the title of
        their legend and column.
    names
        Names to write, by code: those of the départements, on the map of the région; short ones
        of EPCI, where the usual one without its kind doesn't do.
    absent
        What the EPCI without any figure are called.

    Returns
    -------
    View or None
        None if there is neither a known figure nor a mark.
    """
    shown = {t: f for t, f in values.items() if cadre in (None, t.departement)}
    codes = {t.code: t.departement for t in values}
    pieces = tuple(
        piece
        for piece in contours.epci
        if cadre in (None, codes.get(piece.code, piece.departement))
    )
    carte = EpciMap(
        contours,
        cadre,
        dict(sorted(shown.items(), key=rank)),
        limits,
        pieces,
        {piece.code: marks[piece.code] for piece in pieces if marks and piece.code in marks},
        mark_labels,
        mark_title,
        names,
        absent,
    )
    if not carte.known and not carte.marks:
        return None
    handles = keys(carte)
    tall, metres = scale(pieces)
    height = tall + MARGIN + ROW * (ceil(len(handles) / 2) + (4 if carte.marks else 1))
    drawing = canvas(height, placed=True)
    with mpl.rc_context(STYLE):
        # At one place and one scale whatever the legend: maps of a page share their outlines.
        axes = drawing.add_axes((0, 1 - tall / height, 1, tall / height))
        draw_areas(axes, carte)
        frame(axes)
        axes.set_anchor("N")
        write_names(axes, carte, metres)
        draw_keys(axes, carte, handles)
    return illustration(
        identifiant,
        drawing,
        titre,
        alternative(carte),
        tuple(carte.values.values()),
        "carte",
        draw_data(identifiant, titre, carte) if carte.values else None,
    )


def scale(pieces: Sequence[Contour]) -> tuple[float, float]:
    """Give the height of the map in inches, and the metres that a point of it stands for."""
    points = np.concatenate([ring for piece in pieces for ring in piece.rings])
    # The margins that matplotlib leaves around.
    wide, high = 1.1 * np.ptp(points, axis=0)
    tall = min(TALLEST, WIDTH * high / wide)
    return tall, high / tall / POINTS


def draw_areas(axes: Axes, carte: EpciMap) -> None:
    """Draw the EPCI in their colours, then the limits of the départements."""
    figures = {t.code: figure for t, figure in carte.values.items()}
    for piece in carte.pieces:
        figure = figures.get(piece.code)
        axes.add_patch(
            PathPatch(
                path_of(piece),
                facecolor=colour(figure, carte.limits) if figure else palette.NEUTRE,
                edgecolor=palette.FOND,
                linewidth=0.6,
                hatch=hatch(figure) if figure else None,
            )
        )
    for contour in carte.contours.departements:
        if carte.cadre in (None, contour.code):
            axes.add_patch(
                PathPatch(path_of(contour), fill=False, edgecolor=palette.DISCRET, linewidth=1.1)
            )


def write_names(axes: Axes, carte: EpciMap, metres: float) -> None:
    """Write the départements on the map of the région, else the largest EPCI with their figure."""
    if carte.cadre is None:
        size = labels.MARK * metres
        marks = [Box(*carte.contours.label_point(code), size, size) for code in carte.marks]
        for contour in carte.contours.departements:
            if name := carte.names.get(contour.code):
                usual = carte.contours.label_point(contour.code)
                place = labels.free_place(contour, name, usual, marks, metres)
                labels.write(axes, name, *place, discreet=True)
        return
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    bounds = Box((left + right) / 2, (low + high) / 2, right - left, high - low)
    for own, box in labels.place_names(epci_names(carte), metres, bounds):
        labels.write(axes, own.text, box.x, box.y, gid=own.gid)


def epci_names(carte: EpciMap) -> list[Name]:
    """Give the names of the EPCI with their figure, the most populated first."""
    areas: dict[str, float] = {}
    for piece in carte.pieces:
        areas[piece.code] = areas.get(piece.code, 0) + piece.area
    shown = sorted((t for t in carte.values if t.code in areas), key=lambda t: -t.population)
    return [
        Name(
            labels.wrapped(carte.names.get(t.code) or labels.short_name(t.nom))
            + f"\n{carte.values[t].affichage}",
            carte.contours.label_point(t.code),
            areas[t.code],
            t.code in carte.marks,
            gid(carte.values[t]),
        )
        for t in shown
    ]


def keys(carte: EpciMap) -> list[Patch]:
    """Give the keys of the classes and states, and of the EPCI without data if there are any."""
    found = legend(list(carte.values.values()), carte.limits)
    if carte.outside:
        found.append(Patch(facecolor=palette.NEUTRE, edgecolor=palette.FILET, label=carte.absent))
    return found


def draw_keys(axes: Axes, carte: EpciMap, handles: Sequence[Patch]) -> None:
    """Draw the legend, then the marks with theirs."""
    classes = axes.legend(handles=handles, **legend_style())
    if carte.marks:
        places = {carte.contours.label_point(code): own for code, own in carte.marks.items()}
        draw_marks(axes, places, carte.mark_labels)
        axes.add_artist(classes)
        draw_mark_legend(axes, carte.mark_title, carte.mark_labels, ceil(len(handles) / 2))

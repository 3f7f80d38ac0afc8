"""Names on a map of EPCI: short, and never one over another or over a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes

from hdflib.contours import Contour, Label, contains, signed_area
from hdflib.display import palette
from hdflib.display.french import majuscule

SIZE = 8.0
"""Size of the names, in points."""
LETTER, LINE = 0.6, 1.25
"""Mean width of a letter and height of a line, relative to the size."""
WRAP = 15
MOST = 14
"""Most names on a map."""
MARK = 11.0
"""Size of a mark, in points."""
GRID = 40
"""Places tried along each side of a contour."""
ROOM = 0.75
"""Most of the area of what it names that a name may cover."""
KIND = re.compile(
    r"(?:CA|CC|CU|Métropole) (?:interrégionale |Européenne )?(?:de la |de l’|du |des |de |d’)?"
    r"(?:Région (?:de |d’))?"
)
ASIDE = re.compile(r" \(|, | et de la | et du | (?:Métropole|Agglo|Agglomération)$")


@dataclass(frozen=True)
class Box:
    """A rectangle on the map, in metres: its centre, and its width and height."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2
            and abs(self.y - other.y) < (self.height + other.height) / 2
        )


@dataclass(frozen=True)
class Name:
    """A name to write: its text, the place and area named, whether a mark stands there, its gid."""

    text: str
    place: Label
    area: float
    marked: bool = False
    gid: str = ""


def short_name(nom: str) -> str:
    """Give the name of an EPCI without its kind, its aside and what follows its main place.

    >>> short_name("CC de la Haute Somme (Combles - Péronne - Roisel)")
    'Haute Somme'
    """
    return majuscule(ASIDE.split(KIND.sub("", nom, count=1))[0])


def place_names(names: Iterable[Name], metres: float, bounds: Box) -> list[tuple[Name, Box]]:
    """Choose the names that have room, the first ones first.

    Parameters
    ----------
    names
        From the most to the least important.
    metres
        Metres that a point of the drawing stands for.
    bounds
        What the map shows; a name stays within.

    Returns
    -------
    list
        The names that can be written, with their places.
    """
    wanted = list(names)
    taken = [Box(*name.place, MARK * metres, MARK * metres) for name in wanted if name.marked]
    placed: list[tuple[Name, Box]] = []
    for name in wanted:
        if len(placed) == MOST:
            break
        tried = boxes(name, metres)
        if tried[0].width * tried[0].height > ROOM * name.area:
            continue
        box = next((box for box in tried if is_free(box, taken, bounds)), None)
        if box is not None:
            taken.append(box)
            placed.append((name, box))
    return placed


def boxes(name: Name, metres: float) -> list[Box]:
    """Give the places tried for a name: on what it names; around the mark where there is one."""
    (x, y), lines = name.place, name.text.split("\n")
    width = max(map(len, lines)) * LETTER * SIZE * metres
    height = len(lines) * LINE * SIZE * metres
    if not name.marked:
        return [Box(x, y + shift * height, width, height) for shift in (0, 0.4, -0.4)]
    up, aside = (MARK * metres + height) / 2, (MARK * metres * 1.2 + width) / 2
    return [
        Box(x + right, y + rise, width, height)
        for right, rise in ((0, -up), (0, up), (aside, 0), (-aside, 0))
    ]


def is_free(box: Box, taken: Sequence[Box], bounds: Box) -> bool:
    """Whether a name may stand in a box: within the map, and over nothing else."""
    within = (
        abs(box.x - bounds.x) + box.width / 2 <= bounds.width / 2
        and abs(box.y - bounds.y) + box.height / 2 <= bounds.height / 2
    )
    return within and not any(box.meets(other) for other in taken)


def wrapped(text: str) -> str:
    """Break a name into lines."""
    return fill(text, WRAP, break_long_words=False, break_on_hyphens=True)


def write(
    axes: Axes, text: str, x: float, y: float, *, discreet: bool = False, gid: str = ""
) -> None:
    """Write a text on a light ground, so that it reads on every fill and hatching."""
    axes.text(
        x,
        y,
        text,
        size=SIZE,
        ha="center",
        va="center",
        color=palette.DISCRET if discreet else palette.TEXTE,
        style="italic" if discreet else "normal",
        bbox={"facecolor": palette.FOND, "edgecolor": "none", "pad": 0.8, "alpha": 0.82},
        zorder=5,
        gid=gid or None,
    )


def free_place(
    contour: Contour, text: str, usual: Label, marks: Sequence[Box], metres: float
) -> Label:
    """Give the place inside a contour for its name that is the nearest to the usual one.

    The name covers no mark there; where that can't be, it stands on its usual place.
    """
    outer = max(contour.rings, key=signed_area)
    low, high = outer.min(axis=0), outer.max(axis=0)
    grid = np.stack(np.meshgrid(*np.linspace(low, high, GRID).T), axis=-1).reshape(-1, 2)
    points = grid[contains(outer, grid)]
    nearest = np.argsort(((points - np.array(usual)) ** 2).sum(axis=1), kind="stable")
    width, height = len(text) * LETTER * SIZE * metres, LINE * SIZE * metres
    for x, y in [usual, *points[nearest].tolist()]:
        if not any(Box(x, y, width, height).meets(mark) for mark in marks):
            return x, y
    return usual

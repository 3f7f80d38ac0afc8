"""Timelines: what comes after a day, theme by theme, each event with its date and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

from hdflib.display import french, palette
from hdflib.display.svg import STYLE, WIDTH, canvas, illustration
from hdflib.display.views import View

MOST = 16
"""Most events drawn; those further ahead are counted in a line."""
REACH = WIDTH * 72
"""Width of the drawing, in points: its coordinates."""
MARGIN = 9.0
"""From the sides to the first and to the last day."""
HEAD, TITLE, ROW, LANE = 30.0, 14.0, 13.0, 5.0
"""Heights of the dates above, of a theme, of a row of events, and of the gap between themes."""
SIZE = 8.5
FONT = FontProperties(family="DejaVu Sans", size=SIZE)
"""Font that the labels are measured in, wider than most fonts of screens."""
GAP = 5.0
"""From an event to its label, and between a label and the next event."""
MARK, BAR = 6.5, 9.0
"""Width of the mark of a day, and height of the bar of several days."""
AFTER, INSIDE, BEFORE = "left", "center", "right"
"""Where a label is, by the side of it that its event holds."""


@dataclass(frozen=True)
class Jalon:
    """An event of a timeline: theme, first and last day, date and words of its label."""

    theme: str
    debut: date
    fin: date
    date: str
    texte: str = ""

    @property
    def label(self) -> str:
        """Its date, and its words if it has any."""
        said = f"{self.date} : {self.texte}" if self.texte else self.date
        return french.typographie(said)

    @property
    def spoken(self) -> str:
        """Its date and its words as the text that stands for the drawing says them."""
        return f"{self.date} ({self.texte})" if self.texte else self.date


@dataclass(frozen=True)
class Place:
    """Where an event is drawn, in points: its ends, its label, and where that is from it."""

    jalon: Jalon
    start: float
    end: float
    label: str
    side: str

    @property
    def extent(self) -> tuple[float, float]:
        """What the event and its label take of a row."""
        taken = GAP + width(self.label)
        before = taken if self.side == BEFORE else 0
        return self.start - before, self.end + (taken if self.side == AFTER else 0)

    @property
    def anchor(self) -> float:
        """Where its label is held."""
        ends = {AFTER: self.end + GAP, BEFORE: self.start - GAP}
        return ends.get(self.side, (self.start + self.end) / 2)


@dataclass
class Piste:
    """The events of a theme, in rows where none covers another."""

    theme: str
    rows: list[list[Place]] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Height in points, with the theme's name and the gap below."""
        return TITLE + ROW * len(self.rows) + LANE

    def add(self, place: Place) -> None:
        """Put an event in the first row that has room for it."""
        for row in self.rows:
            if all(apart(place.extent, other.extent) for other in row):
                row.append(place)
                return
        self.rows.append([place])


def timeline(
    identifiant: str, titre: str, jour: date, nom: str, jalons: Sequence[Jalon]
) -> View | None:
    """Draw the events that come after a day, on the scale of time, in a lane for each theme.

    Parameters
    ----------
    identifiant, titre
        Unique name on the page, and caption.
    jour, nom
        The day of origin, and its name ("Commission").
    jalons
        Events that end on that day or later; those of a theme on the same days share a label.

    Returns
    -------
    View or None
        None without events.
    """
    ordered = list(together(sorted(jalons, key=lambda jalon: (jalon.fin, jalon.debut))))
    if not ordered:
        return None
    drawn, further = ordered[:MOST], len(ordered) - MOST
    end = max(jalon.fin for jalon in drawn)
    pistes = lanes(drawn, jour, end)
    height = HEAD + sum(piste.height for piste in pistes) + (ROW if further > 0 else 0)
    drawing = canvas(height / 72)
    drawing.set_layout_engine("none")
    with mpl.rc_context(STYLE):
        axes = drawing.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, REACH), ylim=(height, 0))
        axes.set_axis_off()
        draw_scale(axes, jour, end, f"{nom} du {french.date_longue(jour)}", height)
        draw_lanes(axes, pistes)
        if further > 0:
            note = f"et {further} plus loin, dans le tableau"
            axes.text(MARGIN, height - ROW / 2, note, size=SIZE, style="italic", va="center")
    return illustration(identifiant, drawing, titre, spoken(jour, nom, pistes), ())


def together(jalons: Sequence[Jalon]) -> Iterator[Jalon]:
    """Give the events, those of a theme on the same days as one."""
    found: dict[tuple[str, date, date, str], list[str]] = {}
    for jalon in jalons:
        key = (jalon.theme, jalon.debut, jalon.fin, jalon.date)
        found.setdefault(key, []).append(jalon.texte)
    for (theme, debut, fin, shown), textes in found.items():
        yield Jalon(theme, debut, fin, shown, " ; ".join(filter(None, textes)))


def lanes(jalons: Sequence[Jalon], jour: date, end: date) -> list[Piste]:
    """Put the events in the lanes of their themes, in the order of their first events."""
    pistes: dict[str, Piste] = {}
    for jalon in jalons:
        piste = pistes.setdefault(jalon.theme, Piste(jalon.theme))
        piste.add(place(jalon, abscissa(jalon.debut, jour, end), abscissa(jalon.fin, jour, end)))
    return list(pistes.values())


def abscissa(day: date, jour: date, end: date) -> float:
    """Give where a day is, in points; what began before the origin starts with it."""
    share = (day - jour).days / max((end - jour).days, 1)
    return MARGIN + max(share, 0) * (REACH - 2 * MARGIN)


def place(jalon: Jalon, start: float, end: float) -> Place:
    """Write the label of an event after it, else before it, else on its bar, else cut short."""
    start, end = start - MARK / 2, end + MARK / 2
    rooms = {AFTER: REACH - end - GAP, BEFORE: start - GAP, INSIDE: end - start - 2 * GAP}
    label = fitted(jalon.label, max(rooms.values()))
    side = next(side for side, room in rooms.items() if width(label) <= room)
    return Place(jalon, start, end, label, side)


def fitted(label: str, room: float) -> str:
    """Cut a label short, between words, to a width in points."""
    words = label.split(" ")
    found = label
    while width(found) > room and words:
        words.pop()
        found = " ".join([*words, "…"])
    return found


def width(label: str) -> float:
    """Measure a label, in points."""
    return float(text_to_path.get_text_width_height_descent(label, FONT, ismath=False)[0])


def apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two extents leave a gap between them."""
    return one[1] + GAP <= other[0] or other[1] + GAP <= one[0]


def draw_scale(axes: Axes, jour: date, end: date, nom: str, height: float) -> None:
    """Draw the origin with its name, and the months that tell the time."""
    for month in ticks(jour, end):
        x = abscissa(month, jour, end)
        axes.vlines(x, HEAD - 4, height, color=palette.FILET, linewidth=0.7, zorder=0)
        shown = f"{french.mois_court(month.month)} {month.year}"
        if x + width(shown) < REACH:
            axes.text(x, HEAD - 6, shown, size=SIZE - 0.5, color=palette.DISCRET)
    axes.vlines(MARGIN, 12, height, color=palette.ORANGE, linewidth=1.4, zorder=1)
    axes.text(MARGIN - 1, 9, nom, size=SIZE, color=palette.ORANGE, weight="bold")


def ticks(jour: date, end: date) -> list[date]:
    """Give the first days of months, quarters or years between two days, eight at most."""
    months = range(jour.year * 12 + jour.month, end.year * 12 + end.month)
    for step in (1, 3, 6, 12):
        found = [date(m // 12, m % 12 + 1, 1) for m in months if m % step == 0]
        if len(found) <= 8:
            break
    return found


def draw_lanes(axes: Axes, pistes: Sequence[Piste]) -> None:
    """Draw the themes from top to bottom, each with its events."""
    top = HEAD
    for piste in pistes:
        write(axes, MARGIN + GAP, top + TITLE / 2, french.typographie(piste.theme), weight="bold")
        for rank, row in enumerate(piste.rows):
            for placed in row:
                draw_event(axes, placed, top + TITLE + (rank + 0.5) * ROW)
        top += piste.height


def draw_event(axes: Axes, placed: Place, y: float) -> None:
    """Draw a day as a diamond, several days as a bar, and the label."""
    if placed.jalon.debut == placed.jalon.fin:
        axes.plot((placed.start + placed.end) / 2, y, "D", color=palette.BLEU, markersize=5.5)
    else:
        corner, size = (placed.start, y - BAR / 2), placed.end - placed.start
        axes.add_patch(
            Rectangle(corner, size, BAR, facecolor=palette.BLEU_CLAIR, edgecolor=palette.BLEU)
        )
    write(axes, placed.anchor, y, placed.label, placed.side)


def write(
    axes: Axes, x: float, y: float, text: str, ha: str = "left", weight: str = "normal"
) -> None:
    """Write a text, on a light ground over the lines of the months unless it is on a bar."""
    light = {"facecolor": palette.FOND, "edgecolor": "none", "pad": 0.8, "alpha": 0.9}
    ground = None if ha == INSIDE else light
    axes.text(x, y, text, size=SIZE, ha=ha, weight=weight, va="center", bbox=ground, zorder=3)


def spoken(jour: date, nom: str, pistes: Sequence[Piste]) -> str:
    """Give the text that stands for the timeline: every theme with its events."""
    themes = []
    for piste in pistes:
        placed = sorted((p for row in piste.rows for p in row), key=lambda p: p.jalon.fin)
        themes.append(f"{piste.theme} : {', '.join(p.jalon.spoken for p in placed)}")
    return f"{nom} du {french.date_longue(jour)}, puis : {' ; '.join(themes)}."

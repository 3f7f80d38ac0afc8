"""A table of a view: its headers in one line, its rows, and its pieces of a slide's height."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from markupsafe import Markup, escape

from hdflib.packs.export.markup import Element, unmarked

JOIN = " – "
"""Between the header of a group of columns and that of a column."""
ROWS = 12
"""Rows of a slide at most."""
CAPACITY = 132
"""Characters on a line of a slide's table."""
GAP = 2
"""Characters that the space between two columns takes."""
LINE, PADDING, HEIGHT = 1.35, 0.85, 26.0
"""Height of a line, of the space around a row, and of a table, in rem."""
SCALES = {1.0: "", 0.875: " serre", 0.75: " tres-serre"}
"""Sizes of a table's text, with their classes."""
NAMES = re.compile(r' (?:id|headers|role|tabindex|aria-labelledby)="[^"]*"')


@dataclass(frozen=True)
class Row:
    """A row: text of its cells, kind ("total", "courant", "groupe" or none) and HTML."""

    cells: tuple[str, ...]
    genre: str
    html: str


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes
    ----------
    titre
        Caption.
    colonnes
        Headers, those of a group of columns before each of its columns: "2021 – Nombre".
    gauche
        Whether each column is on the left: words, not numbers.
    tete
        HTML of its head.
    rangs
        Rows.
    note
        What it says below.
    """

    titre: str
    colonnes: tuple[str, ...]
    gauche: tuple[bool, ...]
    tete: str
    rangs: tuple[Row, ...]
    note: str = ""

    @property
    def labels(self) -> list[str]:
        """The headers without those of their groups."""
        return [column.rpartition(JOIN)[2] or "–" for column in self.colonnes]

    @property
    def head(self) -> float:
        """Height of the headers in rem, those of groups on lines of their own."""
        levels = max(column.count(JOIN) for column in self.colonnes)
        return height(self.labels, self.widths) + levels * (LINE + PADDING)

    @property
    def wants(self) -> list[int]:
        """The characters that each column takes where no text is cut."""
        rows = [row.cells for row in self.rangs if row.genre != "groupe"]
        longest = [
            max([len(label), *(len(cells[rank]) for cells in rows)])
            for rank, label in enumerate(self.labels)
        ]
        return [max(pair) for pair in zip(longest, self.needs, strict=True)]

    @property
    def needs(self) -> list[int]:
        """The least that each column takes: a number, or the longest word; headers are in bold."""
        heads = [max(map(len, label.split())) * 5 // 4 for label in self.labels]
        cells = [row.cells for row in self.rangs if row.genre != "groupe"]
        return [
            max([head, *(unbroken(row[rank], self.gauche[rank]) for row in cells)])
            for rank, head in enumerate(heads)
        ]

    @property
    def scale(self) -> float:
        """The size of its text on a slide, 0 if even the smallest is too large."""
        need = sum(self.needs) + GAP * len(self.colonnes)
        return next((scale for scale in SCALES if need <= CAPACITY / scale), 0)

    @property
    def widths(self) -> list[int]:
        """The characters that each column has on a slide."""
        return self.shared(int(CAPACITY / (self.scale or min(SCALES))))

    def shared(self, capacity: int) -> list[int]:
        """Share the characters of a line as browsers do: what each needs, then what it wants."""
        wishes = [want - need for want, need in zip(self.wants, self.needs, strict=True)]
        left = capacity - GAP * len(wishes) - sum(self.needs)
        granted = min(1.0, max(0, left) / (sum(wishes) or 1))
        return [need + int(granted * wish) for need, wish in zip(self.needs, wishes, strict=True)]

    def parts(self, room: float = HEIGHT) -> list[Grid]:
        """Cut it into pieces of a height in rem, even ones where that makes no more."""
        pieces = self.cut(ROWS, room)
        even = self.cut(math.ceil(len(self.rangs) / len(pieces)), room)
        chosen = even if len(even) == len(pieces) else pieces
        return [
            replace(self, titre=self.titre + suite(rank), rangs=tuple(rows))
            for rank, rows in enumerate(chosen)
        ]

    def cut(self, most: int, room: float) -> list[list[Row]]:
        """Cut the rows at a number of them or at a height; groups go on by name."""
        widths, pieces = self.widths, [list[Row]()]
        room /= self.scale or min(SCALES)
        used, group = self.head, None
        for row in self.rangs:
            size = height(row.cells, widths)
            if pieces[-1] and (used + size > room or len(pieces[-1]) >= most):
                pieces.append([group] if group and row.genre != "groupe" else [])
                used = self.head + (height(group.cells, widths) if pieces[-1] and group else 0)
            pieces[-1].append(row)
            used += size
            group = row if row.genre == "groupe" else group
        return pieces

    def html(self, *, shown: bool = True) -> Markup:
        """Give its HTML, its caption for screen readers alone unless it is shown."""
        kind = "" if shown else ' class="visuellement-masque"'
        size = SCALES.get(self.scale, "")
        rows = "".join(row.html for row in self.rangs)
        table = (
            f'<table class="hdf-table{size}"><caption{kind}>{escape(self.titre)}</caption>'
            f"{self.tete}<tbody>{rows}</tbody></table>"
        )
        note = Markup('<p class="hdf-etat">{}</p>').format(self.note) if self.note else ""
        return Markup(table) + note


def suite(rank: int) -> str:
    """Give what follows the title of a piece of a table: nothing, "(suite)", "(suite 2)"…"""
    return f" (suite {rank})" if rank > 1 else " (suite)" if rank else ""


def unbroken(cell: str, words: bool) -> int:
    """Give the characters of a cell that stay on one line."""
    if words or not any(character.isdigit() for character in cell):
        return max(map(len, cell.split()), default=0)
    return len(cell)


def height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Give the height of a row in rem, from the longest of its cells."""
    lines = max(len(wrap(cell, width)) for cell, width in zip(cells, widths, strict=True))
    return LINE * max(1, lines) + PADDING


def read_grid(frame: Element) -> Grid:
    """Read a table from its frame."""
    table = next(frame.all("table"))
    head, body = next(table.all("thead")), next(table.all("tbody"))
    colonnes = columns(head)
    rows = tuple(read_row(row, len(colonnes)) for row in body.all("tr"))
    first = next((row for row in body.all("tr") if len(row.elements) == len(colonnes)), None)
    gauche = [rank == 0 for rank in range(len(colonnes))]
    if first:
        gauche = [cell.tag == "th" or cell.has("gt_left") for cell in first.elements]
    note = next((child.text for child in frame.elements if child.tag == "p"), "")
    caption = next(table.all("caption"))
    return Grid(caption.text, colonnes, tuple(gauche), anonymous(head.source), rows, note)


def columns(head: Element) -> tuple[str, ...]:
    """Give the header of each column, after that of its group."""
    rows = list(head.all("tr"))
    names: dict[int, list[str]] = {}
    taken: set[tuple[int, int]] = set()
    for rank, row in enumerate(rows):
        place = 0
        for cell in row.elements:
            while (rank, place) in taken:
                place += 1
            spans = [int(cell.attributes.get(name) or 1) for name in ("rowspan", "colspan")]
            for column in range(place, place + spans[1]):
                names.setdefault(column, []).append(cell.text)
                taken |= {(line, column) for line in range(rank, rank + spans[0])}
    return tuple(JOIN.join(filter(None, names[column])) for column in sorted(names))


def read_row(row: Element, width: int) -> Row:
    """Read a row; one of a single header names a group of rows."""
    texts = tuple(cell.text for cell in row.elements)
    kinds = [name for name in ("total", "courant") if row.has(f"hdf-{name}")]
    if len(texts) == 1 < width:
        texts, kinds = (*texts, *[""] * (width - 1)), ["groupe"]
    return Row(texts, "".join(kinds), anonymous(row.source))


def anonymous(source: str) -> str:
    """Give HTML without names, which a table in pieces would hold twice."""
    return NAMES.sub("", unmarked(source))


def merged(grids: Sequence[Grid], titre: str) -> Iterator[Grid]:
    """Join the tables that follow one another under the same headers, each a group of rows."""
    run: list[Grid] = []
    for grid in grids:
        if run and grid.colonnes[1:] != run[0].colonnes[1:]:
            yield joined(run, titre)
            run = []
        run.append(grid)
    if run:
        yield joined(run, titre)


def joined(grids: Sequence[Grid], titre: str) -> Grid:
    """Join tables under the headers of the first."""
    if len(grids) == 1:
        return grids[0]
    width = len(grids[0].colonnes)
    rows: list[Row] = []
    for grid in grids:
        html = Markup(
            '<tr><th class="gt_group_heading" colspan="{}" scope="rowgroup">{}</th></tr>'
        ).format(width, grid.titre)
        rows += [Row((grid.titre, *[""] * (width - 1)), "groupe", html), *grid.rangs]
    notes = dict.fromkeys(grid.note for grid in grids if grid.note)
    return replace(grids[0], titre=titre, rangs=tuple(rows), note=" ".join(notes))

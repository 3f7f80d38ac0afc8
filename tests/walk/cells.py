"""Cells that the figures of a pack name, read straight from the files of a project."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

import yaml

FICTIVE = "DONNÉES FICTIVES – "
PLACE = re.compile(r"(?:^| ; )(data/[^\s;]+), lignes? ([\d àet,]+), colonne (\w+)(?= \(| ; |$)")
STATES = {
    "": "non transmis",
    "non transmis": "non transmis",
    "en cours": "en cours de finalisation",
    "en cours de finalisation": "en cours de finalisation",
    "s": "s",
}
"""What a cell that isn't known says, and how a page says it."""
WORST = ("non transmis", "en cours de finalisation", "s")
"""The states, the one that hides the others last."""
NUMBER = re.compile(r"([+\-−]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
KEYS = ("territoire", "epci", "bailleur", "region", "reservataire")
"""Columns that say whom a row is about."""


@dataclass(frozen=True)
class Cell:
    """A cell: its place, its text, and the texts of its row by column."""

    fichier: str
    ligne: int
    colonne: str
    texte: str
    row: Mapping[str, str] = field(compare=False, repr=False)

    @property
    def etat(self) -> str | None:
        """Why it isn't known, None if it is."""
        return STATES.get(self.texte.strip().lower())

    @property
    def number(self) -> Fraction | None:
        """Its number: a percentage is a fraction of 1, an amount is in euros."""
        text = self.texte.strip()
        found = read_number(text.rstrip("%€ \u00a0\u202f"))
        percent = text.endswith("%") or self.row.get("unite") == "%"
        return found / 100 if found is not None and percent else found

    @property
    def day(self) -> date | None:
        """Its day, if it holds one."""
        return date.fromisoformat(self.texte) if DAY.fullmatch(self.texte) else None

    @property
    def who(self) -> str:
        """Whom its row is about."""
        return next((self.row[key] for key in KEYS if self.row.get(key)), "")

    @property
    def table(self) -> str:
        """Name of its file, without folder nor extension."""
        return Path(self.fichier).stem


def read_number(text: str) -> Fraction | None:
    """Read a whole French number, None if the text is no number.

    >>> read_number("1\\u202f413,5")
    Fraction(2827, 2)
    """
    found = NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, whole, decimals = found.groups()
    digits = re.sub(r"\D", "", whole)
    value = Fraction(f"{digits}.{decimals or 0}")
    return -value if sign in ("-", "−") else value


class Project:
    """The data files of a project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._files: dict[str, Mapping[int, Mapping[str, str]]] = {}

    def named(self, source: str) -> list[Cell]:
        """Give the cells that a source names, as `chiffres.csv` writes it.

        Raises
        ------
        AssertionError
            If a place isn't written so, no cell stands there, or its row has another origin.
        """
        text = source.removeprefix(FICTIVE)
        places = list(PLACE.finditer(text))
        assert len(places) == text.count(", colonne "), source
        assert bool(places) == bool(text), source
        ends = [place.start() for place in places[1:]] + [len(text)]
        found = []
        for place, end in zip(places, ends[: len(places)], strict=True):
            cells = [self.cell(place[1], line, place[3]) for line in read_lines(place[2])]
            origin = text[place.end() : end].removeprefix(" (").removesuffix(")")
            assert not origin or all(origin == self.origin(cell) for cell in cells), origin
            found += cells
        return found

    def origin(self, cell: Cell) -> str:
        """Give the document or the text of law that a cell comes from."""
        own = cell.row.get("source") or cell.row.get("reference")
        return own or self.rows(cell.fichier)[1]["source"]

    def cell(self, fichier: str, ligne: int, colonne: str) -> Cell:
        """Give a cell, which must exist."""
        row = self.rows(fichier).get(ligne)
        assert row is not None, f"{fichier} has no row on line {ligne}"
        assert colonne in row, f"{fichier}, line {ligne}, has no column {colonne}"
        return Cell(fichier, ligne, colonne, row[colonne], row)

    def rows(self, fichier: str) -> Mapping[int, Mapping[str, str]]:
        """Give the rows of a file by the line that they start on."""
        if fichier not in self._files:
            path = self.root / fichier
            assert path.is_file(), f"{fichier} doesn't exist"
            read = read_yaml if path.suffix == ".yml" else read_csv
            self._files[fichier] = dict(read(path))
        return self._files[fichier]


def read_lines(text: str) -> list[int]:
    """Read lines as a source writes them: "2 à 5, 8 et 12"."""
    found: list[int] = []
    for part in re.split(r", | et ", text):
        first, _, last = part.partition(" à ")
        found += range(int(first), int(last or first) + 1)
    return found


def read_csv(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the rows of a CSV file with their first line; the header is line 1."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=";")
        header = next(reader)
        line = reader.line_num + 1
        for row in reader:
            yield line, dict(zip(header, row, strict=True))
            line = reader.line_num + 1


def read_yaml(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the mappings of a YAML file that hold plain values, with the line that starts them.

    The line is that of the key, or of the dash of a list.
    """
    yield from mappings(yaml.compose(path.read_text("utf-8")), 1)


def mappings(node: yaml.Node, line: int) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the mappings below a node."""
    if isinstance(node, yaml.MappingNode):
        plain = {
            key.value: value.value
            for key, value in node.value
            if isinstance(value, yaml.ScalarNode)
        }
        if plain:
            yield line, plain
        for key, value in node.value:
            yield from mappings(value, key.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from mappings(value, value.start_mark.line + 1)

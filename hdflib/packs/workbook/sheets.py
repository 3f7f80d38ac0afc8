"""A workbook before it has a file format: sheets of typed cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

LONGEST = 32_767
"""Characters that a cell of a spreadsheet holds."""
LONGEST_NAME = 31
"""Characters that the name of a sheet may have in Excel."""
RESERVED = ("History", "Historique")
"""Names that Excel keeps for itself."""
UNREADABLE = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML can't hold."""
UNNAMEABLE = re.compile(r"[\[\]:*?/\\\u0000-\u001f\ud800-\udfff\ufffe-\U0010ffff]+")
"""Characters that the name of a sheet can't hold in Excel or LibreOffice."""
TALLEST = 6
"""Lines of text beyond which a row is cut: the whole text stays in the cell."""


Look = tuple[str, int, bool]
"""What numbers that look alike have in common: unit if it is shown, decimals, environ."""


@dataclass(frozen=True)
class Nombre:
    """A number and how it is shown.

    Attributes
    ----------
    value
        Unrounded; a percentage is a fraction.
    affichage
        What the page shows for it.
    unite
        "%", "€", "rang", "année", or another one that the format doesn't say.
    decimales, environ
        Decimals shown, and whether "environ" comes before.
    """

    value: float
    affichage: str
    unite: str = ""
    decimales: int = 0
    environ: bool = False

    @property
    def format(self) -> Look:
        """How it looks."""
        shown = self.unite if self.unite in ("%", "€", "rang", "année") else ""
        return shown, self.decimales, self.environ


Cell = str | date | Nombre


@dataclass(frozen=True)
class Colonne:
    """A column: header, width in characters, and whether its cells are set to the right."""

    titre: str
    largeur: int
    droite: bool = False


@dataclass(frozen=True)
class Feuille:
    """A sheet: name, title above the header, columns, rows of as many cells."""

    nom: str
    titre: str
    colonnes: tuple[Colonne, ...]
    lignes: tuple[tuple[Cell, ...], ...]

    def hauteur(self, ligne: tuple[Cell, ...]) -> int:
        """Estimate how many lines of text a row takes."""
        pairs = zip(ligne, self.colonnes, strict=True)
        return max(
            (lines(cell, colonne.largeur) for cell, colonne in pairs if isinstance(cell, str)),
            default=1,
        )


@dataclass(frozen=True)
class Classeur:
    """A workbook.

    Attributes
    ----------
    titre, sujet, auteur
        Its properties; no person is named.
    jour
        Date written as that of its making, so that the same content gives the same file.
    mention
        Warning printed on every sheet, empty if there is none.
    feuilles
        Its sheets, in order.
    """

    titre: str
    sujet: str
    auteur: str
    jour: date
    mention: str
    feuilles: tuple[Feuille, ...]


def lines(text: str, width: int) -> int:
    """Estimate how many lines a text takes in a column."""
    return sum(max(1, -(-len(part) // width)) for part in text.split("\n"))


def readable(text: str) -> str:
    """Give a text as a cell holds it: line feeds, no control character, not too long."""
    text = UNREADABLE.sub("\ufffd", re.sub(r"\r\n?", "\n", text))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def sheet_names(titles: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Name sheets after their titles: short, without forbidden characters, all different.

    >>> sheet_names(("Ménages prioritaires (DALO/PDALHPD)",))
    ['Ménages prioritaires']
    """
    known = {name.lower() for name in (*taken, *RESERVED)}
    names = []
    for title in titles:
        name = next(n for n in variants(short_name(title)) if n.lower() not in known)
        known.add(name.lower())
        names.append(name)
    return names


def short_name(title: str) -> str:
    """Shorten a title to the length of a sheet's name: no aside, then whole words."""
    name = nameable(title)
    if len(name) > LONGEST_NAME:
        name = nameable(title.partition("(")[0]) or name
    if len(name) > LONGEST_NAME:
        cut = name[:LONGEST_NAME]
        name = (cut.rpartition(" ")[0] or cut[:-1]) + "…"
    return name or "Feuille"


def nameable(title: str) -> str:
    """Take out of a title what the name of a sheet can't hold."""
    return " ".join(UNNAMEABLE.sub(" ", title).split()).strip("' ")


def variants(name: str) -> Iterator[str]:
    """Give a name, then numbered ones for sheets of the same name."""
    yield name
    rank = 2
    while True:
        end = f" ({rank})"
        yield name[: LONGEST_NAME - len(end)].rstrip() + end
        rank += 1

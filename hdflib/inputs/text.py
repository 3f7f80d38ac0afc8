"""From the bytes of a CSV file to its rows of text."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from hdflib.errors import Problem

SEPARATORS = ";\t,"
BREAKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
HINT = "sep="
"""What Excel reads on a first line that isn't part of the table: "sep=;"."""

Rows = list[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True)
class RawTable:
    """A header as written, its line, and rows of text cells, each with the line it starts on."""

    header: tuple[str, ...]
    ligne: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def decode(content: bytes) -> str:
    """Decode a French file: a byte order mark decides, else strict UTF-8, else cp1252.

    Raises
    ------
    UnicodeDecodeError
        If the bytes aren't text in one of these encodings.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def column_name(text: str) -> str:
    """Give a header cell as schemas write it: lower case, no accents, "_" between words."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "_".join(plain.split())


def read_rows(path: Path, fichier: str, problems: list[Problem]) -> RawTable | None:
    """Read a CSV file as text, adding what is wrong with it to `problems`.

    Parameters
    ----------
    path, fichier
        The file, and its name in messages.
    problems
        List that receives what must be mended.

    Returns
    -------
    RawTable or None
        None if the file can't be read as a table at all. Blank lines and blank columns on the
        right are left out; a line break within a cell becomes a space.
    """
    text = read_text(path, fichier, problems)
    rows = None if text is None else split_rows(text, fichier, problems)
    if rows is None:
        return None
    if len(rows) < 2:
        constat = "Le fichier est vide." if not rows else "Le fichier n’a que sa ligne de titres."
        problems.append(
            Problem(
                fichier,
                constat,
                "Saisissez au moins une ligne de données, ou supprimez le fichier si rien n’a "
                "été transmis.",
            )
        )
        return None
    (line, header), *others = rows
    width = max(rank for rank, name in enumerate(header, 1) if name)
    return RawTable(header[:width], line, tuple((n, trim(row, width)) for n, row in others))


def read_text(path: Path, fichier: str, problems: list[Problem]) -> str | None:
    """Read a file as text; None, with a problem, if it can't be opened or isn't text."""
    try:
        text = decode(path.read_bytes())
    except OSError:
        problems.append(
            Problem(
                fichier,
                "Ce fichier est introuvable ou ne peut pas être ouvert.",
                "Vérifiez qu’il existe, que ce n’est pas un dossier et que vous avez le droit de "
                "le lire.",
            )
        )
        return None
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        problems.append(
            Problem(
                fichier,
                "Ce fichier n’est pas un texte CSV lisible.",
                "Enregistrez-le au format « CSV UTF-8 (délimité par des points-virgules) ».",
            )
        )
        return None
    return text


def split_rows(text: str, fichier: str, problems: list[Problem]) -> Rows | None:
    """Split a text into its rows that aren't blank; None, with a problem, if quotes are wrong."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: Rows = []
    start = 1
    try:
        for row in reader:
            cells = tuple(BREAKS.sub(" ", cell).strip() for cell in row)
            if any(cells):
                rows.append((start, cells))
            start = reader.line_num + 1
    except csv.Error:
        problems.append(
            Problem(
                fichier,
                "Un guillemet n’est pas fermé ou est mal placé.",
                "Doublez les guillemets qui font partie du texte et fermez la cellule.",
                ligne=start,
            )
        )
        return None
    return rows[1:] if rows and rows[0][1][0].startswith(HINT) else rows


def trim(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Leave out the blank cells that a spreadsheet adds on the right of the table."""
    return row if any(row[width:]) else row[:width]

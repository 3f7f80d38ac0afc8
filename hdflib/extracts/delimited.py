"""CSV files: encoding, separator, titles, and whether DuckDB can read them as they are."""

from __future__ import annotations

import codecs
import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.errors import ExtractError
from hdflib.extracts.files import BLOCK
from hdflib.extracts.header import SEARCHED, Header, check_header, find_header
from hdflib.extracts.lines import count_lines

SEPARATORS = ";,\t|"
HEAD = 1 << 16
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


Line = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Dialect:
    """How a CSV file is written.

    Attributes
    ----------
    path, name
        The file in UTF-8, and its name in messages.
    separator
        Character between cells.
    header, ligne, cells
        Its titles, the line they end on, and the number of cells of that row.
    lines
        Number of lines after the titles; None if DuckDB can't be trusted with the file. If it
        finds as many rows, each of `cells` cells, they are these lines, in order.
    """

    path: Path
    name: str
    separator: str
    header: Header
    ligne: int
    cells: int
    lines: int | None = None


def read_dialect(path: Path, name: str, schema: SourceSchema) -> Dialect:
    """Find out how a CSV file in UTF-8 is written.

    Raises
    ------
    ExtractError
        It hasn't the mandatory columns.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.read(HEAD)
    dialect = max(
        (_try(path, name, separator, head, schema) for separator in SEPARATORS),
        key=lambda dialect: len(dialect.header.positions),
    )
    check_header(dialect.header, name)
    # DuckDB would take a blank line for a row of a single column.
    lines = count_lines(path, dialect.separator, dialect.ligne) if dialect.cells > 1 else None
    return replace(dialect, lines=lines)


def to_utf8(path: Path, name: str, copy: Path) -> Path:
    """Give the file itself if it is in UTF-8, else its text in UTF-8 in `copy`.

    Raises
    ------
    ExtractError
        It isn't text.
    """
    encoding = find_encoding(path, name)
    if encoding == "utf-8-sig":
        return path
    with (
        path.open(encoding=encoding, newline="") as file,
        copy.open("w", encoding="utf-8", newline="") as out,
    ):
        shutil.copyfileobj(file, out, BLOCK)
    return copy


def find_encoding(path: Path, name: str) -> str:
    """Tell the encoding: a byte order mark decides, else strict UTF-8, else cp1252.

    Raises
    ------
    ExtractError
        The bytes are no text in any of these, or hold NUL.
    """
    with path.open("rb") as file:
        start = file.read(2)
    for encoding in ("utf-16",) if start in UTF16 else ("utf-8-sig", "cp1252"):
        if _decodes(path, encoding, name):
            return encoding
    raise ExtractError(
        f"{name} : ce fichier n’est pas un texte lisible. Refaites l’export en « CSV UTF-8 »."
    )


def read_lines(dialect: Dialect) -> Iterator[Line]:
    """Give the rows after the titles, each with the line it starts on.

    Raises
    ------
    ExtractError
        A quote isn't closed, or is misplaced.
    """
    start = 1
    try:
        with dialect.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=dialect.separator, strict=True)
            for row in reader:
                if start > dialect.ligne:
                    yield start, row
                start = reader.line_num + 1
        return
    except csv.Error:
        pass
    raise ExtractError(
        f"{dialect.name}, ligne {start} : un guillemet n’est pas fermé ou est mal placé. "
        "Doublez les guillemets qui font partie du texte, ou refaites l’export."
    )


def _decodes(path: Path, encoding: str, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                if "\0" in decoder.decode(block):
                    break
            else:
                decoder.decode(b"", final=True)
                return True
        except UnicodeDecodeError:
            return False
    raise ExtractError(
        f"{name}, ligne {_find_nul(path, encoding)} : ce fichier contient un caractère nul, il est "
        "abîmé ou n’est pas un texte. Refaites l’export en « CSV UTF-8 »."
    )


def _find_nul(path: Path, encoding: str) -> int:
    with path.open(encoding=encoding, errors="replace", newline="\n") as file:
        return next(number for number, line in enumerate(file, 1) if "\0" in line)


def _try(path: Path, name: str, separator: str, head: str, schema: SourceSchema) -> Dialect:
    rows = _head_rows(head, separator)
    header = find_header((row for _, row in rows), schema)
    ligne, row = rows[header.rank] if rows else (0, [])
    return Dialect(path, name, separator, header, ligne, len(row))


def _head_rows(head: str, separator: str) -> list[Line]:
    """Read the first rows, each with the line it ends on, up to one that can't be read."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator, strict=True)
    rows: list[Line] = []
    try:
        for row in reader:
            rows.append((reader.line_num, row))
            if len(rows) == SEARCHED:
                break
    except csv.Error:
        pass
    return rows

"""XLSX and ODS: the sheet of the source, and its cells as texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    XmlError,
    ZipError,
)

from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.delimited import Line
from hdflib.extracts.errors import ExtractError
from hdflib.extracts.files import Bound, read_members
from hdflib.extracts.header import SEARCHED, Header, check_header, find_header

Cell = int | float | str | bool | time | date | datetime | timedelta

EXACT = 2**53
"""Whole numbers from here on aren't exact in a spreadsheet."""
XLSX_FORMULA = re.compile(
    rb"<c\b(?P<attributes>[^>]*)>\s*(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)\s*"
    rb"(?P<value><v\s*/>|<v>\s*</v>)?\s*</c>"
)
ODS_FORMULA = re.compile(rb"<table:table-cell\b[^>]*\btable:formula=[^>]*>")


def open_sheet(path: Path, schema: SourceSchema, bound: Bound) -> tuple[CalamineSheet, Header]:
    """Open the only sheet whose titles are those of the source.

    Raises
    ------
    ExtractError
        The workbook can't be read, holds formulas without their results, or not exactly one
        of its sheets is right.
    """
    check_members(path, bound)
    sheets = _open(path)
    headers = [find_header(_head(sheet), schema) for sheet in sheets]
    right = [i for i, header in enumerate(headers) if not header.missing]
    if len(right) > 1:
        ranks = ", ".join(str(i + 1) for i in right)
        raise ExtractError(
            f"{path.name} : plusieurs feuilles portent les titres attendus (feuilles {ranks}). "
            "Gardez-en une seule."
        )
    best = (
        right[0]
        if right
        else max(range(len(sheets)), key=lambda i: len(headers[i].positions), default=None)
    )
    if best is None:
        raise ExtractError(f"{path.name} : ce classeur n’a aucune feuille de calcul.")
    return sheets[best], check_header(headers[best], path.name)


def read_lines(sheet: CalamineSheet, header: Header) -> Iterator[Line]:
    """Give the rows after the titles, each with its number in the sheet."""
    for number, row in enumerate(_rows(sheet), 1):
        if number > header.rank + 1:
            yield number, row


def check_members(path: Path, bound: Bound) -> None:
    """Refuse a workbook that is damaged, too large, or whose formulas were never computed.

    Raises
    ------
    ExtractError
        It is one of these.
    """
    for member, block in read_members(path, bound):
        if member.startswith("xl/worksheets/"):
            empty = any(map(_is_uncomputed, XLSX_FORMULA.finditer(block)))
        elif member == "content.xml":
            empty = any(b"value-type=" not in cell[0] for cell in ODS_FORMULA.finditer(block))
        else:
            continue
        if empty:
            raise ExtractError(
                f"{path.name} : des formules n’ont pas de résultat enregistré. Ouvrez le classeur "
                "dans le tableur, enregistrez-le, puis recommencez."
            )


def to_text(cell: Cell) -> str:
    """Write a cell as an export in CSV would; a rounded identifier shows that it is."""
    match cell:
        case bool():
            return "oui" if cell else "non"
        case datetime() | date():
            return cell.isoformat()
        case float() | int() if abs(cell) >= EXACT:
            return f"{cell:.14E}"
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return str(cell).replace(".", ",")
        case _:
            return str(cell)


def _is_uncomputed(cell: re.Match[bytes]) -> bool:
    """A formula may give an empty text: it then says that it is a text."""
    return not (cell["value"] and b't="str"' in cell["attributes"])


def _open(path: Path) -> list[CalamineSheet]:
    reason = "est abîmé ou n’est pas un classeur. Refaites l’export"
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        return [
            workbook.get_sheet_by_name(sheet.name)
            for sheet in workbook.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        reason = "est protégé par un mot de passe. Retirez la protection"
    except (CalamineError, XmlError, ZipError, OSError, ValueError):
        pass
    raise ExtractError(f"{path.name} : ce classeur {reason}.")


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Give every row from the first of the sheet, as the spreadsheet numbers them."""
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    yield from ([] for _ in range(first_row))
    blank = [""] * first_column
    for row in sheet.iter_rows():
        yield [*blank, *map(to_text, row)][-len(row) - first_column :]


def _head(sheet: CalamineSheet) -> list[list[str]]:
    return list(islice(_rows(sheet), SEARCHED))

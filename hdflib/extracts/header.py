"""The row of titles: where it stands, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hdflib.extracts.columns import Column, SourceSchema, Type, key
from hdflib.extracts.errors import ExtractError

SEARCHED = 20
"""Rows among which the titles are looked for: exports put their own title above."""


@dataclass(frozen=True)
class Header:
    """A row of titles.

    Attributes
    ----------
    rank
        Rank of the row, from 0.
    width
        Number of columns up to the last title.
    positions, titles
        For each column of the source that was found, its rank from 0 and its title as written.
    missing, ambiguous
        Mandatory columns that weren't found, and columns found twice.
    """

    rank: int
    width: int
    positions: Mapping[str, int]
    titles: Mapping[str, str]
    missing: tuple[Column, ...]
    ambiguous: tuple[str, ...]


def find_header(rows: Iterable[Sequence[str]], schema: SourceSchema) -> Header:
    """Find the first row with all the mandatory columns, or else the one with most of them.

    A title on two rows, its cells merged downwards, is read from the upper row.
    """
    best = Header(0, 0, {}, {}, schema.required, ())
    above: Sequence[str] = ()
    for rank, row in zip(range(SEARCHED), rows, strict=False):
        for cells in (row, _fill(row, above)):
            header = match(rank, cells, schema)
            if not header.missing:
                return header
            if len(header.positions) > len(best.positions):
                best = header
        above = row
    return best


def match(rank: int, row: Sequence[str], schema: SourceSchema) -> Header:
    """Recognise the columns of the source in a row."""
    keys = [key(cell) for cell in row]
    places = {column.name: _places(keys, column) for column in schema.colonnes}
    positions = {name: found[0] for name, found in places.items() if found}
    return Header(
        rank,
        max((place for place, name in enumerate(keys, 1) if name), default=0),
        positions,
        {name: " ".join(row[place].split()) for name, place in positions.items()},
        tuple(column for column in schema.required if column.name not in positions),
        tuple(name for name, found in places.items() if len(found) > 1),
    )


def check_header(header: Header, name: str) -> Header:
    """Give the header if every mandatory column was found, once.

    Raises
    ------
    ExtractError
        With the names accepted: those of the file aren't quoted, they might be a record.
    """
    if header.missing:
        lines = [
            f"colonne obligatoire « {column.name} » absente (noms admis : "
            f"{', '.join(column.names)})"
            for column in header.missing
        ]
        raise ExtractError(
            f"{name} : {' ; '.join(lines)}. Les titres doivent être dans les {SEARCHED} premières "
            "lignes ; ajoutez au besoin un synonyme dans data/reference/extractions.yml."
        )
    if header.ambiguous:
        raise ExtractError(
            f"{name} : plusieurs colonnes peuvent être lues comme "
            f"« {' », « '.join(header.ambiguous)} ». Gardez une seule colonne pour chacune."
        )
    return header


def _places(keys: Sequence[str], column: Column) -> list[int]:
    accepted = {key(name) for name in column.names}
    found = [place for place, name in enumerate(keys) if name in accepted]
    if column.type is Type.COMMUNE and len(found) > 1:
        # Next to « Code INSEE », « Commune » holds a name.
        codes = [place for place in found if "code" in keys[place] or "insee" in keys[place]]
        return codes or found
    return found


def _fill(row: Sequence[str], above: Sequence[str]) -> list[str]:
    width = max(len(row), len(above))
    lower, upper = ([*cells, *[""] * (width - len(cells))] for cells in (row, above))
    return [cell or high for cell, high in zip(lower, upper, strict=True)]

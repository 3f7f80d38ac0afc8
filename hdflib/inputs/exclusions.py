"""Reading of `data/reference/exclusions_flux.csv`: what the base of gestion en flux leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hdflib.errors import Problem
from hdflib.inputs.reference_table import DAY, ReferenceTable, is_day
from hdflib.rules.flux import Exclusion

FICHIER = "data/reference/exclusions_flux.csv"
TABLE = ReferenceTable(FICHIER, ("code", "motif", "debut", "fin", "reference"), ("fin",))


def read_exclusions(root: Path, problems: list[Problem]) -> tuple[Exclusion, ...]:
    """Read the exclusions in their order, adding every row to mend to `problems`."""
    found = []
    for line, row in TABLE.read(root, problems):
        wrong = list(_row_problems(line, row))
        problems += wrong
        if not wrong:
            found.append(_parse(line, row))
    return tuple(found)


def _row_problems(line: int, row: tuple[str, ...]) -> Iterator[Problem]:
    if width := TABLE.width_problem(line, row):
        yield width
        return
    yield from TABLE.blank_problems(line, row)
    texts = dict(zip(TABLE.header, row, strict=True))
    for name in ("debut", "fin"):
        if texts[name] and not is_day(texts[name]):
            yield TABLE.wrong(DAY, line, name, texts[name])


def _parse(line: int, row: tuple[str, ...]) -> Exclusion:
    code, motif, debut, fin, reference = row
    last = date.fromisoformat(fin) if fin else None
    return Exclusion(code, motif, date.fromisoformat(debut), last, reference, line)

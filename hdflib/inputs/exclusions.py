"""Reading of `data/reference/exclusions_flux.csv`: what the base of gestion en flux leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hdflib.errors import Problem
from hdflib.inputs.text import column_name, read_rows
from hdflib.rules.flux import Exclusion

FICHIER = "data/reference/exclusions_flux.csv"
HEADER = ("code", "motif", "debut", "fin", "reference")


def read_exclusions(root: Path, problems: list[Problem]) -> tuple[Exclusion, ...]:
    """Read the exclusions in their order, adding every row to mend to `problems`."""
    raw = read_rows(root / FICHIER, FICHIER, problems)
    if raw is None:
        return ()
    if tuple(map(column_name, raw.header)) != HEADER:
        expected = "Les colonnes attendues sont : " + " ; ".join(HEADER) + "."
        problems.append(Problem(FICHIER, expected, "Rétablissez-les, dans cet ordre.", raw.ligne))
        return ()
    found = []
    for line, row in raw.rows:
        wrong = list(_row_problems(line, row))
        problems += wrong
        if not wrong:
            found.append(_parse(line, row))
    return tuple(found)


def _row_problems(line: int, row: tuple[str, ...]) -> Iterator[Problem]:
    if len(row) != len(HEADER):
        constat = f"{len(HEADER)} cellules sont attendues, {len(row)} lues."
        yield Problem(FICHIER, constat, "Vérifiez les séparateurs de la ligne.", line)
        return
    texts = dict(zip(HEADER, row, strict=True))
    for name, text in texts.items():
        if not text and name != "fin":
            yield Problem(FICHIER, "Cette cellule doit être remplie.", "Complétez-la.", line, name)
        elif text and name in ("debut", "fin") and not _is_day(text):
            constat = "Une date AAAA-MM-JJ est attendue."
            yield Problem(FICHIER, constat, "Corrigez la valeur.", line, name, text)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _parse(line: int, row: tuple[str, ...]) -> Exclusion:
    code, motif, debut, fin, reference = row
    last = date.fromisoformat(fin) if fin else None
    return Exclusion(code, motif, date.fromisoformat(debut), last, reference, line)

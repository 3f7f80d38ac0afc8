"""Reading of `data/reference/regles.csv`: the numbers that texts of law set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hdflib.errors import Problem
from hdflib.inputs import cells
from hdflib.inputs.cells import CellError
from hdflib.inputs.reference_table import DAY, ReferenceTable, is_day
from hdflib.rules.law import Law, Regle, overlaps

FICHIER = "data/reference/regles.csv"
TABLE = ReferenceTable(
    FICHIER, ("regle", "libelle", "valeur", "unite", "debut", "fin", "reference"), ("fin",)
)
PARSERS = {
    "%": cells.share,
    "date": cells.period,
    "jours": cells.count,
    "mois": cells.count,
    "ans": cells.count,
}


def read_law(root: Path, problems: list[Problem]) -> Law:
    """Read the numbers set by texts, adding every row to mend to `problems`."""
    found = []
    for line, row in TABLE.read(root, problems):
        wrong = list(_row_problems(line, row))
        problems += wrong
        if not wrong:
            found.append(_parse(line, row))
    problems += _overlap_problems(found)
    return Law(tuple(found))


def _row_problems(line: int, row: tuple[str, ...]) -> Iterator[Problem]:
    if width := TABLE.width_problem(line, row):
        yield width
        return
    yield from TABLE.blank_problems(line, row)
    texts = dict(zip(TABLE.header, row, strict=True))
    if texts["unite"] and texts["unite"] not in PARSERS:
        constat = f"Une unité est attendue parmi : {', '.join(PARSERS)}."
        yield TABLE.wrong(constat, line, "unite", texts["unite"])
        return
    for name in ("valeur", "debut", "fin"):
        constat = _cell_problem(name, texts)
        if texts[name] and constat:
            yield TABLE.wrong(constat, line, name, texts[name])


def _cell_problem(name: str, texts: dict[str, str]) -> str:
    try:
        if name == "valeur" and texts["unite"]:
            PARSERS[texts["unite"]](texts[name])
    except CellError as error:
        return error.attendu
    dated = name != "valeur" or texts["unite"] == "date"
    return DAY if dated and not is_day(texts[name]) else ""


def _parse(line: int, row: tuple[str, ...]) -> Regle:
    code, libelle, valeur, unite, debut, fin, reference = row
    value: float | date
    if unite == "date":
        value = date.fromisoformat(valeur)
    else:
        number = PARSERS[unite](valeur)
        assert isinstance(number, (int, float))
        value = number
    last = date.fromisoformat(fin) if fin else None
    return Regle(code, libelle, value, unite, date.fromisoformat(debut), last, reference, line)


def _overlap_problems(found: list[Regle]) -> Iterator[Problem]:
    for before, after in overlaps(found):
        yield Problem(
            FICHIER,
            f"Deux versions de « {after.code} » valent le même jour (lignes {before.ligne} et "
            f"{after.ligne}).",
            "Terminez la première la veille du début de la seconde.",
            after.ligne,
            "debut",
            after.debut.isoformat(),
        )

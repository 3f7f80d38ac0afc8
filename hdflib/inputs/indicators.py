"""Reading of `data/reference/indicateurs.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hdflib.errors import Problem
from hdflib.figures import Indicateur
from hdflib.inputs import cells
from hdflib.inputs.cells import Parser
from hdflib.inputs.reference_table import ReferenceTable

FICHIER = "data/reference/indicateurs.csv"
TABLE = ReferenceTable(
    FICHIER,
    ("indicateur", "libelle", "unite", "decimales", "definition", "reference"),
    ("reference",),
)


def read_indicators(root: Path, problems: list[Problem]) -> dict[str, Indicateur]:
    """Read the indicators by code, adding every row to mend to `problems`."""
    found: dict[str, Indicateur] = {}
    for line, row in TABLE.read(root, problems):
        wrong = list(row_problems(line, row, found))
        problems += wrong
        if not wrong:
            code, libelle, unite, decimales, definition, reference = row
            found[code] = Indicateur(code, libelle, unite, int(decimales), definition, reference)
    return found


def row_problems(
    line: int, row: tuple[str, ...], found: dict[str, Indicateur]
) -> Iterator[Problem]:
    """Give what is wrong with the definition of an indicator."""
    if width := TABLE.width_problem(line, row):
        yield width
        return
    yield from TABLE.blank_problems(line, row)
    if row[3] and not re.fullmatch("[0-6]", row[3]):
        constat = "Un nombre de décimales de 0 à 6 est attendu."
        yield TABLE.wrong(constat, line, "decimales", row[3])
    if row[0] in found:
        constat = "Cet indicateur est déjà défini."
        yield Problem(FICHIER, constat, "Gardez une seule définition.", line, "indicateur", row[0])


def parser_of(indicateur: Indicateur) -> Parser:
    """Give the parser of the values of an indicator, from its unit.

    A code that starts with `part_` or `poids_` is a share, from 0 to 100 %; `taux_`, a rate that
    can't be negative; any other percentage may be a change.
    """
    match indicateur.unite:
        case "%" if indicateur.code.startswith(("part_", "poids_")):
            return cells.share
        case "%" if indicateur.code.startswith("taux_"):
            return cells.rate
        case "%":
            return cells.change
        case "€":
            return cells.amount
        case "rang":
            return cells.count
        case "date":
            return cells.period
        case "texte":
            return cells.words
        case _:
            return cells.decimal

"""Reading of `data/reference/indicateurs.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hdflib.errors import Problem
from hdflib.figures import Indicateur
from hdflib.inputs import cells
from hdflib.inputs.cells import Parser
from hdflib.inputs.text import column_name, read_rows

FICHIER = "data/reference/indicateurs.csv"
HEADER = ("indicateur", "libelle", "unite", "decimales", "definition", "reference")


def read_indicators(root: Path, problems: list[Problem]) -> dict[str, Indicateur]:
    """Read the indicators by code, adding every row to mend to `problems`."""
    raw = read_rows(root / FICHIER, FICHIER, problems)
    if raw is None:
        return {}
    if tuple(map(column_name, raw.header)) != HEADER:
        expected = "Les colonnes attendues sont : " + " ; ".join(HEADER) + "."
        problems.append(Problem(FICHIER, expected, "Rétablissez-les, dans cet ordre.", raw.ligne))
        return {}
    found: dict[str, Indicateur] = {}
    for line, row in raw.rows:
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
    if len(row) != len(HEADER):
        constat = f"{len(HEADER)} cellules sont attendues, {len(row)} lues."
        yield Problem(FICHIER, constat, "Vérifiez les séparateurs de la ligne.", line)
        return
    for name, text in zip(HEADER[:-1], row[:-1], strict=True):
        if not text:
            yield Problem(FICHIER, "Cette cellule doit être remplie.", "Complétez-la.", line, name)
    if row[3] and not re.fullmatch("[0-6]", row[3]):
        constat = "Un nombre de décimales de 0 à 6 est attendu."
        yield Problem(FICHIER, constat, "Corrigez la valeur.", line, HEADER[3], row[3])
    if row[0] in found:
        constat = "Cet indicateur est déjà défini."
        yield Problem(FICHIER, constat, "Gardez une seule définition.", line, HEADER[0], row[0])


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

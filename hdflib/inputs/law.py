"""Reading of `data/reference/regles.csv`: the numbers that texts of law set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hdflib.errors import Problem
from hdflib.inputs import cells
from hdflib.inputs.cells import CellError
from hdflib.inputs.text import column_name, read_rows
from hdflib.rules.law import Law, Regle, overlaps

FICHIER = "data/reference/regles.csv"
HEADER = ("regle", "libelle", "valeur", "unite", "debut", "fin", "reference")
PARSERS = {
    "%": cells.share,
    "date": cells.period,
    "jours": cells.count,
    "mois": cells.count,
    "ans": cells.count,
}


def read_law(root: Path, problems: list[Problem]) -> Law:
    """Read the numbers set by texts, adding every row to mend to `problems`."""
    raw = read_rows(root / FICHIER, FICHIER, problems)
    if raw is None:
        return Law()
    if tuple(map(column_name, raw.header)) != HEADER:
        expected = "Les colonnes attendues sont : " + " ; ".join(HEADER) + "."
        problems.append(Problem(FICHIER, expected, "Rétablissez-les, dans cet ordre.", raw.ligne))
        return Law()
    found = []
    for line, row in raw.rows:
        wrong = list(_row_problems(line, row))
        problems += wrong
        if not wrong:
            found.append(_parse(line, row))
    problems += _overlap_problems(found)
    return Law(tuple(found))


def _row_problems(line: int, row: tuple[str, ...]) -> Iterator[Problem]:
    if len(row) != len(HEADER):
        constat = f"{len(HEADER)} cellules sont attendues, {len(row)} lues."
        yield Problem(FICHIER, constat, "Vérifiez les séparateurs de la ligne.", line)
        return
    texts = dict(zip(HEADER, row, strict=True))
    for name, text in texts.items():
        if not text and name != "fin":
            yield Problem(FICHIER, "Cette cellule doit être remplie.", "Complétez-la.", line, name)
    if texts["unite"] and texts["unite"] not in PARSERS:
        constat = f"Une unité est attendue parmi : {', '.join(PARSERS)}."
        yield Problem(FICHIER, constat, "Corrigez la valeur.", line, "unite", texts["unite"])
        return
    for name in ("valeur", "debut", "fin"):
        constat = _cell_problem(name, texts)
        if texts[name] and constat:
            yield Problem(FICHIER, constat, "Corrigez la valeur.", line, name, texts[name])


def _cell_problem(name: str, texts: dict[str, str]) -> str:
    try:
        if name == "valeur" and texts["unite"]:
            PARSERS[texts["unite"]](texts[name])
        if name != "valeur" or texts["unite"] == "date":
            date.fromisoformat(texts[name])
    except CellError as error:
        return error.attendu
    except ValueError:
        return "Une date AAAA-MM-JJ est attendue."
    return ""


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

"""Reading of `data/reference/priorites.csv`: the categories of households that laws favour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hdflib.errors import Problem
from hdflib.inputs.reference_table import DAY, ReferenceTable, is_day
from hdflib.rules.priorities import Article, Priorite

FICHIER = "data/reference/priorites.csv"
TABLE = ReferenceTable(
    FICHIER, ("article", "categorie", "libelle", "debut", "reference"), ("debut",)
)


def read_priorities(root: Path, problems: list[Problem]) -> tuple[Priorite, ...]:
    """Read the categories in their order, adding every row to mend to `problems`."""
    found: dict[tuple[str, ...], Priorite] = {}
    for line, row in TABLE.read(root, problems):
        wrong = list(_row_problems(line, row, found))
        problems += wrong
        if not wrong:
            article, categorie, libelle, debut, reference = row
            day = date.fromisoformat(debut) if debut else None
            found[row[:2]] = Priorite(Article(article), categorie, libelle, day, reference, line)
    return tuple(found.values())


def _row_problems(
    line: int, row: tuple[str, ...], found: dict[tuple[str, ...], Priorite]
) -> Iterator[Problem]:
    if width := TABLE.width_problem(line, row):
        yield width
        return
    yield from TABLE.blank_problems(line, row)
    texts = dict(zip(TABLE.header, row, strict=True))
    if texts["article"] and texts["article"] not in list(Article):
        constat = f"Un article est attendu parmi : {', '.join(Article)}."
        yield TABLE.wrong(constat, line, "article", texts["article"])
    if texts["debut"] and not is_day(texts["debut"]):
        yield TABLE.wrong(DAY, line, "debut", texts["debut"])
    if row[:2] in found:
        constat = f"Cette catégorie figure déjà ligne {found[row[:2]].ligne}."
        remede = "Gardez une seule des deux lignes."
        yield Problem(FICHIER, constat, remede, line, "categorie", texts["categorie"])

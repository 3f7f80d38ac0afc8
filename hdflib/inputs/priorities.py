"""Reading of `data/reference/priorites.csv`: the categories of households that laws favour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hdflib.errors import Problem
from hdflib.inputs.text import column_name, read_rows
from hdflib.rules.priorities import Article, Priorite

FICHIER = "data/reference/priorites.csv"
HEADER = ("article", "categorie", "libelle", "debut", "reference")


def read_priorities(root: Path, problems: list[Problem]) -> tuple[Priorite, ...]:
    """Read the categories in their order, adding every row to mend to `problems`."""
    raw = read_rows(root / FICHIER, FICHIER, problems)
    if raw is None:
        return ()
    if tuple(map(column_name, raw.header)) != HEADER:
        expected = "Les colonnes attendues sont : " + " ; ".join(HEADER) + "."
        problems.append(Problem(FICHIER, expected, "Rétablissez-les, dans cet ordre.", raw.ligne))
        return ()
    found: dict[tuple[str, ...], Priorite] = {}
    for line, row in raw.rows:
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
    if len(row) != len(HEADER):
        constat = f"{len(HEADER)} cellules sont attendues, {len(row)} lues."
        yield Problem(FICHIER, constat, "Vérifiez les séparateurs de la ligne.", line)
        return
    texts = dict(zip(HEADER, row, strict=True))
    for name, text in texts.items():
        if not text and name != "debut":
            yield Problem(FICHIER, "Cette cellule doit être remplie.", "Complétez-la.", line, name)
    if texts["article"] and texts["article"] not in list(Article):
        constat = f"Un article est attendu parmi : {', '.join(Article)}."
        yield Problem(FICHIER, constat, "Corrigez la valeur.", line, "article", texts["article"])
    if texts["debut"] and not _is_day(texts["debut"]):
        constat = "Une date AAAA-MM-JJ est attendue."
        yield Problem(FICHIER, constat, "Corrigez la valeur.", line, "debut", texts["debut"])
    if row[:2] in found:
        constat = f"Cette catégorie figure déjà ligne {found[row[:2]].ligne}."
        remede = "Gardez une seule des deux lignes."
        yield Problem(FICHIER, constat, remede, line, "categorie", texts["categorie"])


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

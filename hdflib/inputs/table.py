"""A table of a commission, once read, and its reading against a schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hdflib.errors import Problem, suggest
from hdflib.figures import Etat, Source
from hdflib.inputs.cells import STATES, Cell, CellError, Parser
from hdflib.inputs.schema import Column, Schema
from hdflib.inputs.text import RawTable, column_name, read_rows
from hdflib.territories import Territoires

if TYPE_CHECKING:
    import pandas as pd

ABSENT = (
    "Si la donnée manque, laissez la cellule vide, ou écrivez « en cours » (de finalisation) ou "
    "« s » (secret statistique)."
)


@dataclass(frozen=True)
class Row:
    """A row of a table: its line in the file and its cells by column name."""

    ligne: int
    cells: dict[str, Cell]

    def text(self, colonne: str) -> str:
        """Give a cell as text; empty if it isn't filled."""
        value = self.cells[colonne].value
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Table:
    """The checked content of a file of `data/<date>/`."""

    schema: Schema
    fichier: str
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def where(self, **values: str) -> list[Row]:
        """Give the rows whose columns have these texts."""
        return [
            row
            for row in self.rows
            if all(row.text(name) == value for name, value in values.items())
        ]

    def row(self, **values: str) -> Row | None:
        """Give the first row whose columns have these texts, if any."""
        return next(iter(self.where(**values)), None)

    def source(self, row: Row, colonne: str) -> Source:
        """Give the source of a cell."""
        origine = row.text("source") if "source" in row.cells else ""
        return Source(self.fichier, row.ligne, colonne, origine)

    @property
    def frame(self) -> pd.DataFrame:
        """The values as a DataFrame, one column per column of the schema, None if unknown."""
        # Slow to import, and only notebooks look at frames.
        import pandas as pd

        names = [column.nom for column in self.schema.colonnes]
        return pd.DataFrame(
            [[row.cells[name].value for name in names] for row in self.rows], columns=names
        )


def read_table(
    schema: Schema,
    path: Path,
    fichier: str,
    territoires: Territoires,
    problems: list[Problem],
    parsers: dict[str, Parser],
) -> Table | None:
    """Read and check a file against its schema.

    Parameters
    ----------
    schema, path, fichier
        Expected table, file, and its name in messages and sources.
    territoires
        The territories that the file may name.
    problems
        List that receives everything to mend.
    parsers
        For a table of landmarks, the parser of `valeur` by indicator code.

    Returns
    -------
    Table or None
        None if it can't be read as a table with these columns.
    """
    raw = read_rows(path, fichier, problems)
    if raw is None or not check_header(schema, raw, fichier, problems):
        return None
    names = [column_name(title) for title in raw.header]
    rows = []
    for line, values in raw.rows:
        if len(values) != len(names):
            problems.append(wrong_width(fichier, line, len(names), len(values)))
            continue
        texts = dict(zip(names, values, strict=True))
        rows.append(read_row(schema, line, texts, fichier, territoires, problems, parsers))
    check_duplicates(schema, rows, fichier, problems)
    return Table(schema, fichier, tuple(rows))


def wrong_width(fichier: str, line: int, expected: int, found: int) -> Problem:
    """Make the problem of a row that hasn't as many cells as the header."""
    return Problem(
        fichier,
        f"{expected} cellules sont attendues, {found} lues.",
        "Vérifiez les séparateurs de la ligne ; un texte qui contient un séparateur se met entre "
        "guillemets.",
        ligne=line,
    )


def check_header(schema: Schema, raw: RawTable, fichier: str, problems: list[Problem]) -> bool:
    """Check the column names; False if rows can't be read with them."""
    expected = [column.nom for column in schema.colonnes]
    remede = f"Colonnes attendues : {' ; '.join(expected)}."
    names = [column_name(title) for title in raw.header]
    missing = [nom for nom in expected if nom not in names]
    if missing == expected:
        constat = "Les titres de colonnes ne sont pas sur cette ligne."
        valeur = " ; ".join(raw.header)
        problems.append(Problem(fichier, constat, remede, raw.ligne, valeur=valeur))
        return False
    found = len(problems)
    for nom in missing:
        problems.append(Problem(fichier, "Cette colonne manque.", remede, raw.ligne, nom))
    for rank, (title, nom) in enumerate(zip(raw.header, names, strict=True)):
        if nom not in expected:
            constat = "Cette colonne n’est pas prévue." if title else "Une colonne est sans titre."
            hint = suggest(nom, missing) + remede
            problems.append(Problem(fichier, constat, hint, raw.ligne, valeur=title or None))
        elif nom in names[:rank]:
            constat = "Cette colonne figure plusieurs fois."
            problems.append(Problem(fichier, constat, "Gardez-en une.", raw.ligne, nom))
    return len(problems) == found


def read_row(
    schema: Schema,
    line: int,
    texts: dict[str, str],
    fichier: str,
    territoires: Territoires,
    problems: list[Problem],
    parsers: dict[str, Parser],
) -> Row:
    """Parse the cells of a row; a cell that can't be read is reported and left unknown."""
    cells = {}
    for column in schema.colonnes:
        text = texts[column.nom]
        try:
            value, etat = read_cell(column, texts, territoires, parsers)
        except CellError as error:
            remede = error.remede
            if column.etats and not any(c.isdecimal() for c in text):
                remede = f"{remede} {ABSENT}"
            problems.append(Problem(fichier, error.attendu, remede, line, column.nom, text or None))
            value, etat = None, Etat.NON_TRANSMIS
        cells[column.nom] = Cell(value, etat, text, line, column.nom)
    return Row(line, cells)


def read_cell(
    column: Column, texts: dict[str, str], territoires: Territoires, parsers: dict[str, Parser]
) -> tuple[float | str | None, Etat]:
    """Give the value and the state of a cell."""
    text = texts[column.nom]
    if column.etats and text.lower() in STATES:
        return None, STATES[text.lower()]
    if not text:
        if column.obligatoire:
            raise CellError(
                "Cette cellule doit être remplie.", f"Contenu attendu : « {column.description} »."
            )
        return None, Etat.NON_TRANSMIS
    if column.nom in ("territoire", "epci"):
        return read_territoire(text, column.nom, territoires), Etat.CONNU
    if column.nom == "indicateur" and text not in parsers:
        raise unknown_indicator(text, parsers)
    if column.nom == "valeur":
        parser = parsers.get(texts["indicateur"])
        return (parser(text) if parser else None), Etat.CONNU if parser else Etat.NON_TRANSMIS
    return column.parser(text), Etat.CONNU


def read_territoire(text: str, colonne: str, territoires: Territoires) -> str:
    """Give the code of a territory named by its code, name or alias."""
    found = territoires.find(text)
    epci = "le SIREN d’un EPCI de la région (liste dans data/reference/)."
    if colonne == "epci" and (found is None or found.niveau != "epci"):
        names = [t.nom for t in territoires.epci()]
        raise CellError("Cet EPCI est inconnu.", f"{suggest(text, names)}Écrivez {epci}")
    if found is None:
        names = [t.nom for t in territoires.territoires]
        codes = ", ".join(t.code for t in territoires.packs)
        raise CellError(
            "Ce territoire est inconnu.", f"{suggest(text, names)}Codes admis : {codes}, ou {epci}"
        )
    return found.code


def unknown_indicator(text: str, parsers: dict[str, Parser]) -> CellError:
    """Make the error for an indicator code that isn't defined."""
    return CellError(
        "Cet indicateur est inconnu.",
        f"{suggest(text, parsers)}Les codes et leurs définitions sont dans "
        "data/reference/indicateurs.csv ; ajoutez-y une ligne pour un nouvel indicateur.",
    )


def check_duplicates(
    schema: Schema, rows: list[Row], fichier: str, problems: list[Problem]
) -> None:
    """Report the rows that have the same key as an earlier one, if it could be read."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        cells = [row.cells[name] for name in schema.cle]
        if any(
            cell.value is None and (cell.brut or schema.colonne(cell.colonne).obligatoire)
            for cell in cells
        ):
            continue
        key = tuple(row.text(name) for name in schema.cle)
        if key in seen:
            problems.append(
                Problem(
                    fichier,
                    f"Cette ligne répète la ligne {seen[key]} (même {', '.join(schema.cle)}).",
                    "Gardez une seule des deux lignes.",
                    ligne=row.ligne,
                    valeur=" ; ".join(cell.brut for cell in cells if cell.brut),
                )
            )
        seen.setdefault(key, row.ligne)

"""What the tables of `data/reference/` written by hand share: header, filled cells, days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hdflib.errors import Problem
from hdflib.inputs.text import Rows, column_name, read_rows

DAY = "Une date AAAA-MM-JJ est attendue."


@dataclass(frozen=True)
class ReferenceTable:
    """A table of `data/reference/`.

    Attributes
    ----------
    fichier
        File name relative to the project.
    header
        Its columns, in order.
    optional
        Those whose cells may be empty.
    """

    fichier: str
    header: tuple[str, ...]
    optional: tuple[str, ...]

    def read(self, root: Path, problems: list[Problem]) -> Rows:
        """Read its rows with their lines; none, with a problem, if it isn't such a table."""
        raw = read_rows(root / self.fichier, self.fichier, problems)
        if raw is None:
            return []
        if tuple(map(column_name, raw.header)) != self.header:
            expected = "Les colonnes attendues sont : " + " ; ".join(self.header) + "."
            remede = "Rétablissez-les, dans cet ordre."
            problems.append(Problem(self.fichier, expected, remede, raw.ligne))
            return []
        return list(raw.rows)

    def width_problem(self, line: int, row: tuple[str, ...]) -> Problem | None:
        """Give the problem of a row that hasn't a cell for each column."""
        if len(row) == len(self.header):
            return None
        constat = f"{len(self.header)} cellules sont attendues, {len(row)} lues."
        return Problem(self.fichier, constat, "Vérifiez les séparateurs de la ligne.", line)

    def blank_problems(self, line: int, row: tuple[str, ...]) -> Iterator[Problem]:
        """Give the problems of the cells that must be filled and aren't."""
        for name, text in zip(self.header, row, strict=True):
            if not text and name not in self.optional:
                constat = "Cette cellule doit être remplie."
                yield Problem(self.fichier, constat, "Complétez-la.", line, name)

    def wrong(self, constat: str, line: int, name: str, text: str) -> Problem:
        """Make the problem of a cell whose value can't be."""
        return Problem(self.fichier, constat, "Corrigez la valeur.", line, name, text)


def is_day(text: str) -> bool:
    """Whether a text is an ISO day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

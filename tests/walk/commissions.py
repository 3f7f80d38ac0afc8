"""What a commission is, read without the library: its dates, its territories, its EPCI."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from cells import Cell, Project, read_number

EDITION = re.compile(r"data/(\d{4}-\d{2}-\d{2})/(\w+)\.csv")
"""The files of figures of a commission: its date, and the table."""
CONCERNED = ("mixite", "mixite_annuelle", "reforme_epci")
"""Tables of which the EPCI that must carry the reform out are counted, where they're known."""


class Commission:
    """A commission of a project, and those whose figures it quotes."""

    def __init__(self, root: Path, day: str) -> None:
        self.project = Project(root)
        self._params: dict[str, Mapping[str, Any]] = {}
        self.date = date.fromisoformat(day)
        self.data = f"data/{day}"
        self.region: str = self.params(day)["region"]

    def params(self, day: str) -> Mapping[str, Any]:
        """Give what is presented at a commission."""
        if day not in self._params:
            text = (self.project.root / "params" / f"{day}.yml").read_text("utf-8")
            self._params[day] = yaml.safe_load(text)
        return self._params[day]

    def observation(self, fichier: str) -> date | None:
        """Give the observation date of a file of figures, None if it has none."""
        found = EDITION.match(fichier)
        day = self.params(found[1])["observation"].get(found[2]) if found else None
        return date.fromisoformat(str(day)) if day else None

    def elapsed(self, fichier: str) -> Fraction:
        """Give the months elapsed at the observation of a file, a part of one by its days."""
        day = self.observation(fichier)
        assert day is not None, f"{fichier} isn't observed on a day"
        return day.month - 1 + Fraction(day.day, monthrange(day.year, day.month)[1])

    @cached_property
    def territories(self) -> Mapping[str, Mapping[str, str]]:
        """The rows of the territories by their code."""
        region = self.region
        rows = self.project.rows(f"data/reference/region-{region}/territoires.csv").values()
        return {row["code"]: row for row in rows}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of the territories by code."""
        return {code: row["nom"] for code, row in self.territories.items()}

    @cached_property
    def concerned(self) -> set[str] | None:
        """The EPCI that must carry the reform out, None if it isn't said of any."""
        path = f"{self.data}/reforme_epci.csv"
        if not (self.project.root / path).exists():
            return None
        rows = self.project.rows(path).values()
        found = {row["epci"] for row in rows if row["concerne"] == "oui"}
        return found if any(row["concerne"] for row in rows) else None

    def owners(self, cell: Cell, territoire: str) -> set[str]:
        """Give whom a count of a table is about: its EPCI of a territory, or its bailleurs."""
        rows = self.project.rows(cell.fichier).values()
        if "bailleur" in cell.row:
            return {row["bailleur"] for row in rows}
        codes = {row.get("epci") or row.get("territoire") or row.get("code") for row in rows}
        found = {c for c in codes if self.territories[c]["niveau"] == "epci"}
        if cell.table in CONCERNED and self.concerned is not None:
            found &= self.concerned
        return {c for c in found if territoire in (self.region, self.departement(c))}

    def departement(self, code: str) -> str:
        """Give the département of a territory."""
        return self.territories[code]["departement"]

    def cell_of(self, fichier: str, who: str, colonne: str) -> Cell:
        """Give the cell of an EPCI in a column."""
        rows = self.project.rows(fichier).items()
        line = next(n for n, row in rows if who in (row.get("territoire"), row.get("epci")))
        return self.project.cell(fichier, line, colonne)

    def rated(self) -> set[str]:
        """Give the EPCI whose CIA sets a rate; one that isn't signed sets none."""
        path = f"{self.data}/reforme_epci.csv"
        day = str(self.observation(path))
        rows = self.project.rows(path).items()
        rated = {n: row["epci"] for n, row in rows if row["taux_cia"]}
        signed = [n for n in rated if passed(self.project.cell(path, n, "cia"), day) is not False]
        return {rated[n] for n in signed}


def passed(cell: Cell, day: str) -> bool | None:
    """Whether a step was passed on a day; None if it isn't known."""
    if cell.etat is not None:
        return None
    planned = cell.texte[0].isdigit() and cell.texte > day[: len(cell.texte)]
    return cell.texte != "non" and not planned


def read_rows(path: Path) -> Iterable[Mapping[str, str]]:
    """Give the rows of a file of figures."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def read_value(row: Mapping[str, str]) -> Fraction | str | None:
    """Give the value of a row of figures, None if it isn't known."""
    text = row["valeur"]
    if not text or row["unite"] == "date":
        return text or None
    value = read_number(text) if "e" not in text else Fraction(text.replace(",", "."))
    assert value is not None, text
    return value

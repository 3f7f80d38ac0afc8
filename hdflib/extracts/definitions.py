"""What is counted: `data/reference/definitions.yml`, read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from hdflib.errors import HdfError, InputError, Problem

FICHIER = "data/reference/definitions.yml"
RESTE = "reste"
"""What a whole holds besides its published parts."""
EQUATION = r"^\w+ = \w+( \+ \w+)*$"


class Par(StrEnum):
    """What a table has a row for; the région is added, but for bailleurs."""

    DEPARTEMENT = "departement"
    EPCI = "epci"
    MOIS = "mois"
    RESERVATAIRE = "reservataire"
    BAILLEUR = "bailleur"


class Model(BaseModel):
    """A frozen part of the file that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Perimetre(Model):
    """A named condition, up to a day; without one it holds from then on."""

    jusqu_au: date = date.max
    condition: str
    definition: str
    reference: str


class Definition(Model):
    """The definition of a count.

    Attributes
    ----------
    source
        Source of `data/reference/extractions.yml`.
    periode
        "annee" counts leases signed from 1 January to the observation date, "annee_n_1" the same
        period a year before, "deux_annees" from 1 January of the year before, "stock" all rows.
    condition
        SQL condition on the columns of the source, with ``$observation``, ``$janvier`` and
        ``{perimetre}``.
    definition, reference
        The count in French, and the text or usage that it rests on.
    exige
        Column of the source without which the count isn't known, if any.
    """

    source: str
    periode: Literal["annee", "annee_n_1", "deux_annees", "stock"]
    condition: str
    definition: str
    reference: str
    exige: str | None = None

    def bounds(self, observation: date) -> tuple[date, date] | None:
        """Give the first and last day of the leases counted, None for a stock."""
        if self.periode == "stock":
            return None
        first = observation.year - (self.periode != "annee")
        last = observation.year - (self.periode == "annee_n_1")
        leap_day = (observation.month, observation.day) == (2, 29)
        day = 28 if leap_day and last != observation.year else observation.day
        return date(first, 1, 1), date(last, observation.month, day)


class TableDefinition(Model):
    """The counts of a table.

    Attributes
    ----------
    par
        What it has a row for.
    sommes
        Equations "tout = partie + partie" between columns; `RESTE` stands for what isn't one.
    colonnes
        Definitions by column.
    """

    par: Par
    sommes: tuple[Annotated[str, StringConstraints(pattern=EQUATION)], ...] = ()
    colonnes: Mapping[str, Definition] = Field(min_length=1)

    @property
    def sums(self) -> list[tuple[str, tuple[str, ...]]]:
        """Wholes with their parts."""
        split = (equation.split("=") for equation in self.sommes)
        return [(w.strip(), tuple(map(str.strip, parts.split("+")))) for w, parts in split]

    @property
    def sources(self) -> list[str]:
        """Names of the sources counted."""
        return list(dict.fromkeys(d.source for d in self.colonnes.values()))


class Definitions(Model):
    """The whole file: conditions named by a perimeter, and tables by name."""

    perimetres: Mapping[str, tuple[Perimetre, ...]] = {}
    tables: Mapping[str, TableDefinition] = Field(min_length=1)

    def condition(self, definition: Definition, observation: date) -> str:
        """Give the SQL of a condition as it holds at the observation date."""
        filled = definition.condition.format(
            **{name: f"({self.perimetre(name, observation).condition})" for name in self.perimetres}
        )
        january = date(observation.year, 1, 1)
        dated = filled.replace("$observation", f"DATE '{observation}'")
        return dated.replace("$janvier", f"DATE '{january}'")

    def perimetre(self, name: str, observation: date) -> Perimetre:
        """Give what a perimeter is at the observation date.

        Raises
        ------
        HdfError
            If none of its versions holds then.
        """
        for version in sorted(self.perimetres[name], key=lambda p: p.jusqu_au):
            if observation <= version.jusqu_au:
                return version
        raise HdfError(f"{FICHIER} : le périmètre « {name} » n’est pas défini au {observation}.")


def read_definitions(root: Path) -> Definitions:
    """Read the definitions.

    Raises
    ------
    InputError
        If the file isn't as expected; the message says where.
    """
    remede = "Chaque nombre a source, periode, condition, definition et reference."
    try:
        content: Any = yaml.safe_load((root / FICHIER).read_text("utf-8"))
        definitions = Definitions.model_validate(content)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        constat = "Les définitions ne sont pas lisibles."
        raise InputError([Problem(FICHIER, constat, remede)]) from error
    except ValidationError as error:
        places = dict.fromkeys(".".join(map(str, e["loc"])) for e in error.errors())
        constat = "Cette rubrique n’est pas comme attendu."
        problems = [Problem(FICHIER, constat, remede, colonne=place) for place in places]
        raise InputError(problems) from error
    if problems := list(_problems(definitions)):
        raise InputError(problems)
    return definitions


def _problems(definitions: Definitions) -> Iterator[Problem]:
    """Give the names that nothing answers to: perimeters of conditions, columns of sums."""
    for table, given in definitions.tables.items():
        for column, definition in given.colonnes.items():
            for name in _named(definition.condition):
                if name not in definitions.perimetres:
                    yield _unknown(f"{table}.{column}.condition", name, definitions.perimetres)
        for whole, parts in given.sums:
            for name in (whole, *parts):
                if name not in (*given.colonnes, RESTE):
                    yield _unknown(f"{table}.sommes", name, given.colonnes)


def _named(condition: str) -> list[str]:
    try:
        return [name for _, name, _, _ in Formatter().parse(condition) if name is not None]
    except ValueError:
        return [condition]


def _unknown(place: str, name: str, known: Mapping[str, Any]) -> Problem:
    constat = f"« {name} » n’est pas défini."
    return Problem(FICHIER, constat, f"Noms admis : {', '.join(known)}.", colonne=place)

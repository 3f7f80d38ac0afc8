"""What is counted: `data/reference/definitions.yml`, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from hdflib.errors import InputError, Problem

FICHIER = "data/reference/definitions.yml"


class Definition(BaseModel):
    """The definition of a count.

    Attributes
    ----------
    source
        Source of `data/reference/extractions.yml`.
    periode
        "annee" counts leases signed from 1 January to the observation date, "annee_n_1" the same
        period a year before, "stock" all the rows.
    condition
        SQL condition on the columns of the source, with ``$observation`` and ``$janvier``.
    definition, reference
        The count in French, and the text or usage that it rests on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    periode: Literal["annee", "annee_n_1", "stock"]
    condition: str
    definition: str
    reference: str

    def bounds(self, observation: date) -> tuple[date, date] | None:
        """Give the first and last day of the leases counted, None for a stock."""
        if self.periode == "stock":
            return None
        year = observation.year - (self.periode == "annee_n_1")
        leap_day = (observation.month, observation.day) == (2, 29)
        day = 28 if leap_day and year != observation.year else observation.day
        return date(year, 1, 1), date(year, observation.month, day)


Definitions = Mapping[str, Mapping[str, Definition]]
"""Definitions by table, then by column of the table."""


def read_definitions(root: Path) -> Definitions:
    """Read the definitions.

    Raises
    ------
    InputError
        If the file isn't a mapping of tables to columns to definitions.
    """
    try:
        content: Any = yaml.safe_load((root / FICHIER).read_text("utf-8"))
        return {
            table: {column: Definition.model_validate(given) for column, given in columns.items()}
            for table, columns in content.items()
        }
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, ValidationError) as error:
        constat = "Les définitions ne sont pas lisibles."
        remede = "Chaque nombre a source, periode, condition, definition et reference."
        raise InputError([Problem(FICHIER, constat, remede)]) from error

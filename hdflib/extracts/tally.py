"""The tables of a commission, counted from the sources that were loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from hdflib.disclosure.system import Key
from hdflib.extracts.counts import count, sum_objectives
from hdflib.extracts.definitions import Definition, Definitions

OBJECTIVES = "objectifs"
OBJECTIVE_COLUMN = "objectif_annuel"


@dataclass(frozen=True)
class Measure:
    """A column of a table, counted by département.

    Attributes
    ----------
    table, colonne
        Where the counts go.
    definition, observation
        What is counted, seen from which day.
    counts
        Count by code of département.
    """

    table: str
    colonne: str
    definition: Definition
    observation: date
    counts: Mapping[str, int]

    @property
    def name(self) -> str:
        """What is counted, whatever the table: the same counts in two tables are one measure."""
        given = self.definition
        return f"{given.source}|{given.periode}|{given.condition}|{self.observation}"

    def key(self, territoire: str) -> Key:
        """Give the key of a cell in the system of all tables."""
        return (self.name, territoire)


@dataclass(frozen=True)
class Tally:
    """Everything counted for a commission.

    Attributes
    ----------
    measures
        Counts of households, subject to secrecy.
    objectives
        Yearly objectives by table, then by département; None where none was given.
    """

    measures: tuple[Measure, ...]
    objectives: Mapping[str, Mapping[str, int | None]]

    @property
    def tables(self) -> list[str]:
        """Names of the tables that have at least one count."""
        return list(dict.fromkeys(measure.table for measure in self.measures))


def make_tally(
    connection: duckdb.DuckDBPyConnection,
    definitions: Definitions,
    observations: Mapping[str, date],
    loaded: Sequence[str],
    departements: Sequence[str],
) -> Tally:
    """Count every defined column whose source was loaded and whose table has an observation date.

    Parameters
    ----------
    connection
        Holds the loaded sources.
    definitions, observations
        What is counted, and the observation date of each table.
    loaded
        Names of the loaded sources.
    departements
        Codes of the départements.
    """
    tables = [table for table in definitions if table in observations]
    measures = tuple(
        Measure(
            table,
            column,
            definition,
            observations[table],
            count(connection, definition, observations[table], departements),
        )
        for table in tables
        for column, definition in definitions[table].items()
        if definition.source in loaded
    )
    objectives = {
        table: sum_objectives(connection, table, observations[table].year, departements)
        for table in tables
        if OBJECTIVES in loaded
    }
    return Tally(measures, objectives)

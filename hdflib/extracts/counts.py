"""Counting of validated records by département."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from hdflib.extracts.definitions import Definition

Counts = Mapping[str, int]
"""Number of rows by code of département; every département is there."""


def count(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    observation: date,
    departements: Sequence[str],
) -> Counts:
    """Count the rows of a definition by département.

    Parameters
    ----------
    connection
        Holds the source's table, with its `departement` column.
    definition, observation
        What is counted, seen from which day.
    departements
        Codes to give, 0 included.
    """
    conditions = [f"({definition.condition})"]
    values: dict[str, Any] = {"observation": observation, "janvier": date(observation.year, 1, 1)}
    bounds = definition.bounds(observation)
    if bounds is not None:
        conditions.append("date_bail BETWEEN $debut AND $fin")
        values |= {"debut": bounds[0], "fin": bounds[1]}
    query = (
        f"SELECT departement, count(*) FROM {definition.source} "
        f"WHERE {' AND '.join(conditions)} GROUP BY departement"
    )
    used = {name: value for name, value in values.items() if f"${name}" in query}
    found = dict(connection.execute(query, used).fetchall())
    return {code: int(found.get(code, 0)) for code in departements}


def sum_objectives(
    connection: duckdb.DuckDBPyConnection, public: str, year: int, departements: Sequence[str]
) -> dict[str, int | None]:
    """Add up the bailleurs' objectives for a public by département; None where there is none."""
    rows = connection.execute(
        "SELECT lpad(departement, 2, '0'), sum(objectif) FROM objectifs "
        "WHERE public = $public AND annee = $annee GROUP BY 1",
        {"public": public, "annee": year},
    ).fetchall()
    found = dict(rows)
    return {code: int(found[code]) if code in found else None for code in departements}

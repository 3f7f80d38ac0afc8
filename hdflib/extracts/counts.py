"""Counting of validated records: one pass over a source for each kind of group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from hdflib.errors import HdfError
from hdflib.extracts.definitions import FICHIER, Par
from hdflib.rules.flux import INCONNU

PIECES = ("departement", "coalesce(epci, '')")
GROUPS: Mapping[Par, tuple[str, ...]] = {
    Par.DEPARTEMENT: PIECES,
    Par.EPCI: PIECES,
    Par.MOIS: ("strftime(date_bail, '%Y-%m')", *PIECES),
    Par.RESERVATAIRE: (f"coalesce(reservataire::VARCHAR, '{INCONNU}')", *PIECES),
    Par.BAILLEUR: ("bailleur",),
}
"""SQL of what the rows of a table are grouped by."""

Group = tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A count asked for: its place for messages, its condition, the days of its leases."""

    place: str
    condition: str
    bounds: tuple[date, date] | None

    @property
    def sql(self) -> str:
        """The whole condition."""
        if self.bounds is None:
            return f"({self.condition})"
        start, end = self.bounds
        return f"(date_bail BETWEEN DATE '{start}' AND DATE '{end}' AND ({self.condition}))"


def count(
    connection: duckdb.DuckDBPyConnection, source: str, par: Par, asked: Sequence[Asked]
) -> list[dict[Group, int]]:
    """Count the rows of a source for several definitions at once.

    Parameters
    ----------
    connection
        Holds the source's table.
    source, par
        Table, and what its rows are grouped by.
    asked
        The counts.

    Returns
    -------
    list of dict
        For each count, its value by group; groups where it is 0 are left out.

    Raises
    ------
    HdfError
        If a condition isn't SQL on the columns of the source; it names the definition.
    """
    for one in asked:
        _check(connection, source, one)
    groups = GROUPS[par]
    counted = ", ".join(f"count(*) FILTER (WHERE {one.sql})" for one in asked)
    query = f"SELECT {', '.join(groups)}, {counted} FROM {source} GROUP BY ALL"
    rows = _run(connection, query)
    if rows is None:
        raise HdfError(f"{FICHIER} : une condition sur « {source} » n’a pas pu être appliquée.")
    width = len(groups)
    return [
        {tuple(map(str, row[:width])): int(str(row[width + i])) for row in rows if row[width + i]}
        for i in range(len(asked))
    ]


def is_filled(connection: duckdb.DuckDBPyConnection, source: str, column: str) -> bool:
    """Tell whether a record of a source fills a column.

    Raises
    ------
    HdfError
        If the source has no such column.
    """
    rows = _run(connection, f'SELECT count("{column}") FROM {source}')
    if rows is None:
        raise HdfError(f"{FICHIER} : « {source} » n’a pas de colonne « {column} » à exiger.")
    return bool(rows[0][0])


def _check(connection: duckdb.DuckDBPyConnection, source: str, asked: Asked) -> None:
    if _run(connection, f"EXPLAIN SELECT 1 FROM {source} WHERE {asked.sql}") is None:
        raise HdfError(
            f"{FICHIER} : la condition de {asked.place} n’est pas du SQL sur les colonnes de "
            f"« {source} ». Corrigez-la : les colonnes sont décrites dans extractions.yml."
        )


def _run(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]] | None:
    """Give the rows of a query, None if it fails: DuckDB's message may quote a record."""
    try:
        return connection.execute(query).fetchall()
    except duckdb.Error:
        return None

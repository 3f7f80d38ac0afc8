"""Counts of scored requests, as they are: what is shown of them goes through secrecy first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from hdflib.cotation.classes import SENIORITY, Classe, classify
from hdflib.cotation.columns import DEPOT, REQUESTS
from hdflib.cotation.kinds import Egalite, Mouvement
from hdflib.cotation.scoring import months_sql
from hdflib.extracts.raw import execute

AFTER = "cotation_apres"
"""Table of the points by the grid that is tried."""
UNKNOWN = "inconnu"
"""Member of a dimension for the requests that don't say."""
SENIORITY_NAME = "anciennete"


@dataclass(frozen=True)
class Ranking:
    """Counts of a ranking.

    Attributes
    ----------
    classes
        Number of requests in each class of points, in order.
    ties
        Number of requests of each kind.
    largest
        Number of requests in the largest group that shares its points.
    """

    classes: tuple[int, ...]
    ties: Mapping[Egalite, int]
    largest: int


def count_ranking(
    connection: duckdb.DuckDBPyConnection, table: str, classes: Sequence[Classe]
) -> Ranking:
    """Count the requests of a table of points: by class, and those that are equal.

    Parameters
    ----------
    connection, table
        Database, and table that `score_requests` made.
    classes
        Classes of points.
    """
    sql = f"SELECT {classify(classes, 'points')}, count(*) FROM {table} GROUP BY ALL"
    found = dict(execute(connection, sql).fetchall())
    equal = (
        "SELECT points, rang, count(*) AS egales, sum(count(*)) OVER (PARTITION BY points) AS meme "
        f"FROM {table} GROUP BY points, rang"
    )
    ranks, points, alone, largest = execute(
        connection,
        "SELECT coalesce(sum(egales) FILTER (egales > 1), 0), "
        "coalesce(sum(egales) FILTER (egales = 1 AND meme > 1), 0), "
        f"count(*) FILTER (meme = 1), coalesce(max(meme), 0) FROM ({equal})",
    ).fetchall()[0]
    ties = dict(zip(Egalite, map(int, (ranks, points, alone)), strict=True))
    counted = tuple(found.get(rank, 0) for rank in range(len(classes)))
    return Ranking(counted, ties, int(largest))


def find_last(connection: duckdb.DuckDBPyConnection, table: str, first: int) -> tuple[int, int]:
    """Give the points of the last of the first requests, and how many have these points."""
    (found,) = execute(
        connection,
        f"SELECT points, count(*) FROM {table} WHERE points = "
        f"(SELECT min(points) FROM {table} WHERE rang <= {first}) GROUP BY points",
    ).fetchall()
    return found[0], found[1]


def dimensions(columns: Sequence[str], day: date) -> dict[str, str]:
    """Give the SQL of the member of a request in each dimension, among the columns read."""
    found = {
        name: f"coalesce({name}::VARCHAR, '{UNKNOWN}')"
        for name in ("composition", "quartile", "mutation", "commune")
        if name in columns
    }
    return {SENIORITY_NAME: f"({classify(SENIORITY, months_sql(DEPOT, day))})::VARCHAR"} | found


def count_moves(
    connection: duckdb.DuckDBPyConnection, before: str, after: str, member: str, first: int
) -> dict[tuple[str, ...], int]:
    """Count what becomes of the requests, by member of a dimension.

    Parameters
    ----------
    connection, before, after
        Database, and tables of points by the two grids.
    member
        SQL of the member of a request (see `dimensions`).
    first
        How many requests are the first ones.
    """
    moved = (
        f"CASE WHEN b.rang <= {first} AND a.rang > {first} THEN {_code(Mouvement.ENTRE)} "
        f"WHEN b.rang > {first} AND a.rang <= {first} THEN {_code(Mouvement.SORT)} "
        f"WHEN b.rang < a.rang THEN {_code(Mouvement.MONTE)} "
        f"WHEN b.rang > a.rang THEN {_code(Mouvement.DESCEND)} "
        f"ELSE {_code(Mouvement.STABLE)} END"
    )
    rows = execute(
        connection,
        f"SELECT {member}, {moved}, count(*) FROM {before} AS a "
        f"JOIN {after} AS b USING (demande) JOIN {REQUESTS} AS d ON d.rowid = a.demande "
        "GROUP BY ALL",
    ).fetchall()
    return {(name, list(Mouvement)[code]): count for name, code, count in rows}


def _code(mouvement: Mouvement) -> int:
    return list(Mouvement).index(mouvement)

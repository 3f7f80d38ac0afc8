"""Points and ranks in SQL: what the plain reading of a grid gives, for any grid and any rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from grids import DAY, DAYS, REQUEST, SMALL, critere, fill, grid, grids
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdflib.cotation.scoring import score_requests
from hdflib.rules.cotation.grid import Bareme, Grille
from hdflib.rules.cotation.points import Value, score

Rows = list[dict[str, Value]]


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def scored(
    connection: duckdb.DuckDBPyConnection, grille: Grille, rows: Rows, day: date = DAY
) -> list[tuple[int, int, str]]:
    fill(connection, grille, rows)
    score_requests(connection, grille, day, named=True)
    return connection.execute(
        "SELECT points, rang, criteres FROM cotation ORDER BY demande"
    ).fetchall()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(grids(), st.lists(REQUEST, min_size=1, max_size=6), DAYS)
def test_sql_gives_the_points_of_the_plain_reading(
    connection: duckdb.DuckDBPyConnection, grille: Grille, rows: Rows, day: date
) -> None:
    found = [(points, criteres) for points, _, criteres in scored(connection, grille, rows, day)]
    cotes = [score(grille.bareme(mutation=row["mutation"] is True), row, day) for row in rows]
    assert found == [(cote.points, ", ".join(cote.criteres)) for cote in cotes]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(grids(), st.lists(REQUEST, min_size=2, max_size=6), st.randoms())
def test_the_order_of_rows_changes_nothing(
    connection: duckdb.DuckDBPyConnection, grille: Grille, rows: Rows, chance: random.Random
) -> None:
    order = chance.sample(range(len(rows)), len(rows))
    before = scored(connection, grille, rows)
    after = scored(connection, grille, [rows[i] for i in order])
    assert after == [before[i] for i in order]


def test_ranks_go_by_points_then_by_day_and_equal_requests_share_theirs(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    old, young = date(2021, 1, 4), date(2021, 1, 5)
    rows: Rows = [
        {"date_depot": young, "divorce": True},
        {"date_depot": old},
        {"date_depot": young},
        {"date_depot": date(2022, 6, 1), "label": "dalo"},
        {"date_depot": old},
        {"date_depot": None, "label": "dalo"},
    ]
    # 17 months: 1 point each. 100; 100 without a day; 2; then 1 and 1 of the older day; 1.
    assert [(points, rang) for points, rang, _ in scored(connection, grid(SMALL), rows)] == [
        (2, 3),
        (1, 4),
        (1, 6),
        (100, 1),
        (1, 4),
        (100, 2),
    ]


def test_mutations_have_their_own_scale_in_the_same_ranking(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    moves = Bareme((critere("divorce", 7),))
    rows: Rows = [
        {"mutation": mutation, "divorce": True, "label": "dalo"} for mutation in (True, False, None)
    ]
    assert scored(connection, grid(SMALL, moves), rows) == [
        (7, 3, "divorce"),
        (101, 1, "dalo, divorce"),
        (101, 1, "dalo, divorce"),
    ]
    # Without a scale of their own, they have that of all requests.
    assert {points for points, _, _ in scored(connection, grid(SMALL), rows)} == {101}

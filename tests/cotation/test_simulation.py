"""Simulations: moves counted by hand, and what secrecy lets show of them."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest
from grids import DAY, REQUEST, SMALL, critere, fill, grid, scales
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdflib.cotation.classes import SENIORITY, point_classes
from hdflib.cotation.counting import count_moves, count_ranking, dimensions, find_last
from hdflib.cotation.kinds import Egalite, Mouvement
from hdflib.cotation.scoring import score_requests
from hdflib.cotation.secrecy import Protected
from hdflib.cotation.simulation import rank, simulate
from hdflib.cotation.variants import with_points
from hdflib.errors import HdfError
from hdflib.rules.cotation.grid import Bareme, Bloc, Grille
from hdflib.rules.cotation.points import Value

GRID = grid(SMALL)
Rows = list[dict[str, Value]]


def request(day: int, **values: Value) -> dict[str, Value]:
    """Make a request of a day of June 2022, without seniority."""
    return {"date_depot": date(2022, 6, day), "pieces_valides": True, **values}


FIVE: Rows = [
    request(1, label="dalo"),
    request(2, handicap=True),
    request(3, handicap=True),
    request(4, divorce=True),
    request(5, suroccupation=True),
]
"""100, 30, 30, 1 and 4 points: ranks 1, 2, 3, 5 and 4."""


def test_classes_of_points_are_bounded_by_the_weights(dunkerque: Grille) -> None:
    # Thirds of 30, then 2 and 3 times 30, then the weights of the other priorities.
    assert [classe.libelle for classe in point_classes(dunkerque)] == [
        "0 point",
        "De 1 à 9 points",
        "De 10 à 19 points",
        "De 20 à 29 points",
        "De 30 à 59 points",
        "De 60 à 89 points",
        "De 90 à 499 points",
        "De 500 à 999 points",
        "1\u202f000 points et plus",
    ]


def test_a_malus_opens_a_class_below_zero() -> None:
    priority = critere("dalo", 4, bloc=Bloc.OBLIGATOIRE, prioritaire=True)
    classes = point_classes(grid(Bareme((priority, critere("refus", -1)))))
    assert [(c.minimum, c.maximum) for c in classes] == [
        (None, -1),
        (0, 0),
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 7),
        (8, 11),
        (12, None),
    ]


@given(scales(), st.integers(-50, 3000))
def test_each_number_of_points_is_in_one_class(bareme: Bareme, points: int) -> None:
    classes = point_classes(grid(bareme))
    low = min((c.points for c in bareme.criteres), default=0)
    found = [
        c
        for c in classes
        if (c.minimum is None or c.minimum <= points) and (c.maximum is None or points <= c.maximum)
    ]
    assert len(found) == 1 or (points < 0 <= low and not found)


class TestCounts:
    def test_a_ranking(self, database: duckdb.DuckDBPyConnection) -> None:
        fill(database, GRID, [*FIVE, request(3, handicap=True)])
        score_requests(database, GRID, DAY)
        ranking = count_ranking(database, "cotation", point_classes(GRID))
        # 0, 1-9, 10-19, 20-29, 30-59, 60-89, 90-99, 100 and more.
        assert ranking.classes == (0, 2, 0, 0, 3, 0, 0, 1)
        # Two of 30 points on the 3rd share a rank, the one of the 2nd is told apart by its day.
        assert ranking.ties == {Egalite.RANG: 2, Egalite.POINTS: 1, Egalite.AUCUNE: 3}
        assert ranking.largest == 3
        assert find_last(database, "cotation", 2) == (30, 3)
        assert find_last(database, "cotation", 99) == (1, 1)

    def test_moves(self, database: duckdb.DuckDBPyConnection) -> None:
        fill(database, GRID, FIVE)
        score_requests(database, GRID, DAY)
        # With 10 points, divorce goes before suroccupation: it is fourth, the other fifth.
        score_requests(database, with_points(GRID, "divorce", 10), DAY, "cotation_apres")
        moves = {
            first: count_moves(database, "cotation", "cotation_apres", "'tous'", first)
            for first in (2, 4)
        }
        assert moves[2] == {
            ("tous", Mouvement.STABLE): 3,
            ("tous", Mouvement.MONTE): 1,
            ("tous", Mouvement.DESCEND): 1,
        }
        assert moves[4] == {
            ("tous", Mouvement.STABLE): 3,
            ("tous", Mouvement.ENTRE): 1,
            ("tous", Mouvement.SORT): 1,
        }

    def test_seniority_is_counted_in_whole_months(
        self, database: duckdb.DuckDBPyConnection
    ) -> None:
        days = [date(2021, 6, 17), date(2021, 6, 16), date(2019, 6, 16), date(2010, 1, 1)]
        fill(database, GRID, [{"date_depot": day} for day in days])
        member = dimensions([], DAY)["anciennete"]
        rows = database.execute(f"SELECT {member} FROM demandes").fetchall()
        # 11, 12, 36 and 149 months.
        assert [SENIORITY[int(rank)].libelle for (rank,) in rows] == [
            "Moins d’un an",
            "De 1 à 2 ans",
            "De 3 à 5 ans",
            "5 ans et plus",
        ]


class TestWeights:
    def test_another_weight_goes_wherever_the_criterion_stands(self) -> None:
        changed = with_points(grid(SMALL, SMALL), "divorce", 5)
        assert changed.mutations is not None
        for bareme in (changed.demandes, changed.mutations):
            assert {c.code: c.points for c in bareme.criteres} == {
                "dalo": 100,
                "handicap": 30,
                "anciennete": 2,
                "divorce": 5,
                "suroccupation": 4,
                "non_decent": 3,
            }

    def test_the_proof_must_hold_still(self) -> None:
        # 2 + 4 + 23 = 29 is below 30; 2 + 4 + 24 = 30 isn't.
        assert with_points(GRID, "divorce", 23).demandes.criteres[3].points == 23
        with pytest.raises(HdfError) as caught:
            with_points(GRID, "divorce", 24)
        assert str(caught.value) == (
            "Avec 24 points pour « Libellé divorce », la grille ne respecterait plus la loi : sans "
            "critère prioritaire, une demande a au plus 30 points ; avec un critère prioritaire, "
            "elle en a au moins 30 (CCH, R.441-2-10)."
        )

    def test_a_priority_may_not_fall_among_the_others(self) -> None:
        # The others give 7 at most.
        assert with_points(GRID, "handicap", 8).demandes.criteres[1].points == 8
        for points, said in ((7, "ne respecterait plus la loi"), (0, "doit donner des points")):
            with pytest.raises(HdfError, match=said):
                with_points(GRID, "handicap", points)

    def test_unknown_criteria_and_brackets_are_refused(self) -> None:
        with pytest.raises(HdfError, match="Vouliez-vous écrire « divorce »"):
            with_points(GRID, "divorces", 2)
        with pytest.raises(HdfError, match="« anciennete » a des tranches"):
            with_points(GRID, "anciennete", 2)


def crowd(size: int, rare: int) -> Rows:
    """Make requests of two kinds of households, the rare one all suroccupied."""
    old = [DAY - timedelta(days) for days in range(size)]
    return [
        {"date_depot": day, "suroccupation": rank < rare, "divorce": rank % 3 == 0}
        for rank, day in enumerate(old)
    ]


def simulated(
    database: duckdb.DuckDBPyConnection, rows: Rows, threshold: int, first: int = 30
) -> dict[str, int | None]:
    fill(database, GRID, rows)
    database.execute(
        "ALTER TABLE demandes ADD COLUMN quartile VARCHAR; "
        "UPDATE demandes SET quartile = CASE WHEN suroccupation THEN 'q1' ELSE 'q2' END"
    )
    grids = (GRID, with_points(GRID, "suroccupation", 6))
    simulation = simulate(database, grids, DAY, ["quartile"], first, threshold)
    by_quartile = simulation.groupes["quartile"]
    found = {
        f"{name} {m}": n for name, lot in by_quartile.items() for m, n in lot.mouvements.items()
    }
    whole = {f"ensemble {m}": n for m, n in simulation.ensemble.mouvements.items()}
    return found | whole | {name: lot.total for name, lot in by_quartile.items()}


class TestSecrecy:
    def test_large_counts_are_shown(self, database: duckdb.DuckDBPyConnection) -> None:
        found = simulated(database, crowd(200, 60), 11)
        assert found["q1"] == 60
        assert found["q2"] == 140
        assert None not in found.values()

    def test_small_counts_are_hidden_and_no_margin_gives_them_back(
        self, database: duckdb.DuckDBPyConnection
    ) -> None:
        found = simulated(database, crowd(200, 7), 11)
        assert found["q1"] is None
        # The whole is known: q2 alone would give q1 back.
        assert found["q2"] is None
        shown = [n for n in found.values() if n is not None]
        assert all(n == 0 or n >= 11 for n in shown)
        for move in Mouvement:
            hidden = [found[f"{q} {move}"] is None for q in ("q1", "q2")]
            whole = found[f"ensemble {move}"] is None
            assert sum([*hidden, whole]) != 1

    def test_a_count_that_nothing_ties_to_others_follows_the_rule(self) -> None:
        protected = Protected([(("a",), {("x",): 40, ("y",): 50})], 11)
        assert [protected.alone(n) for n in (0, 1, 10, 11)] == [0, None, None, 11]
        assert (protected.get(), protected.get(a="x"), protected.get(a="z")) == (90, 40, 0)

    def test_what_is_rather_shown_is_hidden_where_nothing_else_will_do(self) -> None:
        tables = [(("a",), {("x",): 3, ("y",): 40})]
        # 43 − 40 would give 3: one of the two is hidden although both were asked for.
        protected = Protected(tables, 11, [{}, {"a": "y"}])
        assert protected.get(a="x") is None
        assert [protected.get(), protected.get(a="y")].count(None) == 1

    def test_a_ranking_alone(self, database: duckdb.DuckDBPyConnection) -> None:
        fill(database, GRID, [*crowd(200, 60), request(1, label="dalo")])
        score_requests(database, GRID, DAY)
        classement = rank(database, GRID, 11)
        assert classement.total == 201
        assert classement.points["100 points et plus"] is None
        # 100 points once: another class is hidden with it.
        assert list(classement.points.values()).count(None) >= 2


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(st.lists(REQUEST, min_size=1, max_size=8), st.integers(1, 8), st.integers(0, 20))
def test_moves_are_shares_of_the_requests(
    database: duckdb.DuckDBPyConnection, rows: Rows, first: int, points: int
) -> None:
    dated = [{**row, "date_depot": row["date_depot"] or DAY} for row in rows]
    fill(database, GRID, dated)
    score_requests(database, GRID, DAY)
    score_requests(database, with_points(GRID, "divorce", points), DAY, "cotation_apres")
    members = dimensions(["mutation"], DAY)
    wholes = [
        count_moves(database, "cotation", "cotation_apres", member, first)
        for member in members.values()
    ]
    by_move = [
        {move: sum(n for (_, kind), n in moves.items() if kind is move) for move in Mouvement}
        for moves in wholes
    ]
    assert all(sum(moves.values()) == len(rows) for moves in wholes)
    assert all(found == by_move[0] for found in by_move)
    ranking = count_ranking(database, "cotation", point_classes(GRID))
    assert sum(ranking.classes) == sum(ranking.ties.values()) == len(rows)

"""The audit: intervals against enumeration, side information, and what it says."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import pandas as pd
import pytest

from hdflib.disclosure.audit import Role, audit
from hdflib.disclosure.knowledge import (
    Fact,
    at_least,
    grown,
    rate_within,
    rounded_rate,
    within,
)
from hdflib.disclosure.rule import Rule
from hdflib.disclosure.system import Cell, Key, Relation, System, merge
from hdflib.disclosure.tabulation import Tabulation

Grid = Callable[[Sequence[Sequence[int]]], System]
At = Callable[[int, int], Key]

CAP = 17
"""Enumerated interior cells go up to it; extremes are compared up to it."""
SQUARES = np.array(list(product(range(CAP + 1), repeat=4)))


def all_squares() -> dict[tuple[int, int], np.ndarray]:
    """Give each cell, margins included, of every 2 × 2 table up to `CAP`."""
    a, b, c, d = SQUARES.T
    return {
        **{(1, 1): a, (1, 2): b, (2, 1): c, (2, 2): d},
        **{(1, 0): a + b, (2, 0): c + d, (0, 1): a + c, (0, 2): b + d, (0, 0): a + b + c + d},
    }


def intervals(system: System, hidden: Sequence[Key], *known: Fact) -> dict[Key, tuple[float, ...]]:
    return {row.key: (row.lo, row.hi) for row in audit(system, hidden, known=known).rows}


@pytest.mark.parametrize("seed", range(60))
def test_intervals_equal_enumeration_on_two_by_two_tables(seed: int, grid: Grid, at: At) -> None:
    rng = np.random.default_rng(seed)
    system = grid(rng.integers(0, 5, (2, 2)).tolist())
    cells = all_squares()
    hidden = [place for place in cells if rng.random() < 0.6]
    # In half of the cases the ratio of two cells is known within bounds, however odd.
    lo = rng.uniform(0, 1)
    part, whole = system.values[at(1, 1)], system.values[at(1, 0)]
    inside = seed % 2 and lo * whole <= part <= (lo + 0.3) * whole
    facts = rate_within(at(1, 1), at(1, 0), lo, lo + 0.3, "carte") if inside else ()
    possible = np.ones(len(SQUARES), bool)
    for place in cells.keys() - set(hidden):
        possible &= cells[place] == system.values[at(*place)]
    if inside:
        share = cells[1, 1] - lo * cells[1, 0]
        possible &= (share >= -1e-9) & (share <= 0.3 * cells[1, 0] + 1e-9)
    found = intervals(system, [at(*place) for place in hidden], *facts)
    for place in hidden:
        low, high = cells[place][possible].min(), cells[place][possible].max()
        assert found[at(*place)][0] == low
        assert min(found[at(*place)][1], CAP) == min(high, CAP)


def test_a_cell_hidden_alone_is_read_exactly_from_its_row(grid: Grid, at: At) -> None:
    report = audit(grid([[5, 20], [30, 40]]), [at(1, 1)])
    assert not report.passed
    (row,) = report.leaks
    assert (row.role, row.lo, row.hi, row.exact) == (Role.SECRET, 5, 5, True)
    assert str(report) == (
        "Audit du secret statistique (seuil 11)\u00a0: 1 effectif masqué, 1 mal protégé, "
        "dont 1 déduit.\n  m · colonne=c1 · ligne=l1 (secret)\u00a0: vaut exactement 5"
    )


def test_a_rectangle_of_hidden_cells_holds(grid: Grid, at: At) -> None:
    system = grid([[5, 20], [30, 40]])
    report = audit(system, [at(1, 1), at(1, 2), at(2, 1), at(2, 2)])
    assert report.passed
    # Row 1 sums to 25 and column 1 to 35; 5 moves down by 5 and up by 20 at most.
    assert {row.key: (row.lo, row.hi) for row in report.rows} == {
        at(1, 1): (0, 25),
        at(1, 2): (0, 25),
        at(2, 1): (10, 35),
        at(2, 2): (35, 60),
    }
    assert str(report) == (
        "Audit du secret statistique (seuil 11)\u00a0: 4 effectifs masqués, aucun n'est déductible."
    )


def test_hidden_values_do_not_help_the_attacker(grid: Grid, at: At) -> None:
    system = grid([[5, 20], [30, 40]])
    hidden = [at(i, j) for i, j in product((1, 2), repeat=2)]
    published = audit(system.seen(hidden), [])
    assert {r.key: (r.lo, r.hi) for r in published.rows} == intervals(system, hidden)
    # 30 is known to be 10 to 35: nothing shows that it is small.
    assert published.passed


def test_an_unknown_cell_leaks_if_it_is_narrow_and_may_be_small(grid: Grid, at: At) -> None:
    hidden = [at(1, 1), at(1, 2), at(2, 1), at(2, 2)]
    # Row 1 sums to 9: both of its cells are between 0 and 9, hence small for sure.
    report = audit(grid([[5, 4], [30, 40]]).seen(hidden), [])
    assert {row.key: (row.lo, row.hi) for row in report.leaks} == {
        at(1, 1): (0, 9),
        at(1, 2): (0, 9),
    }


def test_leaks_are_listed_with_exact_disclosures_first() -> None:
    cells = {"a": 3, "b": 4, "c": 5, "d": 1, "s": 9, "t": 5, "u": 3}
    relations = (
        Relation(("s",), (("b",), ("c",))),
        Relation(("u",), (("a",),)),
        Relation(("t",), (("d",), ("b",))),
    )
    system = System(tuple(Cell((k,), v) for k, v in cells.items()), relations)
    report = audit(system, [("a",), ("b",), ("c",), ("d",)])
    # b + c = 9 and b + d = 5, all of 0 or more: 0 <= b, d <= 5 and 4 <= c <= 9.
    assert [str(row) for row in report.leaks] == [
        "a (secret)\u00a0: vaut exactement 3",
        "b (secret)\u00a0: entre 0 et 5",
        "c (secret)\u00a0: entre 4 et 9",
        "d (secret)\u00a0: entre 0 et 5",
    ]
    assert "4 mal protégés, dont 1 déduit." in str(report)


def test_a_rate_with_its_denominator_reveals_a_hidden_part() -> None:
    keys = [("jeune",), ("adulte",), ("aîné",)]
    whole = ("tous",)
    cells = [Cell(k, v) for k, v in zip(keys, (5, 100, 312), strict=True)]
    system = System((*cells, Cell(whole, 417)), (Relation(whole, tuple(keys)),))
    hidden = keys[:2]
    assert audit(system, hidden).passed
    # 5 ÷ 417 = 1.199 %: "1,2 %" says 4.796 to 5.213, hence 5; "1 %" says 2.085 to 6.255.
    fine = rounded_rate(keys[0], whole, 0.012, 1, "tableau 3")
    coarse = rounded_rate(keys[0], whole, 0.01, 0, "diapositive 4")
    assert intervals(system, hidden, *fine) == {keys[0]: (5, 5), keys[1]: (100, 100)}
    assert intervals(system, hidden, *coarse)[keys[0]] == (3, 6)
    report = audit(system, hidden, known=fine)
    assert [(row.key, row.exact) for row in report.leaks] == [(keys[1], True), (keys[0], True)]


def test_the_class_of_a_map_narrows_a_hidden_cell(grid: Grid, at: At) -> None:
    system = grid([[5, 20], [30, 40]])
    hidden = [at(i, j) for i, j in product((1, 2), repeat=2)]
    report = audit(system, hidden, known=[within(at(1, 1), 5, 10, "carte 2")])
    assert [(row.key, row.lo, row.hi) for row in report.leaks] == [(at(1, 1), 5, 9)]
    # The class of a cell that is no secret says as much: 22 or more leaves 3 or less beside it.
    beside = [within(at(1, 2), 22, math.inf, "carte 2")]
    with_total = grid([[3, 22], [30, 40]])
    assert intervals(with_total, hidden, *beside)[at(1, 1)] == (0, 3)
    by_rate = rate_within(at(1, 1), at(1, 0), 0.15, 0.25, "carte des taux")
    assert intervals(system, hidden, *by_rate)[at(1, 1)] == (4, 6)


def test_an_earlier_edition_bounds_a_cumulative_series(grid: Grid, at: At) -> None:
    system = grid([[5, 20], [30, 40]])
    hidden = [at(i, j) for i, j in product((1, 2), repeat=2)]
    before = [at_least(at(1, 1), 3, "commission de mars"), at_least(at(1, 2), 19, "id.")]
    assert intervals(system, hidden, *before)[at(1, 1)] == (3, 6)


def test_a_hidden_cell_of_an_earlier_edition_is_attacked_too() -> None:
    now, rest, total = ("juin", "a"), ("juin", "b"), ("juin", "t")
    june = System((Cell(now, 12), Cell(rest, 30), Cell(total, 42)), (Relation(total, (now, rest)),))
    march = System(
        (Cell(("mars", "a"), 7), Cell(("mars", "b"), 30), Cell(("mars", "t"), 37)),
        (Relation(("mars", "t"), (("mars", "a"), ("mars", "b"))),),
    )
    both = merge(june, march)
    hidden = [("mars", "a"), ("mars", "b")]
    facts = [grown(now, ("mars", "a"), "cumul"), grown(rest, ("mars", "b"), "cumul")]
    assert intervals(both, hidden) == {("mars", "a"): (0, 37), ("mars", "b"): (0, 37)}
    # 7 is at most 12 by June's figure, and at least 37 - 30.
    assert intervals(both, hidden, *facts)[("mars", "a")] == (7, 12)


def test_a_margin_shared_by_two_tables_links_them() -> None:
    ages = pd.DataFrame([("jeune", 4), ("autre", 16)], columns=["age", "value"])
    sizes = pd.DataFrame([("seul", 12), ("couple", 8)], columns=["taille", "value"])
    by_age = Tabulation("demandes", ages, {"age": None}).system()
    by_size = Tabulation("demandes", sizes, {"taille": None}).system()
    total, young = ("demandes",), ("demandes", "age=jeune")
    hidden = [total, young]
    assert intervals(by_age, hidden) == {young: (0, math.inf), total: (16, math.inf)}
    assert intervals(merge(by_age, by_size), hidden) == {young: (4, 4), total: (20, 20)}
    (known_large,) = [row for row in audit(by_age, hidden).rows if row.key == total]
    assert str(known_large) == "demandes (complément)\u00a0: au moins 16"
    assert known_large.protected


def test_zeros_are_attacked_as_secrets_only_on_demand(grid: Grid, at: At) -> None:
    system = grid([[0, 20], [30, 40]])
    loose, strict = audit(system, [at(1, 1)]), audit(system, [at(1, 1)], Rule(11, True))
    assert [row.role for row in loose.leaks] == [Role.COMPLEMENT]
    assert [row.role for row in strict.leaks] == [Role.SECRET]


def test_unknown_counts_that_are_proved_large_are_no_leak() -> None:
    a, b, t = ("a",), ("b",), ("t",)
    large = System((Cell(a, 30), Cell(b, None), Cell(t, 80)), (Relation(t, (a, b)),))
    small = System((Cell(a, 30), Cell(b, None), Cell(t, 34)), (Relation(t, (a, b)),))
    assert audit(large, []).passed
    assert [str(row) for row in audit(small, []).leaks] == ["b (inconnu)\u00a0: vaut exactement 4"]


def test_facts_that_contradict_the_tables_are_refused(grid: Grid, at: At) -> None:
    system = grid([[5, 20], [30, 40]])
    with pytest.raises(ValueError, match="no counts agree"):
        audit(system, [at(1, 1)], known=[at_least(at(1, 1), 6, "autre source")])
    halves = Fact(((at(1, 1), 2.0),), 5, 5, "aucun nombre entier")
    square = [at(i, j) for i, j in product((1, 2), repeat=2)]
    with pytest.raises(ValueError, match="no counts agree"):
        audit(system, square, known=[halves])


def test_names_that_no_table_holds_are_refused(grid: Grid, at: At) -> None:
    system = grid([[5, 20], [30, 40]])
    with pytest.raises(ValueError, match="carte 9"):
        audit(system, [at(1, 1)], known=[within(("x",), 1, 2, "carte 9")])
    with pytest.raises(ValueError, match="hidden cells: no table holds"):
        audit(system, [("x",)])

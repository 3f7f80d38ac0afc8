"""Tabulations: keys, margins, hierarchies, and what they refuse."""

from __future__ import annotations

import pandas as pd
import pytest

from hdflib.disclosure.system import Key, Relation, merge
from hdflib.disclosure.tabulation import Tabulation, key_of

PARENTS = {"E1": "59", "E2": "59", "E3": "02", "59": "32", "02": "32"}
ROWS = [("E1", "jeune", 4), ("E1", "autre", 6), ("E2", "jeune", 1), ("E3", "autre", 7)]


def table(rows: list[tuple[str, str, float | None]], dim: str = "age") -> Tabulation:
    frame = pd.DataFrame(rows, columns=["territoire", dim, "value"])
    return Tabulation("demandes", frame, {"territoire": PARENTS, dim: None})


def key(*names: str) -> Key:
    return ("demandes", *names)


def test_keys_leave_totals_out_whatever_the_order_of_dimensions() -> None:
    expected = key("age=jeune", "territoire=59")
    assert key_of("demandes", {"territoire": "59", "age": "jeune"}) == expected
    assert key_of("demandes", {"age": "total", "territoire": "59"}) == key("territoire=59")


def test_sums_are_made_at_every_level_and_absent_rows_are_zeros() -> None:
    values = table(ROWS).system().values
    assert len(values) == 6 * 3
    assert values[key("age=autre", "territoire=E2")] == 0
    assert values[key("age=jeune", "territoire=59")] == 4 + 1
    assert values[key("age=autre", "territoire=32")] == 6 + 7
    assert values[key("territoire=02")] == 7
    assert values[key("territoire=32")] == 18


def test_each_dimension_is_summed_crossing_the_other() -> None:
    relations = table(ROWS).system().relations
    # Three territorial sums for each of 3 ages, the sum of ages for each of 6 territoires.
    assert len(relations) == 3 * 3 + 6
    by_age = (key("age=autre", "territoire=59"), key("age=jeune", "territoire=59"))
    assert Relation(key("territoire=59"), by_age) in relations
    by_place = (key("age=jeune", "territoire=02"), key("age=jeune", "territoire=59"))
    assert Relation(key("age=jeune", "territoire=32"), by_place) in relations


def test_given_totals_are_checked() -> None:
    assert table([*ROWS, ("59", "total", 11)]).system() == table(ROWS).system()
    with pytest.raises(ValueError, match="territoire=59 = 12, but parts give"):
        table([*ROWS, ("59", "total", 12)]).system()


def test_an_unknown_count_makes_its_totals_unknown_unless_they_are_given() -> None:
    rows = [*ROWS, ("E3", "jeune", None), ("32", "total", 20)]
    values = table(rows).system().values
    assert values[key("age=jeune", "territoire=E3")] is None
    assert values[key("territoire=02")] is None
    assert values[key("territoire=59")] == 11
    assert values[key("territoire=32")] == 20


def test_rows_of_the_frame_keep_their_keys() -> None:
    keys = table([("59", "total", 10), ("E1", "jeune", 10)]).keys()
    assert keys == [key("territoire=59"), key("age=jeune", "territoire=E1")]


def test_tables_of_one_measure_share_their_margins() -> None:
    by_size = [("E1", "seul", 10), ("E2", "couple", 1), ("E3", "seul", 7)]
    one, other = table(ROWS).system(), table(by_size, "taille").system()
    assert len(merge(one, other).cells) == 18 + 18 - 6
    contradictory = table([("E1", "seul", 11)], "taille").system()
    with pytest.raises(ValueError, match="has two values"):
        merge(one, contradictory)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("E9", "jeune", 1), r"members of territoire outside its hierarchy: \['E9'\]"),
        (("E1", "jeune", 4), r"rows given twice: \[\('E1', 'jeune'\)\]"),
        (("E3", "jeune", 1.5), "not a whole number: 1.5"),
    ],
)
def test_bad_rows_are_refused(row: tuple[str, str, float], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        table([*ROWS, row]).system()


def test_a_hierarchy_that_turns_in_circles_is_refused() -> None:
    frame = pd.DataFrame([("a", 1)], columns=["d", "value"])
    with pytest.raises(ValueError, match="cycle"):
        Tabulation("m", frame, {"d": {"a": "b", "b": "a"}}).system()

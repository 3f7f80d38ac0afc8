"""Systems: what they refuse, what they deduce, how tables are linked."""

from __future__ import annotations

import pytest

from hdflib.disclosure.system import Cell, Key, Relation, System, merge

A, B, C, T = ("a",), ("b",), ("c",), ("t",)


def system(values: dict[Key, int | None], *relations: Relation) -> System:
    return System(tuple(Cell(key, value) for key, value in values.items()), relations)


def test_order_of_cells_and_parts_does_not_matter() -> None:
    one = system({T: 5, A: 2, B: 3}, Relation(T, (B, A)))
    other = system({A: 2, B: 3, T: 5}, Relation(T, (A, B)), Relation(T, (B, A)))
    assert one == other
    assert [cell.key for cell in one.cells] == [A, B, T]
    assert one.relations == (Relation(T, (A, B)),)


@pytest.mark.parametrize(
    ("values", "relation", "problem"),
    [
        ({T: 6, A: 2, B: 3}, Relation(T, (A, B)), "t = 6, but parts give 2 \\+ 3"),
        ({T: 4, A: 5, B: None}, Relation(T, (A, B)), "t = 4, but parts give 5 \\+ None"),
        ({T: 5, A: 5}, Relation(T, (A, B)), "relation of t names unknown cells: \\[\\('b',\\)\\]"),
        ({T: 0, A: 0}, Relation(T, (A, T)), "names a cell twice"),
        ({T: 0}, Relation(T, ()), "has no part"),
        ({T: -1, A: -1}, Relation(T, (A,)), "negative value of a: -1; negative value of t: -1"),
    ],
)
def test_what_does_not_hold_is_refused(
    values: dict[Key, int | None], relation: Relation, problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        system(values, relation)


def test_a_key_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"keys given twice: \[\('a',\)\]"):
        System((Cell(A, 1), Cell(A, 2), Cell(B, 1)), ())


def test_unknown_values_that_sums_give_are_deduced_in_turn() -> None:
    sums = Relation(T, (A, B)), Relation(A, (C,))
    assert system({T: 9, A: None, B: 4, C: None}, *sums).deduced().values == {
        A: 5,
        B: 4,
        C: 5,
        T: 9,
    }
    assert system({T: None, A: 5, B: 4, C: 5}, *sums).deduced().values[T] == 9
    assert system({T: 9, A: None, B: None, C: None}, *sums).deduced().values[A] is None


def test_merging_links_cells_of_the_same_key_and_fills_unknown_values() -> None:
    merged = merge(
        system({T: 9, A: 4, B: 5}, Relation(T, (A, B))),
        system({T: None, C: 9}, Relation(T, (C,))),
    )
    assert merged.values == {A: 4, B: 5, C: 9, T: 9}
    assert merged.relations == (Relation(T, (A, B)), Relation(T, (C,)))


def test_merging_refuses_two_values_of_one_cell() -> None:
    with pytest.raises(ValueError, match="a has two values: 0 and 3"):
        merge(system({A: 0}), system({A: 3}))

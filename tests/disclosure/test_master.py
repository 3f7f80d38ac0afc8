"""Conditions and choices worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from hdflib.disclosure.attack import Extreme
from hdflib.disclosure.master import Cut, Master, cut_by_absence, cut_by_prices

VALUES = np.array([3.0, 20.0, 4.0, 7.0, 0.0])


def test_gains_are_shares_of_what_is_needed() -> None:
    # The attack on column 0 stops at 5 of 10. Column 1, hidden, already brings 0.5 × 20; without
    # it 15 are needed. Column 2 would bring 2 × 4, column 3 anything, a zero going down nothing.
    extreme = Extreme(5.0, np.zeros(5), np.array([0, -0.5, -2, 1, -1]))
    cut = cut_by_prices(extreme, 10, VALUES, {0, 1}, [1, 2, 3, 4])
    assert cut.gains == {1: pytest.approx(10 / 15), 2: pytest.approx(8 / 15), 3: 1}
    assert cut.short({0, 1}) == pytest.approx(5 / 15)
    assert cut.short({0, 1, 2}) == pytest.approx(-3 / 15)


def test_one_more_cell_is_asked_for_when_duals_say_nothing() -> None:
    assert cut_by_absence({0, 1}, [1, 2, 3]) == Cut({2: 1.0, 3: 1.0})


def test_the_cheapest_cells_that_meet_all_conditions_are_chosen() -> None:
    master = Master(np.array([9.0, 5, 4, 3, 8]), forced={0}, kept={3}, gap=0)
    master.add([Cut({1: 0.5, 2: 0.5, 3: 1.0, 4: 1.0}), Cut({1: 1.0, 2: 1.0})])
    choice = master.choose(10)
    # 1 and 2 cost 9; 2 and 4 cost 12; 3 is kept; the forced cell costs nothing.
    assert choice is not None
    assert (choice.hidden, choice.bound) == ({0, 1, 2}, 9)


def test_no_cell_of_a_relation_is_hidden_alone() -> None:
    master = Master(np.array([1.0, 2, 3, 4]), forced=set(), kept=set(), gap=0)
    master.bridge([0, 1, 2], set())
    master.add([Cut({1: 1.0})])
    choice = master.choose(10)
    assert choice is not None
    assert choice.hidden == {0, 1}

"""Quotas against shares made by hand."""

import numpy as np
import pytest

from hdflib.demo.quotas import apportion, deal, pick, ranks_within


@pytest.fixture
def rng():
    return np.random.default_rng(1)


def test_the_largest_remainders_take_what_is_left():
    # 10 × 3/6, 2/6, 1/6 is 5, 3.33, 1.67.
    assert apportion(10, [3, 2, 1]).tolist() == [5, 3, 2]
    # Equal remainders: the first is served first.
    assert apportion(4, [1, 1, 1]).tolist() == [2, 1, 1]
    assert apportion(0, [1, 2]).tolist() == [0, 0]


def test_what_a_cap_refuses_goes_to_the_others():
    # The first would have 8 of 10: its 5 too many go to the others, half each, the odd one first.
    assert apportion(10, [8, 1, 1], np.array([3, 9, 9])).tolist() == [3, 4, 3]
    with pytest.raises(ValueError, match="2 of 10"):
        apportion(10, [1, 1], np.array([4, 4]))


def test_ranks_start_at_0_in_each_group(rng):
    groups = np.array([2, 0, 2, 0, 2])
    keys = np.array([0.3, 0.9, 0.1, 0.2, 0.2])
    assert ranks_within(rng, groups, keys).tolist() == [2, 1, 0, 0, 1]


def test_as_many_rows_are_picked_as_asked_among_the_eligible(rng):
    groups = np.repeat([0, 1], 50)
    eligible = np.arange(100) % 2 == 0
    found = pick(rng, groups, np.array([7, 25]), eligible)
    assert np.bincount(groups[found]).tolist() == [7, 25]
    assert not (found & ~eligible).any()
    with pytest.raises(ValueError, match="larger than its group"):
        pick(rng, groups, np.array([26, 0]), eligible)


def test_rows_are_dealt_exactly(rng):
    groups = np.array([1, 0, 1, 1, 0])
    found = deal(rng, groups, np.array([[0, 2, 0], [1, 0, 2]]))
    assert found[groups == 0].tolist() == [1, 1]
    assert sorted(found[groups == 1].tolist()) == [0, 2, 2]
    with pytest.raises(ValueError, match="don't add up"):
        deal(rng, groups, np.array([[1, 0, 0], [1, 0, 2]]))

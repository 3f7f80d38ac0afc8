"""The rule of secrecy at its edges."""

from __future__ import annotations

import math

import pytest

from hdflib.disclosure.rule import Rule


def test_counts_from_1_to_10_are_secret_by_default() -> None:
    secret = [value for value in range(30) if Rule().is_secret(value)]
    assert secret == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert Rule().is_secret(None)


def test_zeros_are_secret_on_demand() -> None:
    assert [value for value in range(9) if Rule(5, zeros_are_secret=True).is_secret(value)] == [
        0,
        1,
        2,
        3,
        4,
    ]


@pytest.mark.parametrize(
    ("lo", "hi", "covered"),
    [(0, 10, True), (0, math.inf, True), (0, 9, False), (1, 30, False), (4, 14, False)],
)
def test_a_protection_leaves_0_to_10_possible(lo: float, hi: float, covered: bool) -> None:
    assert Rule(11).covers(lo, hi) is covered


@pytest.mark.parametrize(
    ("lo", "hi", "concerned"),
    [(11, 12, False), (10, 40, True), (0, 0, False), (3, 3, True)],
)
def test_an_interval_that_holds_no_secret_is_of_no_concern(
    lo: float, hi: float, concerned: bool
) -> None:
    assert Rule(11).concerns(lo, hi) is concerned
    assert Rule(11, zeros_are_secret=True).concerns(0, 0)


def test_a_threshold_that_hides_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="1"):
        Rule(1)

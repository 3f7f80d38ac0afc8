"""Objectives to date: rates of the slides of 16 June 2022, and the arithmetic's properties."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.rules.objectives import months_elapsed, prorated_objective

MONTHS = st.fractions(0, 12, max_denominator=31)
OBJECTIVES = st.integers(0, 100_000)


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2022, 5, 31), 5),
        (date(2022, 4, 30), 4),
        (date(2022, 4, 15), Fraction(7, 2)),
        (date(2022, 2, 28), 2),
        (date(2024, 2, 29), 2),
        (date(2024, 2, 28), 1 + Fraction(28, 29)),
        (date(2022, 1, 1), Fraction(1, 31)),
        (date(2022, 12, 31), 12),
    ],
)
def test_months_elapsed(day: date, months: Fraction) -> None:
    assert months_elapsed(day) == months


@given(st.dates(date(2000, 1, 1), date(2099, 12, 30)))
def test_each_day_adds_its_share_of_its_month(day: date) -> None:
    following = day + timedelta(days=1)
    if following.year == day.year:
        added = months_elapsed(following) - months_elapsed(day)
        assert added == Fraction(1, monthrange(following.year, following.month)[1])
    else:
        assert (months_elapsed(day), months_elapsed(following)) == (12, Fraction(1, 31))


@pytest.mark.parametrize(
    ("annual", "months", "attributions", "percent"),
    [
        # "Attributions aux ménages prioritaires", 31 May 2022.
        (1343, 5, 459, 82),
        (4804, 5, 1413, 71),
        (2993, 5, 1152, 92),
        (1034, 5, 487, 113),
        # "Attributions aux sortants d'hébergement" and "aux ménages sans abri", 30 April 2022.
        (2100, 4, 559, 80),
        (30, 4, 14, 140),
        (760, 4, 217, 86),
        (93, 4, 27, 87),
        (192, 4, 57, 89),
        (75, 4, 19, 76),
        (1150, 4, 334, 87),
    ],
)
def test_rates_of_the_slides(annual: int, months: int, attributions: int, percent: int) -> None:
    rate = attributions / prorated_objective(annual, Fraction(months))
    assert round(100 * rate) == percent


def test_objective_isnt_rounded() -> None:
    assert prorated_objective(4804, Fraction(5)) == pytest.approx(2001 + 2 / 3, abs=1e-9)
    assert prorated_objective(235, Fraction(7, 2)) == pytest.approx(68.541666667, abs=1e-9)


@given(OBJECTIVES, MONTHS, MONTHS)
def test_more_months_ask_for_more(annual: int, one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert prorated_objective(annual, low) <= prorated_objective(annual, high)


@given(OBJECTIVES, OBJECTIVES, MONTHS)
def test_objectives_of_departements_add_up(one: int, other: int, months: Fraction) -> None:
    parts = prorated_objective(one, months) + prorated_objective(other, months)
    assert prorated_objective(one + other, months) == pytest.approx(parts, rel=1e-12)


@given(OBJECTIVES, MONTHS)
def test_bounds(annual: int, months: Fraction) -> None:
    assert 0 <= prorated_objective(annual, months) <= annual
    assert prorated_objective(annual, Fraction(0)) == 0
    assert prorated_objective(annual, Fraction(12)) == annual


@pytest.mark.parametrize("months", [Fraction(-1, 31), Fraction(373, 31)])
def test_months_out_of_the_year(months: Fraction) -> None:
    with pytest.raises(ValueError, match=rf"out of 0\.\.12: {months}$"):
        prorated_objective(4804, months)


def test_negative_objective() -> None:
    with pytest.raises(ValueError, match=r"negative objective: -1$"):
        prorated_objective(-1, Fraction(5))

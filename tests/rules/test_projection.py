"""Projected year ends: figures of 16 June 2022 computed by hand, and properties."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.rules.objectives import rank
from hdflib.rules.projection import (
    Scenario,
    pace,
    per_month,
    project,
    project_range,
    still_needed,
)

DONE = st.integers(0, 100_000)
MONTHS = st.fractions(Fraction(1, 31), 12, max_denominator=31)
BEFORE = [100, 120, 110, 90, 130, 140, 150, 70, 110, 120, 100, 80]
"""Twelve months of a year before."""


@pytest.mark.parametrize(
    ("done", "months", "year_end", "by_month"),
    [
        # Nord, priority households at 31 May: 1 413 × 12/5, 1 413 ÷ 5.
        (1413, 5, 3391.2, 282.6),
        # Somme: 487 × 12/5.
        (487, 5, 1168.8, 97.4),
        # Région, sortants at 30 April: 559 × 12/4, 559 ÷ 4.
        (559, 4, 1677, 139.75),
        # 70 at 15 April: 70 ÷ 3,5 = 20 a month.
        (70, Fraction(7, 2), 240, 20),
        (900, 12, 900, 75),
    ],
)
def test_pace(done, months, year_end, by_month):
    assert project(done, Fraction(months)) == pytest.approx(year_end, abs=1e-9)
    assert pace(done, Fraction(months)) == pytest.approx(by_month, abs=1e-9)


@pytest.mark.parametrize(
    ("objective", "done", "months", "needed", "by_month"),
    [
        # 4 804 − 1 413 = 3 391, over 7 months.
        (4804, 1413, 5, 3391, 484.428571),
        # 1 034 − 487 = 547, over 7 months.
        (1034, 487, 5, 547, 78.142857),
        # 2 100 − 559 = 1 541, over 8 months.
        (2100, 559, 4, 1541, 192.625),
        # Reached, then passed.
        (30, 30, 4, 0, 0),
        (30, 31, 4, 0, 0),
        # 100 − 32 = 68, over 8,5 months.
        (100, 32, Fraction(7, 2), 68, 8),
    ],
)
def test_what_is_still_needed(objective, done, months, needed, by_month):
    assert still_needed(objective, done) == needed
    assert per_month(objective, done, Fraction(months)) == pytest.approx(by_month, abs=1e-6)


def test_nothing_can_be_asked_of_a_year_that_is_over():
    assert per_month(2100, 559, Fraction(12)) is None


def test_range_of_whole_months():
    # Ten months elapsed: two remain. This year adds up to 1 000. The lowest two months in a row
    # are those of July and August of this year (60 + 50 = 110), the highest June and July of the
    # year before (140 + 150 = 290): 500 × (1 + 0,11) and 500 × (1 + 0,29).
    elapsed = [100, 120, 130, 110, 120, 110, 60, 50, 80, 120]
    assert project_range(500, Fraction(10), BEFORE, elapsed) == (
        Scenario(18, 2, 555.0),
        Scenario(5, 2, 645.0),
    )


def test_range_that_passes_from_a_year_to_the_next():
    # Three months remain after nine at 100. December to February: 20 + 10 + 30 = 60.
    before = [100] * 11 + [20]
    elapsed = [10, 30, *[123] * 7]
    low, _ = project_range(901, Fraction(9), before, elapsed)
    # 901 × (1 + 60 ÷ 901): 10 + 30 + 7 × 123 = 901.
    assert low == Scenario(11, 3, 961.0)


def test_range_in_mid_month():
    # In the middle of the tenth month 2,5 remain: windows of 3 months. This year: 9 months of 100.
    # Lowest mean 90 + 70 + 80 = 240 ÷ 3 = 80, highest 130. 190 by then is 20 a
    # month: 190 + 2,5 × 20 × 0,8 = 230 and 190 + 2,5 × 20 × 1,3 = 255.
    before = [100, 100, 90, 70, 80, 100, 100, 120, 130, 140, 100, 100]
    low, high = project_range(190, Fraction(19, 2), before, [100] * 9)
    assert (low, high) == (Scenario(2, 3, 230.0), Scenario(7, 3, 255.0))


def test_range_where_the_series_stops_before_the_public():
    # Five months elapsed for the public, four of the series: 7 months like the year before, at 90
    # for 100 this year. 500 + 7 × 100 × 0,9 = 1 130; at the highest, 4 months at 100 and 3 at 90:
    # 500 + 100 × (400 + 270) ÷ 100 = 1 170.
    low, high = project_range(500, Fraction(5), [90] * 12, [100] * 4)
    assert (low.valeur, high.valeur) == (1130.0, 1170.0)


@pytest.mark.parametrize(
    ("months", "before", "elapsed"),
    [
        # Eight months remain, seven are known.
        (4, [100] * 3, [100] * 4),
        # A month isn't known, of either year.
        (4, [*BEFORE[:-1], None], [100] * 4),
        (4, BEFORE, [100, None, 100, 100]),
        # Nothing to compare with, then nothing at all.
        (4, BEFORE, []),
        (4, BEFORE, [0, 0, 0, 0]),
        # The year is over.
        (12, BEFORE, BEFORE),
    ],
)
def test_no_range(months, before, elapsed):
    assert project_range(500, Fraction(months), before, elapsed) is None


@pytest.mark.parametrize("months", [Fraction(0), Fraction(-1), Fraction(373, 31)])
@pytest.mark.parametrize("rule", [pace, project, lambda d, m: per_month(9, d, m)])
def test_months_out_of_the_year(rule, months):
    with pytest.raises(ValueError, match=rf"not over 0 and at most 12: {months}$"):
        rule(5, months)


@given(DONE, DONE, MONTHS)
def test_more_done_is_more_at_the_end_and_less_to_do(one, other, months):
    low, high = sorted((one, other))
    assert project(low, months) <= project(high, months)
    assert still_needed(50_000, low) >= still_needed(50_000, high)


@given(DONE, DONE, MONTHS)
def test_territories_add_up(one, other, months):
    whole = project(one, months) + project(other, months)
    assert project(one + other, months) == pytest.approx(whole, rel=1e-12)


@given(DONE, DONE, MONTHS.filter(lambda months: months < 12))
def test_the_asked_pace_reaches_the_objective(objective, done, months):
    end = done + per_month(objective, done, months) * float(12 - months)
    assert end == pytest.approx(max(objective, done), rel=1e-9)


SERIES = st.integers(1, 11).flatmap(
    lambda elapsed: st.tuples(
        st.lists(st.integers(1, 9999), min_size=12, max_size=12),
        st.lists(st.integers(1, 9999), min_size=elapsed, max_size=elapsed),
    )
)


@given(DONE, SERIES)
def test_the_range_holds_every_window(done, series):
    before, elapsed = series
    size = 12 - len(elapsed)
    low, high = project_range(done, Fraction(len(elapsed)), before, elapsed)
    months = before + elapsed
    for start in range(len(months) - size + 1):
        end = done * (1 + Fraction(sum(months[start : start + size]), sum(elapsed)))
        assert low.valeur * (1 - 1e-12) <= end <= high.valeur * (1 + 1e-12)
    for found in (low, high):
        window = months[found.debut : found.debut + found.mois]
        assert found.valeur == float(done * (1 + Fraction(sum(window), sum(elapsed))))


@given(DONE, SERIES, st.integers(1, 50))
def test_the_scale_of_the_series_changes_nothing(done, series, factor):
    before, elapsed = series
    months = Fraction(len(elapsed))
    larger = [[factor * value for value in year] for year in series]
    assert project_range(done, months, *larger) == project_range(done, months, before, elapsed)


@given(st.integers(1, 5000), SERIES, st.integers(2, 9))
def test_the_range_follows_the_scale_of_what_is_done(done, series, factor):
    months = Fraction(len(series[1]))
    one = project_range(done, months, *series)
    many = project_range(factor * done, months, *series)
    assert [s.valeur for s in many] == pytest.approx([factor * s.valeur for s in one], rel=1e-12)


@given(DONE, st.integers(1, 11), st.integers(1, 9999))
def test_a_steady_series_gives_the_projection_alone(done, elapsed, value):
    low, high = project_range(done, Fraction(elapsed), [value] * 12, [value] * elapsed)
    assert low.valeur == high.valeur == project(done, Fraction(elapsed))


RATES = st.lists(st.fractions(0, 2, max_denominator=50), max_size=20)
RATE = st.fractions(0, 2, max_denominator=50)


def test_equal_rates_share_their_rank():
    rates = [Fraction(9, 10), Fraction(8, 10), Fraction(8, 10), Fraction(7, 10)]
    assert [rank(own, rates[:i] + rates[i + 1 :]) for i, own in enumerate(rates)] == [1, 2, 2, 4]


def test_rates_that_read_the_same_are_ranked_apart():
    # 79,9 % and 80,1 % both read 80 %.
    assert rank(Fraction(799, 1000), [Fraction(801, 1000)]) == 2


@given(RATE, RATES.flatmap(lambda rates: st.tuples(st.just(rates), st.permutations(rates))))
def test_the_order_of_the_rows_doesnt_matter(own, both):
    rates, shuffled = both
    assert rank(own, rates) == rank(own, shuffled)


@given(RATE, RATES, RATE)
def test_rank_is_between_the_first_and_the_last(own, others, more):
    found = rank(own, others)
    assert 1 <= found <= len(others) + 1
    assert rank(own, [*others, more]) - found == (more > own)
    assert rank(own + 1, others) <= found

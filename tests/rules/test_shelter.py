"""Distance to the places of before the health crisis, use of credits, exits to housing."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hdflib.rules import shelter

PLACES = st.integers(0, 50_000)
MONTHS = st.fractions(Fraction(1, 31), 60)
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("periods", "reference"),
    [
        (["2018-12-31", "2019-12-31", "2020-12-31"], "2019-12-31"),
        (["2020-02", "2020-03", "2020-04"], "2020-02"),
        (["2020-02-29", "2020-03-01"], "2020-02-29"),
        (["2019", "2020", "2021"], "2019"),
        (["2020", "2021"], None),
        ([], None),
    ],
)
def test_reference_is_the_last_period_before_march_2020(periods, reference):
    assert shelter.reference_period(reversed(periods)) == reference


def test_distance_above_and_under_a_level():
    # 10 830 − 9 450 = 1 380, and 1 380 ÷ 9 450 = 46/315.
    assert shelter.distance(10_830, 9450) == 1380
    assert shelter.relative_distance(10_830, 9450) == Fraction(46, 315)
    assert (shelter.places_to_close(10_830, 9450), shelter.places_to_open(10_830, 9450)) == (
        1380,
        0,
    )
    assert (shelter.places_to_close(90, 120), shelter.places_to_open(90, 120)) == (0, 30)
    assert shelter.relative_distance(90, 120) == Fraction(-1, 4)
    assert shelter.relative_distance(5, 0) is None


def test_places_are_not_negative():
    with pytest.raises(ValueError, match="negative places"):
        shelter.distance(-1, 3)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2021, 12, 31), date(2022, 3, 31), 3),
        (date(2021, 1, 1), date(2022, 1, 1), 12),
        # 15/30 of April less 15/31 of January, and three whole months.
        (date(2022, 1, 15), date(2022, 4, 15), 3 + Fraction(1, 2) - Fraction(15, 31)),
    ],
)
def test_months_between(first, last, months):
    assert shelter.months_between(first, last) == months


@pytest.mark.parametrize(
    ("now", "before", "previous", "months"),
    [
        # 1 380 to close; 12 040 − 10 830 = 1 210 were in 12 months: 1 380 × 12 ÷ 1 210.
        (10_830, 9450, 12_040, Fraction(1656, 121)),
        # 30 to open, 10 opened in 12 months: 36 months.
        (90, 120, 80, 36),
        (100, 100, 150, 0),
        (110, 100, 110, None),
        (110, 100, 105, None),
        (90, 100, 95, None),
    ],
)
def test_months_to_return_at_the_pace_of_a_year(now, before, previous, months):
    assert shelter.months_to_return(now, before, previous, Fraction(12)) == months


def test_a_pace_needs_time():
    with pytest.raises(ValueError, match="no pace"):
        shelter.months_to_return(1, 2, 1, Fraction(0))


def test_shares_of_credits_and_of_exits():
    assert shelter.share_used(622_000, 1_000_000) == Fraction(311, 500)
    assert shelter.share_used(0, 0) is None
    assert shelter.share_to_housing(312, 868) == Fraction(78, 217)
    assert shelter.share_to_housing(0, 0) is None
    for part, whole in ((2, 1), (-1, 1)):
        with pytest.raises(ValueError, match="isn't a part of"):
            shelter.share_used(part, whole)


@given(PLACES, PLACES)
def test_places_to_close_less_places_to_open_is_the_distance(now, before):
    close, opened = shelter.places_to_close(now, before), shelter.places_to_open(now, before)
    assert close - opened == shelter.distance(now, before)
    assert min(close, opened) == 0
    assert before + close - opened == now


@given(st.lists(st.tuples(PLACES, PLACES), min_size=1))
def test_distances_of_parts_add_up_to_that_of_the_whole(pairs):
    now, before = (sum(column) for column in zip(*pairs, strict=True))
    assert sum(shelter.distance(*pair) for pair in pairs) == shelter.distance(now, before)


@given(PLACES, PLACES, PLACES, MONTHS)
def test_the_pace_kept_for_the_months_leads_to_the_level(now, before, previous, months):
    needed = shelter.months_to_return(now, before, previous, months)
    assume(needed is not None)
    assert needed >= 0
    assert now + Fraction(now - previous) / months * needed == before


@given(PLACES, PLACES, PLACES, MONTHS)
def test_no_months_only_if_the_pace_does_not_lead_there(now, before, previous, months):
    if shelter.months_to_return(now, before, previous, months) is None:
        assert abs(now - before) >= 1
        assert (now - previous) * (before - now) <= 0


@given(DAYS, DAYS, DAYS)
def test_months_between_days_add_up(first, second, third):
    whole = shelter.months_between(first, third)
    parts = shelter.months_between(first, second) + shelter.months_between(second, third)
    assert whole == parts
    assert shelter.months_between(third, first) == -whole
    assert (whole > 0) == (third > first)


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(1, 10**7))
def test_share_used_grows_with_what_is_spent(one, other, credits):
    low, high = sorted((min(one, credits), min(other, credits)))
    shares = [shelter.share_used(spent, credits) for spent in (low, high)]
    assert 0 <= shares[0] <= shares[1] <= 1
    assert shelter.share_used(credits - low, credits) == 1 - shares[0]

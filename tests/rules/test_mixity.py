"""Least attributions, shortfalls and returns: the law's rates, numbers worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.rules.mixity import (
    CompteRendu,
    Intervention,
    Plancher,
    Remise,
    exact_rate,
    frozen_from,
    judge_qpv,
    judge_return,
    least,
    own_rate,
    prefet_may_attribute,
    qpv_floor,
    reaches,
    return_due,
    shortfall,
)

COUNTS = st.integers(0, 50_000)
RATES = st.fractions(0, 1, max_denominator=1000)
QUARTER, HALF = Fraction(1, 4), Fraction(1, 2)


@st.composite
def results(draw: st.DrawFn) -> tuple[int, int]:
    whole = draw(COUNTS)
    return draw(st.integers(0, whole)), whole


@pytest.mark.parametrize(
    ("rate", "whole", "expected"),
    [
        (0.25, 400, 100),
        (0.25, 401, 101),  # 100,25
        (0.25, 403, 101),  # 100,75
        (0.25, 1, 1),
        (0.25, 0, 0),
        (0.27, 100, 27),  # In binary, 0.27 × 100 is 27.000000000000004.
        (0.29, 100, 29),
        (0.5, 7, 4),
        (0.0, 12, 0),
        (1.0, 12, 12),
    ],
)
def test_attributions_due(rate: float, whole: int, expected: int) -> None:
    assert least(rate, whole) == expected


@pytest.mark.parametrize(
    ("part", "whole", "rate", "expected"),
    [
        # 25 % of 400 is 100, and 72 went to the first quartile: 18 %, as in the région.
        (72, 400, 0.25, 28),
        (100, 400, 0.25, 0),
        (148, 400, 0.25, 0),
        (100, 401, 0.25, 1),
        (0, 0, 0.25, 0),
        # A CIA that sets 28 %: 112 are due.
        (100, 400, 0.28, 12),
    ],
)
def test_attributions_lacking(part: int, whole: int, rate: float, expected: int) -> None:
    assert shortfall(part, whole, rate) == expected
    assert reaches(part, whole, rate) is (expected == 0 and whole > 0)


def test_the_rate_of_a_cia_stands_for_that_of_the_law() -> None:
    assert own_rate(0.28, 0.25) == 0.28
    assert own_rate(0.2, 0.25) == 0.2
    assert own_rate(0.0, 0.25) == 0
    assert own_rate(None, 0.25) == 0.25


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (None, HALF),
        (Fraction(40, 100), HALF),
        (Fraction(50, 100), HALF),
        # 77 % in 2021 in the région: not below.
        (Fraction(77, 100), Fraction(77, 100)),
    ],
)
def test_floor_in_qpv(reference: Fraction | None, expected: Fraction) -> None:
    assert qpv_floor(reference, 0.5) == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        # The région: 75 % at the end of April 2022, 77 % in 2021.
        ((75, 100), (77, 100), Plancher(atteint=True, maintenu=False)),
        ((77, 100), (770, 1000), Plancher(atteint=True, maintenu=True)),
        ((50, 100), (50, 100), Plancher(atteint=True, maintenu=True)),
        ((50, 100), (51, 100), Plancher(atteint=True, maintenu=False)),
        ((49, 100), (60, 100), Plancher(atteint=False, maintenu=False)),
        # Nothing is to be kept of what was below 50 %.
        ((30, 100), (45, 100), Plancher(atteint=False, maintenu=True)),
        ((60, 100), None, Plancher(atteint=True, maintenu=True)),
        ((60, 100), (0, 0), Plancher(atteint=True, maintenu=True)),
    ],
)
def test_verdicts_in_qpv(
    now: tuple[int, int], before: tuple[int, int] | None, expected: Plancher
) -> None:
    assert judge_qpv(now, before, 0.5) == expected


@pytest.mark.parametrize(
    ("day", "frozen", "due"),
    [
        # The session, and the law itself: 30 June 2022, then "un délai de 15 jours".
        (date(2022, 6, 16), date(2022, 6, 30), date(2022, 7, 15)),
        (date(2022, 2, 23), date(2022, 6, 30), date(2022, 7, 15)),
        (date(2022, 6, 30), date(2022, 6, 30), date(2022, 7, 15)),
        (date(2022, 7, 1), date(2022, 12, 31), date(2023, 1, 15)),
        (date(2022, 12, 31), date(2022, 12, 31), date(2023, 1, 15)),
    ],
)
def test_returns_that_follow_a_day(day: date, frozen: date, due: date) -> None:
    assert frozen_from(day) == frozen
    assert return_due(frozen, 15) == due


@pytest.mark.parametrize(
    ("sent", "day", "expected"),
    [
        (date(2022, 7, 15), date(2022, 8, 1), CompteRendu(Remise.A_TEMPS)),
        (date(2022, 7, 1), date(2022, 7, 1), CompteRendu(Remise.A_TEMPS)),
        (date(2022, 7, 16), date(2022, 8, 1), CompteRendu(Remise.TARDIVE, 1)),
        (date(2022, 8, 1), date(2022, 9, 1), CompteRendu(Remise.TARDIVE, 17)),
        (None, date(2022, 7, 15), CompteRendu(Remise.ATTENDUE)),
        (None, date(2022, 7, 25), CompteRendu(Remise.EN_RETARD, 10)),
        # What comes later than the day isn't there yet.
        (date(2022, 8, 1), date(2022, 7, 25), CompteRendu(Remise.EN_RETARD, 10)),
        (date(2022, 8, 1), date(2022, 7, 10), CompteRendu(Remise.ATTENDUE)),
    ],
)
def test_what_became_of_a_return(sent: date | None, day: date, expected: CompteRendu) -> None:
    assert judge_return(date(2022, 6, 30), sent, day, 15) == expected


@pytest.mark.parametrize(
    ("part", "whole", "transmitted", "expected"),
    [
        # 25 % of 1 000 is 250.
        (180, 1000, True, Intervention(ouverte=True, attributions=70)),
        (180, 1000, False, Intervention(ouverte=True, attributions=70)),
        (250, 1000, True, Intervention(ouverte=False, attributions=0)),
        # The préfet may step in, but the objective is reached already.
        (250, 1000, False, Intervention(ouverte=True, attributions=0)),
    ],
)
def test_what_the_prefet_may_attribute(
    part: int, whole: int, transmitted: bool, expected: Intervention
) -> None:
    assert prefet_may_attribute(part, whole, 0.25, transmitted=transmitted) == expected


@given(RATES, COUNTS)
def test_the_least_number_is_the_first_that_reaches(rate: Fraction, whole: int) -> None:
    due = least(rate, whole)
    assert due >= rate * whole
    assert due - 1 < rate * whole
    assert 0 <= due <= whole


@given(RATES, COUNTS, COUNTS)
def test_the_numbers_due_add_up_within_one(rate: Fraction, one: int, other: int) -> None:
    parts = least(rate, one) + least(rate, other)
    assert parts - 1 <= least(rate, one + other) <= parts


@given(results(), RATES, RATES)
def test_a_higher_rate_lacks_no_less(result: tuple[int, int], one: Fraction, two: Fraction) -> None:
    low, high = sorted((one, two))
    assert shortfall(*result, low) <= shortfall(*result, high)


@given(results(), RATES)
def test_one_attribution_more_lacks_one_less(result: tuple[int, int], rate: Fraction) -> None:
    part, whole = result
    lacking = shortfall(part, whole, rate)
    if part < whole:
        assert shortfall(part + 1, whole, rate) == max(0, lacking - 1)
    assert shortfall(part, whole + 1, rate) >= lacking
    assert shortfall(part + lacking, whole, rate) == 0


@given(st.lists(results(), min_size=1, max_size=6), RATES)
def test_a_whole_lacks_no_more_than_its_parts(parts: list[tuple[int, int]], rate: Fraction) -> None:
    together = shortfall(sum(p for p, _ in parts), sum(w for _, w in parts), rate)
    assert together <= sum(shortfall(*result, rate) for result in parts)


@given(results(), RATES, st.integers(1, 20))
def test_reaching_depends_on_the_share_alone(
    result: tuple[int, int], rate: Fraction, times: int
) -> None:
    part, whole = result
    assert reaches(part, whole, rate) is reaches(times * part, times * whole, rate)
    if whole:
        assert reaches(part, whole, rate) is (Fraction(part, whole) >= rate)


@given(results(), results())
def test_who_keeps_its_level_falls_below_neither(
    now: tuple[int, int], before: tuple[int, int]
) -> None:
    if not now[1]:
        return
    verdict = judge_qpv(now, before, HALF)
    reference = Fraction(*before) if before[1] else None
    assert verdict.respecte is (Fraction(*now) >= qpv_floor(reference, HALF))


@given(st.dates(date(2022, 1, 1), date(2030, 12, 31)), st.integers(0, 60), st.integers(0, 90))
def test_a_return_is_judged_by_its_days(frozen_by: date, sent_after: int, seen_after: int) -> None:
    frozen = frozen_from(frozen_by)
    sent, day = (frozen + timedelta(days=n) for n in (sent_after, seen_after))
    found = judge_return(frozen, sent, day, 15)
    arrived = sent_after <= seen_after
    assert (found.remise in (Remise.A_TEMPS, Remise.TARDIVE)) is arrived
    assert found.retard == max(0, (sent_after if arrived else seen_after) - 15)


@pytest.mark.parametrize("rate", [-0.1, 1.1, Fraction(5, 4)])
def test_rates_out_of_bounds(rate: float | Fraction) -> None:
    with pytest.raises(ValueError, match=r"rate out of 0\.\.1"):
        exact_rate(rate)


def test_impossible_counts() -> None:
    with pytest.raises(ValueError, match="negative number of attributions: -1"):
        least(0.25, -1)
    with pytest.raises(ValueError, match=r"part out of 0\.\.10: 11"):
        shortfall(11, 10, 0.25)
    with pytest.raises(ValueError, match="neither 30 June nor 31 December: 2022-06-29"):
        return_due(date(2022, 6, 29), 15)

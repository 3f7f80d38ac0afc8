"""Deadlines of the reform: days of the seed and of the calendar, counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.rules.calendar import Left, Unit
from hdflib.rules.reform import (
    Calendrier,
    Echeances,
    Situation,
    Stade,
    deadlines,
    situate,
    uniform,
)

LAW = Calendrier(
    publication=date(2022, 2, 22), cia=8, notification=4, entrants=24, cotation=date(2023, 12, 31)
)
SESSION, CIA = date(2022, 6, 16), date(2022, 10, 22)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_deadlines_of_the_slides() -> None:
    # 22 October 2022, then "4 mois (soit le 22 février 2023 au plus tard)", and 31 December 2023.
    expected = Echeances(date(2022, 10, 22), date(2023, 2, 22), date(2023, 12, 31))
    assert deadlines(LAW) == expected
    assert deadlines(LAW, date(2019, 1, 1)) == expected
    assert deadlines(LAW, date(2022, 2, 22)) == expected


@pytest.mark.parametrize(
    ("entree", "cia", "notification"),
    [
        (date(2022, 2, 23), date(2024, 2, 23), date(2024, 6, 23)),
        (date(2022, 5, 4), date(2024, 5, 4), date(2024, 9, 4)),
        # October has a 31st, February has none: 2025 isn't a leap year.
        (date(2022, 10, 31), date(2024, 10, 31), date(2025, 2, 28)),
        (date(2023, 12, 31), date(2025, 12, 31), date(2026, 4, 30)),
    ],
)
def test_two_years_for_those_that_enter_later(entree: date, cia: date, notification: date) -> None:
    assert deadlines(LAW, entree) == Echeances(cia, notification, date(2023, 12, 31))


def test_no_date_of_cotation_for_those_that_enter_after_it() -> None:
    assert deadlines(LAW, date(2024, 2, 29)) == Echeances(
        date(2026, 2, 28), date(2026, 6, 28), None
    )


@pytest.mark.parametrize(
    ("echeance", "count", "unit"),
    [
        # From the session: to 22 October, 22 February, 31 December 2023 and 23 November 2023.
        (date(2022, 10, 22), 4, Unit.MONTHS),
        (date(2023, 2, 22), 8, Unit.MONTHS),
        (date(2023, 12, 31), 18, Unit.MONTHS),
        (date(2023, 11, 23), 17, Unit.MONTHS),
        # 14 days of June after the 16th, then 15.
        (date(2022, 7, 15), 29, Unit.DAYS),
        (date(2022, 8, 16), 2, Unit.MONTHS),
        (SESSION, 0, Unit.DAYS),
    ],
)
def test_time_left_at_the_session(echeance: date, count: int, unit: Unit) -> None:
    expected = Situation(Stade.A_VENIR, Left(count, unit))
    assert situate(franchie=False, echeance=echeance, day=SESSION) == expected


@pytest.mark.parametrize(
    ("franchie", "echeance", "day", "expected"),
    [
        (True, date(2022, 10, 22), date(2023, 1, 1), Situation(Stade.FRANCHIE)),
        (True, None, SESSION, Situation(Stade.FRANCHIE)),
        (False, None, SESSION, Situation(Stade.SANS_ECHEANCE)),
        (False, CIA, CIA, Situation(Stade.A_VENIR, Left(0, Unit.DAYS))),
        (False, CIA, date(2022, 10, 23), Situation(Stade.EN_RETARD, Left(1, Unit.DAYS))),
        # 9 days of October, 30 of November, 12 of December.
        (False, CIA, date(2022, 12, 12), Situation(Stade.EN_RETARD, Left(51, Unit.DAYS))),
        (False, CIA, date(2023, 2, 1), Situation(Stade.EN_RETARD, Left(3, Unit.MONTHS))),
    ],
)
def test_where_a_step_stands(
    franchie: bool, echeance: date | None, day: date, expected: Situation
) -> None:
    assert situate(echeance=echeance, day=day, franchie=franchie) == expected


@pytest.mark.parametrize(
    ("cia", "notified", "day", "expected"),
    [
        (False, False, date(2023, 2, 23), True),
        (False, False, date(2023, 2, 22), False),
        (True, False, date(2023, 2, 23), False),
        (False, True, date(2023, 2, 23), False),
    ],
)
def test_rate_of_the_law_for_each_bailleur(
    cia: bool, notified: bool, day: date, expected: bool
) -> None:
    assert uniform(cia=cia, notified=notified, notification=date(2023, 2, 22), day=day) is expected


@given(DAYS, DAYS)
def test_who_enters_later_is_due_no_sooner(one: date, other: date) -> None:
    low, high = sorted((one, other))
    first, second = deadlines(LAW, low), deadlines(LAW, high)
    assert first.cia <= second.cia
    assert first.notification <= second.notification
    assert first.cia < first.notification


@given(DAYS, DAYS)
def test_a_step_is_late_once_and_for_all(deadline: date, day: date) -> None:
    following = day + timedelta(days=1)
    states = [
        situate(franchie=False, echeance=deadline, day=when).stade for when in (day, following)
    ]
    assert states != [Stade.EN_RETARD, Stade.A_VENIR]
    assert situate(franchie=True, echeance=deadline, day=day).stade is Stade.FRANCHIE

"""The calendar: delays counted by hand, and the deadlines that the slides of 16 June 2022 give."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.inputs.law import read_law
from hdflib.rules.calendar import (
    Left,
    Span,
    State,
    Unit,
    add_months,
    every_year,
    legal_deadlines,
    months_between,
    span,
)
from hdflib.rules.law import Law

ROOT = Path(__file__).parents[2]
NOW = date(2022, 6, 16)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
MONTHS = st.integers(0, 240)


@pytest.fixture(scope="module")
def law() -> Law:
    problems: list = []
    found = read_law(ROOT, problems)
    assert problems == []
    return found


def given_on(law: Law, day: date) -> list[tuple[str, str]]:
    return [(found.code, found.day.isoformat()) for found in legal_deadlines(law, day)]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        # Law 3DS, published on 22 February 2022: 8 months, 4 months more, 12 months.
        (date(2022, 2, 22), 8, date(2022, 10, 22)),
        (date(2022, 10, 22), 4, date(2023, 2, 22)),
        (date(2022, 2, 22), 12, date(2023, 2, 22)),
        # No 31st in the month of the end: its last day.
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2022, 3, 31), -1, date(2022, 2, 28)),
        (date(2022, 6, 30), 6, date(2022, 12, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2022, 12, 15), 1, date(2023, 1, 15)),
    ],
)
def test_add_months(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(DAYS, MONTHS)
def test_as_many_whole_months_are_counted_as_were_added(day: date, months: int) -> None:
    assert months_between(day, add_months(day, months)) == months


@given(DAYS, MONTHS)
def test_the_eve_of_the_end_of_a_delay_is_within_it(day: date, months: int) -> None:
    eve = add_months(day, months + 1) - timedelta(days=1)
    assert months_between(day, eve) == months


@given(DAYS, DAYS, MONTHS)
def test_months_added_keep_the_order_of_days(one: date, other: date, months: int) -> None:
    first, last = sorted((one, other))
    assert add_months(first, months) <= add_months(last, months)


@pytest.mark.parametrize(
    ("debut", "fin", "expected"),
    [
        ("2022-06-30", "", (date(2022, 6, 30), date(2022, 6, 30), True)),
        ("2022-02", "", (date(2022, 2, 1), date(2022, 2, 28), False)),
        ("2024-02", "", (date(2024, 2, 1), date(2024, 2, 29), False)),
        ("2022", "", (date(2022, 1, 1), date(2022, 12, 31), False)),
        ("2022-06", "2022-09", (date(2022, 6, 1), date(2022, 9, 30), False)),
        ("2022-06", "2022-09-15", (date(2022, 6, 1), date(2022, 9, 15), True)),
        ("2022-06-01", "2022-09", (date(2022, 6, 1), date(2022, 9, 30), False)),
    ],
)
def test_span(debut: str, fin: str, expected: tuple[date, date, bool]) -> None:
    found = span(debut, fin)
    assert (found.first, found.last, found.exact) == expected


def test_a_month_at_the_end_leaves_its_days_open() -> None:
    assert span("2022-06", "2022-09").earliest == date(2022, 9, 1)


@pytest.mark.parametrize(
    ("debut", "fin", "state", "left"),
    [
        ("2022-06-15", "", State.PAST, None),
        ("2022-06-16", "", State.TODAY, Left(0, Unit.DAYS)),
        ("2022-06-17", "", State.AHEAD, Left(1, Unit.DAYS)),
        ("2022-06-30", "", State.AHEAD, Left(14, Unit.DAYS)),
        # 14 days of June, 31 of July, 15 of August.
        ("2022-08-15", "", State.AHEAD, Left(60, Unit.DAYS)),
        ("2022-08-16", "", State.AHEAD, Left(2, Unit.MONTHS)),
        ("2022-12-31", "", State.AHEAD, Left(6, Unit.MONTHS)),
        ("2023-12-31", "", State.AHEAD, Left(18, Unit.MONTHS)),
        ("2022-05", "", State.PAST, None),
        ("2022-06", "", State.ONGOING, Left(0, Unit.MONTHS)),
        ("2022-06", "2022-09", State.ONGOING, Left(3, Unit.MONTHS)),
        ("2022-06-01", "2022-06-20", State.ONGOING, Left(4, Unit.DAYS)),
        ("2022-06-01", "2022-06-16", State.TODAY, Left(0, Unit.DAYS)),
        ("2022-10", "", State.AHEAD, Left(4, Unit.MONTHS)),
        ("2022", "", State.ONGOING, Left(6, Unit.MONTHS)),
        ("2021", "", State.PAST, None),
    ],
)
def test_state_and_time_left_on_16_june_2022(
    debut: str, fin: str, state: State, left: Left | None
) -> None:
    found = span(debut, fin)
    assert (found.state(NOW), found.left(NOW)) == (state, left)


@given(DAYS, st.integers(0, 400), DAYS)
def test_time_is_left_until_it_is_past(first: date, days: int, day: date) -> None:
    last = first + timedelta(days=days)
    found = Span(first, last, last)
    assert (found.left(day) is None) == (found.state(day) is State.PAST) == (day > last)


def test_deadlines_on_16_june_2022(law: Law) -> None:
    # Slides « Volet attributions de la loi 3DS », « Contingent préfectoral » and « Loi ELAN ».
    # Data of 30 June + 15 days, of 31 December + 15 days; yearly ones until 16 December 2023.
    assert given_on(law, NOW) == [
        ("arret_1", "2022-06-30"),
        ("transmission_1", "2022-07-15"),
        ("cia", "2022-10-22"),
        ("arret_2", "2022-12-31"),
        ("transmission_2", "2023-01-15"),
        ("notification", "2023-02-22"),
        ("acces_sne", "2023-02-22"),
        ("bilan_flux", "2023-02-28"),
        ("arret_1", "2023-06-30"),
        ("transmission_1", "2023-07-15"),
        ("flux", "2023-11-23"),
        ("cotation", "2023-12-31"),
    ]


def test_before_the_law_changed_them_the_former_deadlines_hold(law: Law) -> None:
    # Loi ELAN and décret 2019-1378, a month before the law 3DS was published.
    assert given_on(law, date(2022, 1, 22)) == [
        ("flux", "2021-11-24"),
        ("cotation", "2021-12-31"),
        ("bilan_flux", "2022-02-28"),
        ("bilan_flux", "2023-02-28"),
    ]


@pytest.mark.parametrize(
    ("day", "kept"),
    [(date(2023, 10, 22), True), (date(2023, 10, 23), False)],
)
def test_a_past_deadline_is_given_for_a_year(law: Law, day: date, kept: bool) -> None:
    assert (("cia", "2022-10-22") in given_on(law, day)) is kept


def test_a_yearly_deadline_is_given_on_its_day_and_no_more_after(law: Law) -> None:
    assert given_on(law, date(2022, 6, 30))[0] == ("arret_1", "2022-06-30")
    assert given_on(law, date(2022, 7, 1))[0] == ("transmission_1", "2022-07-15")


def test_without_a_text_nothing_is_due(law: Law) -> None:
    assert given_on(law, date(2018, 6, 1)) == []
    assert legal_deadlines(Law(), NOW) == []


def test_a_deadline_names_the_rules_that_give_it(law: Law) -> None:
    found = {deadline.code: deadline for deadline in legal_deadlines(law, NOW)}
    codes = [regle.code for regle in found["notification"].regles]
    assert codes == ["publication_3ds", "delai_cia", "delai_notification"]


@given(DAYS, DAYS, st.integers(0, 60))
def test_each_year_has_its_day_once(first: date, start: date, months: int) -> None:
    end = add_months(start, months)
    found = every_year(first, start, end)
    assert all(max(first, start) <= day <= end for day in found)
    assert len({day.year for day in found}) == len(found)
    if first <= start:
        assert len(found) >= months // 12

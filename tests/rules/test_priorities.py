"""Priorities of the law, against the wording of CCH, L.441-1, m and L.441-2-3, II."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.inputs.law import read_law
from hdflib.inputs.priorities import read_priorities
from hdflib.rules.priorities import (
    Article,
    AseLimits,
    Care,
    Occupation,
    age_at,
    ase_priority,
    in_force,
    may_seize_at_once,
    years_after,
)

ROOT = Path(__file__).parents[2]
DAY = date(2022, 6, 16)
BEFORE, SINCE = date(2022, 2, 22), date(2022, 2, 23)
LIMITS = AseLimits(21, 3)
PRIORITES = read_priorities(ROOT, [])


def test_the_limits_are_those_of_the_law():
    law = read_law(ROOT, [])
    assert [law.at(code, DAY).number for code in ("age_ase", "duree_ase")] == [21, 3]


@pytest.mark.parametrize(
    ("birth", "start", "end", "expected"),
    [
        # 20 years old, care over on the eve of majority less than three years ago.
        (date(2002, 1, 10), date(2010, 5, 1), date(2020, 1, 9), True),
        # Twenty-one on the very day; the day before, still under.
        (date(2001, 6, 16), date(2010, 5, 1), date(2020, 1, 9), False),
        (date(2001, 6, 17), date(2010, 5, 1), date(2020, 1, 9), True),
        # The care ended three years ago: the last day, then one day too late.
        (date(2002, 1, 10), date(2010, 5, 1), date(2019, 6, 16), True),
        (date(2002, 1, 10), date(2010, 5, 1), date(2019, 6, 15), False),
        # Care that goes on.
        (date(2002, 1, 10), date(2010, 5, 1), None, True),
        # Taken into care on the eighteenth birthday; the day before.
        (date(2002, 1, 10), date(2020, 1, 10), date(2021, 1, 9), False),
        (date(2002, 1, 10), date(2020, 1, 9), date(2021, 1, 9), True),
        # A minor, not emancipated.
        (date(2005, 1, 10), date(2010, 5, 1), date(2022, 1, 9), False),
        # Care that hasn't started.
        (date(2004, 6, 1), date(2022, 6, 17), None, False),
    ],
)
def test_who_leaves_the_ase(birth, start, end, expected):
    assert ase_priority(birth, Care(start, end), DAY, LIMITS) is expected


def test_an_emancipated_minor_is_a_priority():
    care = Care(date(2010, 5, 1), date(2022, 1, 9))
    assert ase_priority(date(2005, 1, 10), care, DAY, LIMITS, emancipated=True)


@pytest.mark.parametrize(
    ("day", "age"), [(date(2022, 2, 28), 17), (date(2022, 3, 1), 18), (date(2024, 2, 29), 20)]
)
def test_age_of_who_was_born_on_29_february(day, age):
    assert age_at(date(2004, 2, 29), day) == age


def test_a_delay_in_years_ends_on_the_last_day_of_a_shorter_month():
    assert years_after(date(2020, 2, 29), 3) == date(2023, 2, 28)
    assert years_after(date(2020, 2, 29), 4) == date(2024, 2, 29)
    assert years_after(date(2019, 6, 16), 3) == DAY


days = st.dates(date(1995, 1, 1), date(2030, 12, 31))


@given(days, days, st.none() | days, days, st.integers(0, 400), st.booleans())
def test_a_longer_delay_never_takes_the_priority_away(birth, start, end, day, more, emancipated):
    care = Care(start, end)
    if ase_priority(birth, care, day, LIMITS, emancipated=emancipated):
        longer = AseLimits(LIMITS.age + more, LIMITS.years + more % 7)
        assert ase_priority(birth, care, day, longer, emancipated=emancipated)
        assert ase_priority(birth, Care(start, None), day, LIMITS, emancipated=emancipated)


@pytest.mark.parametrize(
    ("occupation", "before", "since"),
    [
        (Occupation(disabled=True, unfit=True), False, True),
        (Occupation(minor=True, unfit=True), False, False),
        (Occupation(minor=True, overcrowded=True), True, True),
        (Occupation(disabled=True, overcrowded=True), True, True),
        (Occupation(minor=True, indecent=True), True, True),
        (Occupation(disabled=True, indecent=True), True, True),
        (Occupation(overcrowded=True, indecent=True), False, False),
        (Occupation(minor=True, disabled=True), False, False),
    ],
)
def test_seizure_without_delay(occupation, before, since):
    assert may_seize_at_once(occupation, PRIORITES, BEFORE) is before
    assert may_seize_at_once(occupation, PRIORITES, SINCE) is since


def test_the_categories_of_the_law_by_day():
    letters = ["a", "b", "c", "d", "e", "f", "g", "g bis", "h", "i", "j", "k", "l"]
    found = [
        [p.categorie for p in in_force(PRIORITES, Article.ATTRIBUTION, day)]
        for day in (date(2022, 2, 8), date(2022, 2, 9))
    ]
    assert found == [letters, [*letters, "m"]]

"""Which figures of two editions compare, and what their gap means."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.rules.editions import Ecart, Mesure, gap_between, year_day

LEVEL, CUMULATED = Mesure.NIVEAU, Mesure.CUMUL
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("mesure", "before", "now", "expected"),
    [
        # Households waiting, shares and rates to date: any two dates.
        (LEVEL, "2022-04-30", "2022-05-31", Ecart.EVOLUTION),
        (LEVEL, "2021-12-31", "2022-05-31", Ecart.EVOLUTION),
        (LEVEL, "2021", "2022", Ecart.EVOLUTION),
        # Attributions since 1 January: what came in between, within a year.
        (CUMULATED, "2022-04-30", "2022-05-31", Ecart.AJOUT),
        # Twelve months against five.
        (CUMULATED, "2021-12-31", "2022-05-31", None),
        # As long as each other.
        (CUMULATED, "2021-05-31", "2022-05-31", Ecart.EVOLUTION),
        (CUMULATED, "2024-02-29", "2025-02-28", Ecart.EVOLUTION),
        # 28 February isn't the end of February 2024.
        (CUMULATED, "2024-02-28", "2025-02-28", None),
        (CUMULATED, "2021", "2022", Ecart.EVOLUTION),
        # The same thing seen twice.
        (LEVEL, "2022", "2022", Ecart.REVISION),
        (CUMULATED, "2022-05-31", "2022-05-31", Ecart.REVISION),
        # A year isn't a day; time doesn't go back; no date says nothing.
        (LEVEL, "2021", "2022-05-31", None),
        (LEVEL, "2022-05-31", "2022-04-30", None),
        (LEVEL, "", "", None),
        # Ranges by their ends, if both start on the same day of the year.
        (LEVEL, "2022-01-01/2022-02-28", "2022-01-01/2022-04-30", Ecart.EVOLUTION),
        (CUMULATED, "2022-01-01/2022-02-28", "2022-01-01/2022-04-30", Ecart.AJOUT),
        (CUMULATED, "2021-01-01/2021-12-31", "2022-01-01/2022-04-30", None),
        (LEVEL, "2022-02-01/2022-02-28", "2022-01-01/2022-04-30", None),
        (LEVEL, "2022-02-28", "2022-01-01/2022-04-30", None),
        # A change of a change would be read as a change of the thing.
        (Mesure.VARIATION, "2022-04-30", "2022-05-31", None),
        (Mesure.VARIATION, "2022-05-31", "2022-05-31", None),
    ],
)
def test_what_a_gap_means(mesure, before, now, expected):
    assert gap_between(mesure, before, now) is expected


@given(st.sampled_from([LEVEL, CUMULATED]), DAYS, DAYS)
def test_one_way_only(mesure, one, other):
    there, back = (
        gap_between(mesure, a.isoformat(), b.isoformat()) for a, b in ((one, other), (other, one))
    )
    if one == other:
        assert there is back is Ecart.REVISION
    else:
        assert there is None or back is None
        assert Ecart.REVISION not in (there, back)


@given(DAYS, st.integers(1, 400))
def test_cumulated_counts_of_one_year_always_add(day, days):
    later = day + timedelta(days)
    found = gap_between(CUMULATED, day.isoformat(), later.isoformat())
    if day.year == later.year:
        assert found is Ecart.AJOUT
    else:
        assert (found is Ecart.EVOLUTION) == (
            year_day(day.isoformat()) == year_day(later.isoformat())
        )

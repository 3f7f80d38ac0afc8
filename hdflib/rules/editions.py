"""Which figures of two editions may be compared, and what their gap means.

The figures are those of one indicator, public, territory and modality; only their periods differ.

1. The same period in both editions: the gap is a revision, not a change over time.
2. Periods of unlike precision (a year, a month, a day), or one that went back: no comparison.
3. A level (households waiting at a date, a share, a rate of an objective to date, the amount of a
   year) changes from one period to the next.
4. A count since 1 January grows by itself. Within a year, the gap is what came in between, and is
   neither a rise nor a fall. In two years, it is a change only if both counts end on the same day
   of the year; otherwise their lengths differ, and only the rates to date can be compared.
5. A change, or what is counted over a window that moves on, isn't compared: the gap of two changes
   reads as a change of the thing itself.
"""

from __future__ import annotations

from calendar import monthrange
from enum import Enum


class Mesure(Enum):
    """How a quantity behaves in time."""

    NIVEAU = "niveau"
    CUMUL = "cumul depuis le 1er janvier"
    VARIATION = "variation"


class Ecart(Enum):
    """What the gap between two figures means."""

    EVOLUTION = "évolution"
    AJOUT = "ajout"
    REVISION = "révision"


def gap_between(mesure: Mesure, before: str, now: str) -> Ecart | None:
    """Say what the gap between the figures of two periods means, None if they don't compare.

    Parameters
    ----------
    mesure
        How the quantity behaves.
    before, now
        ISO years, months or days; ranges "start/end" compare by their ends if they start on the
        same day of the year.

    Examples
    --------
    >>> gap_between(Mesure.CUMUL, "2022-04-30", "2022-05-31")
    <Ecart.AJOUT: 'ajout'>
    >>> gap_between(Mesure.CUMUL, "2021-12-31", "2022-05-31") is None
    True
    """
    if mesure is Mesure.VARIATION or not (before and now):
        return None
    if before == now:
        return Ecart.REVISION
    old, new = span_of(before), span_of(now)
    if old[0] != new[0] or len(old[1]) != len(new[1]) or new[1] < old[1]:
        return None
    before, now = old[1], new[1]
    if mesure is Mesure.NIVEAU:
        return Ecart.EVOLUTION
    if before[:4] == now[:4]:
        return Ecart.AJOUT
    return Ecart.EVOLUTION if year_day(before) == year_day(now) else None


def span_of(period: str) -> tuple[tuple[int, int] | None, str]:
    """Give the day of the year on which a range starts, None for no range, and its end."""
    start, slash, end = period.partition("/")
    return (year_day(start), end) if slash else (None, period)


def year_day(period: str) -> tuple[int, int]:
    """Give the month and day on which a period ends; the end of February is one day in all years.

    >>> year_day("2024-02-29") == year_day("2023-02-28") == year_day("2022-02")
    True
    """
    year, month, day = (*map(int, period.split("-")), 0, 0)[:3]
    last = monthrange(year, month or 12)[1]
    return month or 12, 0 if day == last else day

"""Where the year ends at the pace of the elapsed months, and what the objective still asks for.

The yearly objectives of attributions come from the instruction to the préfets and from the
conventions de réservation (article R.441-5 of the CCH). No text says how to project a year end:
the method is the service's own. Months are those of `hdflib.rules.objectives.months_elapsed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

YEAR = 12
"""Months of a year."""


@dataclass(frozen=True)
class Scenario:
    """A year end whose remaining months are like a window of the series.

    Attributes
    ----------
    debut, mois
        Rank of the window's first month in the series, from 0, and its number of months.
    valeur
        Year end, unrounded.
    """

    debut: int
    mois: int
    valeur: float


def pace(done: float, months: Fraction) -> float:
    """Give the households rehoused by month so far: done ÷ months elapsed (method of the service).

    Raises
    ------
    ValueError
        If the months aren't over 0 and at most 12.
    """
    check_months(months)
    return float(Fraction(done) / months)


def project(done: float, months: Fraction) -> float:
    """Give the year end at the current pace: done × 12 ÷ months elapsed (method of the service).

    Raises
    ------
    ValueError
        As for `pace`.
    """
    check_months(months)
    return float(Fraction(done) * YEAR / months)


def project_range(
    done: float,
    months: Fraction,
    before: Sequence[float | None],
    elapsed: Sequence[float | None],
) -> tuple[Scenario, Scenario] | None:
    """Give the lowest and the highest year end that a monthly series supports.

    The months that remain are taken to be, one after the other, like each window of as many
    consecutive months of the series: the pace so far × the mean of the window ÷ the mean of this
    year's months. Where both cover the same whole months this is done × (1 + total of the window
    ÷ total of the year). In mid-month, a window is as long as the months in progress and to come,
    and its mean counts for the exact time that remains. Method of the service; the range needn't
    hold the projection at a constant pace, which no window may have had.

    Parameters
    ----------
    done, months
        Households rehoused, and months elapsed.
    before, elapsed
        Attributions by month of the year before, and of this year's whole months; None where not
        known.

    Returns
    -------
    tuple of Scenario, or None
        None if a month isn't known, if the series is shorter than a window, if this year's
        months add up to nothing, or if the year is over.
    """
    check_months(months)
    size = ceil(YEAR - months)
    series = [Fraction(value) for value in (*before, *elapsed) if value is not None]
    total = sum(series[len(before) :], Fraction(0))
    if len(series) < len(before) + len(elapsed) or not size or len(series) < size or not total:
        return None
    mean = total / len(elapsed)
    added = Fraction(done) * (YEAR - months) / months
    scenarios = [
        Scenario(start, size, float(done + added * sum(series[start : start + size]) / size / mean))
        for start in range(len(series) - size + 1)
    ]
    ordered = sorted(scenarios, key=lambda scenario: scenario.valeur)
    return ordered[0], ordered[-1]


def still_needed(objective: float, done: float) -> float:
    """Give the households still to rehouse to reach a yearly objective, 0 once it is reached.

    Yearly instruction to the préfets; conventions de réservation (CCH, R.441-5).
    """
    return max(0, objective - done)


def per_month(objective: float, done: float, months: Fraction) -> float | None:
    """Give the households to rehouse in each month that remains to reach a yearly objective.

    None once the year is over. Method of the service.

    Raises
    ------
    ValueError
        As for `pace`.
    """
    check_months(months)
    if months == YEAR:
        return None
    return float(Fraction(still_needed(objective, done)) / (YEAR - months))


def check_months(months: Fraction) -> None:
    """Raise ValueError unless some time has elapsed, and at most a year."""
    if not 0 < months <= YEAR:
        raise ValueError(f"months elapsed not over 0 and at most {YEAR}: {months}")

"""Objectives to date.

The yearly objectives of attributions (instruction to the préfets; conventions de réservation,
article R.441-5 of the CCH) are compared, in the course of a year, with the share of the
objective that the elapsed months stand for.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from fractions import Fraction


def months_elapsed(observation: date) -> Fraction:
    """Give the months elapsed since 1 January, the observation day included.

    A month in progress counts for its share of days: 30 April gives 4, 15 April 3 + 15/30.
    """
    days = monthrange(observation.year, observation.month)[1]
    return Fraction(observation.month - 1) + Fraction(observation.day, days)


def prorated_objective(annual: float, months: Fraction) -> float:
    """Give the objective to date, unrounded: annual objective × months elapsed / 12.

    Raises
    ------
    ValueError
        If the objective is negative or the months aren't between 0 and 12.
    """
    if annual < 0:
        raise ValueError(f"negative objective: {annual}")
    if not 0 <= months <= 12:
        raise ValueError(f"months elapsed out of 0..12: {months}")
    return float(annual * months / 12)


def rank(own: Fraction, others: Iterable[Fraction]) -> int:
    """Give the rank of a rate among others, the highest first; equal rates share their rank.

    Rates aren't rounded: two that read the same may be ranked apart. This is how the national
    balance of attributions ranks the régions by their rate of achievement to date.
    """
    return 1 + sum(other > own for other in others)

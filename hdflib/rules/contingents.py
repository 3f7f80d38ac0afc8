"""The part of each contingent due to priority households (CCH, L.441-1).

Every réservataire, and every bailleur for the dwellings that nobody reserves, owes them a quarter
at least of the attributions of a year (loi 2017-86 of 27 January 2017).
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil


def due(attributions: int, share: Fraction) -> int:
    """Give the fewest attributions that make the share: a quarter of 10 takes 3.

    Parameters
    ----------
    attributions
        Attributions of the contingent over the year.
    share
        Part due to priority households, as the law sets it.
    """
    return ceil(share * attributions)


def share_done(attributions: int, priority: int) -> Fraction | None:
    """Give the part of a contingent that went to priority households; None if it is empty.

    Raises
    ------
    ValueError
        If more attributions went to them than the contingent has.
    """
    if not 0 <= priority <= attributions:
        raise ValueError(f"{priority} of {attributions} attributions to priority households")
    return Fraction(priority, attributions) if attributions else None


def missing(attributions: int, priority: int, share: Fraction) -> int:
    """Give the attributions to priority households that a contingent lacks, 0 if none.

    The total being what it is, these are attributions that should have gone to them.
    """
    return max(0, due(attributions, share) - priority)

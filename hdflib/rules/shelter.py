"""Size of the shelter stock against what it was before the health crisis, credits, exits.

The stock of shelter and adapted housing (accueil, hébergement, insertion) is paid for by the State
programme 177, « Hébergement, parcours vers le logement et insertion des personnes vulnérables ».
No text sets the level to come back to: the session of 16 June 2022 names it, « le niveau de places
d'hébergement d'avant la crise sanitaire ».
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from hdflib.rules.objectives import months_elapsed

CRISIS = "2020-03"
"""Month in which the health crisis starts: lockdown of 17 March 2020, law of 23 March 2020."""


def precedes_crisis(period: str) -> bool:
    """Whether an ISO year, month or day comes before the crisis; 2020 doesn't."""
    return period < CRISIS[: len(period)]


def reference_period(periods: Iterable[str]) -> str | None:
    """Give the last of some periods that comes before the crisis, None if none does."""
    return max(filter(precedes_crisis, periods), default=None)


def distance(now: int, before: int) -> int:
    """Give the distance to a level, in places: above 0 where there are more than before.

    Raises
    ------
    ValueError
        If a number of places is negative.
    """
    if now < 0 or before < 0:
        raise ValueError(f"negative places: {now}, {before}")
    return now - before


def relative_distance(now: int, before: int) -> Fraction | None:
    """Give the distance to a level as a share of it, None if it is 0."""
    return Fraction(distance(now, before), before) if before else None


def places_to_close(now: int, before: int) -> int:
    """Give the places still to close to come back to a level, 0 at or under it."""
    return max(distance(now, before), 0)


def places_to_open(now: int, before: int) -> int:
    """Give the places still to open to come back to a level, 0 at or above it."""
    return max(distance(before, now), 0)


def months_between(first: date, last: date) -> Fraction:
    """Give the months from the end of a day to the end of another, as `months_elapsed` counts.

    From 31 December to 31 March there are 3, from 1 January to 1 January 12.
    """
    years = last.year - first.year
    return 12 * years + months_elapsed(last) - months_elapsed(first)


def months_to_return(now: int, before: int, previous: int, months: Fraction) -> Fraction | None:
    """Give the months to come back to a level at the pace observed.

    Parameters
    ----------
    now, before
        Places now, and at the level to come back to.
    previous, months
        Places at an earlier date, and the months since then: they give the pace.

    Returns
    -------
    Fraction or None
        0 at the level itself; None if the pace is nil or leads away from it.

    Raises
    ------
    ValueError
        If no time has passed.
    """
    if months <= 0:
        raise ValueError(f"no pace over {months} months")
    left = distance(before, now)
    change = distance(now, previous)
    if left == 0:
        return Fraction(0)
    return left * months / change if left * change > 0 else None


def share_used(spent: int, credits: int) -> Fraction | None:
    """Give the share of credits that is committed, or paid; None without credits.

    Raises
    ------
    ValueError
        If the amount spent isn't between 0 and the credits.
    """
    return _share(spent, credits)


def share_to_housing(housed: int, known: int) -> Fraction | None:
    """Give the share of the exits from shelter that lead to housing.

    Parameters
    ----------
    housed
        Exits to social or private housing, or to adapted housing.
    known
        Exits whose destination is known: the others tell nothing.

    Returns
    -------
    Fraction or None
        None if no destination is known.

    Raises
    ------
    ValueError
        If the part isn't between 0 and the whole.
    """
    return _share(housed, known)


def _share(part: int, whole: int) -> Fraction | None:
    if not 0 <= part <= whole:
        raise ValueError(f"{part} isn't a part of {whole}")
    return Fraction(part, whole) if whole else None

"""What readers know besides the tables: rates, map classes, earlier editions."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hdflib.disclosure.system import Key


@dataclass(frozen=True)
class Fact:
    """A published statement, as bounds of a weighted sum of cells.

    Attributes
    ----------
    terms
        Cells and their coefficients.
    lo, hi
        Bounds of the sum, included; infinite where there is none.
    source
        Where readers find it, for messages.
    """

    terms: tuple[tuple[Key, float], ...]
    lo: float
    hi: float
    source: str


def within(key: Key, lo: float, hi: float, source: str) -> Fact:
    """State lo <= count < hi, as the class of a map does; `hi` may be infinite."""
    return Fact(((key, 1.0),), lo, hi if math.isinf(hi) else math.ceil(hi) - 1, source)


def at_least(now: Key, before: int, source: str) -> Fact:
    """State that a cumulative count isn't below the one that an earlier edition gave."""
    return within(now, before, math.inf, source)


def grown(now: Key, before: Key, source: str) -> Fact:
    """State that a cumulative count isn't below an earlier one, be it hidden or not.

    The system must hold both cells: see `merge`.
    """
    return Fact(((now, 1.0), (before, -1.0)), 0, math.inf, source)


def rate_within(part: Key, whole: Key, lo: float, hi: float, source: str) -> tuple[Fact, Fact]:
    """State lo <= part ÷ whole <= hi (fractions), as the class of a map of rates does."""
    return (
        Fact(((part, 1.0), (whole, -lo)), 0, math.inf, source),
        Fact(((part, 1.0), (whole, -hi)), -math.inf, 0, source),
    )


def rounded_rate(
    part: Key, whole: Key, rate: float, decimals: int, source: str
) -> tuple[Fact, Fact]:
    """State part ÷ whole as known from a percentage.

    Parameters
    ----------
    rate
        The rate as published, as a fraction: 0.29 for "29 %".
    decimals
        Decimals of the percentage: 0 for "29 %", 1 for "29,4 %". Both ends of the interval are
        included, since publications round halves either way.
    """
    half = 0.005 / 10**decimals
    return rate_within(part, whole, rate - half, rate + half, source)

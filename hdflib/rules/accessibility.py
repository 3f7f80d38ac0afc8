"""The state of conformity that an accessibility statement must announce.

Article 47 of loi 2005-102 of 11 February 2005 and décret 2019-768 of 24 July 2019 ask for a
statement; the référentiel général d'amélioration de l'accessibilité (RGAA 4, approved by the order
of 20 September 2019) gives its three states and how long it holds.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction

from hdflib.rules.calendar import add_months

HALF = Fraction(1, 2)
"""Share of the criteria from which the conformity is partial."""
VALIDITY = 36
"""Months after which a statement, and the audit that it rests on, must be renewed."""


class Conformite(StrEnum):
    """The three states, in the words that every page must show."""

    TOTALE = "totalement conforme"
    PARTIELLE = "partiellement conforme"
    NON = "non conforme"


def conformity(met: int, applicable: int) -> Conformite:
    """Give the state that the criteria met out of the applicable ones stand for (RGAA 4).

    Raises
    ------
    ValueError
        If there is no applicable criterion, or more are met than apply.
    """
    if not 0 <= met <= applicable or applicable == 0:
        raise ValueError(f"criteria met: {met} of {applicable}")
    if met == applicable:
        return Conformite.TOTALE
    return Conformite.PARTIELLE if Fraction(met, applicable) >= HALF else Conformite.NON


def audit_holds(audited: date, day: date) -> bool:
    """Whether an audit is still valid on a day: for three years (RGAA 4)."""
    return day <= add_months(audited, VALIDITY)

"""Reach and cost of the support towards and in housing.

The fonds national d'accompagnement vers et dans le logement (CCH, L.300-2) pays for the support of
the households that the State has recognised as DALO (CCH, L.441-2-3) and of those with particular
difficulties (CCH, L.301-1, II).
"""

from __future__ import annotations

from fractions import Fraction


def coverage(households: int, stock: int) -> Fraction | None:
    """Give the households to support as a share of the priority households waiting.

    It may pass 1; None if nobody waits. The two numbers aren't of the same households: a household
    supported may already be housed.
    """
    return Fraction(households, stock) if stock else None


def cost_per_household(amount: int, households: int) -> Fraction | None:
    """Give the amount in euros for each household, None without households."""
    return Fraction(amount, households) if households else None


def remaining_share(envelope: int, allotted: int) -> Fraction | None:
    """Give the share of an envelope that is still to allot, negative if it is passed."""
    return Fraction(envelope - allotted, envelope) if envelope else None

"""Gestion en flux: the base, the rights of each réservataire, and what a share is worth.

The rights of the réservataires are shares of the yearly flow of dwellings let, less what the law
leaves out (CCH, L.441-1, and R.441-5 as amended by décret 2020-145 of 20 February 2020; loi
2022-217 of 21 February 2022, called 3DS).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from hdflib.rules.law import holds_between

ETAT = "etat"
BAILLEUR = "bailleur"
RESERVATAIRES = (ETAT, "action_logement", "collectivite", BAILLEUR)
"""Who has dwellings let: the préfet, the others with rights, and the bailleur with what is left."""
INCONNU = "inconnu"
"""What stands for the réservataire of the attributions whose record names none."""

Shares = Mapping[str, Fraction]
"""Share of the flow of each réservataire, without the bailleur's, which is what is left."""


class SharesError(ValueError):
    """Shares of the flow that the law doesn't allow."""


@dataclass(frozen=True)
class Exclusion:
    """A kind of attributions left out of the base (CCH, L.441-1 and R.441-5).

    Attributes
    ----------
    code, motif
        Code, and the attributions in French.
    debut, fin
        First and last day on which they are left out; None while no later text changes it.
    reference
        The text.
    ligne
        Line of `data/reference/exclusions_flux.csv`.
    """

    code: str
    motif: str
    debut: date
    fin: date | None
    reference: str
    ligne: int

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return holds_between(self.debut, self.fin, day)


def excluded_on(exclusions: Iterable[Exclusion], day: date) -> tuple[Exclusion, ...]:
    """Give the exclusions in force on a day, in their order (décret 2020-145; loi 3DS)."""
    return tuple(exclusion for exclusion in exclusions if exclusion.holds(day))


def reduced_base(attributions: int, excluded: Iterable[int]) -> int:
    """Give the base: the attributions less those left out (CCH, R.441-5).

    Raises
    ------
    ValueError
        If more is left out than there is.
    """
    base = attributions - sum(excluded)
    if base < 0:
        raise ValueError(f"{attributions - base} left out of {attributions} attributions")
    return base


def check_shares(shares: Shares, ceilings: Shares) -> None:
    """Check that shares leave nobody more than the law allows (CCH, L.441-1 and R.441-5).

    Parameters
    ----------
    shares
        Share of each réservataire, the bailleur left out.
    ceilings
        Largest share of those for whom the law sets one: the préfet's is 30 %.

    Raises
    ------
    SharesError
        If a share is negative or passes its ceiling, or all of them pass the whole flow.
    """
    for name, share in shares.items():
        if not 0 <= share <= ceilings.get(name, 1):
            raise SharesError(f"{name}: {share} isn't between 0 and {ceilings.get(name, 1)}")
    if sum(shares.values()) > 1:
        raise SharesError(f"all shares: {sum(shares.values())} of the flow")


def right(base: int, share: Fraction) -> Fraction:
    """Give the attributions that a share of the flow entitles to, unrounded (CCH, R.441-5)."""
    return base * share


def point(base: int) -> Fraction:
    """Give what one more point of share is worth, unrounded: a hundredth of the base."""
    return right(base, Fraction(1, 100))


def whole_rights(base: int, shares: Shares) -> dict[str, int]:
    """Share the base in whole attributions, by the largest remainders.

    Parameters
    ----------
    base
        Attributions shared.
    shares
        As in `check_shares`; the bailleur has what they leave.

    Returns
    -------
    dict
        Attributions of each réservataire, then of the bailleur: they add up to the base. Of equal
        remainders, the first one named is rounded up.
    """
    left = 1 - sum(shares.values(), Fraction(0))
    exact = {name: right(base, share) for name, share in {**shares, BAILLEUR: left}.items()}
    whole = {name: floor(value) for name, value in exact.items()}
    by_remainder = sorted(exact, key=lambda name: whole[name] - exact[name])
    for name in by_remainder[: base - sum(whole.values())]:
        whole[name] += 1
    return whole


def simulate(
    base: int, shares: Shares, changes: Mapping[str, Fraction], ceilings: Shares
) -> dict[str, Fraction]:
    """Give the rights, unrounded, were some shares others; what they leave is the bailleur's.

    Parameters
    ----------
    base
        Attributions shared.
    shares, changes
        Shares as they are, and those that become others.
    ceilings
        As in `check_shares`.

    Raises
    ------
    SharesError
        If the law doesn't allow the new shares.
    """
    changed = {**shares, **changes}
    check_shares(changed, ceilings)
    left = 1 - sum(changed.values(), Fraction(0))
    return {name: right(base, share) for name, share in {**changed, BAILLEUR: left}.items()}


def gap(done: int, due: Fraction) -> Fraction:
    """Give the attributions done beyond the rights; negative where they fall short."""
    return done - due

"""Social mixity of attributions: least numbers, shortfalls, and the return of the bailleurs.

CCH L.441-1, from loi 2017-86 of 27 January 2017: at least 25 % of the attributions out of QPV go to
the first quartile and to rehoused households, or the rate that the CIA sets; in QPV at least 50 %
go to the other quartiles, and no fewer than before where they already have more. Loi 2022-217 of
21 February 2022 (3DS): bailleurs report to the préfet the data of 30 June and 31 December within
15 days, and the préfet makes the attributions that a bailleur lacks. Numbers and validity days are
in `data/reference/regles.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

ARRETS = ((6, 30), (12, 31))
"""Month and day at which the data of a return are frozen (loi 2022-217, CCH L.441-1)."""


class Remise(StrEnum):
    """What became of a return."""

    A_TEMPS = "transmis à temps"
    TARDIVE = "transmis en retard"
    ATTENDUE = "attendu"
    EN_RETARD = "en retard"


@dataclass(frozen=True)
class CompteRendu:
    """A return on a day: what became of it, and by how many days it is late."""

    remise: Remise
    retard: int = 0


@dataclass(frozen=True)
class Plancher:
    """What a result in QPV respects: the least share, and the level reached before.

    Attributes
    ----------
    atteint
        Whether it is the least share of the law at least.
    maintenu
        Whether it didn't fall, where the level before was above that share; True where it wasn't.
    """

    atteint: bool
    maintenu: bool

    @property
    def respecte(self) -> bool:
        """Whether both are."""
        return self.atteint and self.maintenu


@dataclass(frozen=True)
class Intervention:
    """Whether the préfet may attribute dwellings of a bailleur, and how many at most."""

    ouverte: bool
    attributions: int


def exact_rate(rate: float | Fraction) -> Fraction:
    """Give a rate as it was written: 0.27 is 27 hundredths, which no binary number is.

    Raises
    ------
    ValueError
        If it isn't between 0 and 1.
    """
    exact = rate if isinstance(rate, Fraction) else Fraction(str(rate))
    if not 0 <= exact <= 1:
        raise ValueError(f"rate out of 0..1: {rate}")
    return exact


def own_rate(cia: float | None, law: float) -> float:
    """Give the rate out of QPV that an EPCI owes: that of its CIA, or the law's (CCH L.441-1)."""
    return law if cia is None else cia


def least(rate: float | Fraction, whole: int) -> int:
    """Give the number of attributions due: the first whole number that isn't below the rate.

    25 % of 401 attributions is 100.25: 101 are due (CCH L.441-1, "au moins").

    Raises
    ------
    ValueError
        If the number of attributions is negative, or the rate isn't between 0 and 1.
    """
    if whole < 0:
        raise ValueError(f"negative number of attributions: {whole}")
    return ceil(exact_rate(rate) * whole)


def shortfall(part: int, whole: int, rate: float | Fraction) -> int:
    """Give the attributions that a result lacks, 0 if it reaches the rate (CCH L.441-1).

    Parameters
    ----------
    part, whole
        Attributions that count towards the objective, and all of them.
    rate
        Share due.

    Raises
    ------
    ValueError
        If the part passes the whole or is negative, or the rate isn't between 0 and 1.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"part out of 0..{whole}: {part}")
    return max(0, least(rate, whole) - part)


def reaches(part: int, whole: int, rate: float | Fraction) -> bool:
    """Whether a part is a rate of its whole at least (CCH L.441-1); nothing reaches nothing.

    Raises
    ------
    ValueError
        See `shortfall`.
    """
    return shortfall(part, whole, rate) == 0 and whole > 0


def qpv_floor(reference: Fraction | None, law: float | Fraction) -> Fraction:
    """Give the share due in QPV to quartiles 2, 3 and 4 (CCH L.441-1).

    Parameters
    ----------
    reference
        Share reached before; None if it isn't known, or if there was nothing to share.
    law
        Least share of the law.
    """
    return max(exact_rate(law), exact_rate(reference or 0))


def judge_qpv(
    now: tuple[int, int], before: tuple[int, int] | None, law: float | Fraction
) -> Plancher:
    """Judge a result in QPV (CCH L.441-1).

    Parameters
    ----------
    now, before
        Attributions to quartiles 2, 3 and 4, and all those in QPV, now and in the period of
        reference; at least one in all now.
    law
        Least share of the law.
    """
    part, whole = now
    reference = Fraction(*before) if before and before[1] else None
    kept = Fraction(part, whole) >= qpv_floor(reference, law)
    above = reference is not None and reference > exact_rate(law)
    return Plancher(reaches(part, whole, law), kept or not above)


def frozen_from(day: date) -> date:
    """Give the first day at which data are frozen, on a day or later: 30 June or 31 December."""
    days = (date(day.year, month, number) for month, number in ARRETS)
    return next(frozen for frozen in days if frozen >= day)


def return_due(frozen: date, delay: int) -> date:
    """Give the last day to transmit data frozen on 30 June or 31 December (loi 2022-217).

    Parameters
    ----------
    frozen
        Day at which they are frozen.
    delay
        Days that the law gives.

    Raises
    ------
    ValueError
        If data aren't frozen on that day.
    """
    if (frozen.month, frozen.day) not in ARRETS:
        raise ValueError(f"neither 30 June nor 31 December: {frozen}")
    return frozen + timedelta(days=delay)


def judge_return(frozen: date, sent: date | None, day: date, delay: int) -> CompteRendu:
    """Say what became of a return at the end of a day.

    Parameters
    ----------
    frozen, delay
        See `return_due`.
    sent
        Day on which it was transmitted; one that comes later than `day` is not known yet.
    day
        Day of observation.
    """
    due = return_due(frozen, delay)
    known = sent if sent and sent <= day else None
    late = ((known or day) - due).days
    if late <= 0:
        return CompteRendu(Remise.A_TEMPS if known else Remise.ATTENDUE)
    return CompteRendu(Remise.TARDIVE if known else Remise.EN_RETARD, late)


def prefet_may_attribute(
    part: int, whole: int, rate: float | Fraction, *, transmitted: bool
) -> Intervention:
    """Say whether the préfet may attribute himself, and how many times (loi 2022-217, CCH L.441-1).

    A bailleur that misses its objective, or doesn't transmit its data, has its dwellings out of QPV
    that fall vacant attributed by him until the objective over 12 months is reached. These
    attributions leave the base of the yearly flow.

    Parameters
    ----------
    part, whole
        Attributions out of QPV of the bailleur over 12 months that count, and all of them.
    rate
        Share due.
    transmitted
        Whether it transmitted all its data.
    """
    lacking = shortfall(part, whole, rate)
    return Intervention(lacking > 0 or not transmitted, lacking)

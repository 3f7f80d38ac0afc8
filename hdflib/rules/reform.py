"""Deadlines of the reform of attributions, and where an EPCI stands against them.

Loi 2022-217 of 21 February 2022 (3DS), published on 22 February 2022, and CCH L.441-1: an EPCI
that was in the reform on that day signs its convention (CIA) within 8 months; failing that it
notifies its objectives to the bailleurs within 4 months more. One that enters later has two years
instead of eight months. The cotation is in the PPGDID by 31 December 2023 (CCH L.441-2-8, same
loi). No text dates the first conference (CIL) nor the orientations. The numbers and the days
between which they hold are in `data/reference/regles.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hdflib.rules.calendar import Left, add_months, span


class Stade(StrEnum):
    """Where a step stands on a day."""

    FRANCHIE = "franchie"
    A_VENIR = "à venir"
    EN_RETARD = "en retard"
    SANS_ECHEANCE = "sans échéance"


@dataclass(frozen=True)
class Calendrier:
    """What the texts set.

    Attributes
    ----------
    publication
        Day of publication of loi 3DS.
    cia, notification, entrants
        Months to sign the CIA after that day, to notify the objectives after the deadline of the
        CIA, and to sign the CIA after entering the reform later than that day.
    cotation
        Last day for the cotation.
    """

    publication: date
    cia: int
    notification: int
    entrants: int
    cotation: date


@dataclass(frozen=True)
class Echeances:
    """The last day of each obligation of an EPCI; None where no text sets one."""

    cia: date
    notification: date
    cotation: date | None


@dataclass(frozen=True)
class Situation:
    """Where a step stands on a day.

    Attributes
    ----------
    stade
        Passed, due later, late, or without a deadline.
    delai
        Time left, or since the deadline; None for the other two states.
    """

    stade: Stade
    delai: Left | None = None


def deadlines(calendrier: Calendrier, entree: date | None = None) -> Echeances:
    """Give the deadlines of an EPCI (loi 2022-217 of 21 February 2022; CCH L.441-1).

    Parameters
    ----------
    calendrier
        What the texts set.
    entree
        Day on which it entered the reform; None if it was there before the law, as it was if it
        entered by the day of publication.
    """
    if entree is None or entree <= calendrier.publication:
        cia = add_months(calendrier.publication, calendrier.cia)
    else:
        cia = add_months(entree, calendrier.entrants)
    # The text has no date for those that enter once the deadline of the cotation is past.
    dated = entree is None or entree <= calendrier.cotation
    return Echeances(
        cia, add_months(cia, calendrier.notification), calendrier.cotation if dated else None
    )


def situate(*, franchie: bool, echeance: date | None, day: date) -> Situation:
    """Say where a step stands at the end of a day: the day of its deadline isn't late yet.

    Parameters
    ----------
    franchie
        Whether it was passed by that day, even after its deadline.
    echeance
        Its last day, None if no text sets one.
    day
        Day of observation.
    """
    if franchie:
        return Situation(Stade.FRANCHIE)
    if echeance is None:
        return Situation(Stade.SANS_ECHEANCE)
    if day <= echeance:
        return Situation(Stade.A_VENIR, between(day, echeance))
    return Situation(Stade.EN_RETARD, between(echeance, day))


def between(start: date, end: date) -> Left | None:
    """Give the time from a day to another one, as a calendar says it; None if it runs backwards."""
    return span(end.isoformat()).left(start)


def uniform(*, cia: bool, notified: bool, notification: date, day: date) -> bool:
    """Whether the rate of the law bears on each bailleur of an EPCI (CCH L.441-1).

    It does once the deadline of notification is past without a CIA or notified objectives; those
    of a later CIA take its place.
    """
    return not cia and not notified and day > notification

"""The calendar: spans of days, the time left, and the deadlines that texts of law set."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hdflib.rules.law import Law, Regle

HORIZON = 18
"""Months after a commission for which yearly deadlines are given."""
MEMORY = 12
"""Months for which a deadline that is past is still given."""
IN_MONTHS = 2
"""Whole months from which the time left is counted in months, no more in days."""
ONCE = {
    "cia": ("publication_3ds", "delai_cia"),
    "notification": ("publication_3ds", "delai_cia", "delai_notification"),
    "acces_sne": ("publication_3ds", "acces_sne"),
    "flux": ("echeance_flux",),
    "cotation": ("echeance_cotation",),
}
"""Deadlines that come once: the rule that gives their first day, then the delays to add."""
YEARLY = {
    "arret_1": ("arret_semestre_1",),
    "transmission_1": ("arret_semestre_1", "delai_compte_rendu"),
    "arret_2": ("arret_semestre_2",),
    "transmission_2": ("arret_semestre_2", "delai_compte_rendu"),
    "bilan_flux": ("bilan_flux",),
}
"""Deadlines that come back each year, from the day that their rules give on."""


class State(StrEnum):
    """Where a span is, seen from a day."""

    PAST = "past"
    ONGOING = "ongoing"
    TODAY = "today"
    AHEAD = "ahead"


class Unit(StrEnum):
    """What the time left is counted in."""

    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True)
class Left:
    """The time left: a whole number of days or of months."""

    count: int
    unit: Unit


@dataclass(frozen=True)
class Span:
    """The days of an event.

    Attributes
    ----------
    first, last
        First and last day; those of the month or year where only that is known.
    earliest
        First of the days on which it may end: the last one, unless only the month or year is known.
    """

    first: date
    last: date
    earliest: date

    @property
    def exact(self) -> bool:
        """Whether the day of its end is known."""
        return self.earliest == self.last

    def state(self, day: date) -> State:
        """Say where it is, seen from a day; its last day is when it is due."""
        if self.last < day:
            return State.PAST
        if self.exact and self.last == day:
            return State.TODAY
        return State.ONGOING if self.first <= day else State.AHEAD

    def left(self, day: date) -> Left | None:
        """Give the time from a day to the last one, None once past.

        A known day is counted in days under two whole months, else in whole months; a month or a
        year, in months of the calendar: 0 is the current month.
        """
        if self.last < day:
            return None
        if not self.exact:
            months = (self.last.year - day.year) * 12 + self.last.month - day.month
            return Left(months, Unit.MONTHS)
        months = months_between(day, self.last)
        if months >= IN_MONTHS:
            return Left(months, Unit.MONTHS)
        return Left((self.last - day).days, Unit.DAYS)


def span(debut: str, fin: str = "") -> Span:
    """Give the days of an event from the ISO day, month or year of its start and of its end.

    >>> span("2022-06", "2022-09").last
    datetime.date(2022, 9, 30)
    """
    earliest, last = bounds(fin or debut)
    return Span(bounds(debut)[0], last, earliest)


def bounds(text: str) -> tuple[date, date]:
    """Give the first and last day of an ISO day, month or year."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    year, start, end = parts[0], parts[-1] if parts[1:] else 1, parts[-1] if parts[1:] else 12
    return date(year, start, 1), date(year, end, monthrange(year, end)[1])


def add_months(day: date, months: int) -> date:
    """Add months to a day: the same day of the month, or the last of a shorter month.

    A delay in months ends on the day that bears the number of the first one; without such a day,
    on the last of the month (code de procédure civile, art. 641).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Count the whole months from a day to a later one.

    A month ends on the same day of the next one, or on its last day if it has no such day (code
    de procédure civile, art. 641): from 31 January to 28 February is a month.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


@dataclass(frozen=True)
class Deadline:
    """A deadline set by texts: what is due, its day, and the rules that give it."""

    code: str
    day: date
    regles: tuple[Regle, ...]


def legal_deadlines(law: Law, day: date) -> list[Deadline]:
    """Give the deadlines of the law as it stands on a day, in order.

    Those that come once are given until `MEMORY` months after; those of each year, from the day
    on and for `HORIZON` months. A deadline that no text in force sets isn't given.

    References: loi 2022-217 du 21 février 2022 (CIA within 8 months of its publication, objectives
    notified 4 months later without one, SNE opened within 12; gestion en flux, cotation; return of
    the bailleurs on 30 June and 31 December, sent within 15 days); CCH, R.441-5-1 (yearly report
    of the gestion en flux, before 28 February).
    """
    since, until = add_months(day, -MEMORY), add_months(day, HORIZON)
    once = [
        Deadline(code, due(regles), regles)
        for code, names in ONCE.items()
        if (regles := in_force(law, names, day)) and due(regles) >= since
    ]
    yearly = [
        Deadline(code, each, regles)
        for code, names in YEARLY.items()
        if (regles := in_force(law, names, day))
        for each in every_year(due(regles), day, until)
    ]
    return sorted(once + yearly, key=lambda deadline: deadline.day)


def in_force(law: Law, names: Iterable[str], day: date) -> tuple[Regle, ...]:
    """Give rules as they hold on a day, none if one of them has no text in force."""
    found = [law.find(name, day) for name in names]
    return tuple(regle for regle in found if regle) if all(found) else ()


def due(regles: tuple[Regle, ...]) -> date:
    """Give the day of the first rule after the delays of the others."""
    day = regles[0].day
    for delay in regles[1:]:
        day = after(day, delay)
    return day


def after(day: date, delay: Regle) -> date:
    """Give the day at the end of a delay."""
    count = int(delay.number)
    if delay.unite == "jours":
        return day + timedelta(days=count)
    return add_months(day, count * (12 if delay.unite == "ans" else 1))


def every_year(first: date, start: date, end: date) -> list[date]:
    """Give the days that come back each year from a first one on, between two others."""
    years = range(max(start.year - first.year, 0), end.year - first.year + 1)
    days = (add_months(first, 12 * rank) for rank in years)
    return [day for day in days if start <= day <= end]

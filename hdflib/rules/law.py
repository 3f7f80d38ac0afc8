"""The numbers that texts of law set, each with the days between which it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


class NoRuleError(LookupError):
    """No text in force on that day sets the number."""


def holds_between(debut: date | None, fin: date | None, day: date) -> bool:
    """Whether what holds from a day to another, both included, holds on a day.

    None for the first day is always, for the last one as long as no later text says otherwise.
    """
    return (debut is None or debut <= day) and (fin is None or day <= fin)


@dataclass(frozen=True)
class Regle:
    """A number set by a text.

    Attributes
    ----------
    code, libelle
        Code, and what the number is, in French.
    valeur
        Fraction for a share, whole number for a delay, date for a deadline.
    unite
        "%", "date", "jours", "mois" or "ans".
    debut, fin
        First and last day in force; None while no later text changes it.
    reference
        The text.
    ligne
        Line of `data/reference/regles.csv`.
    """

    code: str
    libelle: str
    valeur: float | date
    unite: str
    debut: date
    fin: date | None
    reference: str
    ligne: int

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return holds_between(self.debut, self.fin, day)

    @property
    def number(self) -> float:
        """The value of a share or of a delay."""
        if isinstance(self.valeur, date):
            raise TypeError(f"{self.code} is a date")
        return self.valeur

    @property
    def day(self) -> date:
        """The value of a deadline."""
        if not isinstance(self.valeur, date):
            raise TypeError(f"{self.code} is no date")
        return self.valeur


@dataclass(frozen=True)
class Law:
    """All the numbers set by texts, in any period."""

    regles: tuple[Regle, ...] = ()

    def find(self, code: str, day: date) -> Regle | None:
        """Give a number as it holds on a day, None if no text sets it on that day."""
        return next((r for r in self.regles if r.code == code and r.holds(day)), None)

    def at(self, code: str, day: date) -> Regle:
        """Give a number as it holds on a day.

        Raises
        ------
        NoRuleError
            If no text sets it on that day.
        """
        found = self.find(code, day)
        if found is None:
            raise NoRuleError(f"{code} on {day.isoformat()}")
        return found


def overlaps(regles: Iterable[Regle]) -> list[tuple[Regle, Regle]]:
    """Give the pairs of versions of a number that hold on a same day."""
    ordered = sorted(regles, key=lambda regle: (regle.code, regle.debut))
    pairs = pairwise(ordered)
    return [(a, b) for a, b in pairs if a.code == b.code and (a.fin is None or a.fin >= b.debut)]

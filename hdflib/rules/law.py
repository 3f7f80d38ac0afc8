"""The numbers that texts of law set, each with the days between which it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


class NoRuleError(LookupError):
    """No text in force on that day sets the number."""


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
        return self.debut <= day and (self.fin is None or day <= self.fin)

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

    def at(self, code: str, day: date) -> Regle:
        """Give a number as it holds on a day.

        Raises
        ------
        NoRuleError
            If no text sets it on that day.
        """
        found = next(
            (regle for regle in self.regles if regle.code == code and regle.holds(day)), None
        )
        if found is None:
            raise NoRuleError(f"{code} on {day.isoformat()}")
        return found


def overlaps(regles: Iterable[Regle]) -> list[tuple[Regle, Regle]]:
    """Give the pairs of versions of a number that hold on a same day."""
    ordered = sorted(regles, key=lambda regle: (regle.code, regle.debut))
    pairs = pairwise(ordered)
    return [(a, b) for a, b in pairs if a.code == b.code and (a.fin is None or a.fin >= b.debut)]

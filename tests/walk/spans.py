"""Days, months and delays, as formulas write them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
NAMES = "|".join(MONTHS)


class FormulaError(ValueError):
    """A formula isn't written as the grammar says."""


@dataclass(frozen=True)
class Period:
    """A day or a month in a list of deadlines: its first and last day."""

    first: date
    last: date


@dataclass(frozen=True)
class Span:
    """Two days, and the deadlines listed between them."""

    start: date
    end: date
    listed: tuple[tuple[Period, ...], ...] | None = None

    @property
    def days(self) -> int:
        """Days from one to the other."""
        return (self.end - self.start).days

    @property
    def months(self) -> int:
        """Whole months from one to the other."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        return months if add_delay(self.start, months, "mois") <= self.end else months - 1


def add_delay(day: date, count: int, unit: str) -> date:
    """Give the day at the end of a delay (code de procédure civile, art. 641)."""
    if unit == "jours":
        return day + timedelta(days=count)
    months = count * (12 if unit.startswith("an") else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_of(found: re.Match[str]) -> date:
    """Give the day that is written."""
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))

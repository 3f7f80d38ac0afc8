"""Evaluation of the formulas that a pack shows, from their text alone and in exact arithmetic.

    formula   = "du " day " au " day [ " : " periods ] | day { "+" delay } | sum
    sum       = product { ("+" | "−") product } { rounding }
    product   = number { ("×" | "÷" | "/") number }
    number    = figures [ "%" | "€" | "mois" ] | "(" sum ")" | "(" phrase ")" | phrase
    rounding  = ", à l’unité supérieure" | ", − " product | ", au moins " number
              | ", aux plus forts restes entre " sum { ", " sum } " et le solde"
    day       = date [ "(" date { "+" delay } ")" ]

A phrase is a count in words, which `counts` reads.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil, floor

from cells import read_number
from spans import MONTHS, NAMES, FormulaError, Period, Span, add_delay, day_of

SPACE = "[ \u00a0\u202f]"
FIGURES = re.compile(rf"−?\d+(?:{SPACE}\d{{3}})*(?:,\d+)?")
DAY = re.compile(rf"(\d{{1,2}})(?:er)? ({NAMES}) (\d{{4}})")
MONTH = re.compile(rf"({NAMES}) (\d{{4}})")
DELAY = re.compile(rf"(\d+){SPACE}(jours|mois|ans?)\b")
PHRASE = re.compile(r"(?!environ )[a-zà-ÿœ]")


@dataclass(frozen=True)
class Term:
    """What a formula takes from a cell: a number, a day, or a delay with its unit.

    Its role is "factor" for what multiplies or divides, "least" for a limit.
    """

    value: Fraction | date
    unit: str = ""
    role: str = ""


@dataclass
class Evaluation:
    """The value of a formula, and the terms that it takes from cells, in order."""

    value: Fraction | date | Span
    terms: list[Term] = field(default_factory=list)


def evaluate(text: str, phrase: Callable[[str], Fraction]) -> Evaluation:
    """Evaluate a formula.

    Parameters
    ----------
    text
        Formula as a pack shows it.
    phrase
        Gives the value of a count in words.

    Raises
    ------
    FormulaError
        If it isn't a formula.
    """
    reader = Reader(text, phrase)
    value = reader.formula()
    if reader.rest:
        raise FormulaError(f"« {reader.rest} » is left of « {text} »")
    return Evaluation(value, reader.terms)


class Reader:
    """A formula as it is read, from left to right."""

    def __init__(self, text: str, phrase: Callable[[str], Fraction]) -> None:
        self.rest = text
        self.phrase = phrase
        self.terms: list[Term] = []
        self.factors = (Fraction(0), Fraction(0))

    def take(self, text: str) -> bool:
        """Read a text, if it comes next."""
        found = self.rest.startswith(text)
        if found:
            self.rest = self.rest[len(text) :]
        return found

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what a pattern describes, if it comes next."""
        found = pattern.match(self.rest)
        if found:
            self.rest = self.rest[found.end() :]
        return found

    def formula(self) -> Fraction | date | Span:
        """Read a whole formula."""
        if self.take("du "):
            return self.span()
        return self.day_sum() if DAY.match(self.rest) else self.sum()

    def sum(self) -> Fraction:
        """Read a sum, then what it is rounded to."""
        value = self.product()
        while True:
            if self.take(" + "):
                value += self.product()
            elif self.take(" − ") or self.take(", − "):
                value -= self.product()
            elif self.take(", à l’unité supérieure"):
                value = Fraction(ceil(value))
            elif self.take(", au moins "):
                value = max(value, self.number("least"))
            elif self.take(", aux plus forts restes entre "):
                value = self.largest_remainder(*self.factors)
            else:
                return value

    def product(self) -> Fraction:
        """Read a product, and keep its first factor and that of the others."""
        first, others = self.number(), Fraction(1)
        while True:
            if self.take(" × "):
                others *= self.number("factor")
            elif self.take(" ÷ ") or self.take("/"):
                divisor = self.number("factor")
                if not divisor:
                    raise FormulaError(f"division by zero before « {self.rest} »")
                others /= divisor
            else:
                self.factors = first, others
                return first * others

    def number(self, role: str = "") -> Fraction:
        """Read a number, a sum between parentheses, or a count in words."""
        if PHRASE.match(self.rest):
            words, self.rest = self.rest, ""
            return self.phrase(words)
        if self.take("("):
            return self.parenthesis()
        self.take("environ ")
        return self.figures(role)

    def parenthesis(self) -> Fraction:
        """Read what stands between parentheses; the first one is read."""
        if PHRASE.match(self.rest):
            inside = self.rest[: closing(self.rest)]
            self.rest = self.rest[len(inside) + 1 :]
            return self.phrase(inside)
        value = self.sum()
        if not self.take(")"):
            raise FormulaError(f"« ) » is expected before « {self.rest} »")
        return value

    def figures(self, role: str) -> Fraction:
        """Read a number in figures: a percentage is a fraction of 1."""
        found = self.match(FIGURES)
        value = read_number(found[0]) if found else None
        if value is None:
            raise FormulaError(f"a number is expected before « {self.rest} »")
        unit = self.match(re.compile(rf"{SPACE}(%|€|mois)(?!\w)"))
        if unit and unit[1] == "%":
            value /= 100
        self.terms.append(Term(value, unit[1] if unit and unit[1] != "€" else "", role))
        return value

    def largest_remainder(self, share: Fraction, base: Fraction) -> Fraction:
        """Read the shares of all; give what one of them has of the base, by largest remainders."""
        shares = [self.plain_sum()]
        while self.take(", "):
            shares.append(self.plain_sum())
        if not self.take(" et le solde"):
            raise FormulaError(f"« et le solde » is expected before « {self.rest} »")
        shares.append(1 - sum(shares))
        whole = [floor(base * one) for one in shares]
        ranks = sorted(range(len(shares)), key=lambda rank: whole[rank] - base * shares[rank])
        for rank in ranks[: int(base) - sum(whole)]:
            whole[rank] += 1
        if share not in shares:
            raise FormulaError(f"{share} is none of {shares}")
        return Fraction(whole[shares.index(share)])

    def plain_sum(self) -> Fraction:
        """Read a sum that no rounding follows."""
        value = self.product()
        while (plus := self.take(" + ")) or self.take(" − "):
            value += self.product() if plus else -self.product()
        return value

    def span(self) -> Span:
        """Read two days, and the deadlines listed between them; "du" is read."""
        start = self.day()
        if not self.take(" au "):
            raise FormulaError(f"« au » is expected before « {self.rest} »")
        end = self.day()
        return Span(start, end, self.listing() if self.take(" : ") else None)

    def day(self) -> date:
        """Read a day, and how it is worked out if it is told."""
        found = self.match(DAY)
        if found is None:
            raise FormulaError(f"a day is expected before « {self.rest} »")
        day = day_of(found)
        if not self.take(" ("):
            self.terms.append(Term(day))
            return day
        worked_out = self.day_sum()
        if worked_out != day or not self.take(")"):
            raise FormulaError(f"{day} is no {worked_out}")
        return day

    def day_sum(self) -> date:
        """Read a day and the delays that are added to it."""
        found = self.match(DAY)
        if found is None:
            raise FormulaError(f"a day is expected before « {self.rest} »")
        day = day_of(found)
        self.terms.append(Term(day))
        while self.take(" + "):
            delay = self.match(DELAY)
            if delay is None:
                raise FormulaError(f"a delay is expected before « {self.rest} »")
            day = add_delay(day, int(delay[1]), delay[2])
            self.terms.append(Term(Fraction(int(delay[1])), delay[2]))
        return day

    def listing(self) -> tuple[tuple[Period, ...], ...]:
        """Read deadlines, each a day, a month, or two of them."""
        found = []
        while True:
            ends = [self.period()]
            if self.take(" – "):
                ends.append(self.period())
            found.append(tuple(ends))
            if not self.take(", "):
                return tuple(found)

    def period(self) -> Period:
        """Read a day or a month of the list."""
        if DAY.match(self.rest):
            day = self.day()
            return Period(day, day)
        found = self.match(MONTH)
        if found is None:
            raise FormulaError(f"a day or a month is expected before « {self.rest} »")
        year, month = int(found[2]), MONTHS.index(found[1]) + 1
        first = date(year, month, 1)
        self.terms.append(Term(first, "month"))
        return Period(first, date(year, month, monthrange(year, month)[1]))


def closing(text: str) -> int:
    """Give the place of the parenthesis that closes one opened before a text."""
    depth = 1
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return place
    raise FormulaError(f"« ) » is expected in « {text} »")

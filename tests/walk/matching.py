"""Matching of the terms of a formula with the cells that it names."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from cells import Cell
from commissions import Commission
from formulas import Term
from spans import add_delay

HORIZON = 3
"""Months ahead for which deadlines are counted."""
DATES = "jour"
"""Column of the dates of what is compared."""
SUM = re.compile("[\\d\u202f\u00a0 ,%€+]+")
"""A sum of plain numbers: it takes each cell once."""


class UnfoundedError(AssertionError):
    """A figure says something that doesn't follow from the cells that it names."""


def match(
    commission: Commission, row: Mapping[str, str], terms: list[Term], cells: list[Cell]
) -> None:
    """Check that the terms of a formula are the contents of the cells, and that each cell is used.

    Two cells of the same content take two terms. A formula that isn't a mere sum may use a cell
    several times.

    Raises
    ------
    UnfoundedError
        If a term is in no cell, or a cell in no term.
    """
    free = [*constants(commission, row, cells), *lengths(cells)]
    cells = [cell for cell in cells if cell.colonne != DATES]
    left = Counter(content(cell) for cell in cells)
    once = SUM.fullmatch(row["formule"]) is not None
    for term in terms:
        again = left[term.value] == 0 and (once or term.unit == "month")
        if term.value in left and not again:
            left[term.value] -= 1
        elif not any(is_repeated(term, cell) for cell in cells) and term not in free:
            raise UnfoundedError(f"{term} is in none of the cells")
    for cell in cells:
        if cell.etat is not None:
            raise UnfoundedError(f"{cell} isn't known")
        # A word, "non", tells why a number isn't there: it can't be in the formula.
        if (
            content(cell) is not None
            and left[content(cell)] > 0
            and not any(is_repeated(term, cell) for term in terms)
        ):
            raise UnfoundedError(f"{cell} isn't in the formula")


def content(cell: Cell) -> Fraction | date | None:
    """Give what a formula may take from a cell: its number, its day, or the first of its month."""
    if cell.day:
        return cell.day
    if re.fullmatch(r"\d{4}-\d{2}", cell.texte):
        return date.fromisoformat(f"{cell.texte}-01")
    return cell.number


def is_repeated(term: Term, cell: Cell) -> bool:
    """Whether a term is a day that comes back each year, as a rule of the law says."""
    return (
        isinstance(term.value, date)
        and cell.day is not None
        and "chaque année" in cell.row.get("libelle", "")
        and (term.value.month, term.value.day) == (cell.day.month, cell.day.day)
    )


def constants(commission: Commission, row: Mapping[str, str], cells: list[Cell]) -> list[Term]:
    """Give the terms that no cell holds, each for its reason."""
    found = [
        # A number of points, or of places, can't be below 0.
        Term(Fraction(0), role="least"),
        # All the flow, and the hundredths that its points are.
        Term(Fraction(1), "%"),
        Term(Fraction(100), role="factor"),
        # The months of a year.
        Term(Fraction(12), role="factor"),
        # The session, from which time is counted, and the end of the deadlines ahead.
        Term(commission.date),
        Term(add_delay(commission.date, HORIZON, "mois")),
    ]
    # The months elapsed and left, which multiply or divide what is observed.
    for fichier in filter(commission.observation, {cell.fichier for cell in cells}):
        found += month_terms(commission.elapsed(fichier))
    # The points by which a simulation moves a share: its modality says them.
    if row["indicateur"] == "droits_flux_simules":
        moved = re.search(r"[+−](\d+) point", row["modalite"])
        found += [Term(Fraction(int(moved[1]), 100), "%")] if moved else []
    return found


def month_terms(elapsed: Fraction) -> Iterator[Term]:
    """Give the terms of the months elapsed and left of a year.

    A month in progress is a fraction in a sum, "(3 + 1/2)"; it counts as one in the length of what
    is averaged.
    """
    for months in (elapsed, 12 - elapsed):
        whole, part = divmod(months, 1)
        yield Term(Fraction(whole), role="factor")
        if part:
            yield Term(Fraction(whole))
            yield Term(Fraction(part.numerator))
            yield Term(Fraction(part.denominator), role="factor")
            yield Term(Fraction(whole + 1), role="factor")


def lengths(cells: list[Cell]) -> list[Term]:
    """Give the months between the two dates of what is compared, where cells tell them."""
    days = sorted({content(cell) for cell in cells if cell.colonne == DATES})
    if len(days) != 2:
        return []
    first, last = (
        12 * day.year + day.month + Fraction(day.day, monthrange(day.year, day.month)[1])
        for day in days
    )
    return [Term(last - first, "mois", "factor")]

"""Judgement of a figure of a pack by the cells that it names: what it says must follow from them.

Nothing here uses the library: the figures are those of `chiffres.csv`, the cells those of the data
files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from cells import WORST, Cell
from commissions import Commission, read_value
from counts import Count
from formulas import Evaluation, evaluate
from matching import HORIZON, UnfoundedError, match
from owners import WHOLES
from spans import Span

TOLERANCE = Fraction(1, 10**12)
"""Relative gap between a value, in binary, and the same computed exactly."""
MISSING = re.compile(r"(.+?) \(((?:\w+)(?:, [\d/-]+)?)\)(?:, |$)")
"""A missing input: its name, then its territory and its period."""
EMPTY = "manque : dénominateur nul"


def judge(commission: Commission, row: Mapping[str, str]) -> str:
    """Judge a figure.

    Returns
    -------
    str
        Its kind: "input", "formula", "count", "date", "span" or "unknown".

    Raises
    ------
    AssertionError, FormulaError
        If it can't be computed again from the cells that it names.
    """
    cells = commission.project.named(row["source"])
    value = read_value(row)
    if value is None:
        judge_unknown(commission, row, cells)
        return "unknown"
    if not cells:
        raise UnfoundedError("no source")
    if not row["formule"]:
        judge_input(row, value, cells)
        return "input"
    return judge_formula(commission, row, value, cells)


def judge_input(row: Mapping[str, str], value: Fraction | str, cells: list[Cell]) -> None:
    """Judge a figure without formula: it is the content of the cell that it names."""
    if len(cells) != 1:
        raise UnfoundedError(f"an input of {len(cells)} cells")
    (cell,) = cells
    if isinstance(value, str):
        if cell.texte != value:
            raise UnfoundedError(f"{value} isn't « {cell.texte} »")
        return
    number = as_read(cell, row["unite"])
    if number is None or not same(value, number):
        raise UnfoundedError(f"{float(value)} isn't « {cell.texte} »")


def as_read(cell: Cell, unite: str) -> Fraction | None:
    """Give the number of a cell; a percentage may be written without its sign."""
    number = cell.number
    bare = unite == "%" and number is not None and "%" not in cell.texte
    return number / 100 if bare and cell.row.get("unite") != "%" else number


def judge_formula(
    commission: Commission, row: Mapping[str, str], value: Fraction | str, cells: list[Cell]
) -> str:
    """Judge a computed figure: its value, its terms, and the cells that they take."""
    count = Count(commission, row, cells)
    found = evaluate(row["formule"], count)
    result, kind = outcome(commission, row, found, cells)
    if isinstance(value, str) != isinstance(result, str):
        raise UnfoundedError(f"{value} isn't {result}")
    if value != result and (isinstance(value, str) or not same(value, result)):
        raise UnfoundedError(
            f"{row['valeur']} isn't {result if isinstance(result, str) else float(result)}"
        )
    match(commission, row, [*found.terms, *count.terms], [c for c in cells if c not in count.used])
    return "count" if count.used else kind


def outcome(
    commission: Commission, row: Mapping[str, str], found: Evaluation, cells: list[Cell]
) -> tuple[Fraction | str, str]:
    """Give the value that a formula stands for, in the figure's unit, and the kind of formula."""
    if isinstance(found.value, date):
        return found.value.isoformat(), "date"
    if not isinstance(found.value, Span):
        return found.value, "formula"
    span = found.value
    if span.listed is None:
        check_ends(commission, span, cells)
        return Fraction(span.days if row["unite"] == "jours" else span.months), "span"
    return Fraction(count_listed(commission, row, span)), "span"


def check_ends(commission: Commission, span: Span, cells: list[Cell]) -> None:
    """Check that time is counted to or from the session, or until a return was transmitted."""
    sent = [cell for cell in cells if cell.colonne == "transmis"]
    own = [cell.day or commission.date for cell in sent] or [commission.date]
    returned = any(cell.colonne == "arrete" for cell in cells)
    if returned != bool(sent) or not set(own) & {span.start, span.end}:
        raise UnfoundedError(f"neither {span.start} nor {span.end} is one of {own}")


def count_listed(commission: Commission, row: Mapping[str, str], span: Span) -> int:
    """Count the deadlines of a list, once checked that they end, or may, between two days."""
    if span.start != commission.date or span.months != HORIZON:
        raise UnfoundedError(
            f"{span.start} to {span.end} isn't {HORIZON} months from the commission"
        )
    assert span.listed is not None
    for ends in span.listed:
        first, last = ends[-1].first, ends[-1].last
        unsure = bool(row["modalite"])
        if not (first <= span.end < last if unsure else span.start <= last <= span.end):
            raise UnfoundedError(f"{first} to {last} is out of the list")
    return len(span.listed)


def same(value: Fraction, other: Fraction) -> bool:
    """Whether a number in binary is another one."""
    return abs(value - other) <= TOLERANCE * max(abs(other), Fraction(1, 10**3))


def judge_unknown(commission: Commission, row: Mapping[str, str], cells: list[Cell]) -> None:
    """Judge a figure that isn't known: the inputs that it says are missing are so."""
    unknown = [cell for cell in cells if cell.etat is not None]
    if row["formule"] == EMPTY:
        if unknown or not any(c.number == 0 for c in cells if c.colonne in WHOLES):
            raise UnfoundedError("the denominator isn't 0")
        return
    states = [cell.etat for cell in unknown]
    worst = max(states, key=WORST.index, default=WORST[0])
    if row["affichage"] != worst:
        raise UnfoundedError(f"{row['affichage']} isn't {worst}")
    if not row["formule"]:
        if len(cells) > 1 or len(unknown) != len(cells):
            raise UnfoundedError(f"an unknown input of {cells}")
        return
    judge_missing(commission, row["formule"].removeprefix("manque : "), cells, unknown)


def judge_missing(
    commission: Commission, text: str, cells: list[Cell], unknown: list[Cell]
) -> None:
    """Judge the names of missing inputs: one for each cell that isn't known, and in its row.

    An input of a territory without any row has no cell.
    """
    named = MISSING.findall(text)
    if "".join(f"{name} ({rest}), " for name, rest in named).removesuffix(", ") != text:
        raise UnfoundedError(f"« {text} » can't be read")
    places = Counter(rest.partition(", ")[0] for _, rest in named)
    absent = Counter(place_of(commission, cell) for cell in unknown)
    if absent - places:
        raise UnfoundedError(f"not named: {absent - places}")
    files = {cell.fichier for cell in cells if "indicateur" not in cell.row}
    for place in places - absent:
        rows = (row for fichier in files for row in commission.project.rows(fichier).values())
        if any(place in (row.get("territoire"), row.get("epci")) for row in rows):
            raise UnfoundedError(f"an input of {place} has a cell, which isn't named or is known")


def place_of(commission: Commission, cell: Cell) -> str:
    """Give the territory of a cell: the région's where its row is about a bailleur."""
    own = cell.row.get("territoire") or cell.row.get("epci")
    return own if own in commission.territories else commission.region

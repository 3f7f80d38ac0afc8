"""Points of one request: the plain reading of a grid, against which quicker ways are checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hdflib.rules.calendar import months_between
from hdflib.rules.cotation.grid import Bareme, Critere, Cumul

Value = bool | str | date | None
"""What a request says: oui or non, the code of a choice, a day, or nothing."""

WORDS: Mapping[Value, str] = {True: "oui", False: "non"}


@dataclass(frozen=True)
class Cote:
    """Points of a request, and the codes of the criteria that give them, in the grid's order."""

    points: int
    criteres: tuple[str, ...]


def score(bareme: Bareme, request: Mapping[str, Value], day: date) -> Cote:
    """Score a request (CCH, L.441-2-8 and R.441-2-10).

    Criteria count together, but for those of a group at its maximum: the highest of them that is
    met counts, the first of the grid if several are.

    Parameters
    ----------
    bareme
        What applies to the request.
    request
        What it says, by column. A missing column or value meets no criterion.
    day
        Day at which seniority and the validity of documents are seen.
    """
    given = {c.code: points_of(c, request, day) for c in bareme.criteres if is_met(c, request, day)}
    for groupe in bareme.groupes:
        members = [c.code for c in bareme.criteres if c.groupe == groupe.nom and c.code in given]
        if groupe.cumul is Cumul.MAXIMUM and members:
            highest = max(members, key=given.__getitem__)
            given = {code: n for code, n in given.items() if code not in members or code == highest}
    return Cote(sum(given.values()), tuple(given))


def is_met(critere: Critere, request: Mapping[str, Value], day: date) -> bool:
    """Tell whether a request meets a criterion, with a valid document if one is asked for."""
    if critere.justificatif and not is_valid(request.get(critere.justificatif), day):
        return False
    value = request.get(critere.colonne)
    if critere.tranches:
        return isinstance(value, date) and bracket_points(critere, value, day) is not None
    return WORDS.get(value, value) in (critere.valeurs or (WORDS[True],))


def points_of(critere: Critere, request: Mapping[str, Value], day: date) -> int:
    """Give the points of a criterion that is met: its own, or those of the bracket."""
    start = request.get(critere.colonne)
    if critere.tranches and isinstance(start, date):
        return bracket_points(critere, start, day) or 0
    return critere.points


def bracket_points(critere: Critere, start: date, day: date) -> int | None:
    """Give the points of the bracket of a seniority, None if it is in none."""
    months = months_between(start, day)
    return next(
        (
            t.points
            for t in critere.tranches
            if t.minimum <= months and (t.maximum is None or months <= t.maximum)
        ),
        None,
    )


def is_valid(document: Value, day: date) -> bool:
    """Tell whether a document is valid on a day: said so, or not past its last day."""
    return document is True or (isinstance(document, date) and document >= day)

"""Statistical secrecy of the counted tables, taken together."""

from __future__ import annotations

from collections.abc import Iterable

from hdflib.disclosure.audit import Audit, audit
from hdflib.disclosure.protection import Protection, protect
from hdflib.disclosure.rule import Rule
from hdflib.disclosure.system import Cell, Relation, System
from hdflib.errors import HdfError
from hdflib.extracts.tally import Measure


class LeakError(HdfError):
    """The audit of a protection found a leak: nothing may be published."""


def system_of(measures: Iterable[Measure], region: str) -> System:
    """Give all cells as one system: each measure of the région sums its départements."""
    cells: dict[tuple[str, ...], int] = {}
    relations = []
    for measure in measures:
        parts = tuple(measure.key(code) for code in measure.counts)
        cells |= dict(zip(parts, measure.counts.values(), strict=True))
        cells[measure.key(region)] = sum(measure.counts.values())
        relations.append(Relation(measure.key(region), parts))
    return System(tuple(Cell(key, value) for key, value in cells.items()), tuple(relations))


def hide(measures: Iterable[Measure], region: str, threshold: int) -> tuple[Protection, Audit]:
    """Choose the cells to hide, then attack the choice.

    Raises
    ------
    LeakError
        If the audit finds a leak: the message gives its number, never the values.
    """
    rule = Rule(threshold)
    system = system_of(measures, region)
    protection = protect(system, rule)
    result = audit(system, protection.hidden, rule)
    if not result.passed:
        raise LeakError(
            f"L’audit du secret statistique trouve {len(result.leaks)} effectif(s) déductible(s) : "
            "rien n’a été écrit."
        )
    return protection, result

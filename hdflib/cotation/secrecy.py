"""Statistical secrecy of the counts of a simulation, taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from hdflib.disclosure.protection import ProtectionError
from hdflib.disclosure.rule import Rule
from hdflib.disclosure.system import Key, System, merge
from hdflib.disclosure.tabulation import Tabulation, key_of
from hdflib.extracts.relations import Linked
from hdflib.extracts.secrecy import LeakError, hide

MEASURE = "demandes"
Members = tuple[str, ...]
Counts = Mapping[Members, int]
"""Counts by members of the dimensions of a table."""


class Protected:
    """Counts of several tables, those that would be small or give a small one back hidden.

    All the tables count the same requests: their common margins tie them, and they are protected
    as one system (see `hdflib.disclosure`).

    Parameters
    ----------
    tables
        For each table its dimensions, and the counts of the members that have any.
    threshold
        Smallest count that isn't secret.
    shown
        Members of margins that are rather shown than what adds up to them, if secrecy lets them.

    Raises
    ------
    LeakError
        If an attack still succeeds.
    """

    def __init__(
        self,
        tables: Sequence[tuple[Members, Counts]],
        threshold: int,
        shown: Sequence[Mapping[str, str]] = ({},),
    ) -> None:
        self.rule = Rule(threshold)
        system = merge(*(_tabulate(dims, counts).system() for dims, counts in tables))
        wanted = [key_of(MEASURE, members) for members in shown]
        values = system.values
        kept = [key for key in wanted if key in values and not self.rule.is_secret(values[key])]
        hidden = _hidden(system, threshold, kept)
        self._values: dict[Key, int | None] = system.seen(hidden).values

    def get(self, **members: str) -> int | None:
        """Give a count by members of dimensions, the margin if none is named; None if hidden.

        A combination that wasn't counted is 0.
        """
        return self._values.get(key_of(MEASURE, members), 0)

    def alone(self, count: int) -> int | None:
        """Give a count that no sum ties to others, None if it is secret."""
        return None if self.rule.is_secret(count) else count


def _hidden(system: System, threshold: int, kept: Sequence[Key]) -> frozenset[Key]:
    """Choose the cells to hide, some of the kept ones only if nothing else will do."""
    linked = Linked(system, frozenset())
    try:
        return hide(linked, threshold, kept)[0].hidden
    except (ProtectionError, LeakError):
        return hide(linked, threshold)[0].hidden


def _tabulate(dims: Members, counts: Counts) -> Tabulation:
    rows = [(*members, value) for members, value in counts.items()]
    return Tabulation(MEASURE, pd.DataFrame(rows, columns=[*dims, "value"]), dict.fromkeys(dims))

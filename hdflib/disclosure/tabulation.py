"""From a long frame to a system: margins, hierarchies and keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from itertools import product

import pandas as pd

from hdflib.disclosure.system import Cell, Key, Relation, System

Hierarchy = Mapping[str, str]
Members = tuple[str, ...]

TOTAL = "total"
"""Member that stands for the sum of a dimension without hierarchy."""


def key_of(measure: str, members: Mapping[str, str]) -> Key:
    """Name a cell: the measure, then "dimension=member" in the order of dimensions.

    Dimensions at `TOTAL` are left out. Hence the margin by territoire of "demandes" has the same
    key in the table by age and in the table by size of household, and merging the two links them.
    """
    named = sorted(members.items())
    return (measure, *(f"{dim}={member}" for dim, member in named if member != TOTAL))


@dataclass(frozen=True)
class Tabulation:
    """A table that counts one measure by dimensions.

    Attributes
    ----------
    measure
        What is counted; tables of one measure share their margins.
    frame
        One row for each count: a column for each dimension, and "value" (whole number, or
        missing when unknown). Rows of totals are welcome and checked; missing ones are computed.
        A combination without children or row is 0.
    dims
        For each dimension its hierarchy, child → parent (EPCI → département → région), or None if
        its members all sum to `TOTAL`.
    """

    measure: str
    frame: pd.DataFrame
    dims: Mapping[str, Hierarchy | None]

    def system(self) -> System:
        """Give all cells, and the sum of each dimension at every level, crossing the others.

        Raises
        ------
        ValueError
            If a row names a member that its hierarchy lacks, a row stands twice, a value isn't a
            whole number, a hierarchy has a cycle, or a sum doesn't hold.
        """
        values = self._values()
        cells = tuple(Cell(self._key(members), value) for members, value in values.items())
        return System(cells, tuple(self._relations(values)))

    def keys(self) -> list[Key]:
        """Give the key of each row of the frame, in its order."""
        return [self._key(members) for members in self._rows()]

    def _rows(self) -> list[Members]:
        return [tuple(row) for row in self.frame[list(self.dims)].astype(str).to_numpy().tolist()]

    def _key(self, members: Members) -> Key:
        return key_of(self.measure, dict(zip(self.dims, members, strict=True)))

    @cached_property
    def _children(self) -> tuple[dict[str, list[str]], ...]:
        """Children of each member, children before parents, for each dimension."""
        return tuple(_children(self._hierarchy(dim)) for dim in self.dims)

    def _hierarchy(self, dim: str) -> Hierarchy:
        given = self.dims[dim]
        found = sorted(set(self.frame[dim].astype(str)))
        if given is None:
            return {member: TOTAL for member in found if member != TOTAL}
        if strangers := [m for m in found if m not in {*given, *given.values()}]:
            raise ValueError(f"members of {dim} outside its hierarchy: {strangers}")
        return given

    def _values(self) -> dict[Members, int | None]:
        """Values of all combinations; those of children come before their parents'."""
        given = self._given()
        values: dict[Members, int | None] = {}
        for members in product(*self._children):
            values[members] = given[members] if members in given else self._sum(members, values)
        return values

    def _given(self) -> dict[Members, int | None]:
        rows = self._rows()
        if len(set(rows)) < len(rows):
            raise ValueError(f"rows given twice: {sorted({r for r in rows if rows.count(r) > 1})}")
        return dict(zip(rows, map(_whole, self.frame["value"].tolist()), strict=True))

    def _sum(self, members: Members, values: Mapping[Members, int | None]) -> int | None:
        groups = list(self._parts(members))
        parts = [values[part] for part in groups[0]] if groups else []
        known = [value for value in parts if value is not None]
        return sum(known) if len(known) == len(parts) else None

    def _parts(self, members: Members) -> list[list[Members]]:
        """Combinations that sum to this one, a list for each dimension that has children."""
        return [
            [(*members[:place], child, *members[place + 1 :]) for child in children[member]]
            for place, (member, children) in enumerate(zip(members, self._children, strict=True))
            if children[member]
        ]

    def _relations(self, values: Mapping[Members, int | None]) -> list[Relation]:
        return [
            Relation(self._key(members), tuple(map(self._key, parts)))
            for members in values
            for parts in self._parts(members)
        ]


def _children(hierarchy: Hierarchy) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for child, parent in sorted(hierarchy.items()):
        children.setdefault(parent, []).append(child)
    order = TopologicalSorter(children).static_order()
    return {member: children.get(member, []) for member in order}


def _whole(value: float | None) -> int | None:
    if value is None or pd.isna(value):
        return None
    if value != int(value):
        raise ValueError(f"not a whole number: {value}")
    return int(value)

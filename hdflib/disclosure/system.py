"""Published tables as one linear system: cells, and the sums that tie them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

Key = tuple[str, ...]


def label(key: Key) -> str:
    """Give a key as a reader meets it: its names between middle dots."""
    return " · ".join(key)


@dataclass(frozen=True)
class Cell:
    """A count of a published table.

    Attributes
    ----------
    key
        Its name, unique in the system. A margin shared by several tables is one cell.
    value
        Count of households or dwellings, 0 or more; None when nobody transmitted it.
    """

    key: Key
    value: int | None


@dataclass(frozen=True)
class Relation:
    """A sum that readers know to hold: the total is the sum of the parts."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The total, then the parts."""
        return (self.total, *self.parts)


@dataclass(frozen=True)
class System:
    """Cells and relations of all the tables that are published together.

    Both are put in the order of their keys, so that results don't depend on the order in which
    they were given.

    Raises
    ------
    ValueError
        If a key stands twice, a value is negative, a relation names an unknown cell or names one
        twice, or a relation doesn't hold; every problem is named. A relation with unknown values
        holds if the known parts don't exceed the total.
    """

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]

    def __post_init__(self) -> None:
        ordered = [Relation(r.total, tuple(sorted(r.parts))) for r in self.relations]
        object.__setattr__(self, "cells", tuple(sorted(self.cells, key=lambda cell: cell.key)))
        object.__setattr__(self, "relations", tuple(sorted(set(ordered), key=lambda r: r.keys)))
        if problems := [*self._bad_cells(), *self._bad_relations()]:
            raise ValueError("; ".join(problems))

    @property
    def values(self) -> dict[Key, int | None]:
        """Value of each cell, by key, in the order of the keys."""
        return {cell.key: cell.value for cell in self.cells}

    def seen(self, hidden: Collection[Key]) -> System:
        """Give the system as readers have it: without the values of the hidden cells."""
        cells = (Cell(c.key, None) if c.key in hidden else c for c in self.cells)
        return replace(self, cells=tuple(cells))

    def split(self) -> list[System]:
        """Give the systems that nothing ties to one another, in the order of their first key."""
        groups: dict[Key, set[Key]] = {cell.key: {cell.key} for cell in self.cells}
        for relation in self.relations:
            tied = set().union(*(groups[key] for key in relation.keys))
            groups |= dict.fromkeys(tied, tied)
        values = self.values
        found = []
        for first in values:
            group = groups[first]
            if first == min(group):
                cells = tuple(Cell(key, values[key]) for key in group)
                relations = tuple(r for r in self.relations if r.total in group)
                found.append(System(cells, relations))
        return found

    def _bad_cells(self) -> Iterator[str]:
        if len(self.values) < len(self.cells):
            keys = [cell.key for cell in self.cells]
            yield f"keys given twice: {sorted({k for k in keys if keys.count(k) > 1})}"
        for cell in self.cells:
            if cell.value is not None and cell.value < 0:
                yield f"negative value of {label(cell.key)}: {cell.value}"

    def _bad_relations(self) -> Iterator[str]:
        values = self.values
        for relation in self.relations:
            if unknown := [key for key in relation.keys if key not in values]:
                yield f"relation of {label(relation.total)} names unknown cells: {unknown}"
            elif len(set(relation.keys)) < len(relation.keys) or not relation.parts:
                yield f"relation of {label(relation.total)} has no part or names a cell twice"
            elif not _holds(values[relation.total], [values[key] for key in relation.parts]):
                parts = " + ".join(str(values[key]) for key in relation.parts)
                yield f"{label(relation.total)} = {values[relation.total]}, but parts give {parts}"

    def deduced(self) -> System:
        """Fill the unknown values that a relation gives because all its others are known."""
        values = self.values
        while missing := list(_single_unknowns(self.relations, values)):
            for relation, key in missing:
                values[key] = _missing(relation, key, values)
        return replace(self, cells=tuple(Cell(key, value) for key, value in values.items()))


def _holds(total: int | None, parts: list[int | None]) -> bool:
    known = sum(value for value in parts if value is not None)
    if total is None:
        return True
    return known <= total if None in parts else known == total


def _single_unknowns(
    relations: Iterable[Relation], values: dict[Key, int | None]
) -> Iterator[tuple[Relation, Key]]:
    for relation in relations:
        unknown = [key for key in relation.keys if values[key] is None]
        if len(unknown) == 1:
            yield relation, unknown[0]


def _missing(relation: Relation, key: Key, values: dict[Key, int | None]) -> int:
    known = sum(values[part] or 0 for part in relation.parts if part != key)
    return known if key == relation.total else (values[relation.total] or 0) - known


def merge(*systems: System) -> System:
    """Join tables into one system; cells of the same key are the same cell.

    A value known in one system and unknown in another is known.

    Raises
    ------
    ValueError
        If two systems give a cell different values.
    """
    values: dict[Key, int | None] = {}
    for key, value in (item for system in systems for item in system.values.items()):
        if None not in (value, values.get(key)) and value != values[key]:
            raise ValueError(f"{label(key)} has two values: {values[key]} and {value}")
        values[key] = values.get(key) if value is None else value
    relations = tuple(relation for system in systems for relation in system.relations)
    return System(tuple(Cell(key, value) for key, value in values.items()), relations)

"""The attacker: what the published figures prove about a hidden one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from hdflib.disclosure.knowledge import Fact
from hdflib.disclosure.solver import Row, Vector, add_rows, is_whole, make_model, point_of
from hdflib.disclosure.system import Key, System

_Status = highspy.HighsModelStatus

SECONDS = 60.0
"""Limit of one search; it takes milliseconds unless something is very wrong."""


@dataclass(frozen=True, eq=False)
class Extreme:
    """The largest possible value of a hidden cell, or of its opposite.

    Attributes
    ----------
    value
        The extreme; infinite if there is none.
    point
        Values of all cells that reach it; None if it is infinite.
    prices
        By how much the extreme grows for each unit more of each cell (reduced costs); None if it
        is infinite or was found in whole numbers.
    """

    value: float
    point: Vector | None = None
    prices: Vector | None = None


class Attack:
    """The figures as an attacker sees them, asked again and again about one hidden cell.

    The attacker knows the value of every published cell, which cells are hidden, all relations
    and the given facts, and that counts are whole numbers of 0 or more. No upper bound is known.

    One model in real numbers and one in whole numbers are kept; only their bounds and objective
    change, so that each search starts from the last optimum.

    Parameters
    ----------
    system
        The tables; columns are numbered in the order of its cells. The values of hidden cells
        aren't used.
    known
        Facts besides the tables.

    Raises
    ------
    ValueError
        If a fact names a cell that the system lacks.
    """

    def __init__(self, system: System, known: Sequence[Fact] = ()) -> None:
        self.columns = {cell.key: column for column, cell in enumerate(system.cells)}
        self._values = np.array([math.nan if c.value is None else c.value for c in system.cells])
        self._reals = make_model(len(self._values), math.inf, whole=False)
        self._wholes = make_model(len(self._values), math.inf, whole=True)
        # Presolve can't tell an unbounded model from a contradictory one.
        self._reals.setOptionValue("presolve", "off")
        rows = [*self._relation_rows(system), *self._fact_rows(known)]
        for model in (self._reals, self._wholes):
            model.setOptionValue("time_limit", SECONDS)
            model.changeObjectiveSense(highspy.ObjSense.kMaximize)
            add_rows(model, rows)
        self.hide(())

    def _relation_rows(self, system: System) -> Iterator[Row]:
        for relation in system.relations:
            columns = self.columns_of(relation.keys, "relation")
            yield Row(columns, [1.0] + [-1.0] * len(relation.parts), 0, 0)

    def _fact_rows(self, known: Sequence[Fact]) -> Iterator[Row]:
        for fact in known:
            columns = self.columns_of([key for key, _ in fact.terms], fact.source)
            yield Row(columns, [weight for _, weight in fact.terms], fact.lo, fact.hi)

    def columns_of(self, keys: Iterable[Key], source: str) -> list[int]:
        """Give the columns of cells.

        Raises
        ------
        ValueError
            If the system lacks some; `source` says who names them.
        """
        keys = list(keys)
        if strangers := [key for key in keys if key not in self.columns]:
            raise ValueError(f"{source}: no table holds {strangers}")
        return [self.columns[key] for key in keys]

    def hide(self, columns: Iterable[int]) -> None:
        """Hide these cells and those of unknown value; publish all others."""
        hidden = np.isnan(self._values)
        hidden[list(columns)] = True
        lower = np.where(hidden, 0, self._values)
        upper = np.where(hidden, math.inf, self._values)
        every = np.arange(len(self._values), dtype=np.int32)
        for model in (self._reals, self._wholes):
            model.changeColsBounds(len(every), every, lower, upper)

    def push(self, column: int, sign: int) -> Extreme:
        """Find the largest `sign` × cell in real numbers.

        Raises
        ------
        ValueError
            If no counts agree with all that is known.
        """
        return self._solve(self._reals, column, sign)

    def push_whole(self, column: int, sign: int) -> Extreme:
        """Do as `push` in whole numbers.

        Real numbers are tried first: they are fast, and give whole ones nearly always.

        Raises
        ------
        ValueError
            If no whole counts agree with all that is known.
        """
        found = self.push(column, sign)
        # An unbounded extreme stays so in whole numbers, as all coefficients are rational.
        if found.point is None or is_whole(found.point):
            return found
        return replace(self._solve(self._wholes, column, sign), prices=None)

    def interval(self, column: int) -> tuple[float, float]:
        """Give the smallest and the largest whole number that a hidden cell may be.

        Raises
        ------
        ValueError
            If no whole counts agree with all that is known.
        """
        lo = -self.push_whole(column, -1).value
        hi = self.push_whole(column, 1).value
        return round(lo) + 0.0, hi if math.isinf(hi) else round(hi) + 0.0

    def _solve(self, model: highspy.Highs, column: int, sign: int) -> Extreme:
        model.changeColCost(column, sign)
        model.run()
        extreme = _extreme(model)
        model.changeColCost(column, 0)
        return extreme


def _extreme(model: highspy.Highs) -> Extreme:
    status = model.getModelStatus()
    if status == _Status.kUnbounded:
        return Extreme(math.inf)
    # Whole numbers are only tried where real ones are bounded.
    if status in (_Status.kInfeasible, _Status.kUnboundedOrInfeasible):
        raise ValueError("no counts agree with the tables and the facts known besides")
    if status != _Status.kOptimal:
        raise RuntimeError(f"attack not settled: {model.modelStatusToString(status)}")
    prices = np.array(model.getSolution().col_dual, np.float64)
    return Extreme(model.getInfo().objective_function_value, point_of(model), prices)

"""The choice of cells to hide: least information lost, given what attacks have shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from hdflib.disclosure.attack import Extreme
from hdflib.disclosure.solver import Row, Vector, add_rows, has_point, make_model, point_of

NEGLIGIBLE = 1e-7


@dataclass(frozen=True)
class Cut:
    """A necessary condition: the gains of the cells that are hidden sum to 1 or more.

    Attributes
    ----------
    gains
        Gain, at most 1, of each column that has one.
    """

    gains: dict[int, float]

    def short(self, hidden: Collection[int]) -> float:
        """Give what the hidden columns leave missing."""
        return 1 - sum(gain for column, gain in self.gains.items() if column in hidden)


def cut_by_prices(
    extreme: Extreme, target: float, values: Vector, hidden: Collection[int], free: Iterable[int]
) -> Cut:
    """Tell from the duals of an attack that stays short of its target what hiding would bring.

    By duality the extreme, as a function of the set of hidden cells, never exceeds
    extreme + Σ gain(newly hidden) - Σ gain(published again). Hiding a cell of price r and value v
    frees it from v down to 0, which gives -r × v if r < 0, and without bound upwards if r > 0.
    Gains beyond the need are cut to it, as one such cell satisfies the condition.
    """
    gains = {}
    need = target - extreme.value
    assert extreme.prices is not None
    for column in free:
        price = extreme.prices[column]
        if price > NEGLIGIBLE and column not in hidden:
            gains[column] = np.inf
        elif price < -NEGLIGIBLE and values[column] > 0:
            gains[column] = -price * values[column]
            need += gains[column] if column in hidden else 0
    return Cut({column: min(1.0, float(gain / need)) for column, gain in gains.items()})


def cut_by_absence(hidden: Collection[int], free: Iterable[int]) -> Cut:
    """Ask for one more hidden cell, whichever: less than what is hidden now protects less."""
    return Cut({column: 1.0 for column in free if column not in hidden})


@dataclass(frozen=True)
class Choice:
    """Columns to hide, and a proven lower bound of the cost of any protected set."""

    hidden: frozenset[int]
    bound: float


class Master:
    """The integer programme: one 0-1 variable for each cell, one row for each cut.

    Parameters
    ----------
    weights
        Information lost by hiding each column, 0 or more.
    forced, kept
        Columns that must be hidden, and published.
    gap
        Relative gap to the optimum that will do.
    """

    def __init__(
        self, weights: Vector, forced: Collection[int], kept: Collection[int], gap: float
    ) -> None:
        self._model = make_model(len(weights), 1.0, whole=True)
        self._model.setOptionValue("mip_rel_gap", gap)
        for column, weight in enumerate(weights):
            self._model.changeColCost(column, 0.0 if column in forced else weight)
        for column in sorted(forced):
            self._model.changeColBounds(column, 1.0, 1.0)
        for column in sorted(kept):
            self._model.changeColBounds(column, 0.0, 0.0)

    def bridge(self, columns: list[int], forced: Collection[int]) -> None:
        """Never hide one cell of a relation alone: the sum would give it back."""
        if not any(column in forced for column in columns):
            for one in columns:
                weights = [-1.0 if column == one else 1.0 for column in columns]
                add_rows(self._model, [Row(columns, weights, 0, np.inf)])

    def add(self, cuts: Iterable[Cut]) -> None:
        """Require conditions of every later choice."""
        rows = [Row(list(cut.gains), list(cut.gains.values()), 1, np.inf) for cut in cuts]
        add_rows(self._model, rows)

    def choose(self, seconds: float) -> Choice | None:
        """Give the cheapest columns found in so many seconds; None if there are none yet."""
        self._model.setOptionValue("time_limit", max(seconds, 0.0))
        self._model.run()
        if not has_point(self._model):
            return None
        hidden = np.flatnonzero(point_of(self._model) > 0.5).tolist()
        bound = round(self._model.getInfo().mip_dual_bound, 6)
        return Choice(frozenset(hidden), max(bound, 0.0))

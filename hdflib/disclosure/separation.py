"""Attacks on a choice of cells, and the conditions that their successes teach."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from hdflib.disclosure.attack import Attack, Extreme
from hdflib.disclosure.master import Cut, cut_by_absence, cut_by_prices
from hdflib.disclosure.rule import Rule
from hdflib.disclosure.solver import Vector, is_whole

CLOSE = 1e-6

Side = tuple[int, int]
"""Direction of an attack, 1 upwards or -1 downwards, and the count that it must let possible."""


class Separation:
    """Attacks the secrets under one choice of hidden cells after another.

    Parameters
    ----------
    attack
        The figures; its columns number the cells.
    values
        Value of each column; that of unknown cells isn't used.
    secrets
        Columns to protect.
    free
        Columns that may be hidden or published.
    """

    def __init__(
        self,
        attack: Attack,
        rule: Rule,
        values: Vector,
        secrets: Sequence[int],
        free: Sequence[int],
    ) -> None:
        self._attack = attack
        self._values = values
        self._secrets = secrets
        self._free = free
        self._sides: tuple[Side, Side] = ((1, rule.threshold - 1), (-1, 0))

    def open_secrets(self, hidden: Collection[int]) -> list[int]:
        """Give the secrets that an attacker narrows down below the rule's range."""
        self._start(hidden)
        return [
            column
            for column in self._secrets
            if any(self._shortfall(column, side) for side in self._sides)
        ]

    def cuts(self, hidden: Collection[int]) -> list[Cut]:
        """Give a violated condition for each successful attack; none if all secrets hold."""
        self._start(hidden)
        attacks = ((column, side) for column in self._secrets for side in self._sides)
        found = ((self._shortfall(column, side), side) for column, side in attacks)
        return [self._cut(extreme, side, hidden) for extreme, side in found if extreme]

    def revealed(self, hidden: Collection[int]) -> list[int]:
        """Give the free hidden cells whose value the attacker finds: hiding them is vain."""
        self._start(hidden)
        return [column for column in self._free if column in hidden and self._is_exact(column)]

    def _start(self, hidden: Collection[int]) -> None:
        self._attack.hide(hidden)
        # Whole points found by any attack prove what they reach for all cells at once.
        self._most = np.full(len(self._values), -math.inf)
        self._least = np.full(len(self._values), math.inf)

    def _note(self, extreme: Extreme) -> None:
        if extreme.point is not None and is_whole(extreme.point):
            self._most = np.maximum(self._most, extreme.point)
            self._least = np.minimum(self._least, extreme.point)

    def _shortfall(self, column: int, side: Side) -> Extreme | None:
        """Give the extreme of a cell if it stays short of what the rule asks for."""
        sign, limit = side
        reached = self._most[column] if sign > 0 else -self._least[column]
        if reached >= sign * limit - CLOSE:
            return None
        extreme = self._attack.push(column, sign)
        if extreme.value >= sign * limit - CLOSE:
            # Out of reach in real numbers is out of reach; the reverse must be made sure of.
            extreme = self._attack.push_whole(column, sign)
        self._note(extreme)
        return extreme if extreme.value < sign * limit - CLOSE else None

    def _cut(self, extreme: Extreme, side: Side, hidden: Collection[int]) -> Cut:
        sign, limit = side
        if extreme.prices is not None:
            cut = cut_by_prices(extreme, sign * limit, self._values, hidden, self._free)
            if cut.short(hidden) > CLOSE:
                return cut
        return cut_by_absence(hidden, self._free)

    def _is_exact(self, column: int) -> bool:
        for sign in (1, -1):
            if self._most[column] > self._least[column] + CLOSE:
                return False
            extreme = self._attack.push_whole(column, sign)
            if math.isinf(extreme.value):
                return False
            self._note(extreme)
        return not self._most[column] > self._least[column] + CLOSE


def completed(hidden: Collection[int], separation: Separation, weights: Vector) -> frozenset[int]:
    """Hide more cells, the cheapest for each condition in turn, until all secrets hold."""
    more = set(hidden)
    while cuts := separation.cuts(more):
        for cut in cuts:
            more.update(_fill(cut, more, weights))
    return frozenset(more)


def _fill(cut: Cut, hidden: Collection[int], weights: Vector) -> Iterator[int]:
    missing = cut.short(hidden)
    choices = [(weights[c] / gain, c) for c, gain in cut.gains.items() if c not in hidden]
    for _, column in sorted(choices):
        if missing <= CLOSE:
            return
        missing -= cut.gains[column]
        yield column

"""The audit: what an attacker who has every published figure learns about the hidden ones."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hdflib.disclosure.attack import Attack
from hdflib.disclosure.knowledge import Fact
from hdflib.disclosure.rule import DEFAULT_RULE, Rule
from hdflib.disclosure.system import Cell, Key, System, label


class Role(StrEnum):
    """Why a cell isn't published."""

    SECRET = "secret"
    COMPLEMENT = "complément"
    UNKNOWN = "inconnu"


@dataclass(frozen=True)
class Interval:
    """What the attacker learns about a cell.

    Attributes
    ----------
    key
        The hidden cell.
    role
        Secret by the rule, hidden as a complement, or of a value unknown to the audit.
    lo, hi
        Smallest and largest whole number that agree with all that is known; `hi` may be infinite.
    protected
        For a secret: the interval contains 0, …, threshold - 1. For an unknown value: the interval
        is as wide as that, or holds no secret; 5 to 40 proves no secret, and were the value one,
        `protect` would not have left it so. For a complement, whose value is no secret: the
        attacker doesn't find it exactly, else hiding it is vain.
    """

    key: Key
    role: Role
    lo: float
    hi: float
    protected: bool

    @property
    def exact(self) -> bool:
        """Whether the attacker knows the value."""
        return self.lo == self.hi

    def __str__(self) -> str:
        if self.exact:
            found = f"vaut exactement {self.lo:.0f}"
        elif math.isinf(self.hi):
            found = f"au moins {self.lo:.0f}"
        else:
            found = f"entre {self.lo:.0f} et {self.hi:.0f}"
        return f"{label(self.key)} ({self.role})\u00a0: {found}"


@dataclass(frozen=True)
class Audit:
    """Result of an audit; confidential as long as it names leaks.

    Attributes
    ----------
    rule
        The rule that was checked.
    rows
        All hidden cells: those that aren't protected first, exact disclosures before others,
        then by width and key.
    """

    rule: Rule
    rows: tuple[Interval, ...]

    @property
    def leaks(self) -> tuple[Interval, ...]:
        """Rows that aren't protected, exact disclosures first."""
        return tuple(row for row in self.rows if not row.protected)

    @property
    def passed(self) -> bool:
        """Whether all hidden cells are protected."""
        return not self.leaks

    def __str__(self) -> str:
        masked = f"{len(self.rows)} {_agree('effectif masqué', len(self.rows))}"
        start = f"Audit du secret statistique (seuil {self.rule.threshold})\u00a0: {masked}, "
        if self.passed:
            return f"{start}aucun n'est déductible."
        exact = sum(row.exact for row in self.leaks)
        count = f"{len(self.leaks)} mal {_agree('protégé', len(self.leaks))}"
        lines = [f"  {row}" for row in self.leaks]
        return "\n".join([f"{start}{count}, dont {exact} {_agree('déduit', exact)}.", *lines])


def audit(
    system: System,
    hidden: Collection[Key],
    rule: Rule = DEFAULT_RULE,
    *,
    known: Sequence[Fact] = (),
) -> Audit:
    """Attack all tables jointly, as a reader with every published figure would.

    Only published values are used to attack; the hidden ones tell afterwards what was at stake.
    To audit what is already out, give a system whose hidden values are None: each hidden cell is
    then judged as if it might be a secret.

    Parameters
    ----------
    system
        All tables that readers have, earlier editions included: see `merge`.
    hidden
        Cells that readers don't have; those without value are hidden too.
    rule
        What is secret and how well it must be hidden.
    known
        What readers know besides: percentages, map classes, earlier editions.

    Raises
    ------
    ValueError
        If a hidden cell or one of a fact isn't in the system, or if facts contradict the
        published values.
    """
    attack = Attack(system, known)
    attack.hide(attack.columns_of(hidden, "hidden cells"))
    cells = [cell for cell in system.cells if cell.key in hidden or cell.value is None]
    rows = [_row(cell, rule, *attack.interval(attack.columns[cell.key])) for cell in cells]
    return Audit(rule, tuple(sorted(rows, key=_gravity)))


def _row(cell: Cell, rule: Rule, lo: float, hi: float) -> Interval:
    covered = rule.covers(lo, hi)
    if cell.value is None:
        vague = covered or rule.is_wide(lo, hi) or not rule.concerns(lo, hi)
        return Interval(cell.key, Role.UNKNOWN, lo, hi, vague)
    if rule.is_secret(cell.value):
        return Interval(cell.key, Role.SECRET, lo, hi, covered)
    return Interval(cell.key, Role.COMPLEMENT, lo, hi, lo < hi)


def _gravity(row: Interval) -> tuple[bool, bool, float, Key]:
    return row.protected, not row.exact, row.hi - row.lo, row.key


def _agree(words: str, count: int) -> str:
    return " ".join(f"{word}s" for word in words.split()) if count > 1 else words

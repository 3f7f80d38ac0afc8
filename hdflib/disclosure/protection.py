"""Suppression: which cells to hide so that no secret can be computed back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from hdflib.disclosure.attack import Attack
from hdflib.disclosure.knowledge import Fact
from hdflib.disclosure.master import Choice, Master
from hdflib.disclosure.rule import DEFAULT_RULE, Rule
from hdflib.disclosure.separation import Separation, completed
from hdflib.disclosure.solver import Vector
from hdflib.disclosure.system import Cell, Key, System, label
from hdflib.errors import HdfError

CLOSE = 1e-6


class ProtectionError(HdfError):
    """No choice of cells hides the secrets; `keys` names those that stay open."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self.keys = tuple(keys)
        names = "\n".join(f"  {label(key)}" for key in keys)
        super().__init__(
            "Même en masquant tout ce qui peut l'être, ces effectifs resteraient déductibles :\n"
            f"{names}\nRetirer de la publication ce qui les révèle (taux, classes de carte, "
            "effectifs imposés), ou regrouper des territoires."
        )


def information(cell: Cell) -> float:
    """Give the information lost by hiding a cell: its count + 1, so that zeros cost too."""
    return float((cell.value or 0) + 1)


@dataclass(frozen=True)
class Protection:
    """Cells to hide.

    Attributes
    ----------
    primary
        Secret cells, in the order of keys.
    complementary
        Cells hidden to protect them, in the order of keys.
    cost
        Information lost: sum of the weights of the complementary cells.
    bound
        No protected choice costs less than this. Equal to the cost if the choice is optimal.
    """

    primary: tuple[Key, ...]
    complementary: tuple[Key, ...]
    cost: float
    bound: float

    @property
    def hidden(self) -> frozenset[Key]:
        """Every cell to hide."""
        return frozenset(self.primary + self.complementary)

    @property
    def gap(self) -> float:
        """Part of the cost that a better choice might save, as a fraction; 0 at the optimum."""
        saved = self.cost - self.bound
        return saved / self.cost if saved > CLOSE else 0.0


def protect(
    system: System,
    rule: Rule = DEFAULT_RULE,
    *,
    known: Sequence[Fact] = (),
    published: Collection[Key] = (),
    latent: Collection[Key] = (),
    sensitive: Collection[Key] = (),
    weight: Callable[[Cell], float] = information,
    gap: float = 0.0,
    time_limit: float = 60.0,
) -> Protection:
    """Hide the secret cells, and the least of others so that nobody computes a secret back.

    A secret is protected if the attacker's interval for it contains 0, …, threshold - 1 (see
    `Rule` and `Attack`). Cutting planes: a choice is attacked, every success of the attack gives
    a condition that all protected choices satisfy, and the cheapest choice under all conditions
    so far is attacked in turn, until no attack succeeds. M. Fischetti and J. J. Salazar-González,
    "Solving the cell suppression problem on tabular data with linear constraints", Management
    Science 47 (2001).

    An unknown value is protected as a secret, unless a sum gives it and it isn't one.

    Parameters
    ----------
    system
        All tables that are published together, with their values.
    rule
        What is secret and how well it must be hidden.
    known
        What readers know besides.
    published
        Cells that must not be hidden: already out, or zero by nature.
    latent
        Cells that no table shows in any case, but that sums tie to others.
    sensitive
        Cells to protect as secrets whatever their values.
    weight
        Information lost by hiding a cell, 0 or more.
    gap
        Relative gap to the optimum that will do.
    time_limit
        Seconds after which the choice at hand is completed greedily: protected, not optimal. Only
        then may two runs differ.

    Raises
    ------
    ProtectionError
        If hiding everything that may be hidden leaves a secret open.
    ValueError
        If the known facts contradict the tables, or a name isn't one of the system's cells.
    """
    attack = Attack(system, known)
    kept = attack.columns_of(published, "published cells")
    unseen = attack.columns_of(latent, "latent cells")
    roles = _roles(system, rule, kept, unseen, attack.columns_of(sensitive, "sensitive cells"))
    values = np.array([float(cell.value or 0) for cell in system.cells])
    weights = np.array([weight(cell) for cell in system.cells])
    separation = Separation(attack, rule, values, roles.secret, roles.free)
    if hopeless := separation.open_secrets([*roles.forced, *roles.free]):
        raise ProtectionError([system.cells[column].key for column in hopeless])
    master = Master(weights, roles.forced, roles.kept, gap)
    for relation in system.relations:
        master.bridge(attack.columns_of(relation.keys, "relation"), roles.forced)
    choice = _search(master, separation, roles.forced, weights, time_limit)
    return _protection(system, roles, choice, weights)


@dataclass(frozen=True)
class _Roles:
    """Columns by what is asked of them; a secret is forced, or kept against its protection."""

    secret: list[int]
    forced: frozenset[int]
    kept: frozenset[int]
    unseen: frozenset[int]
    free: list[int]


def _roles(
    system: System,
    rule: Rule,
    kept: Collection[int],
    unseen: Collection[int],
    sensitive: Collection[int],
) -> _Roles:
    deduced = enumerate(system.deduced().cells)
    secret = {column for column, cell in deduced if rule.is_secret(cell.value)} | set(sensitive)
    unknown = {column for column, cell in enumerate(system.cells) if cell.value is None}
    forced = (unknown | secret | set(unseen)) - set(kept)
    free = sorted(set(range(len(system.cells))) - forced - set(kept))
    return _Roles(sorted(secret), frozenset(forced), frozenset(kept), frozenset(unseen), free)


def _search(
    master: Master,
    separation: Separation,
    forced: frozenset[int],
    weights: Vector,
    time_limit: float,
) -> Choice:
    """Choose and attack in turn until no attack succeeds or time is out."""
    deadline = monotonic() + time_limit
    choice = Choice(forced, 0.0)
    while True:
        choice = master.choose(deadline - monotonic()) or choice
        cuts = separation.cuts(choice.hidden)
        if cuts and monotonic() < deadline:
            master.add(cuts)
            continue
        hidden = completed(choice.hidden, separation, weights)
        return Choice(hidden.difference(separation.revealed(hidden)), choice.bound)


def _protection(system: System, roles: _Roles, choice: Choice, weights: Vector) -> Protection:
    hidden = sorted(choice.hidden - roles.unseen)
    known = {column for column, cell in enumerate(system.cells) if cell.value is not None}
    complementary = [column for column in hidden if column not in roles.forced]
    return Protection(
        tuple(system.cells[c].key for c in hidden if c in roles.forced and c in known),
        tuple(system.cells[c].key for c in complementary),
        float(weights[complementary].sum()),
        choice.bound,
    )

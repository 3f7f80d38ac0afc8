"""Proof that optional and local criteria alone never outrank a priority (CCH, R.441-2-10).

What a request may reach is bounded criterion by criterion: each may be met or not, a criterion
with brackets is in one of them at most, and a group « maximum » counts its highest criterion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hdflib.rules.cotation.grid import Bareme, Critere, Cumul, Tranche


@dataclass(frozen=True)
class Apport:
    """What a criterion gives, by one of its brackets if it has some."""

    critere: Critere
    points: int
    tranche: Tranche | None = None

    @property
    def libelle(self) -> str:
        """What it is in French: "Ancienneté de la demande de 11 à 20 mois"."""
        bracket = f" {self.tranche.libelle}" if self.tranche else ""
        return f"{self.critere.libelle}{bracket}"


@dataclass(frozen=True)
class Proof:
    """The bounds of a grid.

    Attributes
    ----------
    highest
        What gives the most to a request that no priority criterion supports.
    weakest
        The priority criterion that gives the least.
    malus
        What takes the most away from a request that only this criterion supports.
    """

    highest: tuple[Apport, ...]
    weakest: Apport
    malus: tuple[Apport, ...]

    @property
    def maximum(self) -> int:
        """The most points without any priority criterion."""
        return sum(apport.points for apport in self.highest)

    @property
    def minimum(self) -> int:
        """The fewest points with a priority criterion."""
        return self.weakest.points + sum(apport.points for apport in self.malus)

    @property
    def holds(self) -> bool:
        """Whether no request without a priority criterion reaches one that has some."""
        return self.maximum < self.minimum


def prove(bareme: Bareme) -> Proof:
    """Find the bounds of what applies to a request.

    Raises
    ------
    ValueError
        If no criterion is a priority, or one of them gives no point.
    """
    priority = [c for c in bareme.criteres if c.prioritaire]
    if not priority or any(a.points <= 0 for c in priority for a in apports(c)):
        raise ValueError("priority criteria give points, and there are some")
    return Proof(tuple(highest(bareme)), *lowest_priority(bareme))


def highest(bareme: Bareme) -> Iterator[Apport]:
    """Give what adds up to the exact maximum of the criteria that aren't priorities."""
    for unit in units(bareme):
        best = max(others(unit), key=points, default=None)
        if best and best.points > 0:
            yield best


def lowest_priority(bareme: Bareme) -> tuple[Apport, tuple[Apport, ...]]:
    """Give the priority that gives the least by itself, once the malus are taken off.

    Priority criteria give points: a request that meets several never has fewer than with one of
    them. Within a group « maximum », a malus takes nothing off the priority that stands there.
    """
    split = list(units(bareme))
    malus = [worst(unit) for unit in split]
    lows = []
    for rank, unit in enumerate(split):
        for critere in (c for c in unit if c.prioritaire):
            taken = [m for other, m in enumerate(malus) if m and other != rank]
            lows.append((min(apports(critere), key=points), tuple(taken)))
    return min(lows, key=lambda low: low[0].points + sum(map(points, low[1])))


def worst(unit: Sequence[Critere]) -> Apport | None:
    """Give what takes the most away in a unit, if anything does.

    In a group « maximum », it is met alone: the highest of those met counts.
    """
    low = min(others(unit), key=points, default=None)
    return low if low and low.points < 0 else None


def others(unit: Sequence[Critere]) -> Iterator[Apport]:
    """Give what the criteria of a unit that aren't priorities may give."""
    return (apport for c in unit if not c.prioritaire for apport in apports(c))


def units(bareme: Bareme) -> Iterator[list[Critere]]:
    """Give the criteria of which one only counts: those of a group « maximum », or one alone."""
    exclusive = {groupe.nom for groupe in bareme.groupes if groupe.cumul is Cumul.MAXIMUM}
    seen = set()
    for critere in bareme.criteres:
        if critere.groupe not in exclusive:
            yield [critere]
        elif critere.groupe not in seen:
            seen.add(critere.groupe)
            yield [c for c in bareme.criteres if c.groupe == critere.groupe]


def apports(critere: Critere) -> Iterator[Apport]:
    """Give what a criterion may give when it is met: one of its brackets, if it has some."""
    if not critere.tranches:
        yield Apport(critere, critere.points)
    for tranche in critere.tranches:
        yield Apport(critere, tranche.points, tranche)


def points(apport: Apport) -> int:
    """Give the points, to compare by."""
    return apport.points

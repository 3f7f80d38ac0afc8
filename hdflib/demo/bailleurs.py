"""The fictional bailleurs: their objectives, and the leases that each signs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hdflib.demo.geography import Codes, Pieces
from hdflib.demo.mixity import OTHER_OUT, Q1_OUT
from hdflib.demo.quotas import Floats, Ints, Mask, apportion, deal

ELSEWHERE = 0.1
"""Part of its size that a large bailleur has in the next département."""


@dataclass(frozen=True)
class Bailleur:
    """A bailleur.

    Attributes
    ----------
    departement
        Code of the département where most of its housing is.
    size
        Weight of its leases there.
    objectif
        Yearly objective of leases to sortants d'hébergement; 0 if it has none.
    sortants
        Leases to them from January to April 2022.
    """

    departement: str
    size: int
    objectif: int
    sortants: int


# Yearly objective and leases to date: their ratios make the published brackets, their sums the
# published objectives and leases.
_FOLLOWED = {
    "02": ((60, 8), (40, 8), (20, 6), (10, 3)),
    "59": (
        (250, 35), (160, 24), (120, 15), (130, 29), (100, 21), (80, 17), (70, 20), (50, 14),
        (40, 20), (20, 12),
    ),
    "60": ((80, 12), (55, 13), (45, 13), (35, 14), (20, 9)),
    "62": ((140, 22), (110, 24), (80, 24), (60, 26), (45, 20), (30, 12), (22, 11), (15, 8)),
    "80": ((90, 47), (63, 31), (40, 18), (20, 8)),
}  # fmt: skip
_OTHERS = {
    "02": ((15, 0), (12, 0)),
    "59": ((60, 3), (45, 2), (30, 2), (40, 0), (8, 0)),
    "60": ((20, 1), (15, 1)),
    "62": ((30, 2), (25, 2), (20, 1), (15, 0)),
    "80": ((25, 1),),
}

BAILLEURS: tuple[Bailleur, ...] = (
    *(
        Bailleur(code, max(goal, 15), goal, done)
        for code, given in _FOLLOWED.items()
        for goal, done in given
    ),
    *(Bailleur(code, size, 0, done) for code, given in _OTHERS.items() for size, done in given),
)
HIGHEST, LOWEST = 36, 37
"""Ranks of the bailleurs whose part of the first quartile out of QPV is the largest, and none."""
FIXED = {HIGHEST: {Q1_OUT: 62, OTHER_OUT: 126, -1: 60}, LOWEST: {Q1_OUT: 0, OTHER_OUT: 42, -1: 18}}
"""Their leases from January to April 2022: out of QPV by class, then in QPV."""


def names() -> Codes:
    """Give the names of the bailleurs, in order."""
    return np.array([f"Bailleur fictif {number:02d}" for number in range(1, len(BAILLEURS) + 1)])


def weigh(pieces: Pieces) -> Floats:
    """Give the weight of each bailleur in each département (a line each)."""
    found = np.zeros((len(pieces.departements), len(BAILLEURS)))
    for rank, bailleur in enumerate(BAILLEURS):
        main = pieces.departements.index(bailleur.departement)
        found[main, rank] = bailleur.size
        if bailleur.objectif >= 50:
            found[(main + 1) % len(found), rank] = bailleur.size * ELSEWHERE
    return found


def choose_bailleurs(
    rng: np.random.Generator,
    pieces: Pieces,
    departement: Ints,
    classes: Ints,
    early: Mask,
    sortants: Mask,
) -> Ints:
    """Give each lease the rank of its bailleur.

    Parameters
    ----------
    rng
        Source of chance.
    pieces
        The territories.
    departement, classes
        Rank of the département and class of mixity of each lease.
    early, sortants
        Leases from January to April 2022, and those of them to sortants d'hébergement.
    """
    weights = weigh(pieces)
    found = np.empty(len(departement), np.int64)
    found[sortants] = deal(rng, departement[sortants], _sortants(pieces))
    kinds = np.where(classes == Q1_OUT, 0, np.where(classes == OTHER_OUT, 1, 2))
    rest = early & ~sortants
    groups = departement[rest] * 3 + kinds[rest]
    sizes = np.bincount(groups, minlength=3 * len(weights)).reshape(-1, 3)
    found[rest] = deal(rng, groups, _share_early(rng, pieces, weights, sizes))
    groups = departement[~early]
    sizes = np.bincount(groups, minlength=len(weights))
    counts = [apportion(int(n), line) for n, line in zip(sizes, weights, strict=True)]
    found[~early] = deal(rng, groups, np.array(counts))
    return found


def _sortants(pieces: Pieces) -> Ints:
    found = np.zeros((len(pieces.departements), len(BAILLEURS)), np.int64)
    for rank, bailleur in enumerate(BAILLEURS):
        found[pieces.departements.index(bailleur.departement), rank] = bailleur.sortants
    return found


def _share_early(rng: np.random.Generator, pieces: Pieces, weights: Floats, sizes: Ints) -> Ints:
    """Share the leases of each département and class; two bailleurs have fixed numbers."""
    tilts = (rng.uniform(0.8, 1.2, len(BAILLEURS)), np.ones(len(BAILLEURS)), 1.0)
    lines = []
    for rank, code in enumerate(pieces.departements):
        own = {b: given for b, given in FIXED.items() if BAILLEURS[b].departement == code}
        free = weights[rank].copy()
        free[list(FIXED)] = 0
        for kind, key in enumerate((Q1_OUT, OTHER_OUT, -1)):
            fixed = np.zeros(len(BAILLEURS), np.int64)
            for bailleur, given in own.items():
                fixed[bailleur] = given[key]
            left = int(sizes[rank, kind] - fixed.sum())
            lines.append(fixed + apportion(left, free * tilts[kind]))
    return np.array(lines)

"""Where the generated households live: pieces of EPCI by département, and their communes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from hdflib.demo.quotas import Floats, Ints, apportion
from hdflib.inputs.reference import read_communes, read_territoires

REGION = "32"
NAMED = ("245900428", "200069037", "246000582", "200071991")
"""EPCI whose cotation is active."""
CONCERNED = 40
"""EPCI that the reform of attributions concerns."""
URBAN = 1.2
"""Power of the population: towns have more social housing than their part of the population."""

Codes = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Pieces:
    """The parts of EPCI that lie in one département, and the communes of each.

    Attributes
    ----------
    departements, epci
        Codes, in order.
    departement, owner
        Rank of the département and of the EPCI of each piece.
    weight
        Weight of each piece in its département.
    communes, ends
        Codes of communes in order of piece, and their weights added up: a piece of rank i has
        those from i to i + 1.
    concerned
        Whether each EPCI is concerned by the reform of attributions.
    """

    departements: tuple[str, ...]
    epci: tuple[str, ...]
    departement: Ints
    owner: Ints
    weight: Floats
    communes: Codes
    ends: Floats
    concerned: npt.NDArray[np.bool_]

    def share(self, totals: dict[str, int], weight: Floats, caps: Ints | None = None) -> Ints:
        """Share the total of each département between its pieces."""
        found = np.zeros(len(self.weight), np.int64)
        for rank, code in enumerate(self.departements):
            own = self.departement == rank
            cap = None if caps is None else caps[own]
            found[own] = apportion(totals[code], weight[own], cap)
        return found

    @property
    def size(self) -> Floats:
        """Weight of each EPCI, whatever its départements."""
        found: Floats = np.bincount(self.owner, self.weight, len(self.epci)).astype(np.float64)
        return found

    def draw_communes(self, rng: np.random.Generator, pieces: Ints) -> Codes:
        """Draw a commune in the piece of each row."""
        chance = pieces + rng.random(len(pieces)) * (1 - 1e-9)
        found: Codes = self.communes[np.searchsorted(self.ends, chance, side="right")]
        return found


def read_pieces(root: Path, rng: np.random.Generator) -> Pieces:
    """Read the territories of the région; its communes get weights at random.

    Parameters
    ----------
    root
        The project.
    rng
        Source of chance.
    """
    folder = root / "data" / "reference" / f"region-{REGION}"
    territoires = read_territoires(folder)
    communes = sorted(
        (c for c in read_communes(folder).values() if c.epci),
        key=lambda c: (c.departement, c.epci, c.code),
    )
    pairs = sorted({(c.departement, c.epci) for c in communes})
    departements = tuple(t.code for t in territoires.departements)
    population = {t.code: t.population for t in territoires.epci()}
    epci = tuple(sorted({code for _, code in pairs}))
    ranks = {pair: rank for rank, pair in enumerate(pairs)}
    piece = np.array([ranks[c.departement, c.epci] for c in communes])
    sizes = np.bincount(piece)
    whole = {code: sum(sizes[ranks[p]] for p in pairs if p[1] == code) for code in epci}
    people = [population[p[1]] * sizes[r] / whole[p[1]] for p, r in ranks.items()]
    chosen = _concerned({t.code: t.population for t in territoires.epci() if t.region_majoritaire})
    return Pieces(
        departements,
        epci,
        np.array([departements.index(d) for d, _ in pairs]),
        np.array([epci.index(e) for _, e in pairs]),
        np.asarray(people, np.float64) ** URBAN,
        np.array([c.code for c in communes]),
        _ends(rng, piece, sizes),
        np.array([code in chosen for code in epci]),
    )


def _concerned(population: dict[str, int]) -> set[str]:
    others = sorted(population.keys() - set(NAMED), key=lambda code: (-population[code], code))
    return {*NAMED, *others[: CONCERNED - len(NAMED)]}


def _ends(rng: np.random.Generator, piece: Ints, sizes: Ints) -> Floats:
    """Add up the weights of communes, each piece being worth 1."""
    weight = rng.lognormal(0.0, 1.6, len(piece))
    total = np.bincount(piece, weight)
    ends = np.cumsum(weight / total[piece])
    # Each piece ends on its whole number, whatever the additions lose.
    ends[np.cumsum(sizes) - 1] = np.arange(1, len(sizes) + 1)
    return ends

"""Objectives set to bailleurs, and by EPCI."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.bailleurs import BAILLEURS, names
from hdflib.demo.geography import Pieces
from hdflib.demo.margins import read_published
from hdflib.demo.quotas import Floats, Ints, apportion

YEAR = 2022
LABELS = {
    "menages_prioritaires": "ménages prioritaires",
    "sortants_hebergement": "sortants d'hébergement",
    "sans_abri": "sans abri",
}
RATES = (0.25, 1.85)
"""Bounds of the rates of EPCI, the objective being prorated to four months of twelve."""
ROUNDS = 25


def make_objectives(root: Path) -> pd.DataFrame:
    """Make the objectives of bailleurs: by département, they add up to the published ones.

    Where the département's is being finalised, so are those of its bailleurs.

    Parameters
    ----------
    root
        The project.
    """
    rows = []
    for public, label in LABELS.items():
        totals = read_published(root, public, "objectif_annuel")
        for departement in read_published(root, public, "attributions"):
            given = _share(public, departement, totals.get(departement))
            rows += [
                {
                    "bailleur": name,
                    "departement": departement,
                    "public": label,
                    "annee": YEAR,
                    "objectif": goal,
                    "etat": "fixé" if departement in totals else "en cours",
                }
                for name, goal in given.items()
            ]
    return pd.DataFrame(rows)


def _share(public: str, departement: str, total: int | None) -> dict[str, str]:
    own = [rank for rank, b in enumerate(BAILLEURS) if b.departement == departement]
    if public != "menages_prioritaires":
        own = [rank for rank in own if BAILLEURS[rank].objectif]
    if total is None:
        return {str(names()[rank]): "" for rank in own}
    goals = [BAILLEURS[rank].objectif for rank in own]
    if public != "sortants_hebergement":
        goals = apportion(total, [BAILLEURS[rank].size for rank in own]).tolist()
    if sum(goals) != total:
        raise ValueError(f"{departement}: {sum(goals)} instead of {total} for {public}")
    return {str(names()[rank]): str(goal) for rank, goal in zip(own, goals, strict=True)}


def make_epci_objectives(
    rng: np.random.Generator, root: Path, pieces: Pieces, leases: Mapping[str, Ints]
) -> pd.DataFrame:
    """Make the objectives by EPCI: they add up to the région's, and follow the leases.

    Parameters
    ----------
    rng
        Source of chance.
    root
        The project.
    pieces
        The territories.
    leases
        Leases to each public by EPCI, from January to April 2022. An EPCI without any has no
        objective.
    """
    rows = []
    for public, counts in leases.items():
        total = sum(read_published(root, public, "objectif_annuel").values())
        goals = apportion(total, _spread(rng, counts, total))
        rows += [
            {"epci": code, "public": LABELS[public], "annee": YEAR, "objectif": int(goal)}
            for code, goal in zip(pieces.epci, goals, strict=True)
            if goal
        ]
    return pd.DataFrame(rows)


def _spread(rng: np.random.Generator, counts: Ints, total: int) -> Floats:
    """Draw objectives of unequal ambition, none of which is out of the bounds of rates."""
    due: Floats = 3.0 * counts / rng.lognormal(-0.2, 0.6, len(counts))
    for _ in range(ROUNDS):
        due = np.clip(due * total / due.sum(), 3 * counts / RATES[1], 3 * counts / RATES[0])
    return due

"""National balance of attributions: other régions, among which this one has its published rank."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.geography import REGION
from hdflib.demo.margins import parse_whole

PUBLICS = ("sortants_hebergement", "sans_abri")
"""Publics whose rank is published."""
OTHERS = (
    "Auvergne-Rhône-Alpes",
    "Bourgogne-Franche-Comté",
    "Bretagne",
    "Centre-Val de Loire",
    "Corse",
    "Grand Est",
    "Guadeloupe",
    "Guyane",
    "Île-de-France",
    "La Réunion",
    "Martinique",
    "Mayotte",
    "Normandie",
    "Nouvelle-Aquitaine",
    "Occitanie",
    "Pays de la Loire",
    "Provence-Alpes-Côte d’Azur",
)
"""The régions in 2022, without the commission's."""
GAP, SPREAD = 0.03, 0.35
"""Least and largest distance between the rate of another région and the région's own."""
OBJECTIVES = (400, 3000)
"""Bounds of a yearly objective: large enough for a rate not to move with a household."""
MONTHS = 4
"""Months elapsed at the observation date."""


def make_regions(rng: np.random.Generator, root: Path) -> dict[str, pd.DataFrame]:
    """Make the objectives and the attributions of the other régions, by public.

    Parameters
    ----------
    rng
        Source of chance.
    root
        The real project, whose published ranks are those that the figures give.
    """
    frames = [_of_public(rng, root, public) for public in PUBLICS]
    return {"bilan_regions": pd.concat(frames, ignore_index=True)}


def _of_public(rng: np.random.Generator, root: Path, public: str) -> pd.DataFrame:
    own, better = _own_rate(root, public), _rank(root, public) - 1
    distances = rng.uniform(GAP, SPREAD, len(OTHERS))
    distances[better:] *= -1
    rates = rng.permutation(own + distances)
    objectives = rng.integers(*OBJECTIVES, len(OTHERS))
    attributions = np.rint(objectives * MONTHS / 12 * rates).astype(int)
    return pd.DataFrame(
        {
            "public": public,
            "region": OTHERS,
            "objectif_annuel": objectives.astype(str),
            "attributions": attributions.astype(str),
        }
    )


def _own_rate(root: Path, public: str) -> float:
    """Give the published rate of achievement to date of the région."""
    row = next(r for r in _read(root, public) if r["territoire"] == REGION)
    done, goal = (parse_whole(row[name]) for name in ("attributions", "objectif_annuel"))
    return done / (goal * MONTHS / 12)


def _rank(root: Path, public: str) -> int:
    """Give the published rank of the région."""
    rows = _read(root, "reperes/logement_dabord")
    row = next(r for r in rows if (r["indicateur"], r["public"]) == ("rang_regions", public))
    return parse_whole(row["valeur"])


def _read(root: Path, table: str) -> list[dict[str, str]]:
    path = root / "data" / "2022-06-16" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))

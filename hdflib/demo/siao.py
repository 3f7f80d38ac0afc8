"""Households known to the SIAO: sheltered, at a hotel, or in the street."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hdflib.demo.files import day_of, write_days, write_flags
from hdflib.demo.geography import Pieces
from hdflib.demo.quotas import apportion

SHELTERED, HOTEL, STREET = 7300, 1700, 2500
"""Households of each kind at 30 April 2022."""
GONE, RECENT = 3200, 350
"""Households that left before that day, and those that came after."""
SITUATIONS = np.array(["CHRS", "hébergement", "hôtel", "à la rue"])


def make_siao(rng: np.random.Generator, pieces: Pieces) -> pd.DataFrame:
    """Make the households of the SIAO; half of them have a request for social housing.

    Parameters
    ----------
    rng
        Source of chance.
    pieces
        The territories.
    """
    parts = (SHELTERED // 2, SHELTERED - SHELTERED // 2, HOTEL, STREET)
    present = np.repeat(SITUATIONS, parts)
    situation = np.r_[present, rng.choice(SITUATIONS, GONE + RECENT, p=[0.4, 0.3, 0.1, 0.2])]
    size, seen = len(situation), day_of("2022-04-30")
    gone = (np.arange(size) >= len(present)) & (np.arange(size) < len(present) + GONE)
    recent = np.arange(size) >= len(present) + GONE
    start = seen - rng.gamma(1.1, 260, size).astype(np.int64)
    start[recent] = seen + rng.integers(1, 31, RECENT)
    end = np.minimum(start + 5 + rng.gamma(1.1, 120, size).astype(np.int64), seen)
    # Cities have the shelters, far beyond their part of the population.
    counts = apportion(size, pieces.weight**1.3)
    piece = rng.permutation(np.repeat(np.arange(len(counts)), counts))
    rows = pd.DataFrame(
        {
            "numero_siao": [f"SIAO-{number:07d}" for number in range(1, size + 1)],
            "commune": pieces.draw_communes(rng, piece),
            "situation": situation,
            "date_debut": write_days(np.minimum(start, np.where(gone, end, start))),
            "date_fin": np.where(gone, write_days(end), ""),
            "demande_logement": write_flags(
                rng.random(size) < np.where(situation == "à la rue", 0.42, 0.53)
            ),
        }
    )
    return rows.iloc[rng.permutation(size)]

"""Where the households that leave shelter go."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from hdflib.demo.quotas import Floats

DESTINATIONS = np.array(
    [
        "logement social",
        "logement privé",
        "pension de famille",
        "autre hébergement",
        "départ volontaire",
        "inconnue",
    ]
)
OTHERS = np.array([0.06, 0.25, 0.18, 0.08, 0.26])
"""Weights of the destinations other than social housing."""
SOCIAL: Mapping[str, float] = {"02": 0.29, "59": 0.25, "60": 0.32, "62": 0.36, "80": 0.30}
"""Share of social housing by département."""


def add_exits(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    """Add the destination of each household that has left; the others have none.

    Parameters
    ----------
    rng
        Source of chance: its own, for the households stay the same.
    rows
        Households of the SIAO.
    """
    gone = (rows["date_fin"] != "").to_numpy()
    codes = rows["commune"].str[:2].to_numpy()
    found = np.full(len(rows), "", dtype=DESTINATIONS.dtype)
    for code, share in SOCIAL.items():
        own = gone & (codes == code)
        found[own] = rng.choice(DESTINATIONS, int(own.sum()), p=_weights(share))
    return rows.assign(sortie=found)


def _weights(social: float) -> Floats:
    weights: Floats = np.r_[social, OTHERS / OTHERS.sum() * (1 - social)]
    return weights

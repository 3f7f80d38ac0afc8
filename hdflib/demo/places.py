"""Places of shelters and adapted housing."""

from __future__ import annotations

import numpy as np
import pandas as pd

DAYS = ("01/01/2020", "01/01/2021", "01/01/2022")
PLACES = {
    "HU": (4200, 5600, 5100),
    "CHRS": (3350, 3340, 3330),
    "nuitées hôtelières": (1900, 3100, 2400),
    "intermédiation locative": (1800, 2350, 2900),
    "pensions de famille": (1550, 1700, 1880),
    "résidences sociales": (9200, 9300, 9450),
}
"""Places of the région at each day: magnitudes, not figures."""
WEIGHTS = {"02": 0.08, "59": 0.47, "60": 0.14, "62": 0.21, "80": 0.10}
SWOLLEN = ("HU", "nuitées hôtelières")
"""Kinds that the crisis swelled, more in some départements than in others."""
PULL = {"02": 0.92, "59": 1.04, "60": 1.08, "62": 0.95, "80": 0.80}
"""Factor of their places by département once the crisis had begun."""
AVERAGE = 95
"""Places of a structure of average size."""


def make_places(rng: np.random.Generator) -> pd.DataFrame:
    """Make the structures: one row by kind and day, all of them open throughout.

    Parameters
    ----------
    rng
        Source of chance.
    """
    rows: list[dict[str, object]] = []
    for kind, places in PLACES.items():
        for departement, weight in WEIGHTS.items():
            number = max(1, round(places[0] * weight / AVERAGE))
            shares = rng.dirichlet(np.full(number, 5.0))
            first = len(rows) // len(DAYS) + 1
            pull = PULL[departement] if kind in SWOLLEN else 1.0
            pulls = (1.0, pull, pull)
            for order, share in enumerate(shares):
                rows += [
                    {
                        "structure": f"Structure fictive {first + order:03d}",
                        "departement": departement,
                        "type": kind,
                        "date": day,
                        "places": max(1, round(total * weight * share * factor)),
                    }
                    for day, total, factor in zip(DAYS, places, pulls, strict=True)
                ]
    return pd.DataFrame(rows)

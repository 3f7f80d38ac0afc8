"""Faults like those of real exports: rows that must not count."""

from __future__ import annotations

import numpy as np
import pandas as pd

UNKNOWN_COMMUNE = "59999"
NO_DATE = "31/02/2022"
ELSEWHERE = ("75056", "76540", "51454", "77288", "08105")
"""Communes of other régions, which exports hold too."""
UNKNOWN, UNDATED, TWICE, OUTSIDE = 40, 35, 45, 160
"""Rows with each fault in the whole source; those of other régions aren't faults."""


def add_faults(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    """Add rows that don't count to leases, in a new order.

    Parameters
    ----------
    rng
        Source of chance.
    rows
        Leases as they are written, each with its own ``numero_unique``.
    """
    sizes = (UNKNOWN, UNDATED, OUTSIDE, TWICE)
    drawn = rows.iloc[rng.choice(len(rows), sum(sizes), replace=False)].reset_index(drop=True)
    kind = np.repeat(np.arange(len(sizes)), sizes)
    new = np.array([f"0322101{99_000_000 + rank:011d}" for rank in range(len(kind))])
    outside = rng.choice(np.array(ELSEWHERE), len(kind))
    given = drawn["commune"].to_numpy(str)
    twice = kind == 3
    drawn["commune"] = np.select([kind == 0, kind == 2], [UNKNOWN_COMMUNE, outside], given)
    drawn["date_bail"] = np.where(kind == 1, NO_DATE, drawn["date_bail"].to_numpy(str))
    drawn["numero_unique"] = np.where(twice, drawn["numero_unique"].to_numpy(str), new)
    return pd.concat([rows, drawn], ignore_index=True)

"""The half-yearly return of the fictional bailleurs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.bailleurs import names

FROZEN = np.datetime64("2021-12-31")
DELAY = 15
"""Days to transmit it."""
TARDY, MISSING = 5, 3
"""Bailleurs that transmitted it late, and that didn't."""


def make_returns(rng: np.random.Generator, root: Path) -> dict[str, pd.DataFrame]:
    """Make the return of 31 December 2021, before the law asks for any: most are in time.

    Parameters
    ----------
    rng
        Source of chance.
    root
        The real project, of which nothing is needed.
    """
    bailleurs = names()
    after = rng.integers(3, DELAY + 1, len(bailleurs))
    order = rng.permutation(len(bailleurs))
    after[order[:TARDY]] += DELAY
    sent = np.datetime_as_string(FROZEN + after.astype("timedelta64[D]"))
    sent[order[TARDY : TARDY + MISSING]] = "non"
    returns = pd.DataFrame({"bailleur": bailleurs, "arrete": str(FROZEN), "transmis": sent})
    return {"compte_rendu_bailleurs": returns}

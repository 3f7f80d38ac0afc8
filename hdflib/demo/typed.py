"""Generated tables that a service would type: no record gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.flux import make_rights
from hdflib.demo.regions import make_regions
from hdflib.demo.returns import make_returns
from hdflib.demo.support import make_credits, make_supported

Tables = Mapping[str, pd.DataFrame]
"""Frames of texts, by name of table."""
Maker = Callable[[np.random.Generator, Path], Tables]
"""From a source of chance and the root of the real project to tables."""
MAKERS: tuple[Maker, ...] = (
    make_returns,
    make_credits,
    make_supported,
    make_rights,
    make_regions,
)
"""What makes them; each has its own chance, so that one more changes none of the others."""
SOURCE = "Données fictives"


def make_typed(root: Path, seed: int) -> Tables:
    """Make all typed tables.

    Parameters
    ----------
    root
        The real project.
    seed
        Of the random generators.
    """
    tables: dict[str, pd.DataFrame] = {}
    for maker in MAKERS:
        # The name, because a rank would change when a maker is added before another.
        own = np.random.default_rng([seed, *maker.__name__.encode()])
        tables |= {nom: frame.assign(source=SOURCE) for nom, frame in maker(own, root).items()}
    return tables


def write_typed(root: Path, folder: Path, seed: int) -> None:
    """Write the typed tables of a commission.

    Parameters
    ----------
    root, seed
        See `make_typed`.
    folder
        Folder of the commission's tables.
    """
    for nom, frame in make_typed(root, seed).items():
        frame.to_csv(folder / f"{nom}.csv", sep=";", index=False, lineterminator="\n")

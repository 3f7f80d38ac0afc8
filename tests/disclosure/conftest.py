"""Small tables whose secrecy can be worked out by hand or by enumeration."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest

from hdflib.disclosure.system import Key, System
from hdflib.disclosure.tabulation import TOTAL, Tabulation, key_of

Grid = Callable[[Sequence[Sequence[int]]], System]


@pytest.fixture(scope="session")
def grid() -> Grid:
    """Give the system of a rectangle of counts and its margins: rows l1, l2…, columns c1, c2…"""

    def build(counts: Sequence[Sequence[int]]) -> System:
        rows = [
            (f"l{i}", f"c{j}", int(count))
            for i, line in enumerate(counts, 1)
            for j, count in enumerate(line, 1)
        ]
        frame = pd.DataFrame(rows, columns=["ligne", "colonne", "value"])
        return Tabulation("m", frame, {"ligne": None, "colonne": None}).system()

    return build


@pytest.fixture(scope="session")
def at() -> Callable[[int, int], Key]:
    """Give the key of a cell of a grid; 0 stands for the total of the rows or columns."""

    def key(line: int, column: int) -> Key:
        line_name = f"l{line}" if line else TOTAL
        return key_of("m", {"ligne": line_name, "colonne": f"c{column}" if column else TOTAL})

    return key


@pytest.fixture(scope="session")
def epci_table() -> Callable[..., Tabulation]:
    """Give a made-up table of 92 EPCI in 5 départements by category, of skewed sizes."""

    def build(seed: int, categories: int = 5, dim: str = "categorie") -> Tabulation:
        rng = np.random.default_rng([seed, categories])
        sizes = np.random.default_rng(seed).lognormal(5.5, 1.1, 92).astype(int)
        shares = rng.dirichlet(np.full(categories, 1.5))
        hierarchy = {f"E{i:02}": ("02", "59", "60", "62", "80")[i % 5] for i in range(92)}
        rows = [
            (epci, f"k{k}", int(count))
            for epci, size in zip(hierarchy, sizes, strict=True)
            for k, count in enumerate(rng.multinomial(size, shares))
        ]
        frame = pd.DataFrame(rows, columns=["territoire", dim, "value"])
        parents = hierarchy | dict.fromkeys(hierarchy.values(), "32")
        return Tabulation("demandes", frame, {"territoire": parents, dim: None})

    return build

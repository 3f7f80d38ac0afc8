"""Projects of the FNAVDL, whose amounts have cents that the published sums have rounded away."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.geography import REGION
from hdflib.demo.margins import parse_whole
from hdflib.demo.quotas import Ints

HOLDERS = {"association": "associations", "bailleur": "bailleurs"}
PLENTY, FEW = 40, 20
"""Cents that rounding took from each sum, where both add up to a euro more, and elsewhere."""
AVERAGE = 6_000_000
"""Cents of a project of average size."""


def make_fnavdl(rng: np.random.Generator, root: Path) -> pd.DataFrame:
    """Make projects whose sums, each rounded to the euro by itself, are the published ones.

    Parameters
    ----------
    rng
        Source of chance.
    root
        The project.

    Raises
    ------
    ValueError
        If a published sum can't come from such amounts.
    """
    published = _read(root)
    cents = find_cents(published)
    rows: list[dict[str, str]] = []
    for (year, departement, holder), total in cents.items():
        for part in _cut(rng, total):
            rows.append(
                {
                    "projet": f"Projet {departement}-{len(rows) + 1:03d}",
                    "annee": year,
                    "departement": departement,
                    "porteur": holder,
                    "montant": f"{part // 100},{part % 100:02d}",
                }
            )
    return pd.DataFrame(rows)


def find_cents(
    published: Mapping[tuple[str, str], Mapping[str, int]],
) -> dict[tuple[str, str, str], int]:
    """Give the amounts in cents by year, département and holder.

    Parameters
    ----------
    published
        Sums in euros by year and territory: `associations`, `bailleurs`, `enveloppe`.

    Raises
    ------
    ValueError
        If they don't round to what was published.
    """
    found: dict[tuple[str, str, str], int] = {}
    for (year, code), sums in published.items():
        if code != REGION:
            gap = sums["enveloppe"] - sum(sums[column] for column in HOLDERS.values())
            more = PLENTY if gap else FEW
            found |= {(year, code, h): 100 * sums[c] + more for h, c in HOLDERS.items()}
    wrong = [
        (year, code, column)
        for (year, code), sums in published.items()
        for column, holders in (
            ("enveloppe", tuple(HOLDERS)),
            *((c, (h,)) for h, c in HOLDERS.items()),
        )
        if sums[column] != _rounded(found, year, code, holders)
    ]
    if wrong:
        raise ValueError(f"these sums don't round to what was published: {wrong}")
    return found


def _rounded(
    cents: Mapping[tuple[str, str, str], int], year: str, code: str, holders: tuple[str, ...]
) -> int:
    total = sum(
        n
        for (y, departement, holder), n in cents.items()
        if y == year and holder in holders and code in (departement, REGION)
    )
    return (total + 50) // 100


def _cut(rng: np.random.Generator, total: int) -> list[int]:
    """Cut a total into projects."""
    number = max(1, round(total / AVERAGE))
    weights = rng.dirichlet(np.full(number, 6.0))
    parts: Ints = np.floor(weights * total).astype(np.int64)
    parts[0] += total - parts.sum()
    found: list[int] = parts.tolist()
    return found


def _read(root: Path) -> dict[tuple[str, str], dict[str, int]]:
    path = root / "data" / "2022-06-16" / "fnavdl_enveloppes.csv"
    columns = (*HOLDERS.values(), "enveloppe")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (r["annee"], r["territoire"]): {name: parse_whole(r[name]) for name in columns}
            for r in csv.DictReader(file, delimiter=";")
        }

"""Use of the credits of the transformation of shelter, and households supported by the FNAVDL."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.geography import REGION
from hdflib.demo.margins import read_published
from hdflib.demo.places import WEIGHTS
from hdflib.demo.quotas import Floats, Ints, apportion

FOLDER = "data/2022-06-16/reperes"
NORD = "59"
"""The département whose coverage is published."""
COMMITTED, PAID = (0.45, 0.8), (0.3, 0.75)
"""Bounds of the share committed of the credits, and of the share paid of what is committed."""


def make_credits(rng: np.random.Generator, root: Path) -> dict[str, pd.DataFrame]:
    """Make the credits by département, which add up to the published ones, and their use.

    Parameters
    ----------
    rng
        Source of chance.
    root
        The real project.
    """
    total = _landmarks(root, "ahi_transformation")["credits_bop177", REGION, "2022"]
    credits = apportion(round(total), [*WEIGHTS.values()])
    committed = _part(rng, credits, COMMITTED)
    counts = {"credits": credits, "engages": committed, "payes": _part(rng, committed, PAID)}
    return {"ahi_credits": _by_territory("2022", counts)}


def make_supported(rng: np.random.Generator, root: Path) -> dict[str, pd.DataFrame]:
    """Make the households supported and the projects kept by département.

    They add up to what is published for the région; the households to support in the Nord are the
    published share of its priority households.

    Parameters
    ----------
    rng
        Source of chance.
    root
        The real project.
    """
    known = _landmarks(root, "fnavdl")
    stock = read_published(root, "menages_prioritaires", "stock_debut_annee")
    nord = round(known["couverture_stock", NORD, "2022-01-01"] * stock[NORD])
    goal = round(known["menages_a_accompagner", REGION, "2021"])
    others = [stock[code] * rng.uniform(0.7, 1.3) if code != NORD else 0 for code in WEIGHTS]
    goals = apportion(goal - nord, others) + np.array([nord * (code == NORD) for code in WEIGHTS])
    projects = round(known["projets_retenus", REGION, "2021"])
    kept = apportion(projects, [*WEIGHTS.values()])
    shared = round(known["part_projets_partenariat", REGION, "2021"] * projects)
    done = round(known["menages_accompagnes", REGION, "2021-12-31"])
    counts = {
        "objectif": goals,
        "accompagnes": apportion(done, goals * rng.uniform(0.75, 1.25, len(goals)), goals),
        "projets": kept,
        "projets_partenariat": apportion(shared, kept * rng.uniform(0.7, 1.3, len(kept)), kept),
    }
    return {"fnavdl_menages": _by_territory("2021", counts)}


def _part(rng: np.random.Generator, amounts: Ints, bounds: tuple[float, float]) -> Ints:
    shares: Floats = rng.uniform(*bounds, len(amounts))
    return np.rint(amounts * shares).astype(np.int64)


def _by_territory(year: str, counts: Mapping[str, Ints]) -> pd.DataFrame:
    """Make the rows of the départements, then the région's."""
    numbers = {name: [*own.tolist(), int(own.sum())] for name, own in counts.items()}
    return pd.DataFrame({"annee": year, "territoire": [*WEIGHTS, REGION], **numbers}).astype(str)


def _landmarks(root: Path, section: str) -> dict[tuple[str, str, str], float]:
    """Give the published numbers of a section by indicator, territory and period."""
    with (root / FOLDER / f"{section}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    found: dict[tuple[str, str, str], float] = {}
    for row in rows:
        text = "".join(row["valeur"].split())
        number = text.removesuffix("%")
        if number.isdigit() and row["modalite"] in ("", "publié"):
            key = (row["indicateur"], row["territoire"], row["periode"])
            found[key] = int(number) / (100 if text.endswith("%") else 1)
    return found

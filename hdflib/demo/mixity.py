"""Social mix by EPCI: how many leases lie in QPV, and to which quartiles they go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hdflib.demo.geography import Pieces
from hdflib.demo.margins import FALLING, MEL, RATES_Q1, SHARES
from hdflib.demo.quotas import Floats, Ints, Mask

Q1_OUT, OTHER_OUT, MIDDLE_IN, Q4_IN, Q1_IN = range(5)
"""Classes of leases: out of QPV, first quartile (or relogés) and others; in QPV, by quartile."""
BOUNDS_Q1 = (0.095, 0.235)
"""Shares of the EPCI that aren't named, apart from the lowest, the highest and the 25 %."""
GAP = (0.022, 0.045)
"""How far the results of two years stand from each other, so that rounding shows it."""
RURAL_QPV = 0.3
"""Part of the other EPCI that have any QPV."""
SMALLEST_QPV = 12
"""Leases in QPV of a concerned EPCI: those from which nothing is secret, at least."""


@dataclass(frozen=True)
class Mix:
    """Leases by EPCI and class: 2021, and from January to April 2022."""

    year_2021: Ints
    early_2022: Ints


def plan_mix(rng: np.random.Generator, pieces: Pieces, year: Ints, early: Ints) -> Mix:
    """Choose the counts of both tables of mixity.

    Parameters
    ----------
    rng
        Source of chance.
    pieces
        The territories.
    year, early
        Leases by EPCI in 2021, and from January to April 2022.
    """
    mel = pieces.epci.index(MEL)
    part_qpv = _draw_qpv(rng, pieces, early)
    inside = _count_qpv(pieces, early, part_qpv)
    # Until the law 3DS former ZUS counted too.
    inside_2021 = np.minimum(np.rint(year * inside / early * 1.12), year - 1).astype(np.int64)
    q1 = _count_q1(rng, pieces, early - inside, mel)
    q1_2021 = _count_q1_before(rng, pieces, (year - inside_2021), q1 / (early - inside))
    return Mix(
        _classes(rng, year, inside_2021, q1_2021, SHARES["q234_2021"], mel),
        _classes(rng, early, inside, q1, SHARES["q234"], mel),
    )


def _draw_qpv(rng: np.random.Generator, pieces: Pieces, early: Ints) -> Floats:
    concerned = rng.uniform(0.85, 1.15, len(early))
    others = rng.uniform(0.15, 0.45, len(early)) * (rng.random(len(early)) < RURAL_QPV)
    part = np.where(pieces.concerned, concerned, others)
    scaled: Floats = part * SHARES["qpv"] * early.sum() / (part * early).sum()
    return scaled


def _count_qpv(pieces: Pieces, early: Ints, part: Floats) -> Ints:
    least = np.where(pieces.concerned, SMALLEST_QPV, 0)
    found: Ints = np.maximum(np.rint(early * part).astype(np.int64), least)
    return found


def _count_q1(rng: np.random.Generator, pieces: Pieces, outside: Ints, mel: int) -> Ints:
    rates = rng.uniform(0.13, 0.225, len(outside))
    found = np.rint(rates * outside).astype(np.int64)
    low, high = BOUNDS_Q1
    found = np.clip(found, np.ceil(low * outside), np.floor(high * outside)).astype(np.int64)
    for code, rate in RATES_Q1.items():
        rank = pieces.epci.index(code)
        found[rank] = np.rint(rate * outside[rank])
    found[mel] += round(SHARES["q1"] * outside.sum()) - found.sum()
    if not low < found[mel] / outside[mel] < high:
        raise ValueError(f"the largest EPCI can't take {found[mel]} of {outside[mel]}")
    return found


def _count_q1_before(
    rng: np.random.Generator, pieces: Pieces, outside: Ints, rates: Floats
) -> Ints:
    gap = rng.uniform(*GAP, len(outside))
    falling = np.array([code in FALLING for code in pieces.epci])
    fallen = np.ceil((rates + gap) * outside)
    risen = np.floor((rates - gap) * outside)
    found: Ints = np.where(falling, fallen, np.maximum(risen, 0)).astype(np.int64)
    return found


def _classes(
    rng: np.random.Generator, leases: Ints, inside: Ints, q1: Ints, share: float, mel: int
) -> Ints:
    """Give the counts by EPCI and class, the région's shares in QPV being exact."""
    total = int(inside.sum())
    q234 = _scatter(rng, inside, (share - 0.09, share + 0.09))
    q234[mel] += round(share * total) - q234.sum()
    q4 = np.minimum(_scatter(rng, inside, (SHARES["q4"] - 0.05, SHARES["q4"] + 0.05)), q234)
    q4[mel] += round(SHARES["q4"] * total) - q4.sum()
    found: Ints = np.column_stack([q1, leases - inside - q1, q234 - q4, q4, inside - q234])
    if (found < 0).any():
        raise ValueError("the counts of an EPCI don't fit together")
    return found


def _scatter(rng: np.random.Generator, whole: Ints, bounds: tuple[float, float]) -> Ints:
    found: Ints = np.rint(whole * rng.uniform(*bounds, len(whole))).astype(np.int64)
    return found


def complete_classes(rng: np.random.Generator, owner: Ints, classes: Ints, like: Ints) -> None:
    """Draw the class of the rows that no table of mixity counts, as in another period.

    Parameters
    ----------
    rng
        Source of chance.
    owner
        EPCI of each row.
    classes
        Class of each row, in which -1 is replaced.
    like
        Counts by EPCI and class of the other period.
    """
    profile = np.cumsum(like, axis=1) / like.sum(axis=1, keepdims=True)
    rows: Mask = classes < 0
    chance = rng.random(int(rows.sum()))[:, None]
    classes[rows] = (chance >= profile[owner[rows]]).sum(axis=1)

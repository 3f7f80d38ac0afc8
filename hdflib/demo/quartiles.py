"""Quartiles of income, and how they changed between the request and the attribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hdflib.demo.margins import MOVEMENTS
from hdflib.demo.mixity import MIDDLE_IN, OTHER_OUT, Q1_OUT, Q4_IN
from hdflib.demo.quotas import Floats, Ints, Mask, pick

UNKNOWN = 0
"""Quartile that the record leaves empty; the others are their numbers."""
JANUARY = 0
"""Day of 1 January 2021, from which days are counted."""
RELOGES = 0.13
"""Part of the relogés of the renouvellement urbain in what counts with the first quartile."""


@dataclass(frozen=True)
class Requests:
    """What a lease keeps of its request: its day, and the quartile declared then."""

    day: Ints
    quartile: Ints


def draw_relogements(rng: np.random.Generator, classes: Ints) -> Ints:
    """Draw the reason of rehousing: 0 none, 1 NPNRU, 2 ORCOD, 3 interdiction, 4 vente."""
    inside = classes >= MIDDLE_IN
    odds = np.select([classes == Q1_OUT, inside], [RELOGES, 0.035], default=0.012)
    kinds = np.where(rng.random(len(classes)) < 0.9, 1, 2)
    others = np.where(rng.random(len(classes)) < 0.4, 3, 4)
    found: Ints = np.where(
        rng.random(len(classes)) < odds, np.where(classes == OTHER_OUT, others, kinds), 0
    )
    return found


def draw_quartiles(rng: np.random.Generator, classes: Ints, relogements: Ints) -> Ints:
    """Draw the quartile that the class of a lease allows."""
    size = len(classes)
    upper = rng.choice(np.array([2, 3, 4, UNKNOWN]), size, p=[0.36, 0.34, 0.28, 0.02])
    first = np.where(rng.random(size) < 0.95, 1, UNKNOWN)
    free = rng.integers(1, 5, size)
    relogee = (classes == Q1_OUT) & (relogements > 0)
    found: Ints = np.select(
        [relogee, classes == Q1_OUT, classes == OTHER_OUT, classes == MIDDLE_IN, classes == Q4_IN],
        [free, np.ones(size), upper, rng.integers(2, 4, size), np.full(size, 4)],
        default=first,
    ).astype(np.int64)
    return found


def draw_requests(rng: np.random.Generator, lease: Ints, quartile: Ints, year: Mask) -> Requests:
    """Draw the request of each lease, the changes of quartile of 2021 being exact.

    Parameters
    ----------
    rng
        Source of chance.
    lease
        Day of each lease, counted from 1 January 2021.
    quartile
        Quartile at the attribution.
    year
        Leases of 2021.
    """
    day = lease - 25 - rng.gamma(1.3, 380, len(lease)).astype(np.int64)
    declared = _declare(rng, quartile)
    sample, first = _draw_sample(rng, lease, quartile, year)
    upper = sample & ~first
    stayed = _pick_some(rng, first, MOVEMENTS["stayed"])
    left = _pick_some(rng, upper, MOVEMENTS["left"])
    others = np.where(quartile > 1, quartile, rng.integers(2, 5, len(lease)))
    declared[sample] = others[sample]
    declared[stayed | left] = 1
    early = JANUARY - 1 - rng.gamma(1.3, 380, len(lease)).astype(np.int64)
    day = np.where(sample & (day >= JANUARY), early, day)
    return Requests(*_leave_out(rng, year & ~sample, lease, day, declared))


def _declare(rng: np.random.Generator, quartile: Ints) -> Ints:
    known = rng.random(len(quartile)) < 0.97
    same = rng.random(len(quartile)) < 0.85
    drawn = np.where(same & (quartile > 0), quartile, rng.integers(1, 5, len(quartile)))
    found: Ints = np.where(known, drawn, UNKNOWN)
    return found


def _draw_sample(
    rng: np.random.Generator, lease: Ints, quartile: Ints, year: Mask
) -> tuple[Mask, Mask]:
    """Draw the leases whose request existed on 1 January 2021: the sooner, the likelier."""
    chance = rng.exponential(1.0, len(lease)) * (40 + lease)
    firsts = MOVEMENTS["entered"] + MOVEMENTS["stayed"]
    first = _smallest(chance, year & (quartile == 1), firsts)
    return first | _smallest(chance, year & (quartile > 1), MOVEMENTS["sample"] - firsts), first


def _smallest(chance: Floats, rows: Mask, size: int) -> Mask:
    places = np.flatnonzero(rows)
    found = np.zeros(len(rows), np.bool_)
    found[places[np.argsort(chance[places], kind="stable")[:size]]] = True
    return found


def _pick_some(rng: np.random.Generator, rows: Mask, size: int) -> Mask:
    return pick(rng, np.zeros(len(rows), np.int64), np.array([size]), rows)


def _leave_out(
    rng: np.random.Generator, rows: Mask, lease: Ints, day: Ints, declared: Ints
) -> tuple[Ints, Ints]:
    """Keep the other leases of 2021 out of the sample: a recent request, or an unknown quartile."""
    recent = rows & (lease > 30)
    span = np.maximum(lease - 20, 1)
    day = np.where(recent, rng.integers(0, span), day)
    return day, np.where(rows & ~recent, UNKNOWN, declared)

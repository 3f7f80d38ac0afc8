"""Requests for social housing in progress."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.files import day_of, months_of, write_days, write_flags, write_numbers
from hdflib.demo.geography import URBAN, Codes, Pieces
from hdflib.demo.margins import REQUESTS, read_published
from hdflib.demo.publics import describe
from hdflib.demo.quotas import Floats, Ints, Mask, apportion, pick
from hdflib.demo.syplo import Households

RECENT = 1500
"""Requests made after 30 April 2022, which the counts leave out."""
# Profiles, in this order: in a shelter, without a home, priority, in social housing, others.
REASONS = {
    "handicap": (0.06, 0.05, 0.11, 0.12, 0.07),
    "violences": (0.08, 0.06, 0.06, 0.01, 0.02),
    "expulsion": (0.0, 0.0, 0.18, 0.01, 0.03),
    "logement_indigne": (0.0, 0.0, 0.14, 0.02, 0.05),
    "suroccupation": (0.0, 0.0, 0.16, 0.09, 0.05),
    "chomage_longue_duree": (0.30, 0.34, 0.24, 0.08, 0.12),
}
"""Part of the requests with each reason, by profile."""
QUARTILES = np.array(["Q1", "Q2", "Q3", "Q4", ""])
INCOMES = np.array(
    [
        (0.64, 0.20, 0.08, 0.03, 0.05),
        (0.72, 0.13, 0.05, 0.02, 0.08),
        (0.48, 0.30, 0.13, 0.06, 0.03),
        (0.17, 0.27, 0.29, 0.25, 0.02),
        (0.25, 0.24, 0.24, 0.24, 0.03),
    ]
)
"""Part of each quartile, by profile."""
MUTATIONS = 0.42


def make_requests(
    rng: np.random.Generator, root: Path, pieces: Pieces, households: Households
) -> pd.DataFrame:
    """Make the requests; those of the priority households that wait come with their numbers.

    Parameters
    ----------
    rng
        Source of chance.
    root
        The project, whose published stocks are met at 30 April 2022.
    pieces
        The territories.
    households
        Priority households.
    """
    waiting = households.waiting
    piece = _draw_pieces(pieces, households.piece[waiting])
    size, labelled = len(piece), int(waiting.sum())
    first = np.arange(size) < labelled
    recent = np.isin(np.arange(size), labelled + rng.permutation(size - labelled)[:RECENT])
    mutation = ~first & (rng.random(size) < MUTATIONS)
    day = _draw_days(rng, recent, households.labelled[waiting])
    kinds = _draw_publics(rng, root, pieces, piece, ~mutation & ~recent)
    profile = np.select([*kinds.values(), first, mutation], [0, 1, 2, 3], 4)
    codes = np.array(pieces.departements)[pieces.departement[piece[labelled:]]]
    numbers = write_numbers(codes, months_of(day[labelled:]), 50_000_000)
    communes = pieces.draw_communes(rng, piece[labelled:])
    rows = pd.DataFrame(
        {
            "numero_unique": np.r_[households.numero[waiting], numbers],
            "date_depot": write_days(day),
            "commune": np.r_[households.commune[waiting], communes],
            "label": _labels(size, households.label[waiting]),
            "quartile": _draw_quartiles(rng, profile),
            "mutation": write_flags(mutation),
            **_draw_reasons(rng, profile),
            "situation": describe(rng, kinds, mutation),
        }
    )
    return rows.iloc[rng.permutation(size)]


def _draw_pieces(pieces: Pieces, labelled: Ints) -> Ints:
    """Give the piece of each request: those of the priority households first."""
    others = apportion(REQUESTS + RECENT - len(labelled), pieces.weight / _scale(pieces))
    return np.concatenate([labelled, np.repeat(np.arange(len(pieces.weight)), others)])


def _scale(pieces: Pieces) -> Floats:
    """Give what makes the weights of one département comparable with another's."""
    people = np.bincount(pieces.departement, pieces.weight ** (1 / URBAN))
    weights = np.bincount(pieces.departement, pieces.weight)
    found: Floats = (weights / people)[pieces.departement]
    return found


def _draw_days(rng: np.random.Generator, recent: Mask, labelled: Ints) -> Ints:
    last = day_of("2022-04-30")
    day = last - rng.gamma(0.9, 560, len(recent)).astype(np.int64)
    # A request comes before the label of its household, and before the day it is seen.
    before = labelled - 15 - rng.gamma(1.2, 250, len(labelled)).astype(np.int64)
    day[: len(labelled)] = np.minimum(before, last)
    day[recent] = last + rng.integers(1, 32, int(recent.sum()))
    return day


def _draw_publics(
    rng: np.random.Generator, root: Path, pieces: Pieces, piece: Ints, eligible: Mask
) -> dict[str, Mask]:
    found: dict[str, Mask] = {}
    free = eligible.copy()
    for kind, table in (("hebergement", "sortants_hebergement"), ("sans_abri", "sans_abri")):
        sizes = np.bincount(piece[free], minlength=len(pieces.weight))
        weights = sizes * rng.lognormal(0.0, 0.25, len(sizes))
        counts = pieces.share(read_published(root, table, "stock"), weights, sizes)
        found[kind] = pick(rng, piece, counts, free)
        free &= ~found[kind]
    return found


def _draw_quartiles(rng: np.random.Generator, profile: Ints) -> Codes:
    edges = np.cumsum(INCOMES, axis=1)[:, :-1]
    found: Codes = QUARTILES[(rng.random(len(profile))[:, None] >= edges[profile]).sum(axis=1)]
    return found


def _draw_reasons(rng: np.random.Generator, profile: Ints) -> dict[str, Codes]:
    return {
        name: write_flags(rng.random(len(profile)) < np.array(parts)[profile])
        for name, parts in REASONS.items()
    }


def _labels(size: int, first: Codes) -> Codes:
    found = np.full(size, "aucun", dtype="<U8")
    found[: len(first)] = first
    return found

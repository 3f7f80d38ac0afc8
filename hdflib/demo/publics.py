"""To whom the leases go: priority households, sortants d'hébergement, sans-abri, the others."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from hdflib.demo.geography import Codes, Pieces
from hdflib.demo.margins import (
    ATTRIBUTIONS,
    PRIORITY_2021,
    RATE_PRIORITY_HIGH,
    RATE_PRIORITY_LOW,
    SANS_ABRI,
    SORTANTS,
    read_published,
)
from hdflib.demo.quotas import Floats, Ints, Mask, apportion, pick

PLACES = {
    "hebergement": np.array(["CHRS", "structure d'hébergement", "centre d'hébergement"]),
    "sans_abri": np.array(["sans abri", "hôtel", "rue", "habitat de fortune"]),
    "others": np.array(["chez un tiers", "chez parents", "locataire parc privé", "autre"]),
}
TENANT = "locataire HLM"
BOUNDS_PRIORITY = (0.085, 0.40)
"""Shares of priority households of the EPCI that aren't named."""
SMALL = 60
"""Leases under which a share moves by more than a point and a half a household."""


def read_quotas(root: Path, public: str, period: str) -> dict[str, int]:
    """Give the leases to a public by département in a period.

    Parameters
    ----------
    root
        The project.
    public
        `sortants_hebergement` or `sans_abri`.
    period
        One of `PERIODS`; the published one is from January to April 2022.
    """
    published = read_published(root, public, "attributions")
    if period == "early_2022":
        return published
    total = (SORTANTS if public == "sortants_hebergement" else SANS_ABRI)[period]
    shares = apportion(total, list(published.values()))
    return dict(zip(published, shares.tolist(), strict=True))


def scatter(
    rng: np.random.Generator, pieces: Pieces, piece: Ints, eligible: Mask, quotas: dict[str, int]
) -> Mask:
    """Draw the leases to a public: so many by département, unevenly between the EPCI."""
    sizes = np.bincount(piece[eligible], minlength=len(pieces.weight))
    weights = sizes * rng.lognormal(0.0, 0.25, len(sizes))
    # No EPCI gives a third of its leases to one of these publics.
    counts = pieces.share(quotas, weights, np.ceil(sizes / 3).astype(np.int64))
    return pick(rng, piece, counts, eligible)


def draw_rates(rng: np.random.Generator, root: Path, pieces: Pieces, year: Ints) -> Floats:
    """Draw the share of priority households of each EPCI in 2021, around its département's."""
    published = read_published(root, "menages_prioritaires", "attributions")
    # The published leases run to May, the others to April.
    rates = [published[code] / (ATTRIBUTIONS[code] * 1.244) for code in pieces.departements]
    main = np.zeros(len(pieces.epci), np.int64)
    main[pieces.owner] = pieces.departement
    drawn = np.array(rates)[main] * rng.lognormal(0.0, 0.3, len(main))
    low, high = BOUNDS_PRIORITY
    found: Floats = np.clip(drawn, np.where(year < SMALL, 0.12, low), high)
    for code, rate in (RATE_PRIORITY_LOW, RATE_PRIORITY_HIGH):
        found[pieces.epci.index(code)] = rate
    return found


def label_years(
    rng: np.random.Generator,
    root: Path,
    pieces: Pieces,
    piece: Ints,
    periods: tuple[Mask, Mask, Mask],
    eligible: Mask,
) -> Mask:
    """Draw the priority households of 2021, and from January to May 2022.

    Parameters
    ----------
    rng
        Source of chance.
    root
        The project.
    pieces
        The territories.
    piece
        Piece of each lease.
    periods
        Leases from January to May 2021, from June to December, and from January to May 2022.
    eligible
        Leases that may be to a priority household.
    """
    before, after, spring = periods
    owner = pieces.owner[piece]
    leases = _count(owner, before | after, len(pieces.epci))
    rates = draw_rates(rng, root, pieces, leases)
    counts = np.rint(rates * leases).astype(np.int64)
    room = np.minimum(counts, _count(owner, before & eligible, len(leases)))
    early = apportion(PRIORITY_2021, rates * _count(owner, before, len(leases)), room)
    found = pick(rng, owner, early, before & eligible)
    found |= pick(rng, owner, counts - early, after & eligible)
    sizes = _count(piece, spring & eligible, len(pieces.weight))
    published = read_published(root, "menages_prioritaires", "attributions")
    weights = _count(piece, spring, len(sizes)) * rates[pieces.owner]
    return found | pick(rng, piece, pieces.share(published, weights, sizes), spring & eligible)


def _count(groups: Ints, rows: Mask, size: int) -> Ints:
    return np.bincount(groups[rows], minlength=size)


def describe(rng: np.random.Generator, kinds: dict[str, Mask], tenants: Mask) -> Codes:
    """Write the former situation of each household."""
    found = rng.choice(PLACES["others"], len(tenants), p=[0.3, 0.15, 0.4, 0.15]).astype("<U24")
    found[tenants] = TENANT
    for kind, rows in kinds.items():
        found[rows] = rng.choice(PLACES[kind], int(rows.sum()))
    return found

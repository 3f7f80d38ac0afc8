"""Where and when leases were signed."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

import numpy as np

from hdflib.demo.files import day_of
from hdflib.demo.geography import Pieces
from hdflib.demo.margins import ATTRIBUTIONS, MONTHS, PERIODS
from hdflib.demo.quotas import Ints, Mask, apportion, deal


@dataclass(frozen=True)
class Leases:
    """The leases, before they are written.

    Attributes
    ----------
    piece, day
        Where each lies, and when it was signed, counted from 1 January 2021.
    period
        Rank of its period in `PERIODS`.
    """

    piece: Ints
    day: Ints
    period: Ints

    def during(self, *names: str) -> Mask:
        """Tell the leases of some periods."""
        ranks = [list(PERIODS).index(name) for name in names]
        found: Mask = np.isin(self.period, ranks)
        return found


def draw_leases(rng: np.random.Generator, pieces: Pieces) -> Leases:
    """Draw where and when the leases were signed.

    Parameters
    ----------
    rng
        Source of chance.
    pieces
        The territories.
    """
    piece, day, period = [], [], []
    for rank, months in enumerate(PERIODS.values()):
        totals = [MONTHS[month] for month in months]
        shares = apportion(sum(totals), list(ATTRIBUTIONS.values()))
        given = dict(zip(ATTRIBUTIONS, shares.tolist(), strict=True))
        counts = pieces.share(given, pieces.weight)
        own = np.repeat(np.arange(len(counts)), counts)
        # Each département has the région's months, as near as whole numbers go.
        by_month = np.array([apportion(n, totals) for n in given.values()])
        month = deal(rng, pieces.departement[own], by_month)
        starts = np.array([day_of(f"{name}-01") for name in months])
        lengths = np.array([monthrange(*map(int, name.split("-")))[1] for name in months])
        piece.append(own)
        day.append(starts[month] + rng.integers(0, lengths[month]))
        period.append(np.full(len(own), rank))
    return Leases(np.concatenate(piece), np.concatenate(day), np.concatenate(period))

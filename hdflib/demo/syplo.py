"""Priority households waiting: labelled, rehoused or struck off."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.files import day_of, months_of, write_days, write_numbers
from hdflib.demo.geography import Codes, Pieces
from hdflib.demo.margins import read_published
from hdflib.demo.quotas import Ints, Mask

KEPT = 0.62
"""Part of the smaller of both stocks that waited from one to the other."""
LATER, FORMER = 300, 2500
"""Households labelled after 31 May 2022, and those gone before 1 January."""
TITLES = {
    "numero": "NUD",
    "commune": "Commune du ménage",
    "label": "Labellisation",
    "labelled": "Date de labellisation",
    "ended": "Date de radiation",
}
"""Titles of the export: synonyms of the columns of the source."""


@dataclass(frozen=True)
class Households:
    """Priority households.

    Attributes
    ----------
    piece, numero, commune, label
        Where each waits, the number of its request, and what it was labelled.
    labelled
        Day, counted from 1 January 2021.
    ended
        Day, or a negative one that no household has: it still waits.
    waiting
        Whether it waits at 31 May 2022.
    """

    piece: Ints
    numero: Codes
    commune: Codes
    label: Codes
    labelled: Ints
    ended: Ints
    waiting: Mask


NEVER = -99_999


def make_households(rng: np.random.Generator, root: Path, pieces: Pieces) -> Households:
    """Make households whose numbers at 1 January and 31 May 2022 are the published ones.

    Parameters
    ----------
    rng
        Source of chance.
    root
        The project.
    pieces
        The territories.
    """
    table = "menages_prioritaires"
    end = pieces.share(read_published(root, table, "stock"), pieces.weight)
    start = pieces.share(read_published(root, table, "stock_debut_annee"), pieces.weight)
    kept = np.floor(KEPT * np.minimum(start, end)).astype(np.int64)
    former = rng.multinomial(FORMER, pieces.weight / pieces.weight.sum())
    later = rng.multinomial(LATER, pieces.weight / pieces.weight.sum())
    groups = (kept, start - kept, end - kept, former, later)
    piece = np.concatenate([np.repeat(np.arange(len(end)), counts) for counts in groups])
    kind = np.repeat(np.arange(len(groups)), [counts.sum() for counts in groups])
    labelled, ended = _draw_days(rng, kind)
    codes = np.array(pieces.departements)[pieces.departement[piece]]
    return Households(
        piece,
        write_numbers(codes, months_of(labelled - 200), 30_000_000),
        pieces.draw_communes(rng, piece),
        np.where(rng.random(len(kind)) < 0.27, "DALO", "PDALHPD"),
        labelled,
        ended,
        (kind == 0) | (kind == 2),
    )


def _draw_days(rng: np.random.Generator, kind: Ints) -> tuple[Ints, Ints]:
    """Draw the days of each kind: kept, gone in 2022, new, gone before, labelled later."""
    january, end, seen = day_of("2022-01-01"), day_of("2022-05-31"), day_of("2022-06-14")
    size = len(kind)
    before = january - 1 - rng.gamma(1.2, 220, size).astype(np.int64)
    during = rng.integers(january, end + 1, size)
    after = rng.integers(end + 1, seen + 1, size)
    gone = before - 1 - rng.integers(0, 60, size)
    labelled = np.select([kind <= 1, kind == 2, kind == 4], [before, during, after], gone - 90)
    # A few of those that waited on 31 May have left since.
    left = np.where(rng.random(size) < 0.03, after, NEVER)
    ended = np.select([kind == 1, kind == 3, kind == 4], [during, gone, np.full(size, NEVER)], left)
    return labelled, ended


def write_households(rng: np.random.Generator, households: Households) -> pd.DataFrame:
    """Give the export of the households, in an order without meaning."""
    open_ended = households.ended == NEVER
    ended = write_days(np.where(open_ended, households.labelled, households.ended))
    frame = pd.DataFrame(
        {
            "numero": households.numero,
            "commune": households.commune,
            "label": households.label,
            "labelled": write_days(households.labelled),
            "ended": np.where(open_ended, "", ended),
        }
    ).rename(columns=TITLES)
    return frame.iloc[rng.permutation(len(frame))]

"""The reform of attributions, EPCI by EPCI."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hdflib.demo.files import day_of, write_days
from hdflib.demo.geography import NAMED, Pieces
from hdflib.demo.margins import STEPS

SPANS = {
    "cil": ("2016-03-01", "2019-12-20"),
    "orientations": ("2017-02-01", "2020-12-20"),
    "cia": ("2019-01-15", "2022-04-15"),
    "ppgdid": ("2018-01-15", "2022-04-20"),
}
"""Days between which each step was passed."""
LATE = ("orientations", "2022-05-19")
"""A step passed between 30 April and the session."""


def make_reform(rng: np.random.Generator, pieces: Pieces) -> pd.DataFrame:
    """Make the follow-up of the reform, whose steps at 30 April 2022 are the published numbers.

    Parameters
    ----------
    rng
        Source of chance.
    pieces
        The territories.
    """
    named = np.isin(pieces.epci, NAMED)
    others = np.flatnonzero(pieces.concerned & ~named)
    # Those whose cotation is active come first: they have passed all steps.
    # The larger an EPCI, the sooner it is likely to have started.
    size = pieces.size[others] * rng.lognormal(0.0, 0.5, len(others))
    order = np.r_[np.flatnonzero(named), others[np.argsort(-size)]]
    columns = {step: np.full(len(named), "", dtype="<U10") for step in STEPS}
    previous = np.full(len(named), day_of("2016-01-01"))
    for step, number in STEPS.items():
        first, last = (day_of(text) for text in SPANS[step])
        days = np.maximum(
            rng.integers(first, last, len(named)), previous + rng.integers(60, 400, len(named))
        )
        days = np.minimum(days, day_of("2022-04-28"))
        columns[step][order[:number]] = write_days(days[order[:number]])
        if step in ("cil", "orientations"):
            previous = days
    step, day = LATE
    columns[step][order[STEPS[step]]] = write_days(np.array([day_of(day)]))[0]
    active = np.select([named, pieces.concerned], ["oui", "non"], "")
    return pd.DataFrame(
        {
            "epci": list(pieces.epci),
            "concerne": np.where(pieces.concerned, "oui", "non"),
            **columns,
            "cotation_active": active,
        }
    )

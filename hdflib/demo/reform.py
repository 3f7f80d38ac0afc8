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
FOLLOWED = {"travailleurs_essentiels": 8, "sapeurs_pompiers": 4, "residences_mixite": 6}
"""Steps of loi 3DS, and how many of the EPCI that have a CIA passed each."""
AMENDED = ("2022-03-01", "2022-06-10")
"""Days between which they did."""
RATES = ("18", "20", "22", "27,5", "30")
"""Rates out of QPV, in per cent, of the CIA that set their own."""
NOTIFIED = "02/06/2022"
"""Day on which an EPCI without a CIA notified its objectives."""
ENTERED = "04/05/2022"
"""Day on which the last of the concerned EPCI entered the reform: after loi 3DS."""


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


def follow_up(rng: np.random.Generator, reform: pd.DataFrame) -> pd.DataFrame:
    """Add what loi 3DS asks of each EPCI to the follow-up of the reform.

    Parameters
    ----------
    rng
        Source of chance, of its own: it changes nothing of the rest.
    reform
        See `make_reform`.
    """
    signed = rng.permutation(np.flatnonzero(reform["cia"] != ""))
    columns = {name: np.full(len(reform), "", dtype="<U10") for name in FOLLOWED}
    first, last = (day_of(text) for text in AMENDED)
    for name, number in FOLLOWED.items():
        columns[name][signed[:number]] = write_days(rng.integers(first, last, number))
        # Not the same EPCI are ahead in everything.
        signed = np.roll(signed, 3)
    rates = np.full(len(reform), "", dtype="<U5")
    rates[rng.permutation(signed)[: len(RATES)]] = RATES
    begun = (reform["cil"] != "") | (reform["concerne"] == "non")
    entered = np.full(len(reform), "", dtype="<U10")
    entered[np.flatnonzero(~begun)[-1]] = ENTERED
    # The first of those that have no CIA didn't wait for the deadline.
    unsigned = (reform["concerne"] == "oui") & (reform["cia"] == "")
    notified = np.where(np.arange(len(reform)) == np.flatnonzero(unsigned)[0], NOTIFIED, "")
    return reform.assign(entree=entered, taux_cia=rates, objectifs_notifies=notified, **columns)

"""Leases signed: one row each, whose counts are the published ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.bailleurs import choose_bailleurs, names
from hdflib.demo.faults import add_faults
from hdflib.demo.files import day_of, months_of, write_days, write_flags, write_numbers
from hdflib.demo.geography import Codes, Pieces
from hdflib.demo.leases import Leases, draw_leases
from hdflib.demo.margins import PERIODS
from hdflib.demo.mixity import MIDDLE_IN, complete_classes, plan_mix
from hdflib.demo.publics import describe, label_years, read_quotas, scatter
from hdflib.demo.quartiles import draw_quartiles, draw_relogements, draw_requests
from hdflib.demo.quotas import Ints, Mask, deal

MUTATIONS = 0.258
ZUS_ONLY = 0.11
"""Part of the former ZUS in what counted as QPV in 2021."""
RESERVATAIRES = np.array(["état", "action logement", "collectivité", "bailleur"])
RELOGEMENTS = np.array(["aucun", "NPNRU", "ORCOD", "interdiction d'habiter", "vente"])
QUARTILES = np.array(["", "Q1", "Q2", "Q3", "Q4"])
PUBLICS = ("sortants_hebergement", "sans_abri")


@dataclass(frozen=True)
class Attributions:
    """The rows of the source, and what the objectives by EPCI follow.

    Attributes
    ----------
    rows
        The leases as text, those of 2021 first.
    first_year
        How many of the rows stand in the file of 2021.
    by_epci
        Leases to each public by EPCI, from January to April 2022.
    """

    rows: pd.DataFrame
    first_year: int
    by_epci: dict[str, Ints]


def make_attributions(rng: np.random.Generator, root: Path, pieces: Pieces) -> Attributions:
    """Make the leases of 2021 and of 2022 to June.

    Parameters
    ----------
    rng
        Source of chance.
    root
        The project, whose published tables give the margins.
    pieces
        The territories.
    """
    leases = draw_leases(rng, pieces)
    owner = pieces.owner[leases.piece]
    classes = _draw_classes(rng, pieces, leases, owner)
    relogement = draw_relogements(rng, classes)
    mutation = rng.random(len(classes)) < np.where(relogement > 0, 0.05, MUTATIONS)
    kinds = _draw_publics(rng, root, pieces, leases, ~mutation)
    early = leases.during("early_2022")
    bailleur = choose_bailleurs(
        rng, pieces, pieces.departement[leases.piece], classes, early, early & kinds[PUBLICS[0]]
    )
    year = leases.during("early_2021", "late_2021")
    before = leases.day < day_of("2021-06-01")
    periods = before, year & ~before, leases.during("early_2022", "may_2022")
    label = label_years(rng, root, pieces, leases.piece, periods, ~mutation)
    label |= leases.during("june_2022") & (rng.random(len(label)) < 0.2)
    quartile = draw_quartiles(rng, classes, relogement)
    request = draw_requests(rng, leases.day, quartile, year)
    asile = ~mutation & ~kinds[PUBLICS[0]] & ~kinds[PUBLICS[1]] & (rng.random(len(label)) < 0.011)
    rows = pd.DataFrame(
        {
            "numero_unique": _number(pieces, leases, request.day),
            "date_bail": write_days(leases.day),
            "commune": pieces.draw_communes(rng, leases.piece),
            "bailleur": names()[bailleur],
            **_write_quartiers(rng, classes, year),
            "situation": _describe(rng, kinds, asile, mutation),
            "asile": write_flags(asile),
            "label": _write_labels(rng, label),
            "reservataire": _write_reservataires(rng, label),
            "quartile": QUARTILES[quartile],
            "relogement": RELOGEMENTS[relogement],
            "mutation": write_flags(mutation),
            "date_depot": write_days(request.day),
            "quartile_demande": QUARTILES[request.quartile],
        }
    )
    counts = {
        public: np.bincount(owner[early & rows_of], minlength=len(pieces.epci))
        for public, rows_of in kinds.items()
    }
    return _sort(rng, rows, counts)


def _draw_classes(rng: np.random.Generator, pieces: Pieces, leases: Leases, owner: Ints) -> Ints:
    year, early = leases.during("early_2021", "late_2021"), leases.during("early_2022")
    size = len(pieces.epci)
    mix = plan_mix(
        rng,
        pieces,
        np.bincount(owner[year], minlength=size),
        np.bincount(owner[early], minlength=size),
    )
    classes = np.full(len(owner), -1)
    classes[year] = deal(rng, owner[year], mix.year_2021)
    classes[early] = deal(rng, owner[early], mix.early_2022)
    complete_classes(rng, owner, classes, mix.early_2022)
    return classes


def _draw_publics(
    rng: np.random.Generator, root: Path, pieces: Pieces, leases: Leases, eligible: Mask
) -> dict[str, Mask]:
    found = {public: np.zeros(len(eligible), np.bool_) for public in PUBLICS}
    for public in PUBLICS:
        for period in PERIODS:
            free = eligible & leases.during(period) & ~found[PUBLICS[0]]
            quotas = read_quotas(root, public, period)
            found[public] |= scatter(rng, pieces, leases.piece, free, quotas)
    return found


def _number(pieces: Pieces, leases: Leases, requested: Ints) -> Codes:
    codes = np.array(pieces.departements)[pieces.departement[leases.piece]]
    return write_numbers(codes, months_of(requested), 10_000_000)


def _write_quartiers(rng: np.random.Generator, classes: Ints, year: Mask) -> dict[str, Codes]:
    inside = classes >= MIDDLE_IN
    zus_only = inside & year & (rng.random(len(classes)) < ZUS_ONLY)
    former = np.where(
        inside, rng.random(len(classes)) < 0.4, ~year & (rng.random(len(year)) < 0.05)
    )
    return {"qpv": write_flags(inside & ~zus_only), "zus": write_flags(former | zus_only)}


def _describe(
    rng: np.random.Generator, kinds: dict[str, Mask], asile: Mask, mutation: Mask
) -> Codes:
    sortants, sans_abri = (kinds[public] for public in PUBLICS)
    sheltered = asile & (rng.random(len(asile)) < 0.85)
    places = {"hebergement": sortants | sheltered, "sans_abri": sans_abri | (asile & ~sheltered)}
    return describe(rng, places, mutation)


def _write_labels(rng: np.random.Generator, label: Mask) -> Codes:
    return np.where(label, np.where(rng.random(len(label)) < 0.22, "DALO", "PDALHPD"), "aucun")


def _write_reservataires(rng: np.random.Generator, label: Mask) -> Codes:
    priority = rng.choice(RESERVATAIRES, len(label), p=[0.62, 0.14, 0.09, 0.15])
    others = rng.choice(RESERVATAIRES, len(label), p=[0.12, 0.21, 0.17, 0.5])
    return np.where(label, priority, others)


def _sort(rng: np.random.Generator, rows: pd.DataFrame, counts: dict[str, Ints]) -> Attributions:
    """Add the faults, and put the rows of each year in an order without meaning."""
    faulty = add_faults(rng, rows)
    second = np.array([not day.endswith("2021") for day in faulty["date_bail"]])
    ordered = faulty.iloc[np.lexsort((rng.random(len(faulty)), second))]
    return Attributions(ordered, int((~second).sum()), counts)

"""Generated requests with all that a grid asks for. No record is real."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from hdflib.cotation.columns import DEPOT, MUTATION, NUMERO, choices
from hdflib.demo.files import day_of, months_of, write_days
from hdflib.demo.geography import Codes
from hdflib.demo.quotas import Ints, Mask
from hdflib.rules.cotation.grid import Bloc, Grille

AU = date(2022, 6, 16)
FIRST = 80_000_000
"""First order number: no other generated source has such numbers."""
COMPOSITIONS = {
    "seule": 0.43,
    "couple": 0.14,
    "monoparentale": 0.24,
    "famille": 0.16,
    "autre": 0.03,
}
"""Part of each kind of household."""
CODES: Mapping[str, Mapping[str, float]] = {
    "label": {"aucun": 0.94, "pdalhpd": 0.05, "dalo": 0.01},
    "quartile": {"q1": 0.27, "q2": 0.25, "q3": 0.24, "q4": 0.21, "": 0.03},
    "situation": {
        "logement": 0.76,
        "tiers": 0.15,
        "autre": 0.04,
        "hebergement": 0.03,
        "sans_abri": 0.01,
        "hotel": 0.01,
    },
}
"""Part of each code of the columns that exports have."""
SHARES = {Bloc.OBLIGATOIRE: 0.012, Bloc.FACULTATIF: 0.06, Bloc.LOCAL: 0.08}
"""Part of the requests that meet a criterion, by its bloc, unless `KNOWN` says otherwise."""
KNOWN = {
    "handicap": 0.09,
    "chomage_longue_duree": 0.12,
    "logement_indigne": 0.03,
    "violences": 0.02,
    "expulsion": 0.03,
    "suroccupation_mineur": 0.05,
    "suroccupation": 0.09,
    "sous_occupation": 0.08,
    "taux_effort": 0.14,
    "divorce_separation": 0.09,
    "reste_a_vivre": 0.11,
}
FACTORS: Mapping[str, Mapping[str, float]] = {
    "suroccupation_mineur": {"seule": 0.0, "couple": 0.0, "monoparentale": 2.0, "famille": 3.0},
    "non_decent_mineur": {"seule": 0.0, "couple": 0.0, "monoparentale": 2.0, "famille": 3.0},
    "suroccupation": {"seule": 0.3, "monoparentale": 1.5, "famille": 2.5},
    "sous_occupation": {"seule": 2.0, "couple": 1.5, "monoparentale": 0.2, "famille": 0.1},
    "divorce_separation": {"seule": 1.3, "couple": 0.2, "monoparentale": 2.0, "famille": 0.2},
    "age_logement_trop_grand": {"seule": 2.0, "couple": 1.5, "monoparentale": 0.0, "famille": 0.0},
    "reste_a_vivre": {"couple": 0.5, "monoparentale": 1.8, "famille": 0.8},
}
"""How much more than others a kind of household meets a criterion."""
MUTATIONS = 0.49
BLANK, VALID = 0.15, 0.65
"""Part of the requests without a document, and with a valid one; those of the others are past."""
LABELLED = 0.05
"""Part of the requests with any code of a column that isn't in `CODES`."""


def make_requests_for(
    grille: Grille,
    n: int,
    seed: int,
    *,
    au: date = AU,
    communes: Sequence[str] = (),
) -> pd.DataFrame:
    """Make requests that have every column of a grid, as an export writes them.

    Parameters
    ----------
    grille
        The grid.
    n, seed
        Number of requests, and seed of the random generator.
    au
        Last day of the requests, at which the documents are valid or past.
    communes
        Codes of the communes that are asked for, the most asked first; none, no such column.

    Returns
    -------
    DataFrame
        Texts, a row per request; also `composition`, `quartile` and `mutation`, that no criterion
        may need.
    """
    rng = np.random.default_rng([seed, n])
    last = day_of(au.isoformat())
    days = last - rng.gamma(0.9, 560, n).astype(np.int64)
    kinds = rng.choice(len(COMPOSITIONS), n, p=list(COMPOSITIONS.values()))
    columns: dict[str, object] = {NUMERO: _numbers(days), DEPOT: write_days(days)}
    if communes:
        columns["commune"] = _draw_communes(rng, communes, n)
    columns |= {
        MUTATION: _flags(rng.random(n) < MUTATIONS),
        "composition": _categories(kinds, COMPOSITIONS),
        "quartile": _draw_codes(rng, CODES["quartile"], n),
    }
    columns |= _draw_criteria(rng, grille, kinds, columns)
    documents = dict.fromkeys(c.justificatif for c in grille.criteres if c.justificatif)
    columns |= {name: _draw_documents(rng, last, n) for name in documents}
    return pd.DataFrame(columns)


def _draw_criteria(
    rng: np.random.Generator, grille: Grille, kinds: Ints, drawn: Mapping[str, object]
) -> dict[str, pd.Series[str]]:
    coded = choices(grille)
    found: dict[str, pd.Series[str]] = {}
    for critere in grille.criteres:
        name = critere.colonne
        if critere.tranches or name in drawn or name in found:
            continue
        if name in coded:
            found[name] = _draw_codes(rng, _shares(name, coded[name]), len(kinds))
            continue
        share = KNOWN.get(name, SHARES[critere.bloc])
        factors = [FACTORS.get(name, {}).get(kind, 1.0) for kind in COMPOSITIONS]
        found[name] = _flags(rng.random(len(kinds)) < share * np.array(factors)[kinds])
    return found


def _shares(name: str, codes: Sequence[str]) -> Mapping[str, float]:
    known = CODES.get(name, {})
    if set(codes) <= set(known):
        return known
    return {"aucun": 1 - LABELLED * len(codes)} | dict.fromkeys(codes, LABELLED)


def _draw_codes(rng: np.random.Generator, shares: Mapping[str, float], n: int) -> pd.Series[str]:
    return _categories(rng.choice(len(shares), n, p=list(shares.values())), shares)


def _draw_communes(rng: np.random.Generator, communes: Sequence[str], n: int) -> pd.Series[str]:
    weights = 1 / np.arange(1, len(communes) + 1)
    return _categories(rng.choice(len(communes), n, p=weights / weights.sum()), communes)


def _draw_documents(rng: np.random.Generator, last: int, n: int) -> Codes:
    """Draw last days of validity: past, to come, or none."""
    kind = rng.random(n)
    ahead = rng.integers(0, 365, n)
    days = np.where(kind < BLANK + VALID, last + ahead, last - 1 - ahead)
    found: Codes = np.where(kind < BLANK, "", write_days(days))
    return found


def _flags(rows: Mask) -> pd.Series[str]:
    return _categories(rows.astype(np.int64), ("non", "oui"))


def _categories(ranks: Ints, texts: Iterable[str]) -> pd.Series[str]:
    """Give the texts of ranks, each kept once: a million rows of plain texts would take a GiB."""
    return pd.Series(pd.Categorical.from_codes(ranks, pd.Index(list(texts))))


def _numbers(days: Ints) -> list[str]:
    months = months_of(days)
    return [f"059{month:04d}{FIRST + i:011d}" for i, month in enumerate(months.tolist())]

"""Secrecy over linked tables: territories with an EPCI over two départements, wholes and parts."""

import random
from datetime import date

import pytest

from hdflib.disclosure.audit import Role, audit
from hdflib.disclosure.rule import Rule
from hdflib.extracts.definitions import Definitions
from hdflib.extracts.measures import BAILLEUR, Geography, Measure, spread
from hdflib.extracts.relations import link
from hdflib.extracts.secrecy import attacked, hide

DAY = date(2022, 4, 30)
JANUARY = date(2022, 1, 1)
GEOGRAPHY = Geography(
    "32", ("59", "62"), (("59", "A"), ("59", "B"), ("59", "X"), ("62", "C"), ("62", "X"))
)
"""X lies over both départements."""


def definition(condition):
    return {
        "source": "sne_attributions",
        "periode": "annee",
        "condition": condition,
        "definition": "d",
        "reference": "r",
    }


DEFINITIONS = Definitions.model_validate(
    {
        "tables": {
            "mixite": {
                "par": "epci",
                "sommes": ["tout = hors + en", "hors = q1 + reste"],
                "colonnes": {name: definition(name) for name in ("tout", "hors", "en", "q1")},
            },
            "bailleurs": {
                "par": "bailleur",
                "sommes": ["hors = q1 + reste"],
                "colonnes": {name: definition(name) for name in ("hors", "q1")},
            },
        }
    }
)


def measure(table, column, cells, latent):
    given = DEFINITIONS.tables[table]
    return Measure(
        table, column, "", given.par, given.colonnes[column], column, DAY, (JANUARY, DAY),
        cells, latent,
    )  # fmt: skip


def measures_of(hors, q1, en, bailleurs=1):
    """Measures from counts by piece, those out of QPV shared out among bailleurs."""
    tout = {piece: hors[piece] + en[piece] for piece in hors}
    counts = {"tout": tout, "hors": hors, "en": en, "q1": q1}
    found = [measure("mixite", n, *spread(c, GEOGRAPHY, epci=True)) for n, c in counts.items()]
    for name in ("hors", "q1"):
        total = sum(counts[name].values())
        shares = [total // bailleurs] * bailleurs
        shares[0] += total - sum(shares)
        cells = {f"{BAILLEUR}{i}": n for i, n in enumerate(shares)}
        found.append(measure("bailleurs", name, cells, {"32": total}))
    return found


def drawn(seed):
    source = random.Random(seed)
    hors = {piece: source.choice((0, 3, 12, 25, 60)) for piece in GEOGRAPHY.pieces}
    q1 = {piece: source.randint(0, n) for piece, n in hors.items()}
    en = {piece: source.choice((0, 0, 5, 14, 30)) for piece in GEOGRAPHY.pieces}
    return measures_of(hors, q1, en, source.randint(1, 5))


def secrets_found(system, hidden, rule):
    rows = audit(system, hidden, rule).rows
    return {row.key for row in rows if row.role is Role.SECRET and not row.protected}


@pytest.mark.parametrize("start", range(0, 100, 10))
def test_linked_tables_resist_and_every_complement_counts(start):
    rule = Rule(11)
    for seed in range(start, start + 10):
        linked = link(drawn(seed), DEFINITIONS, GEOGRAPHY)
        protection, result = hide(linked, 11)
        unseen = {*protection.hidden, *linked.latent}
        assert result.passed
        assert not secrets_found(linked.system, unseen, rule)
        assert attacked(linked.system, unseen, rule).passed
        for key in protection.complementary:
            # The choice is the cheapest: showing a cell again gives a secret away.
            assert secrets_found(linked.system, unseen - {key}, rule), (seed, key)


def test_a_small_remainder_is_protected_though_no_table_shows_it():
    hors = dict.fromkeys(GEOGRAPHY.pieces, 100)
    q1 = dict.fromkeys(GEOGRAPHY.pieces, 40) | {("59", "A"): 95}
    en = dict.fromkeys(GEOGRAPHY.pieces, 50)
    measures = measures_of(hors, q1, en)
    linked = link(measures, DEFINITIONS, GEOGRAPHY)
    protection, _ = hide(linked, 11)
    # 100 less 95 would tell that 5 households of A aren't of the first quartile.
    by_column = {m.colonne: m for m in measures if m.table == "mixite"}
    hidden = {member for name, member in protection.hidden if name == by_column["q1"].name}
    assert "A" in hidden
    assert protection.primary == ()


def test_a_small_part_of_an_epci_over_two_departements_is_protected():
    hors = dict.fromkeys(GEOGRAPHY.pieces, 100) | {("62", "X"): 4}
    q1 = dict.fromkeys(GEOGRAPHY.pieces, 0)
    en = dict.fromkeys(GEOGRAPHY.pieces, 0)
    linked = link(measures_of(hors, q1, en), DEFINITIONS, GEOGRAPHY)
    protection, _ = hide(linked, 11)
    # Pas-de-Calais (104) less C (100) would give the 4 attributions of X there.
    assert {member for _, member in protection.hidden}
    assert not secrets_found(linked.system, {*protection.hidden, *linked.latent}, Rule(11))
    assert secrets_found(linked.system, linked.latent, Rule(11))


def test_a_count_by_bailleur_is_tied_to_the_region():
    hors = dict.fromkeys(GEOGRAPHY.pieces, 100)
    q1 = dict.fromkeys(GEOGRAPHY.pieces, 40)
    measures = [m for m in measures_of(hors, q1, hors) if m.table == "mixite"]
    (whole,) = [m for m in measures if m.colonne == "q1"]
    cells = {BAILLEUR + "grand": 150, BAILLEUR + "moyen": 45, BAILLEUR + "petit": 5}
    bailleurs = measure("bailleurs", "q1", cells, {"32": 200})
    linked = link([*measures, bailleurs], DEFINITIONS, GEOGRAPHY)
    protection, _ = hide(linked, 11)
    # The région's 200 is published: 5 alone would be 200 − 150 − 45.
    assert protection.hidden == {
        (whole.name, BAILLEUR + "petit"),
        (whole.name, BAILLEUR + "moyen"),
    }

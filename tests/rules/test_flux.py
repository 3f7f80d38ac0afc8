"""Gestion en flux: values computed by hand, and what holds whatever the shares."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.inputs.exclusions import FICHIER, read_exclusions
from hdflib.rules.flux import (
    BAILLEUR,
    RESERVATAIRES,
    SharesError,
    check_shares,
    excluded_on,
    gap,
    point,
    reduced_base,
    right,
    simulate,
    whole_rights,
)

ROOT = Path(__file__).parents[2]
CEILINGS = {"etat": Fraction(3, 10)}
SHARES = {
    "etat": Fraction(30, 100),
    "action_logement": Fraction(22, 100),
    "collectivite": Fraction(175, 1000),
}

bases = st.integers(0, 100_000)
# Thousandths up to 30 % each: three of them never pass the whole.
shares_of = st.fixed_dictionaries(
    {name: st.integers(0, 300).map(lambda n: Fraction(n, 1000)) for name in RESERVATAIRES[:-1]}
)


@pytest.fixture(scope="module")
def exclusions():
    problems = []
    found = read_exclusions(ROOT, problems)
    assert problems == []
    return found


DECREE = ["mutation", "npnru", "orcod", "interdiction", "vente"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 2, 22), []),
        (date(2020, 2, 23), DECREE),
        (date(2022, 2, 22), DECREE),
        (date(2022, 2, 23), [*DECREE, "sante", "prefet"]),
        (date(2022, 6, 16), [*DECREE, "sante", "prefet"]),
    ],
)
def test_exclusions_follow_the_decree_then_loi_3ds(exclusions, day, expected):
    assert [exclusion.code for exclusion in excluded_on(exclusions, day)] == expected


def test_an_exclusion_ends_on_its_last_day(tmp_path):
    write(tmp_path, "a;Motif;2020-01-01;2021-12-31;Loi")
    (exclusion,) = read_exclusions(tmp_path, [])
    assert excluded_on([exclusion], date(2021, 12, 31)) == (exclusion,)
    assert excluded_on([exclusion], date(2022, 1, 1)) == ()


def write(root, *rows, header="code;motif;debut;fin;reference"):
    path = root / FICHIER
    path.parent.mkdir(parents=True)
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")


def test_every_wrong_row_of_the_exclusions_is_reported(tmp_path):
    write(
        tmp_path, "a;;2020-01-01;;Loi", "b;B;01/01/2020;2020-13-01;Loi", "c;C", "d;D;2020-01-01;;"
    )
    problems = []
    assert read_exclusions(tmp_path, problems) == ()
    assert [(p.ligne, p.colonne) for p in problems] == [
        (2, "motif"),
        (3, "debut"),
        (3, "fin"),
        (4, None),
        (5, "reference"),
    ]


def test_other_columns_are_refused(tmp_path):
    write(tmp_path, "a;B", header="code;motif")
    problems = []
    assert read_exclusions(tmp_path, problems) == ()
    assert "code ; motif ; debut ; fin ; reference" in str(problems[0])


def test_base_and_rights_by_hand():
    # 1 000 attributions, 200 transfers, 50 others: 750; 30 % of it is 225, a point 7.5.
    assert reduced_base(1000, [200, 50]) == 750
    assert right(750, Fraction(3, 10)) == 225
    assert point(750) == Fraction(15, 2)
    assert gap(240, right(750, Fraction(3, 10))) == 15
    assert gap(200, right(750, Fraction(3, 10))) == -25


def test_more_left_out_than_there_is():
    with pytest.raises(ValueError, match="11 left out of 10"):
        reduced_base(10, [6, 5])


def test_whole_rights_by_hand():
    # Of 101: 30.3, 22.22, 17.675, and 30.805 left; 30 + 22 + 17 + 30 = 99, so the two largest
    # remainders, .805 and .675, are rounded up.
    assert whole_rights(101, SHARES) == {
        "etat": 30,
        "action_logement": 22,
        "collectivite": 18,
        BAILLEUR: 31,
    }


def test_of_equal_remainders_the_first_is_rounded_up():
    # 25 % of 2 is 0.5 for each of the three, and for the bailleur.
    quarters = dict.fromkeys(SHARES, Fraction(1, 4))
    assert list(whole_rights(2, quarters).values()) == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ({"etat": Fraction(31, 100)}, "etat: 31/100 isn't between 0 and 3/10"),
        ({"action_logement": Fraction(-1, 100)}, "action_logement"),
        (
            {
                "etat": Fraction(3, 10),
                "action_logement": Fraction(1, 2),
                "collectivite": Fraction(21, 100),
            },
            "101/100",
        ),
    ],
)
def test_shares_that_the_law_forbids(shares, message):
    with pytest.raises(SharesError, match=message):
        check_shares(shares, CEILINGS)


def test_shares_at_their_limits_are_allowed():
    check_shares(
        {
            "etat": Fraction(3, 10),
            "action_logement": Fraction(1, 2),
            "collectivite": Fraction(1, 5),
        },
        CEILINGS,
    )


def test_simulation_by_hand():
    # Of 1 000: the State's 28 % are 280, Action Logement's 22 % stay 220, 20 % are 200; 300 left.
    changes = {"etat": Fraction(28, 100), "collectivite": Fraction(1, 5)}
    assert simulate(1000, SHARES, changes, CEILINGS) == {
        "etat": 280,
        "action_logement": 220,
        "collectivite": 200,
        BAILLEUR: 300,
    }
    with pytest.raises(SharesError):
        simulate(1000, SHARES, {"etat": Fraction(301, 1000)}, CEILINGS)


@given(bases, shares_of)
def test_whole_rights_share_out_the_base_within_one(base, shares):
    whole = whole_rights(base, shares)
    exact = simulate(base, shares, {}, CEILINGS)
    assert sum(whole.values()) == base == sum(exact.values())
    assert all(abs(whole[name] - exact[name]) < 1 for name in exact)


@given(bases, shares_of, st.permutations(RESERVATAIRES[:-1]))
def test_rights_do_not_depend_on_the_order_of_the_shares(base, shares, order):
    other = {name: shares[name] for name in order}
    assert simulate(base, shares, {}, CEILINGS) == simulate(base, other, {}, CEILINGS)
    # Only equal remainders are told apart by it: whole rights differ by one at most.
    whole, again = whole_rights(base, shares), whole_rights(base, other)
    assert all(abs(whole[name] - again[name]) <= 1 for name in whole)


@given(bases, bases, shares_of)
def test_rights_are_additive(base, other, shares):
    both = simulate(base + other, shares, {}, CEILINGS)
    apart = (simulate(n, shares, {}, CEILINGS) for n in (base, other))
    one, two = apart
    assert both == {name: one[name] + two[name] for name in both}


@given(bases, shares_of, st.integers(0, 99))
def test_more_share_never_gives_less_and_a_point_gives_a_point(base, shares, less):
    lower = shares["collectivite"] * less / 100
    before = simulate(base, shares, {"collectivite": lower}, CEILINGS)
    after = simulate(base, shares, {}, CEILINGS)
    assert before["collectivite"] <= after["collectivite"]
    assert before[BAILLEUR] >= after[BAILLEUR]
    more = {"collectivite": shares["collectivite"] + Fraction(1, 100)}
    changed = simulate(base, shares, more, CEILINGS)
    assert changed["collectivite"] - after["collectivite"] == point(base)


@given(st.lists(st.integers(0, 1000), max_size=5), st.integers(0, 1000))
def test_the_base_and_what_is_left_out_make_all(excluded, kept):
    attributions = kept + sum(excluded)
    assert reduced_base(attributions, excluded) == kept
    assert reduced_base(attributions, reversed(excluded)) == kept

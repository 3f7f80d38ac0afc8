"""Bounds of a grid: by hand, and against all the requests that a small grid can meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.inputs.cotation import read_grid
from hdflib.rules.cotation.grid import Bareme, Bloc, Critere, Cumul, Groupe, Tranche
from hdflib.rules.cotation.points import Value, score
from hdflib.rules.cotation.proof import prove

ROOT = Path(__file__).parents[3]
DUNKERQUE = "data/reference/cotation/245900428.yml"
DAY = date(2022, 6, 15)


def critere(code: str, points: int, **more: object) -> Critere:
    given = {"bloc": Bloc.FACULTATIF, "prioritaire": False, "colonne": code} | more
    return Critere(code, f"Libellé {code}", points=points, **given)


def priority(code: str, points: int, **more: object) -> Critere:
    return critere(code, points, prioritaire=True, **{"bloc": Bloc.OBLIGATOIRE} | more)


@pytest.fixture(scope="module")
def dunkerque() -> Bareme:
    return read_grid(ROOT / DUNKERQUE, DUNKERQUE).demandes


def test_the_grid_of_dunkerque_keeps_its_priority_criteria_first(dunkerque):
    proof = prove(dunkerque)
    # Slides: seniority 2, then 1 + 1 + 1 + 2 + 2 + 2 + 4 + 3 + 2 + 1 = 19, so 21 for the
    # optional ones; 2 + 3 + 1 + 2 = 8 for the local ones without the PDALHPD.
    assert proof.maximum == 21 + 8
    assert proof.minimum == 30
    assert proof.holds
    by_bloc = [sum(a.points for a in proof.highest if a.critere.bloc is bloc) for bloc in Bloc]
    assert by_bloc == [0, 21, 8]
    # A single bracket of seniority, the second one.
    assert proof.highest[0].libelle == "Ancienneté de la demande de 21 mois et plus"
    assert len(proof.highest) == 15


def test_one_more_point_breaks_the_grid_of_dunkerque(dunkerque):
    raised = tuple(
        replace(c, points=c.points + 1) if c.code == "demolition" else c for c in dunkerque.criteres
    )
    proof = prove(Bareme(raised))
    assert (proof.maximum, proof.minimum, proof.holds) == (30, 30, False)


def test_a_group_counts_its_highest_criterion():
    members = (critere("a", 4, groupe="G"), critere("b", 3, groupe="G"), critere("c", 2))
    own = (priority("p", 7), *members)
    assert prove(Bareme(own, (Groupe("G", Cumul.MAXIMUM),))).maximum == 4 + 2
    assert prove(Bareme(own, (Groupe("G", Cumul.SOMME),))).maximum == 4 + 3 + 2


def test_a_malus_lowers_the_priority_and_not_the_maximum():
    refusal = Tranche(1, 2, -2, "un refus"), Tranche(3, None, -5, "plusieurs refus")
    bareme = Bareme((priority("p", 30), critere("a", 6), critere("r", -2, tranches=refusal)))
    proof = prove(bareme)
    assert [(a.libelle, a.points) for a in proof.malus] == [("Libellé r plusieurs refus", -5)]
    assert (proof.maximum, proof.minimum) == (6, 30 - 5)


def test_a_malus_takes_nothing_off_the_priority_of_its_group():
    local = {"bloc": Bloc.LOCAL, "groupe": "G"}
    apart, within = priority("p", 12), priority("q", 10, **local)
    bareme = Bareme((apart, within, critere("r", -4, **local)), (Groupe("G", Cumul.MAXIMUM),))
    proof = prove(bareme)
    # p with the malus gives 12 − 4; q, met with it, gives the highest of 10 and −4.
    assert (proof.weakest.critere, proof.minimum) == (apart, 8)


def test_a_priority_with_brackets_is_as_weak_as_its_lowest():
    brackets = Tranche(0, 5, 20, "bas"), Tranche(6, None, 40, "haut")
    proof = prove(Bareme((priority("p", 40, tranches=brackets), priority("q", 30))))
    assert proof.weakest.libelle == "Libellé p bas"
    assert (proof.maximum, proof.highest, proof.holds) == (0, (), True)


@pytest.mark.parametrize("criteres", [(critere("a", 1),), (priority("p", 0),), ()])
def test_a_grid_without_a_priority_that_gives_points_has_no_bounds(criteres):
    with pytest.raises(ValueError, match="priority criteria give points"):
        prove(Bareme(criteres))


GROUPS = (Groupe("G", Cumul.MAXIMUM), Groupe("H", Cumul.SOMME))


@st.composite
def baremes(draw: st.DrawFn) -> Bareme:
    """Draw a few criteria, at least one of them a priority, with groups of local criteria."""
    found = [priority("p", draw(st.integers(1, 12)))]
    for rank in range(draw(st.integers(1, 5))):
        first = draw(st.booleans())
        points = st.integers(1, 12) if first else st.integers(-6, 12)
        more = {"bloc": Bloc.LOCAL, "groupe": draw(st.sampled_from(("", "G", "H")))}
        if draw(st.booleans()):
            more["tranches"] = (
                Tranche(2, 5, draw(points), "bas"),
                Tranche(6, None, draw(points), "haut"),
            )
        make = priority if first else critere
        found.append(make(f"c{rank}", draw(points), **more))
    return Bareme(tuple(found), GROUPS)


def says(c: Critere) -> list[Value]:
    """Give all that a request may say of a criterion: not met, met, or in each bracket."""
    starts = {2: date(2022, 4, 15), 6: date(2021, 12, 15)}
    return [None, *([starts[t.minimum] for t in c.tranches] or [True])]


def totals(bareme: Bareme) -> Iterator[tuple[bool, int]]:
    """Give the points of all requests, and whether a priority criterion is met."""
    for values in product(*map(says, bareme.criteres)):
        met = zip(bareme.criteres, values, strict=True)
        request = {c.colonne: value for c, value in met}
        first = any(c.prioritaire and request[c.colonne] is not None for c in bareme.criteres)
        yield first, score(bareme, request, DAY).points


@given(baremes())
def test_bounds_are_those_of_all_requests(bareme):
    every = list(totals(bareme))
    proof = prove(bareme)
    assert proof.maximum == max(points for first, points in every if not first)
    assert proof.minimum == min(points for first, points in every if first)


@given(baremes(), st.integers(1, 9))
def test_one_more_criterion_never_lowers_the_maximum(bareme, points):
    more = Bareme((*bareme.criteres, critere("plus", points)), bareme.groupes)
    assert prove(more).maximum == prove(bareme).maximum + points
    assert prove(more).minimum == prove(bareme).minimum


@given(baremes(), st.randoms())
def test_bounds_do_not_depend_on_the_order(bareme, random):
    criteres = random.sample(bareme.criteres, len(bareme.criteres))
    other, proof = prove(Bareme(tuple(criteres), bareme.groupes)), prove(bareme)
    assert (other.maximum, other.minimum) == (proof.maximum, proof.minimum)

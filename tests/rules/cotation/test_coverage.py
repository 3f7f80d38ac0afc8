"""Categories of the law that a grid leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hdflib.inputs.cotation import read_grid
from hdflib.inputs.priorities import read_priorities
from hdflib.rules.cotation.coverage import uncovered
from hdflib.rules.cotation.grid import Bareme

ROOT = Path(__file__).parents[3]
FICHIER = "data/reference/cotation/245900428.yml"
DAY = date(2022, 6, 16)


@pytest.fixture(scope="module")
def grille():
    return read_grid(ROOT / FICHIER, FICHIER)


@pytest.fixture(scope="module")
def priorites():
    problems = []
    found = read_priorities(ROOT, problems)
    assert problems == []
    return found


def left(grille, priorites, day=DAY):
    return [priorite.categorie for priorite in uncovered(grille, priorites, day)]


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2022, 2, 8), []), (date(2022, 2, 9), ["m"]), (DAY, ["m"])]
)
def test_dunkerque_lacks_the_criterion_added_by_the_law_of_february_2022(
    grille, priorites, day, expected
):
    assert left(grille, priorites, day) == expected


def test_the_label_of_syplo_stands_for_the_public_of_the_pdalhpd(grille, priorites):
    kept = tuple(c for c in grille.demandes.criteres if c.code != "pdalhpd")
    assert left(replace(grille, demandes=Bareme(kept)), priorites) == ["c", "m"]


def test_a_criterion_that_is_no_priority_covers_nothing(grille, priorites):
    lowered = tuple(
        replace(c, prioritaire=False) if c.categorie == "a" else c for c in grille.demandes.criteres
    )
    assert left(replace(grille, demandes=Bareme(lowered)), priorites) == ["a", "m"]


def test_what_the_mutations_leave_out_is_given_too(grille, priorites):
    fewer = tuple(c for c in grille.demandes.criteres if c.categorie != "l")
    assert left(replace(grille, mutations=Bareme(fewer)), priorites) == ["l", "m"]

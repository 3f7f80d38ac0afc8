"""Logement d'abord: the objectives of the région and the bailleurs."""

from __future__ import annotations

import pytest

from hdflib.sections import logement_dabord as section

BEST = {"borne_min": "100 %"}


@pytest.fixture
def objective(project, said):
    """Say the objective on the changed figures."""

    def sentences(public, territoire="32"):
        figures = section.compute(project.page("logement_dabord", territoire), public)
        return said([section.say_objective(figures)])

    return sentences


@pytest.fixture
def brackets(project, said):
    """Say the bailleurs on the changed figures."""
    return lambda: said([section.say_brackets(project.page("logement_dabord"))])


def test_objectives_of_the_commission(objective):
    assert objective("sortants_hebergement") == [
        "Objectif régional pour 2022 : 2 100 attributions aux ménages sortants d’hébergement, en "
        "hausse de 9 % par rapport à 2021."
    ]
    assert objective("sans_abri") == [
        "Objectif régional pour 2022 : 1 150 attributions aux ménages sans abri, en hausse de "
        "10 % par rapport à 2021."
    ]
    assert objective("sans_abri", "59") == []


@pytest.mark.parametrize(
    ("value", "environ", "end"),
    [
        ("-9 %", "", ", en baisse de 9 % par rapport à 2021."),
        ("0 %", "", ", stable par rapport à 2021."),
        ("9,5 %", "", ", en hausse de 9,5 % par rapport à 2021."),
        ("0,4 %", "", ", en hausse de 0,4 % par rapport à 2021."),
        ("-9 %", "oui", ", en baisse d’environ 9 % par rapport à 2021."),
        ("", "", "."),
    ],
)
def test_objective_says_its_change(project, objective, value, environ, end):
    key = {"indicateur": "evolution_objectif", "public": "sans_abri"}
    project.edit("reperes/logement_dabord", "valeur", value, **key)
    project.edit("reperes/logement_dabord", "environ", environ, **key)
    assert objective("sans_abri") == [
        "Objectif régional pour 2022 : 1 150 attributions aux ménages sans abri" + end
    ]


def test_brackets_of_the_commission(page, brackets):
    analyse = page("logement_dabord")
    labels = [
        (label.replace("\u202f", " "), figure.value)
        for label, figure in section.bracket_figures(analyse, section.SORTANTS)
    ]
    assert labels == [
        ("de 0 à 50 %", 6),
        ("de 50 à 75 %", 6),
        ("de 75 à 100 %", 6),
        ("plus de 100 %", 13),
    ]
    # 6 + 6 + 6 + 13 = 31.
    assert brackets() == [
        "Dans la région, 13 des 31 bailleurs suivis atteignent leur objectif à date."
    ]


@pytest.mark.parametrize(
    ("best", "sentence"),
    [
        ("1", "Dans la région, 1 des 19 bailleurs suivis atteint son objectif à date."),
        ("0", "Dans la région, aucun des 18 bailleurs suivis n’atteint son objectif à date."),
        ("2", "Dans la région, 2 des 20 bailleurs suivis atteignent leur objectif à date."),
    ],
)
def test_brackets_agree_with_their_number(project, brackets, best, sentence):
    project.edit("bailleurs_tranches", "bailleurs", best, **BEST)
    assert brackets() == [sentence]


def test_brackets_are_in_order_whatever_the_file(project, brackets):
    rows = project.read("bailleurs_tranches")
    project.write("bailleurs_tranches", rows[::-1])
    assert brackets() == [
        "Dans la région, 13 des 31 bailleurs suivis atteignent leur objectif à date."
    ]


def test_a_missing_bracket_silences_the_total(project, brackets):
    project.edit("bailleurs_tranches", "bailleurs", "s", borne_min="0 %")
    assert brackets() == []


def test_brackets_that_do_not_start_at_the_objective_say_nothing(project, brackets):
    project.edit("bailleurs_tranches", "borne_min", "90 %", **BEST)
    assert brackets() == []


def test_brackets_not_transmitted(project, brackets):
    project.remove("bailleurs_tranches")
    assert brackets() == []
    assert section.draw_brackets(project.page("logement_dabord")) is None

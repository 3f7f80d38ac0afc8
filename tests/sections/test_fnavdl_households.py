"""FNAVDL: households supported by département; invented, but for the published totals."""

from __future__ import annotations

import pytest

from hdflib.sections import common
from hdflib.sections import fnavdl as section

REPERES = "reperes/fnavdl"
# Objective, supported, projects, of which with a bailleur.
TABLE = {
    "02": ("100", "60", "5", "1"),
    "59": ("950", "600", "20", "8"),
    "60": ("200", "90", "7", "3"),
    "62": ("300", "150", "9", "4"),
    "80": ("150", "100", "5", "2"),
}
COLUMNS = ("objectif", "accompagnes", "projets", "projets_partenariat")


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def fund(project):
    """Compute the fund with households by département."""
    project.write(
        section.MENAGES,
        [
            {"annee": "2021", "territoire": code}
            | dict(zip(COLUMNS, numbers, strict=True))
            | {"source": "Essai"}
            for code, numbers in TABLE.items()
        ],
    )
    return lambda territoire="32": section.compute(project.page("fnavdl", territoire))


def row(fund, code):
    """Give the figures of a row of the table."""
    view = section.draw_households(fund, "2021")
    return [plain(figure.affichage) for figure in view.figures if figure.territoire == code]


def test_no_table_without_a_departement(page):
    real = section.compute(page("fnavdl"))
    assert section.draw_households(real, "2021") is None
    assert section.draw_coverage(real, "2021") is None


def test_region_is_that_of_the_landmarks_and_its_costs_are_computed(page):
    real = section.compute(page("fnavdl")).menages
    planned, done = (
        real[code, "2021", "32"] for code in ("cout_menage_vise", "cout_menage_accompagne")
    )
    # 2 611 756 ÷ 1 700 = 1 536,33; ÷ 1 000 = 2 611,76.
    assert (plain(planned.affichage), plain(done.affichage)) == ("1 536 €", "2 612 €")
    assert plain(planned.formule) == "2 611 756 € ÷ 1 700"
    assert (planned.periode, done.periode) == ("2021", "2021-12-31")
    assert real["menages_a_accompagner", "2021", "59"].affichage == "non transmis"
    assert not any(year == "2022" for _, year, _ in real)


def test_rows_of_the_table(fund):
    # Nord: 600 ÷ 950 = 63,2 %; 950 ÷ 3 181 = 29,9 %; 1 079 862 ÷ 950 = 1 136,7 and ÷ 600 =
    # 1 799,8; 8 ÷ 20. Région: as published, 46 projects and 39 %.
    nord = ["950", "600", "63 %", "30 %", "1 137 €", "1 800 €", "20", "40 %"]
    assert row(fund("59"), "59") == nord
    region = ["1 700", "1 000", "59 %", "22 %", "1 536 €", "2 612 €", "46", "39 %"]
    assert row(fund("59"), "32") == region


def test_region_without_landmarks_is_summed(project, fund):
    for code in ("menages_a_accompagner", "menages_accompagnes", "projets_retenus"):
        project.edit(REPERES, "valeur", "", indicateur=code)
    project.remove(REPERES, indicateur="part_projets_partenariat")
    # 18 ÷ 46 = 39,1 %.
    assert row(fund(), "32")[0:2] + row(fund(), "32")[-2:] == ["1 700", "1 000", "46", "39 %"]
    assert plain(fund().menages["menages_a_accompagner", "2021", "32"].formule) == (
        "100 + 950 + 200 + 300 + 150"
    )


def test_coverage_by_departement(fund):
    view = section.draw_coverage(fund("59"), "2021")
    # 100 ÷ 483, 950 ÷ 3 181, 200 ÷ 1 060, 300 ÷ 2 166, 150 ÷ 933.
    assert [plain(f.affichage) for f in view.figures] == ["21 %", "30 %", "19 %", "14 %", "16 %"]


def test_sentences_of_a_departement_and_of_the_region(fund, said):
    own = said(section.say_projects(fund("59")))
    assert (
        "Au 31 décembre 2021, 600 ménages avaient été accompagnés dans le Nord, soit 63 % de "
        in (own[4])
    )
    assert own[6:] == [
        "Dans le Nord, les ménages à accompagner représentent 30 % des ménages prioritaires en "
        "attente.",
        "Dans la région, l’appel à projets 2021 représente 1 536 € par ménage à accompagner, et "
        "2 612 € par ménage accompagné au 31 décembre 2021.",
        "Dans le Nord, l’appel à projets 2021 représente 1 137 € par ménage à accompagner, et "
        "1 800 € par ménage accompagné au 31 décembre 2021.",
    ]
    assert said(section.say_projects(fund()))[5] == (
        "Selon les départements, les ménages à accompagner représentent de 14 % (Pas-de-Calais) à "
        "30 % (Nord) des ménages prioritaires en attente."
    )


def test_secret_households_hide_the_cost_and_the_range(project, fund, said):
    project.edit(section.MENAGES, "objectif", "s", territoire="02")
    assert row(fund("02"), "02")[0:6] == ["s", "60", "s", "s", "s", "2 738 €"]
    sentences = said(section.say_projects(fund()))
    assert not any(text.startswith("Selon") for text in sentences)
    assert any("(chiffre publié)" in text for text in sentences)


def test_published_coverage_that_differs_is_said(project, fund):
    def gaps():
        analyse = project.page("fnavdl")
        found = common.published_gaps(analyse, section.compute(analyse).computed)
        return [plain(text) for text in found if "Couverture" in text]

    fund()
    assert gaps() == []
    project.edit(section.MENAGES, "objectif", "900", territoire="59")
    # 900 ÷ 3 181 = 28,3 %.
    assert gaps() == [
        "Couverture du stock prioritaire (Nord, 1er janvier 2022) : 30 % dans le document "
        "présenté, 28 % par le calcul 900 ÷ 3 181."
    ]


def test_approximate_number_makes_an_approximate_cost(project, fund, said):
    project.edit(REPERES, "environ", "oui", indicateur="menages_accompagnes")
    assert "et environ 2 612 € par ménage accompagné" in said(section.say_projects(fund()))[-1]

"""General context: the territory, the fall of attributions, the deadlines."""

from __future__ import annotations

import pytest

from hdflib.sections import context as section

# Sizes: INSEE, populations légales 2019 and COG 2022.
SIZES = {
    "32": "Les Hauts-de-France comptent 6 004 947 habitants, 3 788 communes et 92 EPCI.",
    "02": "L’Aisne compte 531 345 habitants, 799 communes et 19 EPCI.",
    "59": "Le Nord compte 2 608 346 habitants, 648 communes et 17 EPCI.",
    "60": "L’Oise compte 829 419 habitants, 679 communes et 21 EPCI.",
    "62": "Le Pas-de-Calais compte 1 465 278 habitants, 890 communes et 19 EPCI.",
    "80": "La Somme compte 570 559 habitants, 772 communes et 16 EPCI.",
}
CHANGES = [
    "Baisse d’environ 3 % sur un an des attributions à tous les publics dans la région, à fin "
    "avril 2022.",
    "Baisse de 14 % sur un an des attributions aux ménages sortants d’hébergement dans la région, "
    "à fin avril 2022.",
    "Baisse de 11 % sur un an des attributions aux ménages sans abri dans la région, à fin avril "
    "2022.",
]
TABLES = (
    "menages_prioritaires",
    "sortants_hebergement",
    "sans_abri",
    "echeances",
    "reperes/context",
)


@pytest.mark.parametrize("territoire", SIZES)
def test_sentences_of_the_commission(page, said, territoire):
    sentences = said(section.say_context(page("context", territoire)))
    assert sentences == [SIZES[territoire], *CHANGES]


def test_territories_add_up(page):
    frame = section.compute(page("context"))
    assert list(frame["nom"]) == [
        "Aisne",
        "Nord",
        "Oise",
        "Pas-de-Calais",
        "Somme",
        "Hauts-de-France",
    ]
    for column in ("communes", "epci", "population"):
        *parts, whole = frame[column]
        assert sum(parts) == whole


def test_epci_table_is_for_a_departement(page):
    assert section.draw_epci(page("context")) is None
    view = section.draw_epci(page("context", "80"))
    assert "Les EPCI de la Somme" in view.html
    assert "CA Amiens Métropole" in view.html
    assert "Dunkerque" not in view.html


@pytest.mark.parametrize(
    ("value", "environ", "sentence"),
    [
        ("4 %", "", "Hausse de 4 % sur un an des attributions à tous les publics"),
        ("0 %", "oui", "Stabilité sur un an des attributions à tous les publics"),
        ("-2,5 %", "oui", "Baisse d’environ 2,5 % sur un an des attributions à tous les publics"),
    ],
)
def test_change_of_all_attributions(project, said, value, environ, sentence):
    project.edit("reperes/context", "valeur", value).edit("reperes/context", "environ", environ)
    assert said(section.say_context(project.page("context")))[1] == (
        sentence + " dans la région, à fin avril 2022."
    )


def test_publics_are_said_without_the_overall_change(project, said):
    project.remove("reperes/context")
    project.edit("sans_abri", "attributions_n_1", "334", territoire="32")
    project.params("sans_abri: 2022-04-30", "sans_abri: 2022-05-12")
    assert said(section.say_context(project.page("context"))) == [
        SIZES["32"],
        CHANGES[1],
        "Stabilité sur un an des attributions aux ménages sans abri dans la région, au 12 mai "
        "2022.",
    ]


def test_evolutions_are_drawn(page):
    figures = section.draw_evolutions(page("context")).figures
    shown = [figure.affichage.replace("\u202f", " ") for figure in figures]
    assert shown == ["environ −3 %", "−14 %", "−11 %"]


def test_only_reference_data(project, said):
    for table in TABLES:
        project.remove(table)
    analyse = project.page("context", "02")
    assert said(section.say_context(analyse)) == [SIZES["02"]]
    assert section.draw_evolutions(analyse) is None
    assert "531\u202f345" in section.draw_territory(analyse).html
    assert section.draw_map(analyse).figures == ()

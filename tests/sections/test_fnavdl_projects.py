"""FNAVDL: what each project presented on 16 June 2022 has come to."""

from __future__ import annotations

import pytest

from hdflib.sections import fnavdl as section

REPERES = "reperes/fnavdl"
BETHUNE, HENIN = "200072460", "246200299"
ASCI = [
    # 32 ÷ 37 = 86,5 %; 13 ÷ 32 = 40,6 %.
    "Projet ASCI, au 30 avril 2022 : 37 diagnostics demandés, 32 réalisés (86 %), 13 "
    "accompagnements acceptés (41 % des diagnostics réalisés).",
    "Projet ASCI : 19 ménages ont refusé l’accompagnement, dont 3 ménages DALO.",
    # 13 − 3 = 10.
    "Projet ASCI : 3 accompagnements ont été arrêtés, 10 sont en cours.",
    # 13 ÷ 22 = 59,1 %.
    "Projet ASCI : les accompagnements acceptés représentent 59 % de l’objectif (22 ménages).",
]
SAID = {
    "02": [],
    "59": [
        # 12 ÷ 25.
        "Projet ARLIPSY : 12 accompagnements depuis fin 2021, soit 48 % de l’objectif annuel (25 "
        "ménages) ; 7 sont en cours."
    ],
    "60": [
        "Projet Violences familiales : de 8 à 12 logements visés, 1 dossier présenté en commission "
        "d’attribution."
    ],
    "62": ASCI,
    "80": [
        # 17 + 15.
        "Projet SIPL : 32 mesures prévues (17 d’accompagnement léger et 15 d’accompagnement moyen) "
        "; aucun résultat n’est encore transmis."
    ],
}
SHARES = (
    "Étapes d’un projet : les accompagnements acceptés et les refus sont rapportés aux diagnostics "
    "réalisés, les accompagnements arrêtés et en cours aux accompagnements acceptés."
)
PARTIAL = (
    "Projet ASCI : accompagnements arrêtés et accompagnements acceptés (accès, dont DALO) connus "
    "seulement pour la CA d’Hénin-Carvin, sans mention ailleurs."
)


def shown(view):
    return [figure.affichage.replace("\u202f", " ") for figure in view.figures]


@pytest.fixture
def projets(project):
    """Open the projects of the Pas-de-Calais on the changed figures."""
    return lambda: section.compute_parcours(project.page("fnavdl", "62"))


@pytest.mark.parametrize("territoire", SAID)
def test_projects_are_said_on_the_page_of_their_departement(page, said, territoire):
    projets = section.compute_parcours(page("fnavdl", territoire))
    assert said(section.say_results(projets)) == SAID[territoire]


def test_region_says_all_projects_in_the_order_of_the_session(page, said):
    projets = section.compute_parcours(page("fnavdl"))
    expected = [text for code in ("59", "62", "80", "60") for text in SAID[code]]
    assert said(section.say_results(projets)) == expected


def test_steps_with_their_shares_of_the_step_before_and_of_the_first(projets):
    # Of 37: 86,5, 35,1, 51,4, 8,1 and 27,0 %; refusals of 32: 59,4 %; of 13: 23,1 and 76,9 %.
    assert shown(section.draw_results(projets())) == [
        *("37",),
        *("32", "86 %", "86 %"),
        *("13", "41 %", "35 %"),
        *("19", "59 %", "51 %"),
        *("3", "23 %", "8 %"),
        *("10", "77 %", "27 %"),
    ]


def test_project_without_steps_has_no_funnel(page):
    assert section.draw_results(section.compute_parcours(page("fnavdl", "80"))) is None
    assert section.draw_results(section.compute_parcours(page("fnavdl", "02"))) is None
    dwellings = section.draw_results(section.compute_parcours(page("fnavdl", "60")))
    assert shown(dwellings) == ["8", "12", "1"]


def test_funnel_is_drawn_from_three_steps_on(page):
    drawn = section.draw_funnels(section.compute_parcours(page("fnavdl")))
    (view,) = drawn
    assert shown(view) == ["37", "32", "13", "19", "3", "10"]
    assert view.titre.startswith("Projet ASCI : du diagnostic à l’accompagnement.")


def test_objectives_by_public(page):
    view = section.draw_objectives(section.compute_parcours(page("fnavdl")))
    # Accès: 5 + 4 of 16; DALO: 2 of 6; maintien: 2 + 2 of 6.
    assert shown(view) == [
        *("25", "12", "48 %"),
        *("22", "13", "59 %"),
        *("16", "9", "56 %"),
        *("6", "2", "33 %"),
        *("6", "4", "67 %"),
        *("32", "non transmis", "non transmis"),
    ]
    assert "25\u00a0ménages" in view.html
    assert "32\u00a0mesures" in view.html


def test_steps_by_epci(projets, page):
    # 16 ÷ 18, 7 ÷ 16; 16 ÷ 19, 6 ÷ 16 = 37,5 %.
    assert shown(section.draw_epci(projets())) == [
        *("18", "16", "89 %", "7", "44 %"),
        *("19", "16", "84 %", "6", "38 %"),
    ]
    assert section.draw_epci(section.compute_parcours(page("fnavdl", "59"))) is None


def test_formula_of_the_supports_in_progress(projets):
    figure = next(
        f
        for f in section.draw_results(projets()).figures
        if f.indicateur.code == "accompagnements_en_cours"
    )
    assert (figure.value, figure.formule, figure.territoire) == (10, "13 − 3", "62")


def test_notes_of_the_session(projets, page):
    assert section.project_notes(projets()) == [SHARES, PARTIAL]
    assert section.project_notes(section.compute_parcours(page("fnavdl", "59"))) == []


@pytest.mark.parametrize(
    ("indicateur", "territoire", "valeur", "notes"),
    [
        (
            "diagnostics_realises",
            "62",
            "38",
            [
                "les chiffres transmis ne concordent pas (38 diagnostics réalisés pour 37 "
                "demandés)",
                "les chiffres transmis ne concordent pas (13 accompagnements acceptés et 19 refus "
                "pour 38 diagnostics réalisés)",
                "diagnostics réalisés, 38 en tout, 32 par addition des EPCI",
            ],
        ),
        (
            "accompagnements_arretes",
            HENIN,
            "14",
            [
                "les chiffres transmis ne concordent pas (14 accompagnements arrêtés pour 13 "
                "acceptés)"
            ],
        ),
        (
            "accompagnements_acceptes",
            BETHUNE,
            "8",
            [
                "accompagnements acceptés, 13 en tout, 14 par addition des EPCI",
                "accompagnements acceptés, CA de Béthune-Bruay, Artois-Lys Romane, 8 en tout, 7 "
                "par addition des publics",
            ],
        ),
    ],
)
def test_contradictions_are_said_and_never_mended(
    project, projets, indicateur, territoire, valeur, notes
):
    project.edit(
        REPERES, "valeur", valeur, indicateur=indicateur, territoire=territoire, modalite="ASCI"
    )
    found = section.project_notes(projets())
    assert found == [SHARES, *(f"Projet ASCI : {note}." for note in notes), PARTIAL]
    kept = [f for f in section.draw_results(projets()).figures if f.indicateur.code == indicateur]
    if territoire == "62":
        assert [f.affichage for f in kept] == [valeur]


def test_more_stopped_than_accepted_leaves_the_rest_unknown(project, projets, said):
    project.edit(REPERES, "valeur", "14", indicateur="accompagnements_arretes", modalite="ASCI")
    assert said(section.say_results(projets())) == [*ASCI[:2], ASCI[3]]


def test_unknown_part_is_no_contradiction(project, projets):
    project.edit(REPERES, "valeur", "", indicateur="accompagnements_acceptes", territoire=BETHUNE)
    assert section.project_notes(projets()) == [SHARES, PARTIAL]


@pytest.mark.parametrize(
    ("indicateur", "silent"),
    [
        ("diagnostics_demandes", {0}),
        ("refus", {1}),
        ("accompagnements_arretes", {2}),
        ("menages_vises", {3}),
        ("accompagnements_acceptes", {0, 2, 3}),
    ],
)
def test_missing_number_silences_what_needs_it(project, projets, said, indicateur, silent):
    project.edit(REPERES, "valeur", "", indicateur=indicateur)
    expected = [text for rank, text in enumerate(ASCI) if rank not in silent]
    assert said(section.say_results(projets())) == expected


def test_one_of_each_agrees(project, projets, said):
    project.edit(REPERES, "valeur", "1", indicateur="refus")
    project.edit(REPERES, "valeur", "1", indicateur="accompagnements_arretes")
    project.edit(REPERES, "valeur", "2", indicateur="accompagnements_acceptes", territoire="62")
    assert said(section.say_results(projets()))[1:3] == [
        "Projet ASCI : 1 ménage a refusé l’accompagnement, dont 1 ménage DALO.",
        "Projet ASCI : 1 accompagnement a été arrêté, 1 est en cours.",
    ]


def test_projects_do_not_mix(project, projets, said):
    rows = project.read(REPERES)
    other = next(row for row in rows if row["indicateur"] == "refus") | {
        "modalite": "ASCI bis",
        "valeur": "2",
    }
    project.write(REPERES, [*rows, other])
    assert said(section.say_results(projets())) == ASCI


def test_no_projects(project):
    project.remove("fnavdl_projets")
    assert section.compute_parcours(project.page("fnavdl")) == []
    assert section.draw_objectives([]) is None
    assert section.project_notes([]) == []

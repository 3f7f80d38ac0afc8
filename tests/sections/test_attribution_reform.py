"""Reform of attributions: progress, results out of and in QPV, first quartile, cotation."""

from __future__ import annotations

import pytest

from hdflib.figures import Etat
from hdflib.sections import attribution_reform as section

REPERES = "reperes/attribution_reform"
Q1 = (
    "Dans la région, 18 % des attributions hors QPV vont aux ménages du premier quartile et aux "
    "relogements du renouvellement urbain"
)
OBJECTIVE = " ; l’objectif est de 25 % dans chaque EPCI, sauf autre taux fixé par sa CIA."
SENTENCES = [
    "Dans la région, 40 EPCI doivent mettre en œuvre la réforme : 30 ont tenu leur première CIL "
    "(75 %) et 20 disposent d’une CIA (50 %).",
    Q1 + ", au-dessus de la moyenne nationale (17,4 %)" + OBJECTIVE,
    "Les résultats hors QPV vont de 7 à 37 % selon les EPCI et de 0 à 33 % selon les bailleurs.",
    "3 EPCI atteignent l’objectif hors QPV.",
    "Le résultat hors QPV baisse dans 9 EPCI par rapport à 2021.",
    "Dans les QPV de la région, 75 % des attributions vont aux ménages des quartiles 2, 3 et 4 "
    "(77 % en 2021), dont 23 % à ceux du quatrième quartile ; l’objectif est d’au moins 50 %.",
    "L’objectif en QPV est respecté par les 40 EPCI concernés.",
]
QUARTILE = (
    "Sur un échantillon de 25 000 attributions de 2021, 4 % des demandes sont entrées dans le "
    "premier quartile après instruction et 9 % en sont sorties, soit un solde de −5 %."
)


@pytest.fixture
def results(project, said):
    """Say the results on the changed figures."""

    def sentences(territoire="32"):
        analyse = project.page("attribution_reform", territoire)
        return said(section.say_results(analyse, section.compute(analyse)))

    return sentences


@pytest.mark.parametrize("territoire", ["32", "02", "59", "60", "62", "80"])
def test_sentences_of_the_commission(page, said, territoire):
    analyse = page("attribution_reform", territoire)
    assert said(section.say_results(analyse, section.compute(analyse))) == SENTENCES
    assert said([section.say_quartile(analyse)]) == [QUARTILE]


def test_shares_of_the_steps_are_the_published_ones(page):
    reform = section.compute(page("attribution_reform"))
    shares = {code: figure.affichage for code, figure in reform.parts.items()}
    assert shares == {
        "cil": "75\u202f%",
        "orientations": "68\u202f%",
        "cia": "50\u202f%",
        "ppgdid": "48\u202f%",
    }
    assert reform.parts["orientations"].formule == "27 ÷ 40"
    assert list(reform.frame["epci"]) == [30, 27, 20, 19]


def test_one_epci_agrees(project, results):
    for etape in ("concernes", "cil", "cia"):
        project.edit("reforme_etapes", "nombre", "1", etape=etape)
    assert results()[0] == (
        "Dans la région, 1 EPCI doit mettre en œuvre la réforme : 1 a tenu sa première CIL "
        "(100 %) et 1 dispose d’une CIA (100 %)."
    )


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        ("1", "1 EPCI atteint l’objectif hors QPV."),
        ("0", "Aucun EPCI n’atteint l’objectif hors QPV."),
        ("2", "2 EPCI atteignent l’objectif hors QPV."),
    ],
)
def test_epci_that_reach_the_objective(project, results, count, sentence):
    project.edit(REPERES, "valeur", count, indicateur="epci_objectif_q1")
    assert results() == [*SENTENCES[:3], sentence, *SENTENCES[4:]]


def test_no_epci_falls_back(project, results):
    project.edit(REPERES, "valeur", "0", indicateur="epci_q1_en_baisse")
    assert results()[4] == "Le résultat hors QPV ne baisse dans aucun EPCI par rapport à 2021."


@pytest.mark.parametrize(
    ("nation", "side"),
    [
        ("19,2 %", "au-dessous de la moyenne nationale (19,2 %)"),
        # 18 % stands for what is between 17,5 and 18,5 %.
        ("17,8 %", "au niveau de la moyenne nationale (17,8 %)"),
        ("18 %", "au niveau de la moyenne nationale (18 %)"),
    ],
)
def test_comparison_with_the_nation(project, results, nation, side):
    project.edit(REPERES, "valeur", nation, modalite="moyenne nationale")
    assert results()[1] == f"{Q1}, {side}{OBJECTIVE}"


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ({"modalite": "moyenne nationale"}, {1: Q1 + OBJECTIVE}),
        (
            {"indicateur": "objectif_q1_hors_qpv"},
            {1: Q1 + ", au-dessus de la moyenne nationale (17,4 %)."},
        ),
        (
            {"modalite": "bailleur le plus bas"},
            {2: "Les résultats hors QPV vont de 7 à 37 % selon les EPCI."},
        ),
        (
            {"modalite": "EPCI le plus haut"},
            {2: "Les résultats hors QPV vont de 0 à 33 % selon les bailleurs."},
        ),
        ({"indicateur": "epci_objectif_q1"}, {3: None}),
        ({"indicateur": "epci_q1_en_baisse"}, {4: None}),
        ({"indicateur": "part_q4_qpv"}, {5: None}),
        ({"indicateur": "epci_objectif_q234"}, {6: None}),
    ],
)
def test_missing_landmark_silences_only_what_needs_it(project, results, key, changes):
    project.edit(REPERES, "valeur", "", **key)
    expected = [changes.get(rank, sentence) for rank, sentence in enumerate(SENTENCES)]
    assert results() == [sentence for sentence in expected if sentence]


def test_some_epci_do_not_respect_the_objective_in_qpv(project, results):
    project.edit(REPERES, "valeur", "38", indicateur="epci_objectif_q234")
    assert results()[-1] == "L’objectif en QPV est respecté par 38 des 40 EPCI concernés."


def test_progress_needs_the_epci_concerned(project, results):
    project.edit("reforme_etapes", "nombre", "", etape="concernes")
    sentences = results()
    assert sentences[:-1] == SENTENCES[1:-1]
    assert sentences[-1] == "L’objectif en QPV est respecté par 40 EPCI."


def test_steps_stay_when_the_epci_concerned_are_not_in_the_file(project):
    project.remove("reforme_etapes", etape="concernes")
    reform = section.compute(project.page("attribution_reform"))
    assert [figure.value for figure in reform.etapes.values()] == [30, 27, 20, 19]
    assert {figure.etat for figure in reform.parts.values()} == {Etat.NON_TRANSMIS}
    assert reform.parts["cia"].manque == ("EPCI concernés par la réforme (32, 2022-04-30)",)
    assert section.draw_table(reform).titre == "Avancement de la réforme au 30 avril 2022"


def test_quartile_balance_follows_the_figures(project, said):
    project.edit(REPERES, "valeur", "12 %", indicateur="entrees_q1")
    net = section.net_change(project.page("attribution_reform"))
    # 12 − 9 = 3.
    assert (net.value, net.formule.replace("\u202f", " ")) == (0.03, "12 % − 9 %")
    (sentence,) = said([section.say_quartile(project.page("attribution_reform"))])
    assert sentence.endswith("soit un solde de 3 %.")
    project.edit(REPERES, "valeur", "", indicateur="sorties_q1")
    assert said([section.say_quartile(project.page("attribution_reform"))]) == []


def test_cotation_of_the_commission(page, said):
    analyse = page("attribution_reform", "80")
    assert said([section.say_cotation(analyse)]) == [
        "Dans la région, 4 EPCI ont une cotation active dans le SNE : la CU de Dunkerque, la CA "
        "du Pays de Saint-Omer, la CC des Sablons et la CC Retz en Valois."
    ]
    assert section.cotation_figure(analyse).value == 4
    assert "Aucun EPCI n’a activé la cotation dans la Somme." in section.draw_map(analyse).html


def test_one_cotation_agrees_and_none_is_silent(project, said):
    project.edit("reforme_epci", "cotation_active", "non")
    assert said([section.say_cotation(project.page("attribution_reform"))]) == []
    project.edit("reforme_epci", "cotation_active", "oui", epci="200071991")
    assert said([section.say_cotation(project.page("attribution_reform"))]) == [
        "Dans la région, 1 EPCI a une cotation active dans le SNE : la CC Retz en Valois."
    ]


def test_latest_result_is_shown_whatever_the_year(project):
    project.remove(REPERES, indicateur="part_q234_qpv", periode="2022-04-30")
    analyse = project.page("attribution_reform")
    figure = section.result(analyse, "part_q234_qpv")
    assert (figure.periode, figure.value) == ("2021", 0.77)


def test_tiles_of_the_commission(page, said):
    tiles = section.tiles(page("attribution_reform"))
    assert [(tile.figure.affichage.replace("\u202f", " "), tile.libelle) for tile in tiles] == [
        ("18 %", "des attributions hors QPV au premier quartile et aux relogés dans la région"),
        ("75 %", "des attributions en QPV aux quartiles 2, 3 et 4 dans la région"),
        ("50 %", "des EPCI concernés disposent d’une CIA dans la région"),
        ("4", "EPCI avec une cotation active dans la région"),
    ]
    assert said(tile.objectif for tile in tiles) == [
        "objectif : 25 % au moins dans chaque EPCI",
        "objectif : 50 % au moins",
    ]


def test_ranges_are_those_of_the_slides(page):
    values = [f.value for f in section.draw_ranges(page("attribution_reform")).figures]
    for value in (0.07, 0.37, 0.0, 0.33):
        assert value in values


def test_steps_are_on_the_pages_of_their_epci(page):
    assert section.draw_steps(page("attribution_reform", "59")) is not None
    assert section.draw_steps(page("attribution_reform", "62")) is None


def test_nothing_without_tables(project, results):
    for table in (
        "reforme_etapes",
        "reforme_epci",
        "cotation_demarche",
        "mesures",
        REPERES,
    ):
        project.remove(table)
    analyse = project.page("attribution_reform")
    assert results() == []
    assert section.tiles(analyse) == []
    assert section.draw_map(analyse) is None
    assert section.draw_laws(analyse) is None
    assert section.draw_grids(analyse) == section.say_grids(analyse) == []
    assert section.draw_priorities(analyse) is None
    assert section.say_ase(analyse) is None


def test_charts_of_the_commission(page):
    analyse = page("attribution_reform")
    steps = section.draw_chart(section.compute(analyse))
    # 30, 27, 20 and 19 of 40 EPCI.
    assert [figure.value for figure in steps.figures] == [0.75, 0.675, 0.5, 0.475]
    quartile = section.draw_quartile(analyse)
    assert [figure.value for figure in quartile.figures] == [0.04, 0.09, 0.14]


def test_steps_of_dunkerque_are_in_order(page):
    html = section.draw_steps(page("attribution_reform", "59")).html
    days = ["30 septembre 2020", "9 mars 2021", "1er juillet 2021", "1er septembre 2021"]
    places = [html.index(day) for day in days]
    assert places == sorted(places)


def test_laws_are_those_of_the_slides(page):
    html = section.draw_laws(page("attribution_reform")).html
    for words in ("Loi ELAN", "Loi 3DS", "25 novembre 2021", "moins de 21 ans"):
        assert words in html

"""Own objectives of EPCI, returns of bailleurs and what the préfet may attribute; by hand."""

from __future__ import annotations

import pytest

from hdflib.sections import attribution_reform as section

LILLE, DUNKERQUE, HAINAUT = "200093201", "245900428", "200042190"
COUNTS = ("attributions_totales", "hors_qpv", "q1_hors_qpv", "en_qpv", "q234_en_qpv", "q4_en_qpv")
MIXITE = {
    "32": ("2000", "1500", "300", "500", "400", "100"),
    LILLE: ("600", "401", "100", "200", "150", "20"),  # 24.9 %, 75 %
    DUNKERQUE: ("300", "200", "50", "100", "80", "30"),  # 25 %, 80 %
    HAINAUT: ("60", "40", "10", "20", "15", "5"),  # 25 %, 75 %
}
ANNUELLE = {
    "32": ("4000", "3000", "570", "1000", "770", "200"),
    LILLE: ("1200", "800", "88", "400", "308", "40"),  # 77 %
    DUNKERQUE: ("600", "400", "100", "200", "150", "60"),  # 75 %
    HAINAUT: ("120", "80", "16", "40", "30", "9"),  # 75 %
}
REFORME = {LILLE: ("2020-10-10", ""), DUNKERQUE: ("2020-10-10", "28 %"), HAINAUT: ("non", "20 %")}
EMPTY = (
    "cil", "orientations", "ppgdid", "cotation_active", "entree", "objectifs_notifies",
    "travailleurs_essentiels", "sapeurs_pompiers", "residences_mixite",
)  # fmt: skip
BAILLEURS = {
    "Habitat": ("500", "400", "100"),  # 25 % of 400 is 100
    "Logis": ("300", "201", "12"),  # 50.25, so 51: 39 lack
    "Foyer": ("40", "30", "s"),
    "Toit": ("90", "0", "0"),
    "Abri": ("90", "80", "20"),
}
RETURNS = {
    "Habitat": "2022-01-15",
    "Logis": "2022-01-20",
    "Toit": "05/01/2022",
    "Abri": "non",
    "Foyer": "2022-07-01",
}


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def observe(project, table, day):
    project.params("observation:\n", f"observation:\n  {table}: {day}\n")


def write(project, table, key, columns, cells):
    rows = ({key: code} | dict(zip(columns, values, strict=True)) for code, values in cells.items())
    project.write(table, [row | {"source": "Essai"} for row in rows])


@pytest.fixture
def judged(project):
    """Open a page on three concerned EPCI, one of which has a CIA with its own rate."""
    for table, cells, day in (
        (section.MIXITE, MIXITE, "2022-04-30"),
        (section.ANNUELLE, ANNUELLE, "2021-12-31"),
    ):
        write(project, table, "territoire", COUNTS, cells)
        observe(project, table, day)
    values = {code: ("oui", *own, *[""] * len(EMPTY)) for code, own in REFORME.items()}
    write(project, "reforme_epci", "epci", ("concerne", "cia", "taux_cia", *EMPTY), values)
    return lambda territoire="32": project.page("attribution_reform", territoire)


@pytest.fixture
def reported(project):
    """Open a page on the returns of five bailleurs and their attributions of 2021."""
    columns = ("attributions_totales", "hors_qpv", "q1_hors_qpv", "attributions_prioritaires")
    cells = {name: (*own, "") for name, own in BAILLEURS.items()}
    write(project, section.BAILLEURS_ANNUELLE, "bailleur", columns, cells)
    observe(project, section.BAILLEURS_ANNUELLE, "2021-12-31")
    rows = {name: ("2021-12-31", day) for name, day in RETURNS.items()}
    write(project, section.COMPTES_RENDUS, "bailleur", ("arrete", "transmis"), rows)
    return lambda territoire="32": project.page("attribution_reform", territoire)


def results(said, analyse):
    return said(section.say_results(analyse, section.compute(analyse)))


def test_each_epci_is_judged_by_its_own_rate(judged):
    view = section.draw_standings(judged())
    lacks = {
        f.territoire: f for f in view.figures if f.indicateur.code == "attributions_manquantes"
    }
    # 25 % of 401 is 100.25; 28 % of 200 is 56. The rate of Hainaut isn't in a CIA: 25 % of 40.
    assert {code: f.value for code, f in lacks.items()} == {LILLE: 1, DUNKERQUE: 6, HAINAUT: 0}
    assert plain(lacks[DUNKERQUE].formule) == ("28 % × 200, à l’unité supérieure, − 50, au moins 0")
    rates = {f.territoire: f.value for f in view.figures if f.periode == "2022"}
    assert rates == {LILLE: 0.25, DUNKERQUE: 0.28, HAINAUT: 0.25}


def test_own_objectives_are_counted_beside_the_law(judged, said):
    sentences = results(said, judged("60"))
    assert sentences[3] == (
        "1 EPCI atteint son objectif hors QPV (25 %, ou le taux que fixe la CIA de 1 EPCI) ; 2 "
        "atteignent 25 %."
    )
    # 75 after 77 % in Lille; 80 after 75, 75 after 75.
    assert sentences[-1] == (
        "1 EPCI atteint 50 % en QPV, mais avec un résultat en baisse par rapport à 2021 : la loi "
        "demande à qui dépasse ce minimum de ne pas baisser."
    )


def test_hidden_result_is_no_verdict(judged, project, said):
    project.edit(section.MIXITE, "q1_hors_qpv", "s", territoire=LILLE)
    project.edit(section.MIXITE, "q234_en_qpv", "s", territoire=LILLE)
    sentences = results(said, judged())
    assert sentences[3].startswith(
        "Sur 2 EPCI concernés dont le résultat hors QPV est publié, 1 atteint son objectif hors QPV"
    )
    assert sentences[-1] == (
        "Aucun EPCI qui atteint 50 % en QPV n’a de résultat publié en baisse par rapport à 2021."
    )
    for code in (DUNKERQUE, HAINAUT):
        project.edit(section.MIXITE, "q1_hors_qpv", "s", territoire=code)
    assert not any("son objectif" in sentence for sentence in results(said, judged()))
    assert section.say_lacking(judged()) is None


def test_what_lacks_is_said_of_the_page(judged, said):
    assert said([section.say_lacking(judged())]) == [
        "Pour atteindre leur objectif hors QPV au 30 avril 2022, il manque 6 attributions à la CU "
        "de Dunkerque et 1 à la Métropole Européenne de Lille."
    ]
    assert section.say_lacking(judged("80")) is None


def test_objectives_without_the_year_before(judged, project, said):
    project.remove(section.ANNUELLE)
    view = section.draw_standings(judged())
    assert "non connu" in view.html
    assert not any("ne pas baisser" in sentence for sentence in results(said, judged()))


def test_concerned_epci_without_results(judged, project):
    project.remove(section.MIXITE, territoire=HAINAUT)
    figures = section.draw_standings(judged()).figures
    own = [plain(f.affichage) for f in figures if f.territoire == HAINAUT]
    # Its objective, and what it lacks; its results are said in words.
    assert own == ["25 %", "non transmis", "20 %", "75 %"]


def test_rate_of_another_day_follows_the_law(judged, project):
    path = project.root / "data" / "reference" / "regles.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("relogés;25 %;", "relogés;30 %;"), "utf-8")
    analyse = judged()
    lacks = {
        f.territoire: f.value
        for f in section.draw_standings(analyse).figures
        if f.indicateur.code == "attributions_manquantes"
    }
    # 30 % of 401 is 120.3, of 40 is 12.
    assert lacks == {LILLE: 21, DUNKERQUE: 6, HAINAUT: 2}
    assert "30 % au moins" in plain(section.notes(analyse)[0])


def test_returns_of_the_bailleurs(reported, said):
    analyse = reported()
    # Due on 15 January 2022, were the law of that day; what comes after 16 June isn't known yet.
    assert said([section.say_returns(analyse)]) == [
        "Compte rendu arrêté au 31 décembre 2021 (à blanc : la loi 3DS est postérieure) : sur 5 "
        "bailleurs, 2 ont transmis le leur dans les 15 jours, 1 en retard et 2 ne l’ont pas "
        "transmis (Abri et Foyer)."
    ]
    assert section.say_returns(reported("59")) is None


def test_what_the_prefet_may_attribute(reported, said):
    analyse = reported()
    assert said([section.say_catch_up(analyse)]) == [
        "À titre indicatif, sur l’année 2021, 1 des 3 bailleurs dont le résultat est publié "
        "n’atteint pas 25 % hors QPV dans la région : il lui manque 39 attributions, que le préfet "
        "peut prononcer lui-même sur 12 mois, hors de l’assiette du flux."
    ]
    assert section.draw_returns(reported("59")) is None


def test_table_of_the_bailleurs_puts_the_late_first(reported):
    view = section.draw_returns(reported())
    names = [name for name in BAILLEURS if name in view.html]
    assert sorted(names, key=view.html.index) == ["Abri", "Foyer", "Logis", "Habitat", "Toit"]
    # 15 January to 16 June: 16 + 28 + 31 + 30 + 31 + 16 days; 20 January, 5.
    late = {f.modalite: f.value for f in view.figures if f.indicateur.code == "jours_retard"}
    assert late == {"Abri": 152, "Foyer": 152, "Logis": 5}
    open_to = {f.modalite: f for f in view.figures if f.indicateur.code == "attributions_prefet"}
    # Habitat transmitted and reaches its rate; Abri reaches it, but didn't transmit.
    assert {name: plain(f.affichage) for name, f in open_to.items()} == {
        "Abri": "0",
        "Foyer": "s",
        "Logis": "39",
    }
    assert plain(open_to["Logis"].formule) == ("25 % × 201, à l’unité supérieure, − 12, au moins 0")
    assert "sans objet" in view.html
    assert "Compte rendu arrêté au 31 décembre 2021, à blanc" in view.html


def test_all_or_none_of_the_bailleurs(reported, project, said):
    project.edit(section.BAILLEURS_ANNUELLE, "q1_hors_qpv", "60", bailleur="Logis")
    assert said([section.say_catch_up(reported())]) == [
        "À titre indicatif, sur l’année 2021, les 3 bailleurs dont le résultat est publié "
        "atteignent 25 % hors QPV."
    ]
    for name in ("Habitat", "Logis", "Abri"):
        project.edit(section.BAILLEURS_ANNUELLE, "q1_hors_qpv", "0", bailleur=name)
    # 100, 51 and 20.
    assert said([section.say_catch_up(reported())]) == [
        "À titre indicatif, sur l’année 2021, aucun des 3 bailleurs dont le résultat est publié "
        "n’atteint 25 % hors QPV dans la région : il leur manque 171 attributions, que le préfet "
        "peut prononcer lui-même sur 12 mois, hors de l’assiette du flux."
    ]


def test_each_of_the_two_tables_stands_alone(reported, project):
    project.remove(section.COMPTES_RENDUS)
    view = section.draw_returns(reported())
    assert "Transmis le" not in view.html
    assert "39" in [f.affichage for f in view.figures]


def test_returns_alone(reported, project):
    project.remove(section.BAILLEURS_ANNUELLE)
    assert "Ouvertes au préfet" not in section.draw_returns(reported()).html
    assert section.say_catch_up(reported()) is None


def test_returns_to_come_are_not_shown(reported, project):
    project.edit(section.COMPTES_RENDUS, "arrete", "2022-06-30")
    assert section.say_returns(reported()) is None

"""Results by EPCI of the publics. The figures of EPCI are invented, expected values by hand."""

from __future__ import annotations

import pytest

from hdflib.figures import Etat
from hdflib.sections import logement_dabord as section
from hdflib.sections import priority_households, publics

LILLE, DUNKERQUE, HAINAUT = "200093201", "245900428", "200042190"
AMIENS, SAINT_OMER = "248000531", "200069037"
# Objective of the year and attributions at 30 April: the objective to date is a third.
SORTANTS = {
    LILLE: ("600", "210"),  # 210 ÷ 200 = 105 %
    DUNKERQUE: ("60", "11"),  # 11 ÷ 20 = 55 %
    HAINAUT: ("30", "s"),
    AMIENS: ("60", "20"),  # 20 ÷ 20 = 100 %
    SAINT_OMER: ("", "12"),
}


def with_epci(project, table, cells):
    """Add rows of EPCI to a public's table."""
    rows = project.read(table)
    empty = dict.fromkeys(rows[0], "")
    rows += [
        {
            **empty,
            "territoire": code,
            "objectif_annuel": goal,
            "attributions": done,
            "source": "Essai",
        }
        for code, (goal, done) in cells.items()
    ]
    return project.write(table, rows)


@pytest.fixture
def leaving(project):
    """Compute people leaving shelters, with their EPCI."""
    with_epci(project, section.SORTANTS, SORTANTS)

    def computed(territoire="32"):
        return section.compute(project.page("logement_dabord", territoire), section.SORTANTS)

    return computed


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def rate(public, code):
    return public.figures["taux_objectif_a_date", code]


def test_rates_of_epci(leaving):
    public = leaving()
    assert {t.code for t in public.epci} == set(SORTANTS)
    shown = {code: plain(rate(public, code).affichage) for code in SORTANTS}
    assert shown == {
        LILLE: "105 %",
        DUNKERQUE: "55 %",
        HAINAUT: "s",
        AMIENS: "100 %",
        SAINT_OMER: "non transmis",
    }
    assert plain(rate(public, LILLE).formule) == "210 ÷ (600 × 4/12)"
    hidden = rate(public, HAINAUT)
    assert (hidden.value, hidden.etat) == (None, Etat.SECRET)


def test_epci_change_nothing_for_the_departements(leaving, page):
    real = section.compute(page("logement_dabord"), section.SORTANTS)
    assert leaving().frame.equals(real.frame)
    assert publics.draw_table(leaving()).html == publics.draw_table(real).html


def test_sentences_of_the_region(leaving, said):
    assert said(publics.say_epci(leaving())) == [
        "Entre 55 et 105 % de l’objectif à date selon les EPCI de la région : 2 des 3 EPCI dont "
        "le taux est publié atteignent leur objectif.",
        "1 EPCI a un taux de réalisation de l’objectif à date couvert par le secret statistique.",
    ]


def test_sentences_of_a_departement(leaving, said):
    assert said(publics.say_epci(leaving("59"))) == [
        "Entre 55 et 105 % de l’objectif à date selon les EPCI du Nord : 1 des 2 EPCI dont le "
        "taux est publié atteint son objectif.",
        "1 EPCI a un taux de réalisation de l’objectif à date couvert par le secret statistique.",
    ]
    # One EPCI makes no range, and the Aisne has none.
    assert said(publics.say_epci(leaving("80"))) == []
    assert said(publics.say_epci(leaving("02"))) == []


def test_no_epci_reaches_its_objective(project, said):
    with_epci(project, section.SORTANTS, {LILLE: ("600", "150"), DUNKERQUE: ("60", "11")})
    public = section.compute(project.page("logement_dabord"), section.SORTANTS)
    # 150 ÷ 200 = 75 %.
    assert said(publics.say_epci(public)) == [
        "Entre 55 et 75 % de l’objectif à date selon les EPCI de la région : aucun des 2 EPCI "
        "dont le taux est publié n’atteint son objectif.",
    ]


def test_counts_of_epci_have_a_formula_and_one_source_a_column(leaving):
    (sentence, hidden) = publics.say_epci(leaving())
    low, high, reached, published = sentence.figures
    assert (low.territoire, high.territoire) == (DUNKERQUE, LILLE)
    assert (reached.value, published.value) == (2, 3)
    assert plain(reached.formule) == (
        "nombre d’EPCI dont le taux publié atteint 100 %, parmi 3 (une ligne par EPCI)"
    )
    assert [source.colonne for source in reached.sources] == ["attributions", "objectif_annuel"]
    assert hidden.figures[0].value == 1


def test_map_of_the_region_and_of_a_departement(leaving):
    view = publics.draw_epci_map(leaving())
    assert "Nombre d’EPCI – moins de 50 % : 0 ; de 50 à moins de 75 % : 1 ; " in plain(view.titre)
    assert "100 % et plus : 2 ; non transmis : 1 ; secret statistique : 1 ; " in plain(view.titre)
    assert {f.territoire for f in view.figures} == set(SORTANTS)
    nord = publics.draw_epci_map(leaving("59"))
    assert {f.territoire for f in nord.figures} == {LILLE, DUNKERQUE, HAINAUT}
    assert publics.draw_epci_map(leaving("02")) is None


def test_table_is_for_a_departement(leaving):
    assert publics.draw_epci_table(leaving()) is None
    assert publics.draw_epci_table(leaving("02")) is None
    view = publics.draw_epci_table(leaving("59"))
    assert [plain(figure.affichage) for figure in view.figures] == [
        # Lille, Dunkerque and the Hainaut by population, then the Nord.
        *("210", "600", "105 %"),
        *("11", "60", "55 %"),
        *("s", "30", "s"),
        *("214", "1 020", "63 %"),
    ]
    assert view.html.count("s\u00a0: secret statistique") == 1
    assert "résultats des EPCI du Nord au 30 avril 2022" in view.html


def test_the_three_publics_have_their_epci(project):
    for table in (priority_households.TABLE, section.SANS_ABRI):
        with_epci(project, table, {LILLE: ("1200", "500"), DUNKERQUE: ("120", "s")})
    homeless = section.compute(project.page("logement_dabord", "59"), section.SANS_ABRI)
    priority = priority_households.compute(project.page("priority_households", "59"))
    # 500 ÷ (1 200 × 4/12) = 125 %; 500 ÷ (1 200 × 5/12) = 100 %.
    assert [plain(rate(p, LILLE).affichage) for p in (homeless, priority)] == ["125 %", "100 %"]
    assert publics.draw_epci_map(homeless).html != publics.draw_epci_map(priority).html


def test_without_epci_nothing_is_shown(page, said):
    for territoire in ("32", "59"):
        public = section.compute(page("logement_dabord", territoire), section.SORTANTS)
        assert publics.draw_epci_map(public) is None
        assert publics.draw_epci_table(public) is None
        assert said(publics.say_epci(public)) == []


def test_brackets_of_both_publics(project, said):
    rows = project.read(section.TRANCHES)
    bounds = [
        ("0 %", "50 %", "9"),
        ("50 %", "75 %", "4"),
        ("75 %", "100 %", "5"),
        ("100 %", "", "1"),
    ]
    rows += [
        {"public": section.SANS_ABRI, "borne_min": low, "borne_max": high, "bailleurs": n}
        for low, high, n in bounds
    ]
    for row in rows:
        row.setdefault("source", "Essai")
    analyse = project.write(section.TRANCHES, rows).page("logement_dabord")
    view = section.draw_brackets(analyse, section.SANS_ABRI)
    assert "(ménages sans abri, région)" in view.html
    assert [figure.value for figure in view.figures] == [9, 4, 5, 1]
    # 9 + 4 + 5 + 1 = 19.
    assert said([section.say_brackets(analyse, section.SANS_ABRI)]) == [
        "Dans la région, 1 des 19 bailleurs suivis atteint son objectif à date."
    ]
    assert [f.value for f in section.draw_brackets(analyse).figures] == [6, 6, 6, 13]


SIAO = {
    "02": ("100", "50", "40", "20"),
    "59": ("1000", "600", "250", "101"),
    "60": ("200", "s", "60", "24"),
    "62": ("300", "150", "100", "30"),
    "80": ("100", "50", "50", "25"),
}


@pytest.fixture
def siao(project):
    """Open a page on invented households known to the SIAO, the région's row not given."""
    columns = ("heberges", "heberges_avec_demande", "sans_abri", "sans_abri_avec_demande")
    project.write(
        section.SIAO,
        [
            {"territoire": code, **dict(zip(columns, cells, strict=True)), "source": "Essai"}
            for code, cells in SIAO.items()
        ],
    )
    project.params("observation:\n", f"observation:\n  {section.SIAO}: 2022-04-30\n")
    return lambda territoire="32": project.page("logement_dabord", territoire)


def test_siao_sentences(siao, said):
    # 600 ÷ 1 000 = 60 %; 101 ÷ 250 = 40,4 %.
    assert said(section.say_siao(siao("59"))) == [
        "Au 30 avril, les SIAO connaissent 1 000 ménages hébergés dans le Nord, dont 600 (60 %) "
        "ont une demande de logement social.",
        "Au 30 avril, les SIAO connaissent 250 ménages sans abri dans le Nord, dont 101 (40 %) "
        "ont une demande de logement social.",
    ]
    # The Oise hides a number, and so the région's sum: 500 and 200 for the other public.
    assert said(section.say_siao(siao())) == [
        "Au 30 avril, les SIAO connaissent 500 ménages sans abri dans les Hauts-de-France, dont "
        "200 (40 %) ont une demande de logement social.",
    ]


def test_siao_table(siao):
    view = section.draw_siao(siao("60"))
    rows = [view.figures[start : start + 6] for start in range(0, 36, 6)]
    shown = [[plain(figure.affichage) for figure in row] for row in rows]
    assert shown[2] == ["200", "s", "s", "60", "24", "40 %"]
    assert shown[5] == ["1 700", "s", "s", "500", "200", "40 %"]
    assert 'class="hdf-courant"' in view.html
    assert "s\u00a0: secret statistique" in view.html


def test_siao_not_transmitted(page, said):
    assert section.draw_siao(page("logement_dabord")) is None
    assert said(section.say_siao(page("logement_dabord"))) == []

"""Contingents, rights and report of gestion en flux; invented figures, computed by hand."""

from __future__ import annotations

import pytest

from hdflib.errors import HdfError, InputError
from hdflib.sections import priority_households as section

DAY = "2021-12-31"
BASE = {
    "02": ("100", "20", "30", "50", "10"),
    "59": ("1000", "200", "50", "750", "200"),
    "60": ("100", "1", "1", "98", "30"),
    "62": ("100", "20", "30", "50", "15"),
    "80": ("100", "20", "s", "70", "s"),
}
"""Attributions, transfers, other exclusions, base, and the State's part of it."""
CONTINGENTS = {
    "etat": {"32": ("400", "200", "280"), "59": ("10", "2", "10")},
    "action_logement": {"32": ("301", "75", "220"), "59": ("11", "s", "9")},
    "collectivite": {"32": ("200", "49", "180"), "59": ("8", "2", "8")},
    "bailleur": {"32": ("500", "0", "321"), "59": ("100", "24", "74")},
}
"""Attributions, those to priority households, and the base: 280 + 220 + 180 + 321 = 1 001."""
SHARES = {"etat": "30 %", "action_logement": "22 %", "collectivite": "17,5 %"}
BAILLEURS = {
    "Bailleur A": ("130", "20", "10", "100", "29", "30", "20", "21"),
    "Bailleur B": ("120", "s", "s", "90", "27", "20", "20", "23"),
    "Bailleur C": ("50", "5", "5", "40", "s", "s", "10", "10"),
}


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def shown(view, width):
    texts = [plain(figure.affichage) for figure in view.figures]
    return [texts[start : start + width] for start in range(0, len(texts), width)]


def write(project, table, rows, day=None):
    project.write(table, [{**row, "source": "Essai"} for row in rows])
    if day:
        project.params("observation:\n", f"observation:\n  {table}: {day}\n")


def write_base(project, cells=BASE, day="2022-05-31"):
    names = ("attributions_totales", "mutations", "autres_exclusions", "assiette", "assiette_etat")
    rows = [
        {"territoire": code, **dict(zip(names, own, strict=True))} for code, own in cells.items()
    ]
    write(project, section.ASSIETTE, rows, day)


def write_contingents(project, day=DAY):
    names = ("attributions_totales", "attributions_prioritaires", "assiette")
    rows = [
        {"reservataire": name, "territoire": code, **dict(zip(names, own, strict=True))}
        for name, given in CONTINGENTS.items()
        for code, own in given.items()
    ]
    write(project, section.RESERVATAIRES, rows, day)


def write_shares(project, shares=SHARES):
    rows = [{"reservataire": k, "taux": v, "reference": "Convention"} for k, v in shares.items()]
    write(project, section.DROITS, rows)


def write_bailleurs(project):
    parts = ("etat", "action_logement", "collectivite", "bailleur")
    names = (
        "attributions_totales",
        "mutations",
        "autres_exclusions",
        "assiette",
        *(f"assiette_{part}" for part in parts),
    )
    rows = [{"bailleur": k, **dict(zip(names, v, strict=True))} for k, v in BAILLEURS.items()]
    write(project, section.FLUX_BAILLEURS, rows, DAY)


@pytest.fixture
def flux(project):
    """Open a page on all the tables."""
    write_base(project)
    write_contingents(project)
    write_shares(project)
    write_bailleurs(project)
    return lambda territoire="32": project.page("priority_households", territoire)


def test_base_by_territory(flux):
    rows = shown(section.draw_base(flux("59")), 5)
    assert rows[1] == ["1 000", "200", "50", "750", "75 %"]
    assert rows[4] == ["100", "20", "s", "70", "70 %"]
    # The région's row isn't given: 1 400, 261 and 1 018 are sums, and a secret part hides its own.
    assert rows[5] == ["1 400", "261", "s", "1 018", "73 %"]


def test_a_base_that_is_missing_is_computed(project):
    write_base(project, {"59": ("1000", "200", "50", "", "200"), "62": ("90", "s", "2", "", "1")})
    view = section.draw_base(project.page("priority_households"))
    rows = shown(view, 5)
    assert rows[1] == ["1 000", "200", "50", "750", "75 %"]
    assert plain(view.figures[8].formule) == "1 000 − 200 − 50"
    assert rows[3] == ["90", "s", "2", "s", "s"]


def test_base_is_said(flux, said):
    assert said(section.say_rules(flux("59")))[3] == (
        "Au 31 mai, 750 des 1 000 attributions réalisées dans le Nord depuis le 1er janvier (75 %) "
        "entrent dans l’assiette de la gestion en flux, une fois exclues 200 mutations au sein du "
        "patrimoine du bailleur et 50 autres attributions."
    )
    assert said(section.say_rules(flux("60")))[3].endswith(
        "une fois exclues 1 mutation au sein du patrimoine du bailleur et 1 autre attribution."
    )
    assert said(section.say_rules(flux("80")))[3] == (
        "Au 31 mai, 70 des 100 attributions réalisées dans la Somme depuis le 1er janvier (70 %) "
        "entrent dans l’assiette de la gestion en flux."
    )


def test_rights_of_the_state_by_departement(flux):
    rows = shown(section.draw_state(flux()), 6)
    # 30 % of 50 is 15; a point of it is 0.5.
    assert rows[0] == ["50", "30 %", "15", "10", "−5", "0,5"]
    assert rows[1] == ["750", "30 %", "225", "200", "−25", "7,5"]
    # 30 % of 98 is 29.4, and 0.6 of an attribution more was done.
    assert rows[2] == ["98", "30 %", "29", "30", "1", "1,0"]
    assert rows[4] == ["70", "30 %", "21", "s", "s", "0,7"]
    # 30 % of 1 018, the sum of the five.
    assert rows[5] == ["1 018", "30 %", "305", "s", "s", "10,2"]


def test_rights_of_the_state_are_said(flux, said):
    assert said(section.say_rules(flux("59")))[4] == (
        "Au 31 mai, les droits de l’État dans le Nord sont de 225 attributions (30 % de "
        "l’assiette) et 200 ont été réalisées sur son contingent, soit 25 de moins ; un point de "
        "part en vaut 7,5."
    )
    assert "soit 1 de plus ; un point" in said(section.say_rules(flux("60")))[4]


def test_no_rights_of_the_state_without_its_share(project, said):
    write_base(project)
    project.remove("gestion_flux")
    analyse = project.page("priority_households", "59")
    assert section.draw_state(analyse) is None
    assert not any("droits de l’État" in text for text in said(section.say_rules(analyse)))


def test_quarter_of_each_contingent(flux):
    analyse = flux()
    # A quarter of 400 is 100; of 301, 75.25, so 76; of 200, 50; of 500, 125.
    assert shown(section.draw_contingents(analyse), 5) == [
        ["400", "200", "50 %", "100", "0"],
        ["301", "75", "25 %", "76", "1"],
        ["200", "49", "25 %", "50", "1"],
        ["500", "0", "0 %", "125", "125"],
    ]
    assert [plain(f.affichage) for f in section.draw_quarters(analyse).figures] == [
        "50 %",
        "25 %",
        "25 %",
        "0 %",
    ]
    du = section.draw_contingents(analyse).figures[8]
    assert plain(du.formule) == "25 % × 301, à l’unité supérieure"
    assert [source.fichier for source in du.sources] == [
        "data/2022-06-16/reservataires.csv",
        "data/reference/regles.csv",
    ]


def test_quarters_are_said(flux, said):
    assert section.quarters_title(flux()) == "Le quart dû aux ménages prioritaires en 2021"
    assert said(section.say_contingents(flux())) == [
        "Le contingent de l’État atteint le quart : 50 % des attributions vont à des ménages "
        "prioritaires.",
        "Le contingent d’Action Logement n’atteint pas le quart : il manque 1 attribution à des "
        "ménages prioritaires (75 réalisées sur les 76 dues).",
        "L’ensemble des contingents des collectivités n’atteint pas le quart : il manque 1 "
        "attribution à des ménages prioritaires (49 réalisées sur les 50 dues).",
        "L’ensemble des attributions hors contingent des bailleurs n’atteint pas le quart : il "
        "manque 125 attributions à des ménages prioritaires (0 réalisée sur les 125 dues).",
    ]


def test_a_secret_contingent_is_shown_so_and_not_said(flux, said):
    rows = shown(section.draw_contingents(flux("59")), 5)
    assert rows[1] == ["11", "s", "s", "3", "s"]
    sentences = said(section.say_contingents(flux("59")))
    assert len(sentences) == 3
    assert not any("Action Logement" in text for text in sentences)


def test_an_unknown_reservataire_owes_nothing(flux, project):
    project.edit(section.RESERVATAIRES, "reservataire", "inconnu", reservataire="collectivite")
    view = section.draw_contingents(flux())
    assert shown(view, 5)[3] == ["200", "49", "25 %"]
    assert view.html.count("sans objet") == 2
    assert len(section.say_contingents(flux())) == 3


def test_rights_of_each_reservataire(flux):
    # Of 1 001: 300.3, 220.22, 175.175 and 305.305 (30.5 %); one is left, for the largest rest.
    assert shown(section.draw_rights(flux()), 4) == [
        ["30 %", "300", "280", "−20"],
        ["22 %", "220", "220", "0"],
        ["17,5 %", "175", "180", "5"],
        ["30,5 %", "306", "321", "15"],
        ["100 %", "1 001", "1 001", "0"],
    ]


def test_rights_are_said(flux, said):
    assert said(section.say_rules(flux()))[-6:-2] == [
        "En 2021, l’assiette compte 1 001 attributions dans les Hauts-de-France : un point de part "
        "en vaut 10.",
        "Contingent de l’État : 280 attributions pour 300 de droits (30 %), soit 20 de moins.",
        "Contingent d’Action Logement : 220 attributions pour 220 de droits (22 %).",
        "Contingents des collectivités : 180 attributions pour 175 de droits (17,5 %), soit 5 de "
        "plus.",
    ]


def test_a_share_that_is_missing_leaves_the_rights_unknown(flux, project):
    project.remove(section.DROITS, reservataire="collectivite")
    rows = shown(section.draw_rights(flux()), 4)
    assert rows[0] == ["30 %", "non transmis", "280", "non transmis"]
    assert rows[3][:2] == ["non transmis", "non transmis"]
    assert section.draw_simulation(flux()) is None
    assert section.simulate(flux(), {"etat": 0.2}) is None


def test_simulation_within_the_law(flux):
    view = section.draw_simulation(flux())
    assert view.titre.startswith("Simulation")
    rows = [[plain(f.affichage) for f in view.figures[:3]], [f.value for f in view.figures[3:8]]]
    # Of 1 001, 25 % are 250.25, 29 % 290.29, 30 % 300.3; more isn't allowed to the State.
    assert rows[0] == ["250", "290", "300"]
    assert view.html.count("non permis") == 2
    # 17 %, 21 %, 22 %, 23 % and 27 %: 170.17, 210.21, 220.22, 230.23, 270.27.
    assert rows[1] == [170, 210, 220, 230, 270]
    assert plain(view.figures[3].formule) == (
        "(22 % − 5 %) × (280 + 220 + 180 + 321), aux plus forts restes entre 30 %, 22 % − 5 %, "
        "17,5 % et le solde"
    )


def test_simulation_of_a_statistician(flux):
    frame = section.simulate(flux(), {"etat": 0.28, "collectivite": 0.2})
    # 28 % of 1 001 is 280.28; 20 % is 200.2; 1 − 0.28 − 0.22 − 0.2 leaves 30 %, 300.3.
    assert list(frame["droits_simules"].round(6)) == [280.28, 220.22, 200.2, 300.3]
    assert list(frame["ecart"].round(6)) == [-20.02, 0, 25.025, -5.005]
    assert list(frame["part_simulee"].round(6)) == [0.28, 0.22, 0.2, 0.3]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"etat": 0.31}, "celle de l’État ne dépasse pas 30"),
        ({"action_logement": 0.6}, "ni leur somme le flux entier"),
        ({"commune": 0.1}, "Réservataire inconnu : commune. Choisissez parmi etat"),
    ],
)
def test_a_simulation_that_the_law_forbids_is_explained(flux, changes, message):
    with pytest.raises(HdfError, match=message):
        section.simulate(flux(), changes)


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ({"etat": "31 %"}, "La part de l’État dépasse 30"),
        ({"etat": "30 %", "action_logement": "50 %", "collectivite": "21 %"}, "font 101"),
    ],
)
def test_shares_beyond_the_law_stop_the_build(project, shares, message):
    write_shares(project, shares)
    with pytest.raises(InputError, match=message):
        project.page("priority_households")


def test_report_by_bailleur(flux, said):
    # 30 % of 100, 90 and 40: 30, 27 and 12.
    assert shown(section.draw_report(flux()), 10) == [
        ["130", "20", "10", "100", "30", "29", "−1", "30", "20", "21"],
        ["120", "s", "s", "90", "27", "27", "0", "20", "20", "23"],
        ["50", "5", "5", "40", "12", "s", "s", "s", "10", "10"],
    ]
    assert said(section.say_rules(flux()))[-2:] == [
        "En 2021, l’État a eu au moins ses droits chez 1 des 2 bailleurs dont le bilan est publié.",
        "Le bilan de 2021 de chaque bailleur devait être transmis aux réservataires avant le "
        "28 février 2022 (CCH, R.441-5-1 ; décret 2020-145 du 20 février 2020).",
    ]


def test_the_report_is_on_the_page_of_the_region_alone(flux, said):
    assert section.draw_report(flux("59")) is None
    assert not any(
        "bailleurs dont le bilan" in text for text in said(section.say_rules(flux("59")))
    )


def test_part_of_a_year_is_said_so_and_no_report_is_due(project, said):
    write_contingents(project, "2022-04-30")
    write_bailleurs(project)
    project.params(f"flux_bailleurs: {DAY}", "flux_bailleurs: 2022-04-30")
    analyse = project.page("priority_households")
    assert section.quarters_title(analyse).endswith("prioritaires du 1er janvier au 30 avril 2022")
    assert not any("devait être transmis" in text for text in said(section.say_rules(analyse)))
    # Without the shares, nobody knows what the State was to have.
    assert shown(section.draw_report(analyse), 10)[0][4:7] == ["non transmis", "29", "non transmis"]


def test_what_is_there_is_not_said_to_be_missing(flux, project):
    assert section.draw_missing(flux()) is None
    project.remove(section.FLUX_BAILLEURS)
    assert plain(section.draw_missing(flux()).titre) == (
        "Non transmis pour cette commission : le bilan par bailleur."
    )


def test_nothing_is_drawn_of_what_was_not_transmitted(page):
    analyse = page("priority_households")
    drawn = (
        section.draw_base,
        section.draw_state,
        section.draw_contingents,
        section.draw_quarters,
        section.draw_rights,
        section.draw_simulation,
        section.draw_report,
    )
    assert [draw(analyse) for draw in drawn] == [None] * len(drawn)
    assert section.say_contingents(analyse) == []
    assert section.simulate(analyse, {"etat": 0.2}) is None

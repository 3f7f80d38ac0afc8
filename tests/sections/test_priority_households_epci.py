"""Share of attributions to priority households by EPCI; invented figures, by hand."""

from __future__ import annotations

import pytest

from hdflib.sections import priority_households as section

LILLE, DUNKERQUE, HAINAUT = "200093201", "245900428", "200042190"
SABLONS, AMIENS, SAINT_OMER = "246000582", "248000531", "200069037"
# Attributions of 2021 to priority households, and to everybody.
BILAN = {
    "59": ("600", "4000"),  # 15 %
    "32": ("2000", "10000"),  # 20 %
    LILLE: ("100", "1000"),  # 10 %
    DUNKERQUE: ("30", "120"),  # 25 %
    HAINAUT: ("s", "40"),
    SABLONS: ("7", "100"),  # 7 %
    AMIENS: ("84", "200"),  # 42 %
    SAINT_OMER: ("", "50"),
}


def write(project, table, columns, cells, day):
    project.write(
        table,
        [
            {"territoire": code, **dict(zip(columns, values, strict=True)), "source": "Essai"}
            for code, values in cells.items()
        ],
    )
    project.params("observation:\n", f"observation:\n  {table}: {day}\n")


@pytest.fixture
def bilan(project):
    """Open a page on the balance of 2021."""
    columns = ("attributions", "attributions_totales")
    write(project, section.BILAN, columns, BILAN, "2021-12-31")
    return lambda territoire="32": project.page("priority_households", territoire)


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_shares_of_the_region(bilan, said):
    assert said(section.say_obligations(bilan()))[1:] == [
        "En 2021, 20 % des attributions réalisées dans les Hauts-de-France ont été consacrées aux "
        "ménages prioritaires.",
        "En 2021, la part des attributions consacrées aux ménages prioritaires allait de 7 à 42 % "
        "selon les EPCI de la région.",
        "Cette part atteignait le quart fixé par la loi dans 2 des 4 EPCI dont le résultat est "
        "publié (CCH, L.441-1).",
        "1 EPCI a une part d’attributions aux ménages prioritaires couverte par le secret "
        "statistique.",
    ]


def test_shares_of_a_departement(bilan, said):
    assert said(section.say_obligations(bilan("59")))[1:] == [
        "En 2021, 15 % des attributions réalisées dans le Nord ont été consacrées aux ménages "
        "prioritaires.",
        "En 2021, la part des attributions consacrées aux ménages prioritaires allait de 10 à "
        "25 % selon les EPCI du Nord.",
        "Cette part atteignait le quart fixé par la loi dans 1 des 2 EPCI dont le résultat est "
        "publié (CCH, L.441-1).",
        "1 EPCI a une part d’attributions aux ménages prioritaires couverte par le secret "
        "statistique.",
    ]


def test_one_epci_makes_no_range_and_the_published_one_stays(bilan, said):
    assert said(section.say_obligations(bilan("60")))[1] == (
        "En 2021, la part des attributions consacrées aux ménages prioritaires allait de 7 à 42 % "
        "selon les EPCI de la région."
    )


def test_no_epci_reaches_the_quarter(bilan, project, said):
    project.edit(section.BILAN, "attributions", "29", territoire=DUNKERQUE)
    # 29 ÷ 120 = 24,2 %.
    assert said(section.say_obligations(bilan("59")))[3] == (
        "Cette part n’atteignait le quart fixé par la loi dans aucun des 2 EPCI dont le résultat "
        "est publié (CCH, L.441-1)."
    )


def test_map_of_the_shares(bilan):
    view = section.draw_share(bilan())
    assert "Part des attributions aux ménages prioritaires en 2021, par EPCI" in view.html
    assert plain(view.titre).endswith(
        "Nombre d’EPCI – moins de 10 % : 1 ; de 10 à moins de 20 % : 1 ; de 20 à moins de 25 % : "
        "0 ; 25 % et plus : 2 ; non transmis : 1 ; secret statistique : 1 ; sans donnée : 86."
    )
    formulas = {figure.territoire: figure.formule for figure in view.figures}
    assert formulas[DUNKERQUE] == "30 ÷ 120"
    assert formulas[HAINAUT] == ""
    nord = section.draw_share(bilan("59"))
    assert [plain(figure.affichage) for figure in nord.figures] == ["25 %", "10 %", "s"]


def test_the_quarter_is_that_of_the_law(bilan, project, said):
    path = project.root / "data" / "reference" / "regles.csv"
    text = path.read_text("utf-8").replace("ménages prioritaires;25 %", "ménages prioritaires;26 %")
    path.write_text(text, "utf-8")
    # Of 10 %, 25 %, 7 % and 42 %, the last alone reaches 26 %.
    sentences = said(section.say_obligations(bilan()))
    assert sentences[0].startswith("Chaque réservataire doit consacrer au moins 26 %")
    assert sentences[3].startswith(
        "Cette part atteignait le quart fixé par la loi dans 1 des 4 EPCI"
    )


def test_not_transmitted(page):
    assert section.draw_share(page("priority_households")) is None

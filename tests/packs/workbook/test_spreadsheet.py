"""The workbook of a pack: what its sheets say, and that its files agree with `chiffres.csv`."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from hdflib.commission import Point
from hdflib.display.french import exact
from hdflib.display.traced import record
from hdflib.figures import Etat, Figure, Indicateur, Source
from hdflib.inputs.edition import read_edition
from hdflib.packs.chiffres import read_chiffres
from hdflib.packs.execute import Failure
from hdflib.packs.section import Section
from hdflib.packs.workbook.sheets import Nombre
from hdflib.packs.workbook.spreadsheet import (
    make_workbook,
    say_sources,
    value_cell,
    write_spreadsheets,
)

ROOT = Path(__file__).parents[3]
TABLE = "data/2022-06-16/menages_prioritaires.csv"
SLIDE = "Diapositive « Attributions aux ménages prioritaires (DALO/PDALPD) »"
CELLS = (
    Source(TABLE, 3, "attributions", SLIDE),
    Source(TABLE, 3, "objectif_annuel", SLIDE),
)


@pytest.fixture(scope="module")
def edition():
    return read_edition(ROOT, "2022-06-16")


def make_section(edition, rank, figures, failure=None):
    records = tuple(record(figure) for figure in figures)
    return Section(edition.params.agenda[rank], "", records, failure)


def rate(edition, **other):
    return Figure(
        edition.indicateurs["taux_objectif_a_date"],
        "59",
        1413 / (4804 * 5 / 12),
        **{"public": "menages_prioritaires", "periode": "2022-05-31"} | other,
        formule="1\u202f413 ÷ (4\u202f804 × 5/12)",
        sources=CELLS,
    )


def secret(edition):
    return Figure(
        edition.indicateurs["attributions"],
        "59",
        None,
        Etat.SECRET,
        periode="2022-05-31",
        modalite="cia",
    )


@pytest.fixture
def sections(edition):
    failure = Failure(7, "ValueError : total négatif")
    return [
        make_section(edition, 1, [rate(edition), secret(edition)]),
        make_section(edition, 2, [], failure),
        make_section(edition, 6, []),
    ]


def make(edition, sections, etat="incomplet"):
    return make_workbook(edition, edition.territoires.get("59"), sections, etat)


def test_a_figure_has_its_row(edition, sections):
    sheet = make(edition, sections).feuilles[1]
    assert sheet.nom == "Ménages prioritaires"
    assert sheet.titre == (
        "Ménages prioritaires (DALO/PDALHPD) – Nord – "
        "Commission spécialisée PDALHPD du 16 juin 2022"
    )
    known, hidden = sheet.lignes
    # 1 413 ÷ (4 804 × 5/12) = 0.705 911 740 216 486...
    assert known == (
        "Taux de réalisation de l’objectif à date – ménages prioritaires",
        "Nord",
        "31 mai 2022",
        Nombre(0.705911740216486, "71\u202f%", "%"),
        "%",
        "71\u202f%",
        "1\u202f413 ÷ (4\u202f804 × 5/12)",
        f"{TABLE}, ligne 3, colonnes attributions et objectif_annuel ({SLIDE})",
    )
    assert hidden[0] == "Attributions – CIA"
    assert hidden[3:] == ("s", "attributions", "s", "", "")


@pytest.mark.parametrize(
    ("unite", "value", "shown", "cell"),
    [
        ("ménages", 1413.0, "1\u202f413", Nombre(1413, "1\u202f413", "ménages")),
        # 27 ÷ (96 × 5/12) is 0.675, of which the computation makes 0.6749999999999999.
        ("%", 27 / (96 * 5 / 12), "68\u202f%", Nombre(0.675, "68\u202f%", "%")),
        ("%", 0.014, "1,4\u202f%", Nombre(0.014, "1,4\u202f%", "%", 1)),
        (
            "projets",
            10,
            "environ 10",
            Nombre(10, "environ 10", "projets", 0, environ=True),
        ),
        ("date", "2022-10-22", "22 octobre 2022", date(2022, 10, 22)),
        ("date", "1894-11-30", "30 novembre 1894", "30 novembre 1894"),
        ("date", "2021-11", "novembre 2021", "novembre 2021"),
        ("date", "2003", "2003", Nombre(2003, "2003", "année")),
        ("texte", "=1+1", "=1+1", "=1+1"),
        ("%", None, "en cours de finalisation", "en cours de finalisation"),
    ],
)
def test_a_value_has_the_type_that_it_is_of(unite, value, shown, cell):
    made = value_cell({"valeur": value, "unite": unite, "affichage": shown})
    assert made == cell
    assert type(made) is type(cell)


def test_sources_are_said_once_for_each_file():
    rules = Source("data/reference/regles.csv", 10, "valeur", "Loi 2022-217", (14,))
    assert say_sources([*CELLS, rules]) == (
        f"{TABLE}, ligne 3, colonnes attributions et objectif_annuel ({SLIDE})\n"
        "data/reference/regles.csv, lignes 10 et 14, colonne valeur (Loi 2022-217)"
    )


def test_a_section_without_figures_says_why(edition, sections):
    _, _, failed, silent, _ = make(edition, sections).feuilles
    assert failed.lignes[0][0] == "Section non calculée (cellule 7 : ValueError : total négatif)."
    assert silent.lignes[0][0] == "Cette section ne présente aucun chiffre."


def test_each_indicator_is_defined_once(edition, sections):
    *_, last = make(edition, [*sections, sections[0]]).feuilles
    assert last.nom == "Définitions"
    assert [row[:2] for row in last.lignes] == [
        ("Taux de réalisation de l’objectif à date", "%"),
        ("Attributions", "attributions"),
    ]
    assert last.lignes[1][2:] == (
        "Attributions de logements sociaux suivies d’un bail signé, du 1er janvier à la date "
        "d’observation",
        "SNE, SYPLO",
    )


@pytest.mark.parametrize(
    ("etat", "said"),
    [
        ("complet", "Complet\u00a0: toutes les sections de l’ordre du jour y sont."),
        ("incomplet", "Ne diffusez pas ce dossier."),
        ("extrait", "Extrait\u00a0: ce dossier ne contient qu’une partie de l’ordre du jour."),
    ],
)
def test_the_first_sheet_says_what_the_pack_is(edition, sections, etat, said):
    first = make(edition, sections, etat).feuilles[0]
    assert first.nom == "Lisez-moi"
    lines = dict(first.lignes)
    assert lines["Commission"] == "Commission spécialisée PDALHPD"
    assert lines["Date"] == "16 juin 2022"
    assert lines["Territoire"] == "Nord"
    assert lines["État du dossier"].endswith(said)
    assert lines["Situation au 31 mai 2022"] == "ménages prioritaires"
    assert lines["Feuille «\u00a0Ménages prioritaires\u00a0»"] == (
        "Ménages prioritaires (DALO/PDALHPD) – 2 chiffres."
    )
    assert lines["Feuille «\u00a0Actualités\u00a0»"] == "Actualités – aucun chiffre."
    assert {"«\u00a0s\u00a0»", "«\u00a0non transmis\u00a0»", "chiffres.csv"} < set(lines)
    assert "Avertissement" not in lines


def test_generated_figures_are_said_so_on_every_sheet_and_row(edition, sections):
    params = edition.params.model_copy(update={"donnees": "fictives"})
    classeur = make(replace(edition, params=params), sections)
    assert classeur.mention == "DONNÉES FICTIVES"
    for sheet in classeur.feuilles:
        assert sheet.titre.startswith("DONNÉES FICTIVES – ")
    assert classeur.feuilles[0].lignes[0][0] == "Avertissement"
    assert all(row[-1].startswith("DONNÉES FICTIVES – ") for row in classeur.feuilles[1].lignes)


def test_hostile_labels_reach_the_files_as_texts(edition, tmp_path):
    edition = replace(edition, indicateurs={"x": Indicateur("x", "=CMD()|x", "%", 0, "+1", "@a")})
    figure = Figure(edition.indicateurs["x"], "=x", 0.5, modalite="@m", formule="-1")
    titre = "=HYPERLINK(1)"
    section = Section(Point(section="context", titre=titre), "", (record(figure),), None)
    write_spreadsheets(tmp_path, edition, edition.territoires.get("59"), [section], "extrait")
    for name in ("chiffres.xlsx", "chiffres.ods"):
        book = CalamineWorkbook.from_path(tmp_path / name)
        assert book.sheet_names == ["Lisez-moi", titre, "Définitions"]
        rows = book.get_sheet_by_name(titre).to_python()
        assert rows[0][0].startswith("=HYPERLINK(1) – Nord")
        assert rows[2] == ["=CMD()|x – @m", "=x", "", 0.5, "%", "50\u202f%", "-1", ""]
        assert book.get_sheet_by_name("Définitions").to_python()[2] == ["=CMD()|x", "%", "+1", "@a"]


def read_rows(path):
    """Read the rows of the sheets of a pack's sections, in order."""
    book = CalamineWorkbook.from_path(path)
    rows = [
        row
        for name in book.sheet_names[1:-1]
        for row in book.get_sheet_by_name(name).to_python()[2:]
    ]
    return [row for row in rows if row[5]]


def as_written(value):
    """Give a value of a spreadsheet as `chiffres.csv` has it."""
    if isinstance(value, (date, datetime)):
        return f"{value:%Y-%m-%d}"
    return exact(value) if isinstance(value, float) else value


@pytest.mark.parametrize("code", ["32", "59"])
def test_the_files_of_a_pack_agree(built_packs, code):
    pack = built_packs[code]
    figures = read_chiffres(pack / "chiffres.csv")
    excel, libre = (read_rows(pack / name) for name in ("chiffres.xlsx", "chiffres.ods"))
    assert excel == libre
    assert len(excel) == len(figures)
    for row, figure in zip(excel, figures, strict=True):
        value = as_written(row[3])
        if figure.value is None:
            assert value == row[5] == figure.affichage
        elif figure.unite == "date" and len(str(figure.value)) < 10:
            assert str(value) in (figure.value, figure.affichage)
        else:
            assert value == figure.value
        assert row[5] == figure.affichage
        for file in (source.split(", ligne")[0] for source in figure.source.split(" ; data/")):
            assert file.removeprefix("data/") in row[7]

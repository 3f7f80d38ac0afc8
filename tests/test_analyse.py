"""What a notebook opens: figures of the real edition, as the slides of 16 June 2022 give them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hdflib.analyse import Analyse, open_analyse, origin, territoire_code, written_decimals
from hdflib.errors import HdfError
from hdflib.figures import Etat, Source
from hdflib.inputs.edition import Edition, read_edition
from hdflib.territories import UnknownTerritoire

ROOT = Path(__file__).parents[1]
DUNKERQUE, BETHUNE = "245900428", "200072460"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(ROOT, "2022-06-16")


def seen(edition: Edition, section: str, territoire: str) -> Analyse:
    return Analyse(edition, edition.territoires.get(territoire), section)


@pytest.fixture
def nord(edition: Edition) -> Analyse:
    return seen(edition, "attribution_reform", "59")


@pytest.fixture
def region(edition: Edition) -> Analyse:
    return seen(edition, "attribution_reform", "32")


@pytest.mark.parametrize(
    ("text", "decimals"),
    [("1,25", 2), ("1.5", 1), ("17,4 %", 1), ("1 413", 0), ("25 %", 0), ("-0,050", 3), ("", 0)],
)
def test_written_decimals(text: str, decimals: int) -> None:
    assert written_decimals(text) == decimals


def test_origin_is_the_document_and_its_file() -> None:
    cell = Source("data/x.csv", 2, "stock")
    assert origin(cell) == "data/x.csv"
    assert origin(replace(cell, origine="Diapositive 7")) == "Diapositive 7 — data/x.csv"


@pytest.mark.parametrize(
    ("value", "code"),
    [(2, "02"), (59, "59"), ("02", "02"), (" 62 ", "62"), (200072460, BETHUNE), ("2", "2")],
)
def test_territoire_code(value: str | int, code: str) -> None:
    assert territoire_code(value) == code


def test_page_of_the_region(region: Analyse) -> None:
    assert region.regional
    assert region.courant is None
    assert region.region.nom == "Hauts-de-France"
    assert all(region.concerns(code) for code in ("32", "02", DUNKERQUE, BETHUNE))


def test_page_of_a_departement(nord: Analyse) -> None:
    assert not nord.regional
    assert nord.courant == "59"
    concerned = [code for code in ("32", "59", "62", DUNKERQUE, BETHUNE) if nord.concerns(code)]
    assert concerned == ["32", "59", DUNKERQUE]
    assert [t.code for t in nord.departements] == ["02", "59", "60", "62", "80"]
    assert nord.nom("62") == "Pas-de-Calais"


def test_agenda_item(edition: Edition, nord: Analyse) -> None:
    assert nord.point is not None
    assert nord.point.titre == "Réforme des attributions"
    assert seen(edition, "not_presented", "59").point is None


def test_tables_and_indicators(nord: Analyse) -> None:
    assert nord.table("never_transmitted") is None
    assert nord.observation("menages_prioritaires") == date(2022, 5, 31)
    assert nord.indicateur("stock").libelle == "Ménages en attente"
    with pytest.raises(KeyError):
        nord.indicateur("no_such_code")


def test_figure_of_a_cell(nord: Analyse) -> None:
    table = nord.table("menages_prioritaires")
    assert table is not None
    row = table.row(territoire="59")
    assert row is not None
    figure = nord.figure(table, row, "attributions", "attributions", "59", periode="2022-05-31")
    assert (figure.value, figure.affichage) == (1413, "1\u202f413")
    assert figure.cle == ("attributions", "", "59", "2022-05-31", "")
    assert not figure.environ
    (source,) = figure.sources
    place = (source.fichier, source.ligne, source.colonne)
    assert place == ("data/2022-06-16/menages_prioritaires.csv", row.ligne, "attributions")


def test_figure_of_a_cell_that_is_being_finalised(nord: Analyse) -> None:
    table = nord.table("menages_prioritaires")
    assert table is not None
    row = table.row(territoire="60")
    assert row is not None
    figure = nord.figure(table, row, "objectif_annuel", "objectif_annuel", "60")
    assert (figure.value, figure.etat) == (None, Etat.EN_COURS)
    assert (figure.decimales, figure.environ) == (None, False)


def test_landmarks_keep_the_decimals_of_the_slides(region: Analyse) -> None:
    national = region.repere("part_q1_hors_qpv", modalite="moyenne nationale")
    mean = region.repere("part_q1_hors_qpv", annee="2022")
    assert national is not None
    assert mean is not None
    assert (national.affichage, mean.affichage) == ("17,4\u202f%", "18\u202f%")


def test_landmark_by_year(region: Analyse) -> None:
    shown = [region.repere("part_q234_qpv", annee=year) for year in ("2022", "2021")]
    assert [figure.affichage for figure in shown if figure] == ["75\u202f%", "77\u202f%"]
    assert region.repere("part_q234_qpv", annee="2019") is None
    assert region.repere("part_q234_qpv", public="sans_abri") is None


def test_approximate_landmark(region: Analyse) -> None:
    homes = next(f for _, f in region.reperes() if f.indicateur.code == "logements_sociaux")
    assert homes.avec_unite == "environ 30\u202f000\u00a0logements"
    assert homes.territoire == DUNKERQUE
    # It isn't one of the région's.
    assert region.repere("logements_sociaux") is None


def test_landmarks_of_other_departements_are_left_out(edition: Edition) -> None:
    def places(code: str) -> set[str]:
        found = seen(edition, "attribution_reform", code).reperes()
        return {figure.territoire for _, figure in found}

    assert DUNKERQUE in places("59")
    assert places("62") == {"32"}


def test_headings_of_landmarks(region: Analyse) -> None:
    heading, figure = region.reperes()[0]
    assert heading == "Premier quartile hors QPV"
    assert (figure.indicateur.code, figure.affichage) == ("objectif_q1_hors_qpv", "25\u202f%")


def test_section_without_landmarks(edition: Edition) -> None:
    assert seen(edition, "news", "32").reperes() == []


def test_origins_once_and_in_order(region: Analyse) -> None:
    reperes = [figure for _, figure in region.reperes()]
    first, second = reperes[0], reperes[9]
    file = "data/2022-06-16/reperes/attribution_reform.csv"
    assert region.origins(first, second, first) == [
        f"Diapositive « Loi Egalité – Citoyenneté : ménages du 1er quartile hors QPV » — {file}",
        f"Diapositive « Loi Egalité – Citoyenneté : quartiles 2, 3 et 4 en QPV » — {file}",
    ]


def test_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HDF_ROOT", str(ROOT))
    opened = open_analyse("context", "2022-06-16", 2)
    assert (opened.territoire.nom, opened.section) == ("Aisne", "context")
    assert opened.edition.params.iso == "2022-06-16"
    with pytest.raises(UnknownTerritoire, match="« 75 »"):
        open_analyse("context", "2022-06-16", "75")
    with pytest.raises(HdfError, match="2022-06-17"):
        open_analyse("context", "2022-06-17", "32")

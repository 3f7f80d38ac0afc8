from datetime import date

import pytest

from hdflib.errors import HdfError, InputError
from hdflib.figures import Etat
from hdflib.inputs.edition import find_root, read_edition

ROUNDED = "somme des colonnes associations et bailleurs"


def test_an_edition_holds_params_tables_and_remarks(project):
    edition = project.read()
    assert edition.params.commission == date(2022, 10, 14)
    assert list(edition.tables) == ["menages_prioritaires", "fnavdl_enveloppes", "reperes/context"]
    menages = edition.tables["menages_prioritaires"]
    assert menages.row(territoire="59").cells["attributions"].value == 1413
    assert menages.row(territoire="59").cells["poids_attributions"].value == 0.157
    assert menages.row(territoire="60").cells["objectif_annuel"].etat is Etat.EN_COURS
    assert menages.row(territoire="60").cells["attributions_totales"].etat is Etat.SECRET
    assert menages.row(territoire="62").cells["poids_attributions"].etat is Etat.NON_TRANSMIS
    assert edition.tables["reperes/context"].rows[0].cells["valeur"].value == -0.03
    assert edition.territoires.region.nom == "Hauts-de-France"
    assert len(edition.contours.departements) == 5
    assert edition.indicateurs["evolution_attributions"].unite == "%"
    assert [remark.texte for remark in edition.remarques] == [
        "Bailleurs 2022, Hauts-de-France : total publié 181, somme des départements 180 (arrondi).",
        f"Enveloppe 2022, Nord : total publié 301, {ROUNDED} 300 (arrondi).",
    ]


def test_only_some_tables_are_transmitted(project):
    (project.root / project.menages).unlink()
    (project.root / project.reperes).unlink()
    project.replace(project.params, "  menages_prioritaires: 2022-09-30\n", "")
    edition = project.read()
    assert list(edition.tables) == ["fnavdl_enveloppes"]
    assert [point.section for point in edition.params.agenda][-1] == "news"


def test_a_folder_without_any_table_is_accepted(project):
    for path in (project.menages, project.reperes, project.fnavdl):
        (project.root / path).unlink()
    project.replace(project.params, "  menages_prioritaires: 2022-09-30\n", "")
    assert project.read().tables == {}


def test_the_region_may_be_left_to_be_summed(project):
    project.replace(project.menages, "32;en cours;3 859;;;;8 514;7 823;SYPLO\n", "")
    project.replace(project.fnavdl, "2022;32;360;181;541;\n", "2022;32;;;;\n")
    tables = project.read().tables
    assert tables["menages_prioritaires"].row(territoire="32") is None
    region = tables["fnavdl_enveloppes"].row(territoire="32")
    assert region.cells["enveloppe"].etat is Etat.NON_TRANSMIS


def test_landmarks_of_a_section_that_is_not_on_the_agenda_are_read(project):
    project.replace(project.params, "  - section: context\n    titre: Contexte\n", "")
    assert "reperes/context" in project.read().tables


def test_files_that_are_not_tables_are_left_alone(project):
    folder = f"data/{project.read().params.iso}"
    for name in (
        "textes/context.md",
        "lisez-moi.txt",
        "menages_prioritaires.xlsx",
        ".~lock.menages_prioritaires.csv",
        "~$menages_prioritaires.csv",
        ".ipynb_checkpoints/menages_prioritaires.csv",
    ):
        project.write(f"{folder}/{name}", "texte")
    assert project.report() == []


def test_the_root_is_found_from_a_folder_inside(project, monkeypatch):
    monkeypatch.delenv("HDF_ROOT", raising=False)
    inside = project.root / "data" / "reference"
    assert find_root(inside) == project.root
    monkeypatch.chdir(inside)
    assert find_root() == project.root


def test_the_root_is_named_by_the_environment(project, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("HDF_ROOT", str(project.root))
    assert find_root(tmp_path_factory.mktemp("elsewhere")) == project.root


def test_no_project_here(tmp_path, monkeypatch):
    monkeypatch.setenv("HDF_ROOT", str(tmp_path))
    with pytest.raises(HdfError) as raised:
        find_root()
    assert str(raised.value) == (
        "Aucun projet hdflib ici : placez-vous dans le dossier qui contient « params » et "
        "« data », ou donnez son chemin dans la variable HDF_ROOT."
    )


def test_an_unknown_commission(project):
    with pytest.raises(HdfError, match="La commission « 2020-01-01 » n’existe pas"):
        read_edition(project.root, "2020-01-01")


def test_contours_that_cannot_be_read(project):
    project.write("data/reference/region-32/contours.topojson", "{}")
    with pytest.raises(InputError, match="pas un TopoJSON"):
        project.read()


def test_reference_saved_again_by_a_spreadsheet_is_still_read(project):
    path = project.root / "data/reference/region-32/territoires.csv"
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    assert project.read().territoires.get("245900428").nom == "CU de Dunkerque"

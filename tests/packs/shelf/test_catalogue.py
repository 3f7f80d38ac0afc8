"""What is found in the folder of outputs."""

import pytest
from built_shelf import put_pack
from small_project import DATE

from hdflib.packs.shelf.catalogue import read_seance, read_seances

OLD = "2021-12-09"
# `printf abc | sha256sum`, as in FIPS 180-2.
PRINT_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def outputs(project):
    return project / "outputs"


def test_a_pack_has_its_files_with_their_labels_in_order(project, outputs):
    files = (
        "dossier.pdf",
        "chiffres.xlsx",
        "chiffres.ods",
        "echeances.ics",
        "diaporama.html",
        "diaporama-news.html",
        "document.docx",
        "lisezmoi.txt",
        ".brouillon",
    )
    put_pack(outputs / DATE, "02", "Aisne", files=files)
    (pack,) = read_seance(project, outputs, DATE).packs
    assert pack.page == "dossier.html"
    assert pack.formats == (
        ("PDF", "dossier.pdf"),
        ("CSV", "chiffres.csv"),
        ("Excel", "chiffres.xlsx"),
        ("ODS", "chiffres.ods"),
        ("Agenda", "echeances.ics"),
        ("Diaporama", "diaporama.html"),
        ("Diaporama\u00a0: Actualités", "diaporama-news.html"),
        ("Word", "document.docx"),
        ("lisezmoi.txt", "lisezmoi.txt"),
    )
    assert pack.carnets[1] == ("Actualités", "notebooks/news.ipynb")
    assert pack.empreinte == PRINT_OF_ABC


def test_files_of_generated_figures_have_the_same_labels(project, outputs):
    files = ["dossier-donnees-fictives.pdf"]
    put_pack(outputs / OLD, "02", "Aisne", files=files, fictive=True)
    seance = read_seance(project, outputs, OLD)
    assert seance.fictive
    assert seance.packs[0].page == "dossier-donnees-fictives.html"
    assert seance.packs[0].formats == (
        ("PDF", "dossier-donnees-fictives.pdf"),
        ("CSV", "chiffres-donnees-fictives.csv"),
    )
    assert seance.packs[0].carnets[0][1] == "notebooks-donnees-fictives/ahi_transformation.ipynb"


def test_territories_follow_the_params_and_the_best_pack_comes_first(project, outputs):
    put_pack(outputs / DATE, "02", "Aisne", "extrait", titles={"news": "Actualités"})
    put_pack(outputs / DATE, "02", "Aisne")
    # The small project has no such territory.
    put_pack(outputs / DATE, "59", "Nord")
    region, aisne = read_seance(project, outputs, DATE).lieux
    assert (region.nom, region.de, region.packs) == ("Hauts-de-France", "des Hauts-de-France", ())
    assert [pack.state.etat for pack in aisne.packs] == ["complet", "extrait"]


def test_without_params_packs_say_what_the_commission_was(project, outputs):
    put_pack(outputs / OLD, "59", "Nord")
    put_pack(outputs / OLD, "02", "Aisne", "extrait", titles={"fnavdl": "Accompagnement"})
    seance = read_seance(project, outputs, OLD)
    assert seance.params is None
    assert seance.date == "9 décembre 2021"
    assert [lieu.nom for lieu in seance.lieux] == ["Aisne", "Nord"]
    assert [point.titre for point in seance.points] == [
        "Accompagnement",
        "Transformation du parc d’hébergement",
        "Actualités",
    ]


def test_commissions_are_those_of_the_params_and_of_the_outputs_newest_first(project, outputs):
    put_pack(outputs / OLD, "02", "Aisne")
    put_pack(outputs / "copie de juin", "02", "Aisne")
    assert [seance.iso for seance in read_seances(project, outputs)] == [DATE, OLD]


def test_a_section_that_failed_is_known(project, outputs):
    failures = ["Actualités : cellule 7 : ValueError"]
    put_pack(outputs / DATE, "02", "Aisne", "incomplet", echecs=failures)
    (pack,) = read_seance(project, outputs, DATE).packs
    assert pack.sections == {"ahi_transformation": True, "news": False}

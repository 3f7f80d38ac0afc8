import csv
import json
from pathlib import Path

import pytest

from hdflib.errors import HdfError
from hdflib.inputs.edition import read_edition
from hdflib.packs.build import build
from hdflib.packs.plan import make_plan

DATE = "2022-06-16"
FAILS_IN_AISNE = 'if territoire == "02":\n    raise ValueError("total <négatif>")'


def run(root: Path, codes=(), sections=(), done=lambda result: None):
    plan = make_plan(read_edition(root, DATE), codes, sections)
    return build(root, plan, root / "outputs", done)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_build_writes_the_packs_the_figures_the_notebooks_and_the_index(project):
    seen = []
    built = run(project, done=seen.append)
    edition = project / "outputs" / DATE
    assert sorted(path.name for path in edition.iterdir()) == [
        "02-aisne",
        "32-hauts-de-france",
        "accessibilite.html",
        "index.html",
        "revue.html",
    ]
    assert sorted(contents(edition / "02-aisne")) == [
        "chiffres.csv",
        "chiffres.ods",
        "chiffres.xlsx",
        "dossier.html",
        "etat.json",
        "notebooks/ahi_transformation.ipynb",
        "notebooks/news.ipynb",
    ]
    assert built.index == edition / "index.html"
    assert built.failures == ()
    assert len(seen) == 4
    page = (edition / "02-aisne" / "dossier.html").read_text("utf-8")
    assert page.index("Transformation du parc d’hébergement</h2>") < page.index("Actualités</h2>")
    assert "1\u202f000\u202f000\u00a0€" in page
    with (edition / "02-aisne" / "chiffres.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert row["section"] == "ahi_transformation"
    assert row["indicateur"] == "credits_bop177"
    assert row["valeur"] == "1000000"
    assert row["source"].startswith(
        "data/2022-06-16/reperes/ahi_transformation.csv, ligne 2, colonne valeur"
    )


def test_two_builds_give_the_same_bytes(project):
    run(project)
    first = contents(project / "outputs")
    run(project)
    assert contents(project / "outputs") == first


def test_a_failed_notebook_is_named_and_never_replaces_a_good_pack(project, add_cell):
    run(project)
    edition = project / "outputs" / DATE
    good = contents(edition / "02-aisne")
    add_cell("news", FAILS_IN_AISNE)
    built = run(project)

    (failure,) = built.failures
    assert (failure.run.point.section, failure.run.territoire.code) == ("news", "02")
    # The notebook has 6 code cells besides the one added; papermill's own doesn't count.
    assert failure.failure.cellule == 7
    assert failure.failure.message == "ValueError : total <négatif>"
    assert contents(edition / "02-aisne") == good
    assert (edition / "32-hauts-de-france" / "dossier.html").exists()

    page = (edition / "02-aisne.incomplet" / "dossier.html").read_text("utf-8")
    assert "Dossier incomplet." in page
    assert "cellule 7 : ValueError : total &lt;négatif&gt;" in page
    assert "1\u202f000\u202f000\u00a0€" in page
    index = built.index.read_text("utf-8")
    assert "Actualités : cellule 7 : ValueError : total &lt;négatif&gt;" in index


def test_the_next_good_build_removes_the_incomplete_pack(project, add_cell):
    saved = (project / "notebooks" / "news.ipynb").read_bytes()
    add_cell("news", FAILS_IN_AISNE)
    run(project)
    edition = project / "outputs" / DATE
    assert not (edition / "02-aisne").exists()
    assert (edition / "02-aisne.incomplet").exists()
    (project / "notebooks" / "news.ipynb").write_bytes(saved)
    built = run(project)
    assert not (edition / "02-aisne.incomplet").exists()
    assert "incomplet" not in built.index.read_text("utf-8")


def test_a_kernel_that_dies_is_a_failure_in_words(project, add_cell):
    add_cell("news", "import os\nos._exit(3)")
    (failure,) = run(project, ["02"]).failures
    assert failure.failure.message == "le noyau s’est arrêté (mémoire épuisée ?)"


def test_some_sections_make_an_excerpt_beside_the_pack(project):
    run(project, ["02"])
    edition = project / "outputs" / DATE
    whole = contents(edition / "02-aisne")
    built = run(project, ["02"], ["news"])
    assert contents(edition / "02-aisne") == whole
    page = (edition / "02-aisne.extrait" / "dossier.html").read_text("utf-8")
    assert "<strong>Extrait.</strong>" in page
    assert "Transformation du parc" not in page
    index = built.index.read_text("utf-8")
    assert 'href="02-aisne.extrait/dossier.html#news"' in index
    assert "02-aisne.extrait/dossier.html#ahi-transformation" not in index


def test_one_territory_keeps_the_others_in_the_index(project):
    run(project)
    index = run(project, ["02"]).index.read_text("utf-8")
    assert index.index("32-hauts-de-france/dossier.html") < index.index("02-aisne/dossier.html")


def test_a_section_without_data_says_so(project):
    (project / "data" / DATE / "actualites.csv").unlink()
    run(project, ["32"])
    page = (project / "outputs" / DATE / "32-hauts-de-france" / "dossier.html").read_text("utf-8")
    assert "Données non transmises pour cette commission." in page
    assert "1\u202f000\u202f000\u00a0€" in page


def test_outputs_that_cannot_be_written_are_said_in_french(project):
    (project / "outputs").write_text("un fichier")
    with pytest.raises(HdfError, match="ne peuvent pas être écrits"):
        run(project, ["32"])


def test_the_state_of_a_pack_names_its_sections(project):
    run(project, ["32"])
    path = project / "outputs" / DATE / "32-hauts-de-france" / "etat.json"
    state = json.loads(path.read_text("utf-8"))
    assert state["etat"] == "complet"
    assert state["chiffres"] == 1
    assert [section for section, _ in state["sections"]] == ["ahi_transformation", "news"]

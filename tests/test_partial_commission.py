"""A commission where almost nothing was transmitted, added with CSV and YAML files alone.

`fixtures/partiel` holds fictitious figures: people leaving shelters on 31 August 2022, without the
région's row filled, and with the stock of the Pas-de-Calais under statistical secrecy.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import papermill
import pytest

from hdflib import notebook
from hdflib.analyse import Analyse
from hdflib.display.views import FIGURES_MIME
from hdflib.figures import Etat
from hdflib.inputs.edition import read_edition
from hdflib.sections import logement_dabord, publics

ROOT = Path(__file__).parents[1]
FIXTURE = Path(__file__).parent / "fixtures" / "partiel"
COMMISSION = "2022-09-29"
NOTICE = "Données non transmises pour cette commission."
SECTIONS = (
    "context",
    "priority_households",
    "logement_dabord",
    "attribution_reform",
    "ahi_transformation",
    "fnavdl",
    "news",
)
SENTENCES = {
    "32": [
        "Objectif régional pour 2022 : 1 950 attributions aux ménages sortants d’hébergement.",
        # 1 120 ÷ (1 950 × 8/12) = 86,2 %.
        "Bilan au 31 août : 1 120 ménages sortants d’hébergement relogés, soit 86 % de l’objectif "
        "à date.",
        # Aisne: 60 ÷ (120 × 8/12) = 75 %; Pas-de-Calais: 320 ÷ (480 × 8/12) = 100 %.
        "Entre 75 et 100 % de l’objectif à date selon les départements.",
        # 1 120 ÷ (3 000 + 12 000 + 3 000 + 8 000 + 2 000) = 4 %.
        "Les attributions aux ménages sortants d’hébergement représentent 4,0 % des attributions "
        "totales dans les Hauts-de-France.",
        # (1 120 − 1 160) ÷ 1 160 = −3,4 %.
        "Baisse de 3 % des attributions à ce public par rapport à fin août 2021 où 1 160 "
        "attributions avaient été réalisées.",
    ],
    "60": [
        # 150 ÷ (240 × 8/12) = 93,75 %.
        "Bilan au 31 août dans l’Oise : 150 ménages sortants d’hébergement relogés, soit 94 % de "
        "l’objectif à date.",
        "Ce taux est supérieur au taux régional (86 %).",
        "Les attributions aux ménages sortants d’hébergement représentent 5,0 % des attributions "
        "totales dans l’Oise.",
        "Stabilité des attributions à ce public par rapport à fin août 2021 où 150 attributions "
        "avaient été réalisées.",
        "600 ménages hébergés sont en attente de logement au 31 août.",
    ],
}


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has the fixture, the reference data and the notebooks."""
    folder = tmp_path_factory.mktemp("partiel")
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "data" / "reference", folder / "data" / "reference")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    return folder


@pytest.fixture
def leaving(root):
    """Compute the public of the fixture, as a page sees it."""

    def computed(territoire):
        edition = read_edition(root, COMMISSION)
        page = Analyse(edition, edition.territoires.get(territoire), "logement_dabord")
        return logement_dabord.compute(page, logement_dabord.SORTANTS)

    return computed


def run_notebook(root, section, territoire):
    """Run the code of a notebook in this process."""
    cells = nbformat.read(root / "notebooks" / f"{section}.ipynb", as_version=4).cells
    names: dict[str, object] = {}
    for cell in cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
            if "parameters" in cell.metadata.get("tags", []):
                names |= {"commission": COMMISSION, "territoire": territoire}


@pytest.fixture
def shown(root, monkeypatch):
    """Give the views that a notebook shows."""
    views = []
    monkeypatch.setenv("HDF_ROOT", str(root))
    monkeypatch.setattr(notebook, "_display", views.append)

    def run(section, territoire):
        run_notebook(root, section, territoire)
        return list(views)

    return run


def test_a_commission_is_only_csv_and_yaml_files():
    files = {path.relative_to(FIXTURE).as_posix() for path in FIXTURE.rglob("*") if path.is_file()}
    assert files == {
        f"params/{COMMISSION}.yml",
        f"data/{COMMISSION}/sortants_hebergement.csv",
    }


def test_agenda_has_every_section(root):
    edition = read_edition(root, COMMISSION)
    assert [point.section for point in edition.params.agenda] == list(SECTIONS)
    assert list(edition.tables) == ["sortants_hebergement"]
    assert edition.remarques == ()


def test_totals_are_summed(leaving):
    public = leaving("32")
    attributions = public.get("attributions")
    assert (attributions.value, attributions.formule) == (1120, "60 + 450 + 150 + 320 + 140")
    assert public.get("objectif_annuel").value == 1950
    assert plain(public.get("taux_objectif_a_date").formule) == (
        "(60 + 450 + 150 + 320 + 140) ÷ ((120 + 900 + 240 + 480 + 210) × 8/12)"
    )


def test_secret_stock_hides_its_total_and_is_named(leaving):
    stock = leaving("32").get("stock")
    assert (stock.affichage, stock.value, stock.etat) == ("s", None, Etat.SECRET)
    assert stock.manque == ("ménages en attente (62, 2022-08-31)",)


@pytest.mark.parametrize("territoire", SENTENCES)
def test_sentences(leaving, territoire):
    public = leaving(territoire)
    said = [logement_dabord.say_objective(public), *publics.say_results(public)]
    assert [plain(s.text) for s in said if s is not None] == SENTENCES[territoire]


@pytest.mark.parametrize(
    "section", [s for s in SECTIONS if s not in ("context", "logement_dabord")]
)
@pytest.mark.parametrize("territoire", ["32", "62"])
def test_section_without_data_says_so(shown, section, territoire):
    titles = [view.titre for view in shown(section, territoire)]
    notice = titles.index(NOTICE)
    assert titles[notice + 1 :] == ["Méthode et sources"]


def test_context_has_the_territory_and_what_was_transmitted(shown):
    titles = [plain(view.titre) for view in shown("context", "62")]
    assert NOTICE not in titles
    assert (
        "Le Pas-de-Calais compte 1 465 278 habitants, 890 communes et 19 EPCI.\n"
        "Baisse de 3 % sur un an des attributions aux ménages sortants d’hébergement dans la "
        "région, à fin août 2022."
    ) in titles


@pytest.fixture
def papermill_outputs(root, tmp_path, monkeypatch):
    """Run a notebook as anyone would with papermill, and give its outputs."""
    monkeypatch.setenv("HDF_ROOT", str(root))

    def run(section):
        target = tmp_path / f"{section}.ipynb"
        papermill.execute_notebook(
            root / "notebooks" / f"{section}.ipynb",
            target,
            {"commission": COMMISSION, "territoire": "32"},
            cwd=tmp_path,
            progress_bar=False,
        )
        cells = nbformat.read(target, as_version=4).cells
        return [o.data for c in cells for o in c.get("outputs", []) if "data" in o]

    return run


def test_papermill_shows_the_summed_total(papermill_outputs):
    outputs = papermill_outputs("logement_dabord")
    texts = [plain(data["text/plain"]) for data in outputs]
    assert any(text.startswith("\n".join(SENTENCES["32"])) for text in texts)
    records = [record for data in outputs for record in data.get(FIGURES_MIME, [])]
    totals = {
        (r["indicateur"], r["affichage"].replace("\u202f", " "), r["formule"])
        for r in records
        if r["territoire"] == "32" and r["indicateur"] in ("attributions", "stock")
    }
    assert totals == {
        ("attributions", "1 120", "60 + 450 + 150 + 320 + 140"),
        ("stock", "s", "manque : ménages en attente (62, 2022-08-31)"),
    }
    assert NOTICE not in texts


def test_papermill_shows_the_notice(papermill_outputs):
    outputs = papermill_outputs("priority_households")
    assert NOTICE in [data["text/plain"] for data in outputs]
    assert FIGURES_MIME not in json.dumps(outputs)

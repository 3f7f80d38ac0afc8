"""The kinds of pages, each made once; a new kind is one line of `KINDS`."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from dsfr_copy import make_package
from playwright.sync_api import Browser, sync_playwright
from public_checkers import absent, html_validate, vnu
from small_project import add_code, make_project

from hdflib.inputs.edition import read_edition
from hdflib.packs.build import build
from hdflib.packs.compare.difference_page import write_difference
from hdflib.packs.compare.request import compare_named
from hdflib.packs.export.export import export_pack, find_packs
from hdflib.packs.export.formats import FORMATS
from hdflib.packs.look import read_dsfr
from hdflib.packs.plan import make_plan

ROOT = Path(__file__).parents[2]
DATE = "2022-06-16"
KINDS = {
    "région": ("real", "32-hauts-de-france/dossier.html"),
    "département": ("real", "59-nord/dossier.html"),
    "index": ("real", "index.html"),
    "revue": ("real", "revue.html"),
    "déclaration": ("real", "accessibilite.html"),
    "extrait": ("partial", "32-hauts-de-france.extrait/dossier.html"),
    "incomplet": ("partial", "02-aisne.incomplet/dossier.html"),
    "fictif": ("fictive", "59-nord/dossier-donnees-fictives.html"),
    "index fictif": ("fictive", "index.html"),
    "commissions": ("real", "../index.html"),
    "comparaison": ("compared", "comparaison.html"),
    "apparence de l’État": ("dressed", "dossier.html"),
    "diaporama": ("slides", "diaporama-donnees-fictives.html"),
}
"""What makes each kind of page, and where it is from there."""
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="session")
def real(built_packs: dict[str, Path]) -> Path:
    """Give the edition of the real commission."""
    return built_packs["32"].parent


@pytest.fixture(scope="session")
def partial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a pack with a section that fails, and an excerpt."""
    root = make_project(tmp_path_factory.mktemp("partiel"))
    add_code(root, "news", 'if territoire == "02":\n    raise ValueError("total <négatif>")')
    for codes, sections in ((["02"], []), (["32"], ["news"])):
        plan = make_plan(read_edition(root, DATE), codes, sections)
        build(root, plan, root / "outputs", lambda result: None)
    return root / "outputs" / DATE


@pytest.fixture(scope="session")
def fictive(demo_packs: dict[str, Path]) -> Path:
    """Give the edition of the demonstration: all that a page may hold."""
    return demo_packs["59"].parent


@pytest.fixture(scope="session")
def compared(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compare two packs with copies where one figure in fifty is another, or hidden."""
    folder = tmp_path_factory.mktemp("comparaison")
    for pack in (real / "32-hauts-de-france/chiffres.csv", real / "59-nord/chiffres.csv"):
        changed = folder / "changed" / pack.parent.name
        shutil.copytree(pack.parent, changed, ignore=shutil.ignore_patterns("notebooks"))
        with pack.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        for rank, row in enumerate(rows[::50]):
            row["valeur"], row["affichage"] = ("", "s") if rank % 3 else ("1", "1")
        with (changed / "chiffres.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, rows[0], delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
    sides = (str(real), str(folder / "changed"))
    write_difference(folder / "comparaison.html", *compare_named(ROOT, folder, sides))
    return folder


@pytest.fixture(scope="session")
def slides(fictive: Path, demo: Path) -> Path:
    """Make the slides of a pack of the demonstration."""
    plan = make_plan(read_edition(demo, DATE), ["59"])
    (pack,) = find_packs(plan, fictive.parent)
    return export_pack(plan.edition.params, pack, FORMATS["revealjs"], None).path.parent


@pytest.fixture(scope="session")
def dressed(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a pack the look of the State."""
    edition = tmp_path_factory.mktemp("apparence")
    (edition / "accessibilite.html").write_text("")
    (edition / "60-oise").mkdir()
    page = (real / "60-oise/dossier.html").read_text("utf-8")
    look = read_dsfr(make_package(edition / "paquet"))
    (edition / "60-oise/dossier.html").write_text(look.dress(page), "utf-8")
    return edition / "60-oise"


@pytest.fixture(scope="session")
def pages(request: pytest.FixtureRequest) -> dict[str, Path]:
    """Give the page of each kind."""
    return {kind: request.getfixturevalue(source) / name for kind, (source, name) in KINDS.items()}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Go through the kinds of pages."""
    return request.param


@pytest.fixture
def page(pages: dict[str, Path], kind: str) -> Path:
    """Give the page of a kind."""
    return pages[kind]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open Debian's Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is missing: make system")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def checkers() -> None:
    """Ask for the public checkers, that npm installs."""
    if absent():
        pytest.skip(f"{absent()} missing: make system, then make test")


@pytest.fixture(scope="session")
def remarks(checkers: None, pages: dict[str, Path]) -> dict[str, dict[Path, list[str]]]:
    """Ask vnu and html-validate about all pages, each started once."""
    paths = list(pages.values())
    return {"vnu": vnu(paths), "html-validate": html_validate(paths)}

"""Pages of generated figures say so: on screen, in print, in their title and in file names."""

import csv
import os
import shutil
import subprocess

import pytest
from playwright.sync_api import sync_playwright

from hdflib.inputs.edition import read_edition
from hdflib.packs.build import build
from hdflib.packs.plan import make_plan

DATE = "2022-06-16"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
MENTION = "Données fictives"


@pytest.fixture(scope="module")
def edition(fictive_project):
    plan = make_plan(read_edition(fictive_project, DATE))
    outputs = fictive_project / "outputs"
    return build(fictive_project, plan, outputs, lambda result: None).index.parent


def test_files_of_generated_figures_are_named_so(edition):
    names = {path.relative_to(edition / "02-aisne").as_posix() for path in
             (edition / "02-aisne").rglob("*") if path.is_file()}  # fmt: skip
    assert names == {
        "chiffres-donnees-fictives.csv",
        "chiffres-donnees-fictives.ods",
        "chiffres-donnees-fictives.xlsx",
        "dossier-donnees-fictives.html",
        "etat.json",
        "notebooks-donnees-fictives/ahi_transformation.ipynb",
        "notebooks-donnees-fictives/news.ipynb",
    }
    with (edition / "02-aisne" / "chiffres-donnees-fictives.csv").open(
        encoding="utf-8-sig"
    ) as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert row["source"].startswith("DONNÉES FICTIVES – data/2022-06-16/")


def test_every_page_is_labelled_and_its_links_lead_to_files(edition):
    pages = [
        edition / "index.html",
        edition / "revue-donnees-fictives.html",
        edition / "accessibilite-donnees-fictives.html",
        *edition.glob("*/dossier-donnees-fictives.html"),
    ]
    assert len(pages) == 5
    for path in pages:
        page = path.read_text("utf-8")
        assert f"<title>[{MENTION}] " in page
        assert '<aside class="fictif" ' in page
        links = (part.split('"')[0] for part in page.split('href="')[1:])
        for link in (link for link in links if "://" not in link):
            assert (path.parent / link.partition("#")[0]).exists(), link


@pytest.mark.skipif(
    CHROMIUM is None or shutil.which("pdftotext") is None,
    reason="Chromium or pdftotext is missing: make system",
)
def test_every_printed_page_and_every_scroll_shows_the_label(edition, tmp_path):
    path = edition / "32-hauts-de-france" / "dossier-donnees-fictives.html"
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 400})
        page.goto(path.as_uri())
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        top = page.locator(".fictif").bounding_box()
        page.emulate_media(media="print")
        strip, content = (page.locator(part).bounding_box() for part in (".fictif", "main"))
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        browser.close()
    assert top["y"] == 0
    assert strip["x"] + strip["width"] < content["x"]
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    printed = text.split("\f")[:-1]
    assert len(printed) >= 2
    assert all(MENTION in one for one in printed)


def test_real_pages_carry_no_label(project):
    plan = make_plan(read_edition(project, DATE), ["02"], ["news"])
    index = build(project, plan, project / "outputs", lambda result: None).index
    page = (index.parent / "02-aisne.extrait" / "dossier.html").read_text("utf-8")
    assert "fictives" not in page.partition("</style>")[2].lower()

"""The pages in a real browser: no request, no script, no overflow. `accessibility/` has more."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WEIGHT = 1_500_000

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is missing: make system (or set CHROMIUM to its path)"
)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(built_packs) -> list[Path]:
    packs = [folder / "dossier.html" for folder in built_packs.values()]
    assert len(packs) == 6
    edition = packs[0].parents[1]
    beside = ("index.html", "revue.html", "accessibilite.html")
    return [*(edition / name for name in beside), *packs]


def open_page(browser, path, width, **options):
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    requests, messages = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(path.as_uri())
    return page, requests, messages


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_pages_make_no_request_and_never_scroll_sideways(browser, pages, width):
    for path in pages:
        page, requests, messages = open_page(browser, path, width)
        assert requests == [path.as_uri()]
        assert messages == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.close()


def test_pages_read_the_same_without_javascript(browser, pages):
    for path in pages:
        page, _, _ = open_page(browser, path, 1280, java_script_enabled=False)
        assert page.title().endswith("16 juin 2022")
        assert page.locator("script").count() == 0
        page.close()


def test_pages_are_one_light_file_each(pages):
    assert max(path.stat().st_size for path in pages) < WEIGHT


def test_links_of_pages_and_index_lead_to_files(browser, pages):
    for path in pages:
        page, _, _ = open_page(browser, path, 1280)
        hrefs = page.evaluate(
            "[...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href'))"
        )
        for href in hrefs:
            if not href.startswith(("#", "data:", "https:")):
                assert (path.parent / href.partition("#")[0]).is_file(), (path, href)
        page.close()


def test_the_calendar_that_a_page_holds_is_the_file_beside_it(browser, built_packs):
    for folder in built_packs.values():
        page, requests, _ = open_page(browser, folder / "dossier.html", 1280)
        with page.expect_download() as saved:
            page.get_by_role("link", name="Ajouter ces échéances à un agenda (.ics)").click()
        assert saved.value.suggested_filename == "echeances.ics"
        content = (folder / "echeances.ics").read_bytes()
        assert Path(saved.value.path()).read_bytes() == content
        assert content.count(b"BEGIN:VEVENT") == 16
        assert [url for url in requests if not url.startswith("data:")] == [page.url]
        page.close()


def test_a_keyboard_reaches_every_wide_table(browser, built_packs):
    page, _, _ = open_page(browser, built_packs["59"] / "dossier.html", 390)
    assert page.evaluate(
        """[...document.querySelectorAll('.hdf-cadre')]
          .filter(e => e.scrollWidth > e.clientWidth).every(e => e.tabIndex === 0)"""
    )
    page.close()


def test_print_starts_each_section_on_a_new_page(browser, built_packs):
    page, _, _ = open_page(browser, built_packs["60"] / "dossier.html", 1280)
    page.emulate_media(media="print")
    breaks = page.evaluate(
        "[...document.querySelectorAll('main > section')].map(e => getComputedStyle(e).breakBefore)"
    )
    # What is brief follows the agenda; then the seven sections.
    assert breaks == ["auto", *["page"] * 7]
    page.close()

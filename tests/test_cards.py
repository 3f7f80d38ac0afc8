"""Every number of a page opens its card, without JavaScript; the terminal says the same."""

import os
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from hdflib.cli import hdf

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
RATE = "1\u202f413 ÷ (4\u202f804 × 5/12) = 70,591\u202f%"
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is missing: make system (or set CHROMIUM to its path)"
)


@pytest.fixture(scope="module")
def soups(built_packs):
    return {
        code: BeautifulSoup((folder / "dossier.html").read_text("utf-8"), "html.parser")
        for code, folder in built_packs.items()
    }


def numbers(soup):
    """Give what a page shows as numbers: cells of numbers, bold numbers of sentences, tiles."""
    shown = soup.select(".hdf-table td:not(.gt_left), .hdf-phrases strong, .hdf-cles b")
    return [tag for tag in shown if re.search(r"\d", tag.get_text())]


def test_every_number_leads_to_a_card(soups):
    assert len(soups) == 6
    for code, soup in soups.items():
        shown = numbers(soup)
        cards = {card["id"] for card in soup.select(".fiche > div")}
        assert len(shown) > 300, code
        assert [str(tag) for tag in shown if not tag.select('a[href^="#f"]')] == []
        for link in soup.select('main a[id][href^="#f"]'):
            assert link["href"][1:] in cards


def test_a_card_has_a_source_or_says_that_nothing_was_transmitted(soups):
    for soup in soups.values():
        cards = soup.select(".fiche > div")
        assert len(cards) > 300
        for card in cards:
            group, text = card.parent, card.get_text(" ")
            assert group.h3.get_text(strip=True)
            assert group.find_all("p", recursive=False)[-1].get_text(strip=True)
            assert "ligne" in text or "non transmis" in text, text


def test_every_card_leads_back_to_where_its_number_is(soups):
    for soup in soups.values():
        places = {link["id"]: link["href"] for link in soup.select("main a[id]")}
        for card in soup.select(".fiche > div"):
            for link in card.select("a"):
                assert places[link["href"][1:]] == f"#{card['id']}"
            assert card.select("a"), card


def test_what_the_pointer_finds_on_a_drawing_is_in_a_table_or_a_sentence_too(soups):
    for soup in soups.values():
        places = soup.select(".hdf-points a")
        said = {link["href"] for link in soup.select("main a[id]")}
        assert len(places) > 40
        assert {place["href"] for place in places} <= said


@needs_chromium
@pytest.mark.parametrize("width", [1280, 390])
def test_a_card_opens_and_closes_without_javascript(built_packs, width):
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(
            java_script_enabled=False, viewport={"width": width, "height": 800}
        ).new_page()
        page.goto((built_packs["59"] / "dossier.html").as_uri())
        number = page.locator("td a", has_text=re.compile("^71\u202f%$")).first
        assert page.locator(".fiche:visible").count() == 0
        number.click()
        card = page.locator(".fiche:visible")
        assert card.count() == 1
        assert RATE in card.inner_text()
        assert "Nord, ménages prioritaires, 31 mai 2022" in card.inner_text()
        assert "ligne 3, colonnes attributions et objectif_annuel" in card.inner_text()
        box = card.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= 800
        # The number stays in sight: opening its card doesn't move the page.
        assert 0 <= number.bounding_box()["y"] <= 800
        page.get_by_role("link", name="Fermer").click()
        assert page.locator(".fiche:visible").count() == 0
        assert 0 <= number.bounding_box()["y"] <= 800
        browser.close()


@needs_chromium
def test_a_keyboard_opens_a_card_and_comes_back(built_packs):
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((built_packs["59"] / "dossier.html").as_uri())
        number = page.locator("td a", has_text=re.compile("^71\u202f%$")).first
        number.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        focused = "document.activeElement"
        card = page.evaluate(f"{focused}.closest('.fiche > div').id")
        assert f"#{card}" == number.get_attribute("href")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        back = page.evaluate(f"{focused}.id")
        assert back == page.locator(f'main a[href="#{card}"][id]').first.get_attribute("id")
        browser.close()


@needs_chromium
def test_paper_has_no_cards(built_packs):
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto((built_packs["59"] / "dossier.html").as_uri())
        page.emulate_media(media="print")
        assert not page.locator(".fiches").is_visible()
        browser.close()


def run(*arguments: str, outputs: Path):
    return CliRunner().invoke(hdf, ["trace", *arguments, "--outputs", str(outputs)])


def test_the_terminal_says_what_the_card_says(built_packs):
    outputs = built_packs["59"].parents[1]
    result = run("59", "taux_objectif_a_date", "menages_prioritaires", outputs=outputs)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Taux de réalisation de l’objectif à date",
        "Nord, ménages prioritaires, 31 mai 2022 : 71\u202f%",
        RATE,
        "",
        "data/2022-06-16/menages_prioritaires.csv",
        "  ligne 3, colonne attributions : « 1 413 »",
        "  ligne 3, colonne objectif_annuel : « 4 804 »",
        "  Diapositive « Attributions aux ménages prioritaires (DALO/PDALPD) »",
        "",
        "Attributions ÷ (objectif annuel × mois écoulés ÷ 12)",
        "Méthode de la DREAL",
    ]


def test_the_figure_of_an_epci_is_found_in_any_pack(built_packs):
    result = run("245900428", "criteres_cotation", outputs=built_packs["59"].parents[1])
    assert result.exit_code == 0
    assert "CU de Dunkerque" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("99", "stock"), "Aucun chiffre n’a territoire « 99 »"),
        (("59", "taux_objectif_a_dat"), "Vouliez-vous écrire « taux_objectif_a_date » ?"),
        (("59", "stock", "abri"), "Aucun chiffre n’a public « abri »"),
    ],
)
def test_a_name_that_no_figure_has_is_told_with_those_that_exist(built_packs, arguments, said):
    result = run(*arguments, outputs=built_packs["59"].parents[1])
    assert result.exit_code == 2
    assert said in result.output


def test_without_packs_it_says_how_to_build_them(tmp_path):
    result = run("59", "stock", outputs=tmp_path)
    assert result.exit_code == 2
    assert "Lancez hdf build" in result.output

"""The indexes in a browser: what they say, where they lead, how they are searched."""

import os
import shutil
from urllib.parse import unquote

import pytest
from built_shelf import put_pack
from playwright.sync_api import sync_playwright
from small_project import DATE, make_project

from hdflib.inputs.params import read_params
from hdflib.packs.shelf.catalogue import Lieu, Pack, Seance
from hdflib.packs.shelf.index import all_lieux, bilan, write_index, write_indexes
from hdflib.packs.store import State

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
OLD, NEXT = "2021-12-09", "2022-09-29"
HOSTILE = '<b>Actualités</b> & "suites"'
FAILURE = "Actualités : cellule 7 : ValueError : total <négatif>"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Give the outputs of three commissions: one built, one whose params are lost, one to come."""
    root = make_project(tmp_path_factory.mktemp("projet accentué é"))
    params = root / "params" / f"{DATE}.yml"
    later = params.read_text("utf-8").replace(DATE, NEXT)
    (root / "params" / f"{NEXT}.yml").write_text(later, "utf-8")
    outputs = root / "outputs"
    files = ["dossier.pdf", "chiffres.xlsx", "document.docx"]
    put_pack(outputs / DATE, "32", "Hauts-de-France", files=files, chiffres=1234)
    put_pack(outputs / DATE, "02", "Aisne", "incomplet", echecs=[FAILURE])
    put_pack(outputs / OLD, "02", "Aisne")
    put_pack(outputs / OLD, "59", "Nord <&>", "extrait", titles={"news": HOSTILE})
    (outputs / DATE / "revue.html").write_text("revue")
    assert write_indexes(root, outputs, read_params(root, DATE)) == [
        outputs / "index.html",
        outputs / DATE / "index.html",
        outputs / OLD / "index.html",
    ]
    return outputs


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("Chromium is missing: make system (or set CHROMIUM to its path)")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def show(browser):
    """Open a page without scripts, and check that it asks for nothing else and says nothing."""
    opened = []

    def open_page(path, width=1280):
        page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=False)
        requests, messages = [], []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.goto(path.as_uri())
        opened.append((page, requests, messages))
        return page

    yield open_page
    for page, requests, messages in opened:
        assert requests == [page.url.partition("#")[0]]
        assert messages == []
        page.close()


def words(place):
    """Give what a place says, hidden precisions included."""
    return " ".join(place.text_content().split()).replace(" ,", ",")


def rows(page):
    """Give the visible rows of the tables of packs, in words."""
    return [words(row) for row in page.locator(".seance tbody tr:visible th").all()]


def test_the_index_of_an_edition_says_the_state_of_each_pack(show, outputs):
    page = show(outputs / DATE / "index.html")
    assert page.title() == "Dossiers – Commission spécialisée PDALHPD du 16 juin 2022"
    assert page.locator("h2").all_inner_texts() == [
        "Chercher un dossier",
        "1 dossier complet et 1 dossier incomplet",
        "Empreintes",
    ]
    assert rows(page) == [
        "Hauts-de-France, 16 juin 2022 Complet, 1 234 chiffres",
        "Aisne, 16 juin 2022 Incomplet, 12 chiffres",
    ]
    assert page.locator(".alerte").inner_text() == (
        f"Aisne : dossier incomplet, à ne pas diffuser. {FAILURE}"
    )
    assert [words(cell) for cell in page.locator("tr").nth(2).locator("td.point").all()] == [
        "Lire Transformation du parc d’hébergement, Aisne, 16 juin 2022",
        "Non calculée Actualités, Aisne, 16 juin 2022",
    ]
    formats = page.locator("tr").nth(1).locator(".formats a").all_inner_texts()
    assert formats == ["PDF", "CSV", "Excel", "Word"]
    code = page.locator("tr").nth(1).locator("code")
    assert code.inner_text() == "ba7816bf8f01"
    assert code.get_attribute("title").startswith("ba7816bf8f01cfea4141")


@pytest.mark.parametrize("name", ["index.html", f"{DATE}/index.html", f"{OLD}/index.html"])
def test_links_lead_to_files_and_to_the_sections_of_pages(show, outputs, name):
    path = outputs / name
    page = show(path)
    links = [link.get_attribute("href") for link in page.locator("a[href]").all()]
    sections = 0
    for link in links:
        file, _, anchor = unquote(link).partition("#")
        target = path.parent / file if file else path
        assert target.is_file(), link
        assert not anchor or f'id="{anchor}"' in target.read_text("utf-8"), link
        sections += bool(file and anchor)
    # The four packs show seven sections, which the index of all has twice.
    assert sections == {"index.html": 14, f"{DATE}/index.html": 4, f"{OLD}/index.html": 3}[name]


def test_all_commissions_come_newest_first_with_those_that_have_no_pack(show, outputs):
    page = show(outputs / "index.html")
    assert page.locator(".seance h2").all_inner_texts() == [
        "Commission spécialisée PDALHPD 29 septembre 2022",
        "Commission spécialisée PDALHPD 16 juin 2022",
        "Commission spécialisée PDALHPD 9 décembre 2021",
    ]
    assert page.locator(".seance").first.locator("p").inner_text() == "Aucun dossier produit."
    headings = page.locator(".repertoire h3").all_inner_texts()
    assert headings[:3] == [
        "Tous les dossiers de l’Aisne",
        "Tous les dossiers des Hauts-de-France",
        "Tous les dossiers – Nord <&>",
    ]
    aisne = page.locator(".repertoire").first.locator("ul").first.locator("li").all()
    assert [words(item) for item in aisne] == [
        "16 juin 2022, Aisne (incomplet)",
        "9 décembre 2021, Aisne",
    ]


def test_a_territory_is_chosen_with_the_keyboard_alone(show, outputs):
    page = show(outputs / "index.html")
    assert len(rows(page)) == 4
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("#lieu-tout:focus").count():
            break
    page.keyboard.press("ArrowDown")
    assert rows(page) == [
        "Aisne, 16 juin 2022 Incomplet, 12 chiffres",
        "Aisne, 9 décembre 2021 Complet, 12 chiffres",
    ]
    assert page.locator(".repertoire h3:visible").all_inner_texts()[:1] == [
        "Tous les dossiers de l’Aisne"
    ]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert rows(page) == ["Nord <&>, 9 décembre 2021 Extrait, 12 chiffres"]
    # The commissions that have nothing of the Nord go with their heading.
    assert page.locator(".seance:visible h2").count() == 1


def test_a_section_is_chosen_alone(show, outputs):
    page = show(outputs / DATE / "index.html")
    page.get_by_label("Actualités").check()
    heads = page.locator(".seance thead th:visible").all_inner_texts()
    assert heads == ["Territoire", "Actualités", "Fichiers"]
    assert page.locator("tr").nth(1).locator("td.point a:visible").count() == 1


def test_titles_are_text_whatever_they_hold(show, outputs):
    page = show(outputs / OLD / "index.html")
    assert page.locator("thead th").nth(2).inner_text() == HOSTILE
    assert page.locator(".seance b").count() == 0
    page = show(outputs / "index.html")
    assert page.locator(".choix label", has_text="Nord <&>").count() == 1


@pytest.mark.parametrize("width", [1280, 768, 390])
@pytest.mark.parametrize("name", ["index.html", f"{DATE}/index.html"])
def test_indexes_never_scroll_sideways(browser, outputs, name, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((outputs / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("""[...document.querySelectorAll('.hdf-cadre')]
        .every(frame => frame.scrollWidth <= frame.clientWidth)""")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    page.close()


def test_on_a_phone_a_pack_is_a_card_whose_links_say_the_section(show, outputs):
    page = show(outputs / DATE / "index.html", 390)
    assert page.locator("thead:visible").count() == 0
    link = page.locator("td.point a").first
    assert link.locator("span:visible").first.inner_text() == "Transformation du parc d’hébergement"
    assert page.locator("td.point .court:visible").count() == 0


def test_print_keeps_states_and_fingerprints_and_drops_the_search(show, outputs):
    page = show(outputs / DATE / "index.html")
    page.emulate_media(media="print")
    assert page.locator(".choix:visible, .point:visible, summary:visible").count() == 0
    assert len(rows(page)) == 2
    whole = page.locator(".empreintes code:visible").nth(1).inner_text()
    assert whole == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_writing_an_index_again_changes_nothing(outputs):
    root = outputs.parent
    pages = [outputs / "index.html", outputs / DATE / "index.html"]
    before = [page.read_bytes() for page in pages]
    assert write_index(root, outputs, read_params(root, DATE)) == pages[1]
    assert [page.read_bytes() for page in pages] == before


def test_a_project_of_generated_figures_is_labelled_and_a_mixed_one_by_commission(tmp_path):
    root = make_project(tmp_path / "projet")
    outputs, params = root / "outputs", read_params(root, DATE)
    put_pack(outputs / OLD, "02", "Aisne", fictive=True)
    first = write_indexes(root, outputs, params)[0].read_text("utf-8")
    assert "<title>[Données fictives] " in first
    assert (outputs / OLD / "index.html").read_text("utf-8").count("[Données fictives]") == 1
    put_pack(outputs / DATE, "02", "Aisne")
    mixed = write_indexes(root, outputs, params)[0].read_text("utf-8")
    assert "<title>Toutes les commissions" in mixed
    section = mixed.partition(f'id="commission-{OLD}"')
    assert "Données fictives" not in section[0]
    assert "<strong>Données fictives</strong>" in section[2]


def state(etat):
    return Pack(State("a", "A", "a", etat, 1, (), ()), "dossier.html", (), (), "")


@pytest.mark.parametrize(
    ("states", "absent", "said"),
    [
        ([], ["Nord"], "Aucun dossier produit."),
        (["complet", "complet"], [], "2 dossiers complets."),
        (
            ["complet", "incomplet", "extrait"],
            [],
            "1 dossier complet, 1 dossier incomplet et 1 extrait.",
        ),
        (["extrait"], ["Nord"], "1 extrait. Non produit\u00a0: Nord."),
        (["complet"], ["Nord", "Oise"], "1 dossier complet. Non produits\u00a0: Nord et Oise."),
    ],
)
def test_a_commission_is_summed_up(states, absent, said):
    lieux = [Lieu("a", "Aisne", "de l’Aisne", tuple(state(etat) for etat in states))]
    lieux += [Lieu(nom, nom, nom, ()) for nom in absent]
    assert bilan(Seance(DATE, None, tuple(lieux), "", "")) == said


def test_territories_are_in_alphabetical_order_without_accents():
    names = ["Nord", "Île-de-France", "Hauts-de-France", "Ille-et-Vilaine"]
    seance = Seance(DATE, None, tuple(Lieu(nom, nom, nom, ()) for nom in names), "", "")
    assert [lieu.nom for lieu in all_lieux([seance])] == [
        "Hauts-de-France",
        "Île-de-France",
        "Ille-et-Vilaine",
        "Nord",
    ]

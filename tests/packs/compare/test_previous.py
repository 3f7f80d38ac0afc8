"""What a build keeps of the one before, and the page of what moved since."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from hdflib.inputs.edition import read_edition
from hdflib.packs.build import build
from hdflib.packs.chiffres import read_chiffres
from hdflib.packs.compare.previous import keep_previous, write_review
from hdflib.packs.plan import make_plan
from hdflib.packs.store import SUFFIXES, State, install, names_of, workshop

ROOT = Path(__file__).parents[3]
DATE = "2022-06-16"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
NEVER = "Aucune production antérieure"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def plain(path: Path) -> str:
    page = path.read_text("utf-8").partition("</style>")[2]
    return page.replace("\u202f", " ").replace("\u00a0", " ")


def stock(value):
    return (
        "priority_households",
        "stock",
        "",
        "59",
        "2022-05-31",
        "",
        str(value),
        "ménages",
        str(value),
    )


@pytest.fixture(scope="module")
def inputs():
    return read_edition(ROOT, DATE)


@pytest.fixture
def edition(tmp_path):
    return tmp_path / "outputs" / DATE


@pytest.fixture
def produce(inputs, edition, write_figures):
    """Put packs in place as a build does, from the value of their one figure by territory."""

    def run(values, etat="complet", *, fictive=False, **kind):
        donnees = "fictives" if fictive else "reelles"
        own = replace(inputs, params=inputs.params.model_copy(update={"donnees": donnees}))
        with workshop(edition) as folder:
            states = []
            for code, value in values.items():
                write_figures(folder / code, [stock(value)], fictive=fictive, **kind)
                state = State(code + SUFFIXES[etat], code, code, etat, 1, (), ())
                install(folder / code, edition, state)
                states.append(state)
            moved = keep_previous(folder, edition, states, names_of(own.params).chiffres)
        return moved, *write_review(own, edition)

    return run


@pytest.fixture
def kept(edition):
    """Give the value that each pack had before."""
    return lambda: {
        path.parent.name: int(read_chiffres(path)[0].value)
        for path in edition.glob("precedent/*/chiffres.csv")
    }


def test_the_first_build_says_that_nothing_moved(produce, edition):
    moved, page, bilan = produce({"59": 10})
    assert not moved
    assert bilan == "Aucun chiffre n’a changé."
    assert "Aucun chiffre n’a changé</h2>" in plain(page)
    assert NEVER in plain(page)
    assert not (edition / "precedent").exists()


def test_a_figure_that_moved_is_on_the_review(produce, kept):
    produce({"59": 1413})
    moved, page, bilan = produce({"59": 1450})
    assert moved
    assert bilan.replace("\u00a0", " ") == "1 chiffre modifié, 0 apparu, 0 disparu."
    assert kept() == {"59": 1413}
    # 37 ÷ 1 413 = 2.6 %.
    assert "+37 (+3 %)" in plain(page)
    assert "Ménages en attente (31 mai 2022)" in plain(page)
    assert "Ménages prioritaires (DALO/PDALHPD) – Nord" in plain(page)


def test_a_build_that_moves_nothing_changes_no_byte(produce, edition):
    produce({"32": 10, "59": 10})
    produce({"32": 10, "59": 12})
    first = contents(edition)
    moved, _, _ = produce({"32": 10, "59": 12})
    assert not moved
    assert contents(edition) == first


def test_a_build_that_moves_a_figure_forgets_the_one_before(produce, kept):
    produce({"32": 10, "59": 20})
    produce({"32": 11, "59": 21})
    assert kept() == {"32": 10, "59": 20}
    _, page, bilan = produce({"32": 11, "59": 22})
    assert kept() == {"59": 21}
    assert bilan.startswith("1\u00a0chiffre modifié")
    assert "<dt>Dossiers modifiés</dt><dd>Nord</dd>" in plain(page)
    assert "<dt>Dossiers sans changement</dt><dd>Hauts-de-France</dd>" in plain(page)


def test_a_pack_built_alone_leaves_the_others_their_review(produce, kept):
    produce({"32": 10, "59": 20})
    produce({"32": 11, "59": 21})
    produce({"59": 22})
    assert kept() == {"32": 10, "59": 21}


@pytest.mark.parametrize("etat", ["extrait", "incomplet"])
def test_packs_that_are_not_whole_stay_out_of_the_review(produce, edition, etat):
    produce({"59": 10})
    for value in (12, 14):
        moved, page, _ = produce({"59": value}, etat)
        assert not moved
        assert NEVER in plain(page)
        assert not (edition / "precedent").exists()


def test_a_source_that_moves_moves_no_figure(produce):
    produce({"59": 10})
    moved, _, _ = produce({"59": 10}, date="2022-06-17")
    assert not moved


def test_figures_of_another_form_are_no_previous_ones(produce, edition):
    produce({"59": 10})
    (edition / "59" / "chiffres.csv").write_text("ancien;format\n", "utf-8")
    moved, page, _ = produce({"59": 12})
    assert not moved
    assert NEVER in plain(page)


def test_real_figures_are_never_the_previous_ones_of_generated_figures(produce):
    produce({"59": 10})
    produce({"59": 12})
    moved, page, _ = produce({"59": 14}, fictive=True)
    assert not moved
    assert NEVER in plain(page)


def test_a_build_keeps_what_it_replaces_and_links_to_the_review(project):
    def run():
        plan = make_plan(read_edition(project, DATE), ["02"])
        return build(project, plan, project / "outputs", lambda result: None)

    assert run().bilan == ""
    credits = project / "data" / DATE / "reperes" / "ahi_transformation.csv"
    text = credits.read_text("utf-8")
    credits.write_text(text.replace("1 000 000", "1 250 000"), "utf-8")
    built = run()
    assert built.bilan.startswith("1\u00a0chiffre modifié")
    assert "+250 000 € (+25 %)" in plain(built.revue)
    assert 'href="revue.html"' in built.index.read_text("utf-8")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: make system")
def test_the_review_of_generated_figures_is_labelled_and_reads_on_a_phone(produce, edition):
    produce({"32": 10, "59": 10}, fictive=True)
    _, path, _ = produce({"32": 12, "59": 14}, fictive=True)
    assert path.name == "revue-donnees-fictives.html"
    assert sorted(contents(edition / "precedent" / "59")) == [
        "chiffres-donnees-fictives.csv",
        "etat.json",
    ]
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 900})
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        label = page.locator(".fictif").inner_text()
        counts = [
            page.locator(what).count()
            for what in ("table", "table > caption", "th:not([scope])", "script")
        ]
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        title = page.title()
        browser.close()
    assert asked == [path.as_uri()]
    assert width <= 390
    assert label.startswith("Données fictives")
    assert title.startswith("[Données fictives] Ce qui a changé")
    # What to see first, the Nord, and the prints of the files.
    assert counts == [3, 3, 0, 0]
    assert len(ids) == len(set(ids))

"""The order of a page: what is brief first, then in each section key figures before the rest."""

from __future__ import annotations

import pytest

from hdflib.packs.export.markup import Element, parse

BEGINNING = {
    "context": "hdf-cles",
    "priority-households": "hdf-cles",
    # Two publics: the figures of each come under its heading.
    "logement-dabord": "hdf-partie hdf-cles",
    "attribution-reform": "hdf-cles",
    "ahi-transformation": "hdf-cles",
    "fnavdl": "hdf-cles",
    # News have no figures.
    "news": "hdf-cadre",
}
DRAWN = ("hdf-illustrations", "hdf-figure")


@pytest.fixture(scope="module")
def mains(built_packs) -> list[Element]:
    pages = [(pack / "dossier.html").read_text("utf-8") for pack in built_packs.values()]
    return [
        next(parse(page[page.index("<main") : page.index("</main>") + 7]).all("main"))
        for page in pages
    ]


def pieces(section: Element) -> list[Element]:
    (body,) = (part for part in section.elements if part.has("corps"))
    return body.elements


def kinds(section: Element) -> list[str]:
    return [piece.attributes.get("class", "").split()[0] for piece in pieces(section)]


def test_every_section_begins_with_its_key_figures(mains):
    assert len(mains) == 6
    for main in mains:
        brief, *sections = main.elements
        assert brief.has("bref")
        begun = {s.attributes["id"]: kinds(s) for s in sections}
        assert list(begun) == list(BEGINNING)
        for name, expected in BEGINNING.items():
            assert " ".join(begun[name]).startswith(expected), name


def test_tables_come_before_drawings_and_those_before_what_is_to_remember(mains):
    for main in mains:
        for section in main.elements[1:]:
            found = kinds(section)
            assert found[-1] == "hdf-methode"
            said = [p.text.startswith("À retenir") for p in pieces(section)]
            if True not in said:
                continue
            end = said.index(True)
            drawings = [rank for rank, kind in enumerate(found[:end]) if kind in DRAWN]
            assert all(found.index("hdf-cadre") < rank for rank in drawings)


def test_the_top_leads_to_the_sections_and_says_what_is_missing(mains):
    for main in mains:
        brief, *sections = main.elements
        tiles = next(brief.all("ul")).elements
        assert 3 <= len(tiles) <= 6
        known = {s.attributes["id"] for s in sections}
        assert all(next(tile.all("a")).attributes["href"][1:] in known for tile in tiles)
        text = brief.text.replace("\u202f", " ").replace("\u00a0", " ")
        assert "aucun EPCI n’est en retard sur la réforme" in text
        assert (
            "En cours de finalisation : objectif annuel, ménages prioritaires (Oise et "
            "Hauts-de-France)." in text
        )
        assert "Transformation du parc d’hébergement : sorties d’hébergement ; places" in text


def test_without_an_earlier_commission_nothing_is_compared(mains):
    for main in mains:
        assert "hdf-sens" not in main.source
        assert "depuis la commission" not in main.source

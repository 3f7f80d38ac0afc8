"""Own checks: every kind of page passes them, and each can fail."""

import pytest
from bs4 import BeautifulSoup
from page_checks import (
    CHECKS,
    alternatives,
    captions,
    headers,
    headings,
    identifiers,
    language,
    links,
    skip_link,
    tab_order,
    tables,
    title,
)
from page_reading import read, words


@pytest.fixture(scope="module")
def soups(pages):
    return {kind: read(path) for kind, path in pages.items()}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_page_passes(soups, kind, check):
    assert list(check(soups[kind])) == []


def test_titles_differ_and_those_of_packs_start_with_the_territory(soups):
    titles = {kind: words(soup.title) for kind, soup in soups.items()}
    assert len(set(titles.values())) == len(titles)
    for kind, start in (
        ("région", "Hauts-de-France – "),
        ("département", "Nord – "),
        ("extrait", "Hauts-de-France (extrait) – "),
        ("incomplet", "Aisne (dossier incomplet) – "),
        ("fictif", "[Données fictives] Nord – "),
    ):
        assert titles[kind].startswith(start)


def test_every_page_announces_its_conformity(soups, pages, kind):
    mention = [tag for tag in soups[kind].select("footer a, footer p")
               if words(tag) == "Accessibilité : non conforme"]  # fmt: skip
    if kind == "déclaration":
        assert "non conformes" in words(soups[kind].main)
    else:
        assert mention
    for link in (tag for tag in mention if tag.name == "a"):
        assert (pages[kind].parent / link["href"]).is_file()


def test_the_statement_is_a_link_away_from_every_page_of_an_edition(soups, kind):
    if kind not in ("déclaration", "comparaison"):
        (link,) = soups[kind].select('footer a[href*="accessibilite"]')
        assert words(link) == "Accessibilité : non conforme"


SVG = '<svg role="img" aria-labelledby="t"><title id="t">{}</title></svg>'
LONG = "Part des ménages relogés par département"
ONE = "<table><caption>Stock</caption><tr><th {}>Nord</th><td {}>1</td></tr></table>"


@pytest.mark.parametrize(
    ("check", "html", "said"),
    [
        (alternatives, '<img src="x.png">', "alternative: ''"),
        (
            alternatives,
            '<img alt="No description has been provided for this image">',
            "alternative: 'No description has been provided for this image'",
        ),
        (alternatives, SVG.format("Graphique n° 12"), "alternative: 'Graphique n° 12'"),
        (
            alternatives,
            '<img alt="carte-des-epci-de-la-region.png">',
            "alternative: 'carte-des-epci-de-la-region.png'",
        ),
        (alternatives, f'<svg aria-label="{LONG}"></svg>', f"svg without role: {LONG}"),
        (captions, SVG.format(LONG), f"no figcaption: '{LONG}'"),
        (
            captions,
            f"<figure><figcaption>{LONG}</figcaption>{SVG.format(LONG)}</figure>",
            f"caption as alternative: '{LONG}'",
        ),
        (language, "<html></html>", "the page isn't said to be in French"),
        (language, '<html lang="en"></html>', "the page isn't said to be in French"),
        (language, '<html lang="fr"><p lang="french">x</p></html>', "lang='french'"),
        (title, "<title>Dossier</title>", "no title that says what the page is"),
        (headings, "<h2>Contexte</h2>", "h1: 0, first level: [2]"),
        (headings, "<h1>Dossier</h1><h1>Nord</h1>", "h1: 2, first level: [1]"),
        (headings, "<h1>Dossier</h1><h3>Stock</h3>", "h1 then h3: Stock"),
        (headings, "<h1>Dossier</h1><h2> </h2>", "empty h2"),
        (tables, "<table><tr><td>1</td></tr></table>", "table without caption (1)"),
        (tables, 2 * "<table><caption>Stock</caption></table>", "2 tables: 'Stock'"),
        (tables, ONE.format("", ""), "header 'Nord' of 'Stock'"),
        (tables, ONE.format('scope="ligne"', ""), "header 'Nord' of 'Stock'"),
        (tables, ONE.format('scope="row"', 'headers="n"'), "headers=n of 'Stock'"),
        (
            headers,
            "<table><tr><th scope='col'>Nord</th><th scope='col'>Oise</th></tr>"
            "<tr><td colspan='1'>1</td></tr></table>",
            "nothing under 'Oise'",
        ),
        (
            headers,
            "<table><tr><th scope='row' rowspan='2'>Nord</th><th scope='row'>Stock</th></tr>"
            "<tr><th scope='row'>Flux</th><td>1</td></tr></table>",
            "nothing under 'Stock'",
        ),
        (links, '<p>Pour le stock, <a href="#a">cliquez ici</a></p>', "link text: 'cliquez ici'"),
        (links, '<p><a href="#a"> </a></p>', "link text: ''"),
        (links, '<p><a href="https://x.fr">https://x.fr</a></p>', "link text: 'https://x.fr'"),
        (links, '<p><a href="#a">Voir</a></p>', "link text without context: 'Voir'"),
        (
            links,
            '<ul><li><a href="a">Contexte</a></li><li><a href="b">Contexte</a></li></ul>',
            "'Contexte' leads to ['a', 'b']",
        ),
        (identifiers, '<p id="a"></p><p id="a"></p>', "id a × 2"),
        (identifiers, '<a href="#a">Stock</a>', "href=#a"),
        (identifiers, '<svg><use href="#a"></use></svg>', "href=#a"),
        (identifiers, '<div aria-labelledby="a">Stock</div>', "aria-labelledby=a"),
        (tab_order, '<a href="#a" tabindex="2">Stock</a>', "<a> out of the order of the page"),
        (tab_order, '<a href="#a" accesskey="s">Stock</a>', "<a> out of the order of the page"),
        (
            tab_order,
            '<div aria-hidden="true"><a href="#a">Stock</a></div>',
            "hidden <a> that the keyboard reaches",
        ),
        (
            skip_link,
            '<a href="#plan">Plan</a><nav id="plan"></nav><main id="contenu"></main>',
            "the first link doesn't lead to the content",
        ),
    ],
)
def test_each_check_can_fail(check, html, said):
    assert said in list(check(BeautifulSoup(html, "html.parser")))


GOOD = f"""<!doctype html>
<html lang="fr"><head><title>Nord – Commission du 16 juin 2022</title></head><body>
<a href="#contenu">Aller au contenu</a>
<main id="contenu"><h1>Nord</h1><h2>Stock</h2>
<figure><figcaption>Relogements</figcaption>{SVG.format(LONG)}</figure>
<table><caption>Stock</caption><thead><tr><th id="c">Ménages</th></tr></thead>
<tbody><tr><td headers="c">1</td></tr></tbody></table>
<ul><li>Stock du Nord <a href="#t">1 413</a></li><li>De l’Oise <a href="#c">1 413</a></li></ul>
<p>Le dossier en <a href="dossier.pdf">PDF</a></p></main></body></html>
"""


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_good_page_passes(check):
    assert list(check(BeautifulSoup(GOOD, "html.parser"))) == []

"""Readers set sizes, spaces and colours: nothing is lost, and nothing moves that mustn't."""

from pathlib import Path

import pytest

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
TWICE = "html { font-size: 200% !important; }"
SETTINGS = {
    "zoom of 400 %": (320, ""),
    "zoom of 200 %": (640, ""),
    "text of 200 %": (1280, TWICE),
    "spaced text": (1280, SPACED),
    "spaced text at 400 %": (320, SPACED),
}
"""Width of the window and style of the reader (WCAG 1.4.4, 1.4.10 and 1.4.12)."""
DRESS = """style => { const sheet = new CSSStyleSheet(); sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet]; }"""
CUT = """() => [...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element);
  const hidden = flow => flow === 'hidden' || flow === 'clip';
  return element.checkVisibility() && style.clipPath === 'none' && !element.closest('svg')
    && ((hidden(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (hidden(style.overflowY) && element.scrollHeight > element.clientHeight + 1));
}).map(element => element.outerHTML)"""
CONTRASTS = Path(__file__).with_name("contrasts.js").read_text("utf-8")
RICH = ("région", "département", "fictif", "diaporama", "apparence de l’État")


@pytest.fixture
def view(browser, page):
    """Open the page of a kind."""
    view = browser.new_page(viewport={"width": 1280, "height": 900})
    view.goto(page.as_uri())
    yield view
    view.close()


def test_a_page_never_scrolls_sideways_and_cuts_nothing(view, kind):
    for setting, (width, style) in SETTINGS.items():
        if kind == "diaporama" and style == TWICE:
            continue  # A slide fills the window: its text grows with the zoom alone.
        view.set_viewport_size({"width": width, "height": 900})
        view.evaluate(DRESS, style)
        assert view.evaluate("document.documentElement.scrollWidth") <= width, setting
        assert view.evaluate(CUT) == [], setting


def test_nothing_moves_for_who_asks_for_it(view):
    for preference, scrolls in (("reduce", "auto"), ("no-preference", "smooth")):
        view.emulate_media(reduced_motion=preference)
        assert view.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == scrolls
        assert view.evaluate("document.getAnimations().length") == 0


def test_every_text_stands_out(view, kind):
    assert stands_out(view, kind) == []
    view.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    view.set_viewport_size({"width": 390, "height": 900})
    assert stands_out(view, kind) == []
    view.emulate_media(forced_colors="active", color_scheme="dark")
    assert stands_out(view, kind) == []


def stands_out(view, kind):
    """Give the texts that don't, and make sure that there were texts to see."""
    seen, poor = view.evaluate(CONTRASTS)
    assert seen > (1000 if kind in RICH else 8)
    return poor


def test_a_faint_text_is_seen(browser):
    view = browser.new_page()
    view.set_content(
        '<p style="color: #777">Gris</p><h1 style="color: #777">Titre gris</h1>'
        '<svg role="img" width="200" height="80"><path d="M0 0H200V80H0Z" fill="#179"/>'
        '<text x="50" y="40" fill="#222">Nord</text><text x="50" y="60" fill="#fff">Oise</text>'
        "</svg>"
    )
    # Luminances: white 1, #777 0.184, #117799 0.156, #222 0.016. So 4.48 for #777 on white,
    # enough for a large text only; on #179, 3.12 for #222 and 5.09 for white.
    assert view.evaluate(CONTRASTS) == [4, ["Gris: 4.48", "Nord: 3.12"]]
    view.close()


def test_a_text_that_is_cut_is_seen(browser):
    view = browser.new_page()
    view.set_content('<p style="overflow: hidden; height: 1em; width: 3em">Pas de place</p>')
    assert len(view.evaluate(CUT)) == 1
    view.close()


def test_what_a_colour_says_is_said_otherwise_too(view, kind):
    view.emulate_media(forced_colors="active", color_scheme="dark")
    rows = view.locator("tr.hdf-courant > *:first-child")
    weights = rows.evaluate_all("cells => cells.map(cell => +getComputedStyle(cell).fontWeight)")
    assert all(weight >= 700 for weight in weights)
    assert bool(weights) == (kind in RICH and kind != "région")
    for notice in view.locator(".alerte, .hdf-avis").all():
        assert notice.inner_text()
        assert notice.evaluate("element => getComputedStyle(element).borderLeftStyle") == "solid"

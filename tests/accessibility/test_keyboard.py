"""The keyboard alone reaches everything, in the order of the page, and always shows where it is."""

from __future__ import annotations

import pytest

WATCH = """() => {
  const reached = element => {
    const alone = element.type !== 'radio' || element.checked;
    return element.tabIndex >= 0 && alone && element.checkVisibility();
  };
  const all = 'a[href], button, input, select, textarea, summary, [tabindex]';
  window.stops = [...document.querySelectorAll(all)].filter(reached);
  window.visited = [];
  window.unseen = [];
  document.addEventListener('focusin', event => {
    const shown = getComputedStyle(event.target.closest('label') ?? event.target);
    window.visited.push(window.stops.indexOf(event.target));
    if (shown.outlineStyle === 'none' || parseFloat(shown.outlineWidth) < 2)
      window.unseen.push(event.target.outerHTML);
  });
  return window.stops.length;
}"""
BEYOND = """() => [...document.querySelectorAll('*')].filter(element =>
  element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX === 'auto'
  && element.checkVisibility() && !window.stops.includes(element)).map(e => e.outerHTML)"""


@pytest.fixture
def show(browser):
    """Open a page in a window of its own."""
    opened = []

    def show(path, width=1280):
        view = browser.new_page(viewport={"width": width, "height": 900})
        opened.append(view)
        view.goto(path.as_uri())
        return view

    yield show
    for view in opened:
        view.close()


@pytest.mark.parametrize(
    ("kind", "width"),
    [("région", 1280), ("extrait", 390), ("index", 1280), ("index", 390), ("déclaration", 1280)],
)
def test_tab_goes_through_everything_in_order_and_shows_where_it_is(show, pages, kind, width):
    view = show(pages[kind], width)
    count = view.evaluate(WATCH)
    assert view.evaluate(BEYOND) == []
    for _ in range(count):
        view.keyboard.press("Tab")
    assert view.evaluate("visited") == list(range(count))
    assert view.evaluate("unseen") == []
    # The next one leaves the page, and there is a way back.
    view.keyboard.press("Tab")
    assert view.evaluate("stops.indexOf(document.activeElement)") != count - 1
    view.evaluate("stops.at(-1).focus()")
    view.keyboard.press("Shift+Tab")
    assert view.evaluate("stops.indexOf(document.activeElement)") == count - 2


def test_the_skip_link_shows_and_leads_to_the_content(show, page):
    view = show(page)
    view.keyboard.press("Tab")
    link = view.locator(":focus")
    assert link.inner_text() == "Aller au contenu"
    box = link.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    view.keyboard.press("Enter")
    assert view.evaluate("location.hash") == "#contenu"
    view.keyboard.press("Tab")
    # A content without any link is left at once, for what follows it.
    assert view.evaluate("!!document.activeElement.closest('main, main ~ *')")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_what_is_folded_opens_and_closes(show, pages, key):
    view = show(pages["fictif"])
    summary = view.locator("main summary").first
    summary.focus()
    for is_open in (True, False):
        view.keyboard.press(key)
        assert summary.evaluate("element => element.parentElement.open") is is_open


def test_a_number_opens_its_card_which_leads_back_to_it(show, pages):
    view = show(pages["département"])
    number = view.locator("td a[href^='#f']").first
    own, target = number.get_attribute("id"), number.get_attribute("href")
    number.focus()
    view.keyboard.press("Enter")
    card = view.locator(target)
    assert card.is_visible()
    view.keyboard.press("Tab")
    assert card.evaluate("element => element.contains(document.activeElement)")
    back = view.locator(f"{target} a[href='#{own}']")
    back.focus()
    view.keyboard.press("Enter")
    assert not card.is_visible()
    assert view.evaluate("location.hash") == f"#{own}"

"""axe-core, html-validate and vnu find nothing wrong on any kind of page."""

import pytest
from public_checkers import axe, html_validate, vnu

UNTOLD = {"color-contrast", "th-has-data-cells"}
"""What axe-core may leave untold, because it is checked otherwise: the contrast of every text by
`test_adaptation.py`, the data of every header, over rows that name a group, by `page_checks`."""

pytestmark = pytest.mark.usefixtures("checkers")


UNFOLD = """() => {
  document.querySelectorAll('details').forEach(part => { part.open = true; });
  const card = document.querySelector('.fiche > div[id]');
  location.hash = card?.id ?? '';
  return !card || card.checkVisibility();
}"""
"""Opens all that is folded away and a card, if there is one."""


@pytest.mark.parametrize(
    ("width", "unfolded"), [(1280, False), (390, True)], ids=["screen", "phone, unfolded"]
)
def test_axe_finds_no_violation(browser, page, width, unfolded):
    view = browser.new_page(viewport={"width": width, "height": 900})
    view.goto(page.as_uri())
    assert not unfolded or view.evaluate(UNFOLD)
    violations, untold = axe(view)
    view.close()
    assert violations == []
    assert {remark.rule for remark in untold} <= UNTOLD


@pytest.mark.parametrize("name", ["vnu", "html-validate"])
def test_the_code_of_a_page_is_valid(remarks, page, name):
    assert remarks[name][page] == []


BAD = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Une page faite pour échouer</title></head>
<body><main><h1>Titre</h1><p style="color: #bbb">Gris sur blanc</p>
<table><tr><th>Stock</th><th>Flux</th></tr><tr><th>Nord</th><td>1</td></tr></table>
<p id="a"></p><p id="a"></p></main></body></html>
"""


def test_the_checkers_see_what_is_wrong(browser, tmp_path):
    path = tmp_path / "mauvaise page.html"
    path.write_text(BAD, "utf-8")
    view = browser.new_page()
    view.goto(path.as_uri())
    assert "color-contrast" in {remark.rule for remark in axe(view)[0]}
    view.close()
    (said,) = html_validate([path]).values()
    assert any("wcag/h63" in remark for remark in said)
    (said,) = vnu([path]).values()
    assert any("Duplicate ID" in remark for remark in said)

"""News: what concerns the page's territory."""

from __future__ import annotations

import pytest

from hdflib.sections import news as section

EVERYWHERE = "Une cartographie en ligne"
NORD = "La DREAL finance son déploiement dans le Nord"


@pytest.mark.parametrize(
    ("territoire", "nord"), [("32", True), ("59", True), ("02", False), ("80", False)]
)
def test_news_of_the_commission(page, territoire, nord):
    html = section.draw_news(page("news", territoire)).html
    assert EVERYWHERE in html
    assert (NORD in html) is nord


def test_news_of_an_epci_go_to_its_departement(project):
    # SIREN of the CU de Dunkerque, in the Nord.
    project.edit("actualites", "territoire", "245900428")
    assert "CU de Dunkerque" in section.draw_news(project.page("news", "59")).html
    assert section.draw_news(project.page("news", "62")) is None


def test_news_not_transmitted(project):
    project.remove("actualites")
    assert section.draw_news(project.page("news")) is None

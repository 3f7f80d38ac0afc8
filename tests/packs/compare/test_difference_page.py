from pathlib import Path

import pytest

from hdflib.errors import HdfError
from hdflib.packs.compare.difference_page import write_difference
from hdflib.packs.compare.request import compare_named

ROOT = Path(__file__).parents[3]
# EPCI of the Nord and of the Pas-de-Calais.
LILLE, LENS = "200093201", "246200364"


def row(territoire, value, section="priority_households", periode="2022-05-31"):
    shown = str(value) if value else "s"
    return (section, "stock", "", territoire, periode, "", str(value), "ménages", shown)


@pytest.fixture
def page(write_built, tmp_path):
    """Compare two sides, given as rows by pack, and give the text of the page."""

    def write(before, after, later="2022-06-16"):
        for name, side, date in (("a", before, "2022-06-16"), ("b", after, later)):
            for code, rows in side.items():
                write_built(name, code, rows, date=date)
        names = tuple(str(tmp_path / "outputs" / name) for name in "ab")
        path = tmp_path / "page.html"
        write_difference(path, *compare_named(ROOT, tmp_path / "outputs", names))
        return path.read_text("utf-8").partition("</style>")[2]

    return write


def test_changes_are_grouped_by_territory_then_section(page):
    before = [
        row(LENS, 5),
        row("32", 10, "context"),
        row("32", 10, "priority_households", "2022-01-01"),
        row("59", 10),
        row(LILLE, 5),
    ]
    after = [
        row(LENS, 6),
        row("32", 12, "context"),
        row("32", 12, "priority_households", "2022-01-01"),
        row("59", 12),
        row(LILLE, ""),
    ]
    text = page({"59": before}, {"59": after})
    place = 0
    for part in (
        'id="territoire-32"',
        "Contexte général – Hauts-de-France",
        "Ménages prioritaires – Hauts-de-France",
        'id="territoire-59"',
        "Ménages prioritaires – Nord",
        "Métropole Européenne de Lille\u00a0: Ménages en attente",
        ">Ménages en attente (31 mai 2022)<",
        'id="territoire-62"',
        "Ménages prioritaires – Pas-de-Calais",
    ):
        assert part in text[place:]
        place = text.index(part, place)
    assert '<a href="#territoire-59">Nord</a> <small>2\u00a0chiffres</small>' in text


def test_the_packs_where_a_figure_moved_are_named(page):
    shared, own = row("32", 10), row("59", 10)
    text = page(
        {"32": [shared, own], "59": [shared, own]},
        {"32": [row("32", 12), row("59", 12)], "59": [row("32", 12)]},
    )
    assert ">tous<" in text
    assert ">Nord<" in text
    assert ">disparu<" in text


def test_one_pack_needs_no_column_of_packs(page):
    assert "Dossiers</th>" not in page({"59": [row("59", 10)]}, {"59": [row("59", 12)]})


def test_two_commissions_head_their_columns(page):
    text = page(
        {"59": [row("59", 10)]},
        {"59": [row("59", 12, periode="2022-08-31")]},
        later="2022-09-29",
    )
    assert ">16 juin 2022</th>" in text
    assert ">29 septembre 2022</th>" in text
    assert "Ménages en attente (31 mai 2022 → 31 août 2022)" in text


def test_packs_of_one_side_are_named(page):
    rows = [row("59", 10)]
    text = page({"59": rows, "62": rows}, {"59": rows, "32": rows})
    assert "<dt>Dossiers comparés</dt><dd>Nord</dd>" in text
    assert "<dt>Seulement avant</dt><dd>Pas-de-Calais</dd>" in text
    assert "<dt>Seulement après</dt><dd>Hauts-de-France</dd>" in text
    assert "Aucun chiffre n’a changé</h2>" in text
    assert "À voir d’abord" not in text


def test_what_comes_from_a_file_stays_text(page):
    before, after = (
        [(*row("59", value)[:5], "<b>x</b>", *row("59", value)[6:])] for value in (1, 2)
    )
    text = page({"59": before}, {"59": after})
    assert "<b>x" not in text
    assert "&lt;b&gt;x" in text


def test_the_page_holds_no_path(page, tmp_path):
    assert str(tmp_path) not in page({"59": [row("59", 10)]}, {"59": [row("59", 12)]})


def test_a_page_that_cannot_be_written_is_said_in_french(write_built, tmp_path):
    pack = str(write_built("a", "59", [row("59", 10)]))
    compared = compare_named(ROOT, tmp_path / "outputs", (pack, pack))
    with pytest.raises(HdfError, match="La page ne peut pas être écrite"):
        write_difference(tmp_path / "absent" / "page.html", *compared)

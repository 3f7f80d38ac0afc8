"""Tables of views, read back and cut for slides."""

from __future__ import annotations

import pytest

from hdflib.display.tables import Colonne, Ligne, table
from hdflib.packs.export.grid import Grid, merged, read_grid
from hdflib.packs.export.markdown import escaped, rule
from hdflib.packs.export.markdown import table as markdown_table
from hdflib.packs.export.markup import parse


def drawn(titre="Bilan", lignes=(), colonnes=None, entete="Territoire") -> Grid:
    columns = colonnes or [Colonne("Nombre", "2021"), Colonne("Part", "2021"), Colonne("Texte")]
    html = table("t", titre, entete, columns, lignes).html
    return read_grid(next(e for e in parse(html).all("div") if e.has("hdf-cadre")))


ROWS = [
    Ligne("Aisne", ["1", "2 %", "a"], groupe="Départements"),
    Ligne("Nord", ["3", "4 %", "b"], "courant", "Départements"),
    Ligne("Région", ["4", "6 %", "c"], "total", "Ensemble"),
]


def test_a_table_is_read_with_its_groups_of_columns_and_of_rows():
    grid = drawn(lignes=ROWS)
    assert grid.titre == "Bilan"
    assert grid.colonnes == ("Territoire", "2021 – Nombre", "2021 – Part", "Texte")
    assert [(row.cells[0], row.genre) for row in grid.rangs] == [
        ("Départements", "groupe"),
        ("Aisne", ""),
        ("Nord", "courant"),
        ("Ensemble", "groupe"),
        ("Région", "total"),
    ]
    assert grid.rangs[2].cells == ("Nord", "3", "4\u202f%", "b")


def test_words_are_on_the_left_and_numbers_on_the_right():
    columns = [Colonne("Nombre"), Colonne("Texte", nombre=False)]
    assert drawn(lignes=[Ligne("Nord", ["3", "b"])], colonnes=columns).gauche == (
        True,
        False,
        True,
    )


def test_its_html_has_scopes_and_no_name_that_a_second_piece_would_repeat():
    html = drawn(lignes=ROWS).html()
    assert 'scope="row"' in html
    assert 'scope="col"' in html
    assert 'scope="colgroup"' in html
    assert ' id="' not in html
    assert " headers=" not in html
    assert "<data" not in html
    assert "<caption>Bilan</caption>" in html
    assert '<caption class="visuellement-masque">' in drawn(lignes=ROWS).html(shown=False)


@pytest.mark.parametrize(("count", "sizes"), [(12, [12]), (13, [7, 6]), (25, [9, 9, 7])])
def test_a_table_is_cut_in_even_pieces_of_twelve_rows_at_most(count, sizes):
    rows = [Ligne(f"Commune {n}", [str(n), "1 %", "a"]) for n in range(count)]
    parts = drawn(lignes=rows).parts(room=60)
    assert [len(part.rangs) for part in parts] == sizes
    names = [row.cells[0] for part in parts for row in part.rangs]
    assert names == [f"Commune {n}" for n in range(count)]
    assert [part.titre for part in parts] == ["Bilan", "Bilan (suite)", "Bilan (suite 2)"][
        : len(parts)
    ]
    assert {part.colonnes for part in parts} == {
        ("Territoire", "2021 – Nombre", "2021 – Part", "Texte")
    }


def test_rows_of_several_lines_make_shorter_pieces():
    long = "mot " * 120
    rows = [Ligne(f"Loi {n}", ["1", "1 %", long]) for n in range(6)]
    # 480 characters, 97 or 98 a line: five lines of 1.35 rem and 0.85 around, so 7.6 a row; two
    # lines of headers take 4.4. Three rows take 27.2 in all, two 19.6.
    grid = drawn(lignes=rows)
    assert [len(part.rangs) for part in grid.parts(room=27.3)] == [3, 3]
    assert [len(part.rangs) for part in grid.parts(room=27.1)] == [2, 2, 2]


def test_a_group_goes_on_under_its_name_in_the_next_piece():
    rows = [Ligne(f"EPCI {n}", ["1", "1 %", "a"], groupe="Nord") for n in range(20)]
    first, second = drawn(lignes=rows).parts(room=60)
    assert first.rangs[0].cells[0] == second.rangs[0].cells[0] == "Nord"
    assert len(first.rangs) + len(second.rangs) == 20 + 2


def test_small_tables_under_the_same_headers_become_one_with_groups():
    columns = [Colonne("Valeur")]
    tables = [
        drawn("Enveloppe", [Ligne("2021", ["1"])], columns, "Indicateur"),
        drawn("Projets", [Ligne("2022", ["2"])], columns, "Indicateur"),
        drawn("Autre", [Ligne("x", ["1", "2"])], [Colonne("A"), Colonne("B")]),
    ]
    joined, alone = merged(tables, "Repères")
    assert joined.titre == "Repères"
    assert [row.cells[0] for row in joined.rangs] == ["Enveloppe", "2021", "Projets", "2022"]
    assert alone == tables[2]


def test_a_table_in_markdown_has_one_line_of_headers_and_no_label():
    text = markdown_table(drawn(lignes=ROWS), "Source : SNE")
    lines = text.splitlines()
    assert lines[0] == "| Territoire | Nombre | Part | Texte |"
    assert set(lines[1]) <= set("|-: ")
    assert lines[2] == "| **Départements** |  |  |  |"
    assert lines[3] == "| Aisne | 1 | 2\u202f\\% | a |"
    assert lines[4] == "| **Nord** | **3** | **4\u202f\\%** | **b** |"
    assert lines[-1] == ": Source \\: SNE"
    assert "{#" not in text


def test_headers_that_two_groups_share_are_told_apart():
    columns = [Colonne("Nombre", "2021"), Colonne("Nombre", "2022"), Colonne("Part", "2022")]
    head = markdown_table(drawn(lignes=[Ligne("Nord", ["1", "2", "3"])], colonnes=columns))
    assert head.splitlines()[0] == "| Territoire | 2021 – Nombre | 2022 – Nombre | Part |"


def test_the_rule_says_the_sides_and_gives_each_column_what_it_needs():
    grid = drawn(lignes=[Ligne("Hauts-de-France", ["1 234 567", "4 %", "b"])])
    cells = rule(grid, 60).strip("| ").split(" | ")
    assert [cell[0] == ":" for cell in cells] == [True, False, False, False]
    assert all(
        cell.count("-") >= len(text) for cell, text in zip(cells, grid.rangs[0].cells, strict=True)
    )


@pytest.mark.parametrize("text", ["5 * 3 [a]", "1. #titre", "a|b_c`d$e", "{{< x >}} @y", "~~a~~"])
def test_marks_of_markdown_are_escaped(text):
    assert escaped(text).replace("\\", "") == text
    for mark in "*[]#|_`${}<>@~.":
        assert escaped(text).count(f"\\{mark}") == text.count(mark)

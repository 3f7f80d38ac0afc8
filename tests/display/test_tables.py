"""Tables: what a screen reader needs, what is escaped, and the order of rows."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from hdflib.display.tables import Colonne, Ligne, cell_html, in_drawn_order, table
from hdflib.display.traced import traced
from hdflib.display.views import View
from hdflib.figures import Etat, Figure, Indicateur

ATTRIBUTIONS = Indicateur("attributions", "Attributions", "attributions", 0, "")
TAUX = Indicateur("taux", "Taux", "%", 0, "")
BAD = "<script>alert('x')</script>"
SAFE = "<script>alert(’x’)</script>"
"""The same once read back: it is text, and its apostrophes are typeset."""


def n(value: float) -> Figure:
    return Figure(ATTRIBUTIONS, "59", value)


AISNE = Figure(TAUX, "02", 0.82)
NORD = Figure(TAUX, "59", 0.71)
SECRET = Figure(ATTRIBUTIONS, "60", None, Etat.SECRET)
EN_COURS = Figure(TAUX, "60", None, Etat.EN_COURS)


def grouped() -> View:
    """Draw rows whose groups alternate, under two column groups and a column without."""
    return table(
        "demo",
        "Attributions : bilan",
        "Territoire",
        [
            Colonne("Objectif"),
            Colonne("Réalisées", "Attributions"),
            Colonne("Taux", "Attributions"),
            Colonne("En attente", "Stock", unite=True),
            Colonne("Remarque", nombre=False),
        ],
        [
            Ligne("Aisne", [n(1343), n(459), AISNE, n(1), "a"], groupe="Sud"),
            Ligne(
                "Nord", [n(4804), n(1413), Figure(TAUX, "59", 0.71), n(2), "b"], "courant", "Nord"
            ),
            Ligne("Oise", [SECRET, n(348), EN_COURS, n(0), ""], groupe="Sud"),
            Ligne("Total", [n(6147), n(2220), EN_COURS, n(3), "d"], "total", "Nord"),
        ],
    )


def plain() -> View:
    return table("simple", "Titre", "Territoire", [Colonne("Valeur")], [Ligne("Nord", [n(1413)])])


def parse(view: View) -> ET.Element:
    return ET.fromstring(view.html)


def words(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


def ids(root: ET.Element) -> list[str]:
    return [element.attrib["id"] for element in root.iter() if "id" in element.attrib]


def rows(root: ET.Element) -> list[tuple[str, str]]:
    """List the rows of the body: their class, and the header that starts them."""
    found = root.findall(".//tbody/tr")
    return [(row.get("class", ""), words(row[0])) for row in found]


def test_caption_names_the_scroll_area() -> None:
    root = parse(grouped())
    caption = root.find(".//caption")
    assert caption is not None
    assert words(caption) == "Attributions\u00a0: bilan"
    assert caption.get("id") == root.get("aria-labelledby")
    assert (root.get("role"), root.get("tabindex")) == ("group", "0")
    assert root.find("table")[0] is caption


def test_scopes() -> None:
    heads = parse(grouped()).findall(".//th")
    assert [(words(head), head.get("scope")) for head in heads] == [
        ("Territoire", "col"),
        ("Objectif", "col"),
        ("Attributions", "colgroup"),
        ("Stock", "col"),
        ("Remarque", "col"),
        ("Réalisées", "col"),
        ("Taux", "col"),
        ("En attente", "col"),
        ("Sud", "colgroup"),
        ("Aisne", "row"),
        ("Oise", "row"),
        ("Nord", "colgroup"),
        ("Nord", "row"),
        ("Total", "row"),
    ]


@pytest.mark.parametrize("draw", [grouped, plain])
def test_ids_are_unique_and_prefixed(draw) -> None:
    root = parse(draw())
    found = ids(root)
    assert len(found) == len(set(found))
    prefix = root.get("aria-labelledby").removesuffix("titre")
    assert all(name.startswith(prefix) for name in found)


def test_headers_lead_to_the_heads_of_each_cell() -> None:
    root = parse(grouped())
    heads = {head.attrib["id"]: words(head) for head in root.findall(".//th")}
    cells = root.findall(".//td")
    assert len(cells) == 20
    named = [[heads[name] for name in cell.attrib["headers"].split()] for cell in cells]
    assert named[1] == ["Sud", "Aisne", "Attributions", "Réalisées"]
    assert named[9] == ["Sud", "Oise", "Remarque"]
    assert named[10] == ["Nord", "Nord", "Objectif"]
    assert named[18] == ["Nord", "Total", "Stock", "En attente"]


def test_cells_in_the_order_drawn() -> None:
    cells = [words(cell) for cell in parse(grouped()).findall(".//td")]
    assert cells == [
        *["1\u202f343", "459", "82\u202f%", "1\u00a0attribution", "a"],
        *["s", "348", "en cours de finalisation", "0\u00a0attribution", ""],
        *["4\u202f804", "1\u202f413", "71\u202f%", "2\u00a0attributions", "b"],
        *["6\u202f147", "2\u202f220", "en cours de finalisation", "3\u00a0attributions", "d"],
    ]


def test_kinds_follow_their_rows_when_groups_move_them() -> None:
    assert rows(parse(grouped())) == [
        ("", "Sud"),
        ("", "Aisne"),
        ("", "Oise"),
        ("", "Nord"),
        ("hdf-courant", "Nord"),
        ("hdf-total", "Total"),
    ]


def test_drawn_order() -> None:
    lignes = [Ligne(t, [], groupe=g) for t, g in (("1", "b"), ("2", "a"), ("3", "b"), ("4", "a"))]
    assert [ligne.titre for ligne in in_drawn_order(lignes)] == ["1", "3", "2", "4"]


def test_states_are_set_apart() -> None:
    root = parse(grouped())
    states = [words(span) for span in root.findall(".//td/span[@class='hdf-etat']")]
    assert states == ["s", "en cours de finalisation", "en cours de finalisation"]


def test_numbers_on_the_right_words_on_the_left() -> None:
    cells = parse(grouped()).findall(".//tbody/tr[2]/td")
    sides = [cell.get("class") for cell in cells]
    assert sides == [None, None, None, None, "gt_left"]


def test_words_only() -> None:
    view = table("t", "T", "E", [Colonne("Étape", nombre=False)], [Ligne("CIL", ["tenue : oui"])])
    cell = parse(view).find(".//td")
    assert (words(cell), cell.get("class")) == ("tenue\u00a0: oui", "gt_left")


def test_everything_is_escaped() -> None:
    view = table(
        "t",
        BAD,
        BAD,
        [Colonne(BAD, BAD), Colonne("B", nombre=False)],
        [Ligne(BAD, [n(1), BAD], groupe=BAD)],
    )
    root = parse(view)
    assert "script" not in {element.tag for element in root.iter()}
    shown = [words(e) for e in root.iter() if e.tag in ("caption", "th", "td")]
    assert shown == [SAFE, SAFE, SAFE, "B", SAFE, SAFE, SAFE, "1", SAFE]
    assert "<script" not in view.html


def test_backslashes_of_a_title_are_text() -> None:
    view = table("t", r"a\1 \g<0>", "E", [Colonne("A")], [Ligne("x", ["1"])])
    assert words(parse(view).find(".//caption")) == r"a\1 \g<0>"


def test_groups_are_typeset() -> None:
    view = table(
        "t", "T", "E", [Colonne("A", "Part ?")], [Ligne("x", ["1"], groupe="Objectif : 25 %")]
    )
    heads = [words(head) for head in parse(view).findall(".//th")]
    assert heads == ["E", "Part\u202f?", "A", "Objectif\u00a0: 25\u202f%", "x"]


def test_table_without_rows_keeps_its_heads() -> None:
    view = table("t", "T", "Territoire", [Colonne("A")], [])
    assert [words(head) for head in parse(view).findall(".//th")] == ["Territoire", "A"]
    assert view.figures == ()


def test_same_table_twice() -> None:
    assert grouped().html == grouped().html


def test_figures_of_the_view_are_those_of_the_cells() -> None:
    view = grouped()
    assert len(view.figures) == 16
    assert view.figures[8] == SECRET
    assert view.titre == "Attributions : bilan"


def test_as_many_cells_as_columns() -> None:
    with pytest.raises(ValueError, match="4 columns passed, passed data had 3"):
        table("t", "T", "E", [Colonne("A"), Colonne("B")], [Ligne("x", ["1"])])


def test_cell() -> None:
    assert cell_html("l'objectif : <b>") == "l’objectif\u00a0: &lt;b&gt;"
    assert cell_html(n(1413)) == traced("1\u202f413", n(1413))
    assert cell_html(n(1413), unite=True) == traced("1\u202f413\u00a0attributions", n(1413))
    shown = f'<span class="hdf-etat">{traced("s", SECRET)}</span>'
    assert cell_html(SECRET, unite=True) == shown


def test_a_table_without_groups_needs_no_other_link_from_cell_to_head_than_scope() -> None:
    view = table("t", "T", "E", [Colonne("A")], [Ligne("Nord", [n(1)])])
    heads = parse(view).findall(".//th")
    assert [(head.get("scope"), head.get("id")) for head in heads] == [
        ("col", None),
        ("col", None),
        ("row", None),
    ]
    assert "headers" not in parse(view).find(".//td").attrib


def test_a_table_with_a_secret_cell_explains_it_once() -> None:
    note = "s\u00a0: secret statistique – effectif trop faible pour être publié"
    assert grouped().html.count(note) == 1
    assert note not in plain().html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.packs.workbook.sheets import LONGEST, lines, readable, sheet_names


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x0b\ufffe", "a\ufffdb\ufffd\ufffd"),
        ("\ud800", "\ufffd"),
        ("a" * LONGEST, "a" * LONGEST),
        ("a" * (LONGEST + 1), "a" * (LONGEST - 1) + "…"),
    ],
)
def test_texts_are_made_such_as_cells_hold_them(text, held):
    assert readable(text) == held


def test_sheets_are_named_after_their_titles():
    titles = (
        "Ménages prioritaires (DALO/PDALHPD)",
        "Accompagnement vers et dans le logement",
        "Définitions",
        "Contexte : général",
        "contexte général",
        "???",
        "Hébergement" * 4,
        "Historique",
    )
    assert sheet_names(titles, ("Définitions",)) == [
        "Ménages prioritaires",
        "Accompagnement vers et dans le…",
        "Définitions (2)",
        "Contexte général",
        "contexte général (2)",
        "Feuille",
        "HébergementHébergementHébergem…",
        "Historique (2)",
    ]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_the_names_of_sheets_suit_excel(titles):
    names = sheet_names(titles)
    assert len(names) == len(titles)
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name.strip("' ") == name


def test_the_height_of_a_text_is_estimated():
    assert lines("", 10) == 1
    assert lines("a" * 10, 10) == 1
    assert lines("a" * 11, 10) == 2
    assert lines("a" * 11 + "\n\nb", 10) == 4

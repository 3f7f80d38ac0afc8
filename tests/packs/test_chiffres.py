from decimal import Decimal

import pytest

from hdflib.commission import Point
from hdflib.errors import HdfError
from hdflib.packs.chiffres import COLUMNS, cell, read_chiffres, write_chiffres
from hdflib.packs.section import Section


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (1413, "1413"),
        (0.5, "0,5"),
        (-0.14, "-0,14"),
        ("2023-11-23", "2023-11-23"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+33", "'+33"),
        ("@x", "'@x"),
        ("-1+1", "'-1+1"),
        ("\u22123\u202f%", "\u22123\u202f%"),
    ],
)
def test_cells_have_a_decimal_comma_and_are_never_formulas(value, written):
    assert cell(value) == written


HEADER = (
    "section;indicateur;public;territoire;periode;modalite;valeur;unite;affichage;formule;source"
)


def test_figures_are_read_back_as_they_were_written(tmp_path):
    path = tmp_path / "chiffres.csv"
    point = Point(section="context", titre="Contexte")
    cells = [{"fichier": "data/x.csv", "ligne": 2, "colonne": "a"}]
    empty = dict.fromkeys(COLUMNS[1:-1], "") | {"territoire": "59", "sources": cells}
    figures = (
        {**empty, "indicateur": "taux", "valeur": 27 / (96 * 5 / 12), "unite": "%"},
        {**empty, "indicateur": "stock", "valeur": None, "affichage": "s", "unite": "ménages"},
        {**empty, "indicateur": "debut", "valeur": "2021", "unite": "date", "periode": "2021"},
    )
    assert write_chiffres(path, [Section(point, "", figures, None)], fictive=False) == 3
    rate, stock, start = read_chiffres(path)
    # 27 ÷ 40, of which the computation makes 0.6749999999999999.
    assert rate.value == Decimal("0.675")
    assert (stock.value, stock.affichage, stock.connu) == (None, "s", False)
    assert (start.value, start.periode, start.sections) == ("2021", "2021", ("context",))
    assert rate.source == "data/x.csv, ligne 2, colonne a"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "n’est pas un fichier de chiffres"),
        ("a;b\n", "n’est pas un fichier de chiffres"),
        (HEADER + "\ncontext;stock;;59;2022;;douze;ménages;12;;x\n", "ligne 2"),
        (HEADER + "\ncontext;stock;;59;2022;;inf;ménages;12;;x\n", "ligne 2"),
        (HEADER + "\ncontext;stock\n", "ligne 2"),
    ],
)
def test_what_no_build_wrote_is_refused(tmp_path, text, message):
    path = tmp_path / "chiffres.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(HdfError, match=message):
        read_chiffres(path)


def test_what_is_no_text_is_refused(tmp_path):
    path = tmp_path / "chiffres.csv"
    path.write_bytes(b"PK\x03\x04\xff")
    with pytest.raises(HdfError, match="ne peut pas être lu"):
        read_chiffres(path)

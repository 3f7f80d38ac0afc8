import pytest

from hdflib.packs.chiffres import cell


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

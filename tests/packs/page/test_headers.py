from xml.etree import ElementTree as ET

from hdflib.display.tables import Colonne, Ligne, table
from hdflib.packs.page.headers import shorten_drawings, shorten_headers


def drawn(name: str) -> str:
    colonnes = [Colonne("Objectif", "OBJECTIF"), Colonne("Attributions", "ATTRIBUTIONS")]
    lignes = [Ligne("Nord", ["4 804", "1 413"], groupe="Sud"), Ligne("Oise", ["1", "2"])]
    return str(table(name, "Titre", "Territoire", colonnes, lignes).html)


def headed(page: str) -> list[list[str]]:
    """Give the texts of the headers of each cell."""
    root = ET.fromstring(f"<main>{page}</main>")
    texts = {e.get("id"): "".join(e.itertext()).strip() for e in root.iter() if e.get("id")}
    cells = (e for e in root.iter("td") if e.get("headers"))
    return [[texts[name] for name in cell.get("headers", "").split()] for cell in cells]


def test_cells_keep_their_headers_under_short_names() -> None:
    page = drawn("tableau-premier") + drawn("tableau-second")
    short = shorten_headers(page)
    assert headed(short) == headed(page)
    assert headed(short)[0][-1] == "Objectif"
    assert len(short) < 0.8 * len(page)
    names = [e.get("id") for e in ET.fromstring(f"<main>{short}</main>").iter() if e.get("id")]
    assert len(set(names)) == len(names)


def test_what_labels_refer_to_keeps_its_name() -> None:
    short = shorten_headers(drawn("tableau-premier"))
    assert 'aria-labelledby="tableau-premier-titre"' in short
    assert 'id="tableau-premier-titre"' in short


def test_the_parts_of_drawings_get_short_names_of_their_own():
    drawing = (
        '<svg aria-labelledby="{0}-alt" xmlns="http://www.w3.org/2000/svg"><title id="{0}-alt">A'
        '</title><clipPath id="{0}-1"></clipPath>'
        '<path clip-path="url(#{0}-1)" style="fill:url(#{0}-12)"></path><pattern id="{0}-12">'
        '</pattern><use xlink:href="#{0}-1"></use></svg>'
    )
    page = shorten_drawings(drawing.format("carte-a") + drawing.format("b-1"))
    assert page == (
        '<svg aria-labelledby="carte-a-alt"><title id="carte-a-alt">A</title><clipPath id="d1">'
        '</clipPath><path clip-path="url(#d1)" style="fill:url(#d2)"></path><pattern id="d2">'
        '</pattern><use xlink:href="#d1"></use></svg>'
        '<svg aria-labelledby="b-1-alt"><title id="b-1-alt">A</title><clipPath id="d3">'
        '</clipPath><path clip-path="url(#d3)" style="fill:url(#d4)"></path><pattern id="d4">'
        '</pattern><use xlink:href="#d3"></use></svg>'
    )

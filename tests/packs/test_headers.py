from xml.etree import ElementTree as ET

from hdflib.display.tables import Colonne, Ligne, table
from hdflib.packs.headers import shorten_headers


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

"""A workbook as an ODS file (OpenDocument 1.3), for LibreOffice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from markupsafe import Markup, escape

from hdflib.display import palette
from hdflib.packs.theme import environment
from hdflib.packs.workbook.ods_formats import format_xml, formats
from hdflib.packs.workbook.sheets import TALLEST, Cell, Classeur, Colonne, Feuille, Look, Nombre

MIME = "application/vnd.oasis.opendocument.spreadsheet"
PARTS = ("META-INF/manifest.xml", "content.xml", "styles.xml", "meta.xml", "settings.xml")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time written in the archive, so that the same workbook gives the same bytes."""
CHARACTER = 0.19
"""Width of a character, in centimetres."""
LINE = 0.45
"""Height of a line of text, in centimetres."""
TEXT = 'office:value-type="string"'
SPACES = re.compile(r"\t|^ | (?= )| $")
"""What OpenDocument asks to be written as elements, since readers merge spaces."""


def write_ods(path: Path, classeur: Classeur) -> None:
    """Write a workbook; the same one gives the same bytes.

    Every text is written as a text: no cell holds a formula or a link.
    """
    numbers = formats(classeur)
    held = {
        "classeur": classeur,
        "nombres": numbers,
        "couleurs": palette,
        "largeurs": sorted({c.largeur for f in classeur.feuilles for c in f.colonnes}),
        "caractere": CHARACTER,
        "ligne": LINE,
        "mime": MIME,
        "plus_haute": TALLEST,
        "format_xml": format_xml,
        "titre": lambda feuille: Markup(element("titre", TEXT, feuille.titre)),
        "entete": header,
        "cellules": lambda feuille, ligne: cells(feuille, ligne, numbers),
        "plage": range_of,
    }
    with ZipFile(path, "w") as archive:
        # A reader knows the format by the first bytes: this part first, and not compressed.
        archive.writestr(part("mimetype", ZIP_STORED), MIME)
        for name in PARTS:
            template = environment().get_template(f"ods/{name.rpartition('/')[2]}.j2")
            archive.writestr(part(name, ZIP_DEFLATED), template.render(held))


def part(name: str, compression: int) -> ZipInfo:
    """Describe a part of the archive, without what depends on the machine."""
    info = ZipInfo(name, EPOCH)
    info.compress_type = compression
    info.create_system = 0
    return info


def header(feuille: Feuille) -> Markup:
    """Give the cells of the header."""
    return Markup("".join(element("entete", TEXT, c.titre) for c in feuille.colonnes))


def cells(feuille: Feuille, ligne: Iterable[Cell], numbers: Mapping[Look, str]) -> Markup:
    """Give the cells of a row."""
    pairs = zip(ligne, feuille.colonnes, strict=True)
    return Markup("".join(cell_xml(value, colonne, numbers) for value, colonne in pairs))


def cell_xml(value: Cell, colonne: Colonne, numbers: Mapping[Look, str]) -> str:
    """Give a cell by the type of its value, never by what a text looks like."""
    match value:
        case str():
            style = "droite" if colonne.droite else "gauche"
            return element(style, TEXT if value else "", value)
        case Nombre():
            return element(numbers[value.format], number_type(value), value.affichage)
        case _:
            kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
            return element("date", kind, f"{value:%d/%m/%Y}")


def number_type(value: Nombre) -> str:
    """Give the attributes of a number: its type, and the value that a reader computes with."""
    kinds = {"%": '"percentage"', "€": '"currency" office:currency="EUR"'}
    kind = kinds.get(value.unite, '"float"')
    return f'office:value-type={kind} office:value="{value.value!r}"'


def element(style: str, attributes: str, text: str) -> str:
    """Make a cell, a paragraph for each line of its text."""
    lines = text.split("\n") if text else ()
    paragraphs = "".join(f"<text:p>{spaced(line)}</text:p>" for line in lines)
    name = f'table:style-name="{style}"'
    return f"<table:table-cell {name} {attributes}>{paragraphs}</table:table-cell>"


def spaced(text: str) -> str:
    """Give a line of text with the tabs and spaces that a reader must keep as elements."""
    return SPACES.sub(lambda m: "<text:tab/>" if m[0] == "\t" else "<text:s/>", str(escape(text)))


def range_of(feuille: Feuille) -> str:
    """Give the address of the table of a sheet, header included."""
    name = "'" + feuille.nom.replace("'", "''") + "'"
    last = chr(ord("A") + len(feuille.colonnes) - 1)
    return f"{name}.A2:{name}.{last}{len(feuille.lignes) + 2}"

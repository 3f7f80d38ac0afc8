"""A workbook as an XLSX file, for Excel."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from hdflib.display.french import MINUS, NARROW, NBSP
from hdflib.display.palette import BLEU, FILET, FOND, ORANGE, TEXTE
from hdflib.errors import shorten
from hdflib.packs.workbook.sheets import TALLEST, Cell, Classeur, Colonne, Feuille, Nombre

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""In memory, parts are written without the time; and no text becomes anything else."""
A4 = 9
TITLE, HEADER, FIRST = 0, 1, 2
"""Rows of the title, the header and the first cells."""
LINE = 15
"""Height of a line of text, in points."""
EXECUTABLE = ("=", "+", "-", "@")
"""How a text begins that Excel would take for a formula if it were typed again."""
PART = 100
"""Characters that a part of a printed header takes: Excel holds 255 in all."""


def write_xlsx(path: Path, classeur: Classeur) -> None:
    """Write a workbook; the same one gives the same bytes.

    Every text is written as a text: none can become a formula or a link.
    """
    with Workbook(path, OPTIONS) as book:
        warning = dict.fromkeys(("category", "keywords", "comments"), classeur.mention)
        book.set_properties(
            {
                "title": classeur.titre,
                "subject": classeur.sujet,
                "author": classeur.auteur,
                "company": classeur.auteur,
                "created": datetime.combine(classeur.jour, time()),
                **(warning if classeur.mention else {}),
            }
        )
        book.set_custom_property("Language", "fr-FR", "text")
        styles = Styles(book)
        for rank, feuille in enumerate(classeur.feuilles, 1):
            write_sheet(book, styles, classeur, feuille, rank)


@dataclass
class Styles:
    """The formats of the cells of a workbook, each made once."""

    book: Any
    made: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def cell(self, value: Cell, colonne: Colonne) -> Any:
        """Give the format of a cell."""
        look: dict[str, Any] = {
            "text_wrap": True,
            "valign": "top",
            "font_color": TEXTE,
            "bottom": 1,
            "bottom_color": FILET,
            "align": "right" if colonne.droite else "left",
        }
        if isinstance(value, str):
            return self.get(look | {"quote_prefix": value.startswith(EXECUTABLE)})
        return self.get(look | {"num_format": number_format(value)})

    @property
    def header(self) -> Any:
        """The format of the header."""
        look = {"bold": True, "text_wrap": True, "valign": "top"}
        return self.get(look | {"font_color": FOND, "bg_color": BLEU})

    @property
    def title(self) -> Any:
        """The format of the title."""
        return self.get({"bold": True, "font_size": 14, "font_color": TEXTE})

    def get(self, look: dict[str, Any]) -> Any:
        """Make a format, or give the one already made."""
        key = tuple(look.items())
        if key not in self.made:
            self.made[key] = self.book.add_format(look)
        return self.made[key]


def number_format(value: date | Nombre) -> str:
    """Give the format of a number or a date; Excel puts the separators of its own language."""
    if isinstance(value, date):
        return "dd/mm/yyyy"
    unite, decimales, environ = value.format
    digits = "#,##0" + ("." + "0" * decimales if decimales else "")
    shown = {
        "%": f'{digits}"{NARROW}"%',
        "€": f'{digits}"{NBSP}€"',
        "rang": '[=1]0"er";0"e"',
        "année": "0",
    }.get(unite, digits)
    # The sign of a negative number would come before the word.
    return f'"environ "{shown};"environ {MINUS}"{shown}' if environ else shown


def write_sheet(book: Any, styles: Styles, classeur: Classeur, feuille: Feuille, rank: int) -> None:
    """Write a sheet: its title, then its rows as a table that has a header and filters."""
    sheet = book.add_worksheet(feuille.nom)
    last = len(feuille.lignes) + HEADER, len(feuille.colonnes) - 1
    sheet.write_string(TITLE, 0, feuille.titre, styles.title)
    for column, colonne in enumerate(feuille.colonnes):
        sheet.set_column(column, column, colonne.largeur)
    for row, ligne in enumerate(feuille.lignes, FIRST):
        if feuille.hauteur(ligne) > TALLEST:
            sheet.set_row(row, TALLEST * LINE)
        for column, (value, colonne) in enumerate(zip(ligne, feuille.colonnes, strict=True)):
            write_cell(sheet, row, column, value, styles.cell(value, colonne))
    header = [{"header": c.titre, "header_format": styles.header} for c in feuille.colonnes]
    table = {"name": f"Tableau_{rank}", "title": feuille.titre, "columns": header, "style": None}
    sheet.add_table(HEADER, 0, *last, table)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.freeze_panes(FIRST, 1)
    set_print(sheet, classeur)
    if classeur.mention:
        sheet.set_tab_color(ORANGE)


def write_cell(sheet: Any, row: int, column: int, value: Cell, style: Any) -> None:
    """Write a cell by the type of its value, never by what a text looks like."""
    match value:
        case "":
            sheet.write_blank(row, column, None, style)
        case str():
            sheet.write_string(row, column, value, style)
        case Nombre():
            sheet.write_number(row, column, value.value, style)
        case _:
            sheet.write_datetime(row, column, value, style)


def set_print(sheet: Any, classeur: Classeur) -> None:
    """Set the printed pages: A4 landscape, all columns, title and header on each."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TITLE, HEADER)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    sheet.set_header(f"&L{printed(classeur.titre)}&R&B{printed(classeur.mention)}")
    sheet.set_footer(f"&L{printed(classeur.auteur)}&C&A&RPage &P sur &N")


def printed(text: str) -> str:
    """Give a text as printed headers take it, where "&" starts a code."""
    return shorten(text, PART).replace("&", "&&")

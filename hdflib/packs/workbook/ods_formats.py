"""The number formats of an ODS file."""

from __future__ import annotations

from markupsafe import Markup

from hdflib.display.french import MINUS, NARROW, NBSP
from hdflib.packs.workbook.sheets import Classeur, Look, Nombre

KINDS = {"%": "percentage", "€": "currency"}
UNITS = {
    "%": f"<number:text>{NARROW}%</number:text>",
    "€": f"<number:text>{NBSP}</number:text>"
    '<number:currency-symbol number:language="fr" number:country="FR">€</number:currency-symbol>',
    "rang": "<number:text>e</number:text>",
}
FIRST = "<number:text>er</number:text>"
UNGROUPED = ("rang", "année")


def formats(classeur: Classeur) -> dict[Look, str]:
    """Name the number formats of a workbook."""
    found = dict.fromkeys(
        cell.format
        for feuille in classeur.feuilles
        for ligne in feuille.lignes
        for cell in ligne
        if isinstance(cell, Nombre)
    )
    return {look: f"n{rank}" for rank, look in enumerate(found, 1)}


def format_xml(look: Look, name: str) -> Markup:
    """Give a number format, after the one that it leaves some numbers to."""
    unite, decimales, environ = look
    kind, number, unit = KINDS.get(unite, "number"), digits(unite, decimales), UNITS.get(unite, "")
    if environ:
        # The sign of a negative number would come before the word.
        return Markup(
            style(kind, f"{name}-plus", f"{said('environ ')}{number}{unit}", aside=True)
            + style(kind, name, f"{said(f'environ {MINUS}')}{number}{unit}{when('>=0', name)}")
        )
    if unite == "rang":
        return Markup(
            style(kind, f"{name}-plus", number + FIRST, aside=True)
            + style(kind, name, number + unit + when("=1", name))
        )
    return Markup(style(kind, name, number + unit))


def style(kind: str, name: str, content: str, *, aside: bool = False) -> str:
    """Make a number format; one that only another one uses is said so."""
    volatile = ' style:volatile="true"' if aside else ""
    language = 'number:language="fr" number:country="FR"'
    return (
        f'<number:{kind}-style style:name="f-{name}"{volatile} {language}>{content}'
        f"</number:{kind}-style>"
    )


def digits(unite: str, decimales: int) -> str:
    """Give the digits of a number format."""
    places = f'number:decimal-places="{decimales}" number:min-decimal-places="{decimales}"'
    grouping = "" if unite in UNGROUPED else ' number:grouping="true"'
    return f'<number:number {places} number:min-integer-digits="1"{grouping}/>'


def said(text: str) -> str:
    """Give the text before a number."""
    return f"<number:text>{text}</number:text>"


def when(condition: str, name: str) -> str:
    """Leave the numbers of which a condition holds to the format beside."""
    return (
        f'<style:map style:condition="value(){condition}" style:apply-style-name="f-{name}-plus"/>'
    )

"""French formats of numbers, dates and text."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "fr_FR"
NARROW = "\u202f"
NBSP = "\u00a0"
MINUS = "\u2212"
MOST_DECIMALS = 6
"""Decimals of a gap at most, however small."""
SPACES = f"[ {NBSP}{NARROW}]+"


def exact(value: float | Decimal) -> Decimal:
    """Give a number by its 15 significant digits; those beyond are noise of the computation.

    27 ÷ (96 × 5/12) is 67.5 %, but 0.6749999999999999 in binary: it must read 68 %.

    Raises
    ------
    ValueError
        If it is infinite or not a number: a page shows a state instead.
    """
    if not math.isfinite(value):
        raise ValueError(f"no number to display: {value}")
    return Decimal(value) if isinstance(value, (int, Decimal)) else Decimal(f"{value:.15g}")


def arrondi(value: float | Decimal, decimales: int = 0) -> Decimal:
    """Round as every display does: halves away from zero, and no zero below zero."""
    rounded = exact(value).quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)
    return rounded or abs(rounded)


def nombre(value: float | Decimal, decimales: int = 0) -> str:
    """Give a number with a decimal comma, U+202F between thousands and halves rounded up.

    >>> nombre(1413)
    '1\\u202f413'
    """
    pattern = "#,##0" + ("." + "0" * decimales if decimales else "")
    return str(format_decimal(arrondi(value, decimales), pattern, LOCALE)).replace("-", MINUS)


def decimal_court(value: float | Decimal, decimales: int = 2) -> str:
    """Give a number with at most `decimales` decimals, without trailing zeros."""
    text = nombre(value, decimales)
    return text.rstrip("0").rstrip(",") if "," in text else text


def signe(value: float | Decimal, decimales: int = 0) -> str:
    """Give a number with its sign, and with the decimals that it takes not to read 0.

    >>> signe(0.04)
    '+0,04'
    """
    while decimales < MOST_DECIMALS and not arrondi(value, decimales):
        decimales += 1
    text = decimal_court(value, decimales)
    return text if text.startswith(MINUS) else f"+{text}"


def pourcentage(fraction: float, decimales: int = 0) -> str:
    """Give a fraction as a percentage: 0.706 reads "71 %"."""
    return nombre(exact(fraction) * 100, decimales) + NARROW + "%"


def pourcentage_court(fraction: float) -> str:
    """Give a fraction as a percentage with the decimals that it needs, two at most."""
    return decimal_court(exact(fraction) * 100) + NARROW + "%"


def sans_unite(pourcent: str) -> str:
    """Take the sign off a percentage, for the first end of a range: "entre 71 et 113 %"."""
    return pourcent.removesuffix(NARROW + "%")


def euros(value: float) -> str:
    """Give an amount in whole euros."""
    return nombre(value) + NBSP + "€"


def ordinal(rank: int) -> str:
    """Give a rank: 1er, 2e."""
    return "1er" if rank == 1 else f"{rank}e"


def date_longue(day: date) -> str:
    """Give a date in full: "1er janvier 2022"."""
    return re.sub(r"^1 ", "1er ", str(format_date(day, "d MMMM y", LOCALE)))


def jour_mois(day: date) -> str:
    """Give a date without its year: "31 mai"."""
    return re.sub(r"^1 ", "1er ", str(format_date(day, "d MMMM", LOCALE)))


def mois_annee(day: date) -> str:
    """Give the month and the year: "avril 2021"."""
    return str(format_date(day, "MMMM y", LOCALE))


def mois(rank: int) -> str:
    """Name a month by its rank: "avril"."""
    return str(format_date(date(2000, rank, 1), "MMMM", LOCALE))


def mois_court(rank: int) -> str:
    """Name a month by its rank, abbreviated: "avr."."""
    return str(format_date(date(2000, rank, 1), "MMM", LOCALE))


def fin_de_mois(day: date) -> str:
    """Name a date by its month's end when it is one: "fin avril 2021", else "le 15 avril 2021"."""
    last = monthrange(day.year, day.month)[1]
    return f"fin {mois_annee(day)}" if day.day == last else f"le {date_longue(day)}"


def periode(text: str) -> str:
    """Give a year, month or day in ISO form (or a range "debut/fin") in French.

    >>> periode("2021-03")
    'mars 2021'
    """
    if "/" in text:
        start, end = text.split("/")
        return f"{depuis(start)} {jusque(end)}"
    match text.count("-"):
        case 2:
            return date_longue(date.fromisoformat(text))
        case 1:
            return mois_annee(date.fromisoformat(text + "-01"))
        case _:
            return text


def depuis(text: str) -> str:
    """Give the start of a range: "du 1er mars 2022", "d’avril 2022", "de 2022"."""
    shown = periode(text)
    if text.count("-") == 2:
        return f"du {shown}"
    return f"d’{shown}" if shown[0] in "ao" else f"de {shown}"


def jusque(text: str) -> str:
    """Give the end of a range: "au 31 mai 2022", "à mai 2022"."""
    return f"{'au' if text.count('-') == 2 else 'à'} {periode(text)}"


def liste(items: Iterable[str], lien: str = "et") -> str:
    """Join items: "a, b et c"."""
    *head, last = items
    return f"{', '.join(head)} {lien} {last}" if head else last


def majuscule(text: str) -> str:
    """Give a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def minuscule(text: str) -> str:
    """Give a text with its first letter in lower case, unless an acronym starts it: "EPCI"."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def typographie(text: str) -> str:
    """Set the spaces that French asks for and the typographic apostrophe."""
    text = text.replace("'", "’")
    text = re.sub(rf"{SPACES}([%;!?])", NARROW + r"\1", text)
    text = re.sub(rf"{SPACES}([:€»])", NBSP + r"\1", text)
    return re.sub(rf"«{SPACES}", "«" + NBSP, text)

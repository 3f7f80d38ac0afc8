"""Parsing of one cell: French numbers, percentages, amounts, dates and states."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hdflib.figures import Etat

NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", re.ASCII)
AMBIGUOUS = re.compile(r"([+-]?[1-9]\d{0,2})\.(\d{3})", re.ASCII)
DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
YEARS = range(1900, 2101)
STATES = {
    "": Etat.NON_TRANSMIS,
    "non transmis": Etat.NON_TRANSMIS,
    "en cours": Etat.EN_COURS,
    "en cours de finalisation": Etat.EN_COURS,
    "s": Etat.SECRET,
}
LIMIT = 10**15
"""Numbers from here on aren't figures of a commission, nor exact as floats."""

Value = float | str | None


class CellError(ValueError):
    """What was expected of a cell, and how to mend it (French sentences)."""

    def __init__(self, attendu: str, remede: str) -> None:
        super().__init__(attendu)
        self.attendu = attendu
        self.remede = remede


@dataclass(frozen=True)
class Cell:
    """A parsed cell: value or state, and where it stands."""

    value: Value
    etat: Etat
    brut: str
    ligne: int
    colonne: str


Parser = Callable[[str], Value]


def number(text: str) -> Decimal:
    """Parse a French number: spaces of any kind between thousands, decimal comma or point.

    Raises
    ------
    CellError
        If the text isn't a number.
    """
    spaced = re.sub(r"^([+-]) ", r"\1", " ".join(text.replace("\u2212", "-").split()))
    plain = spaced.replace(" ", "")
    if not NUMBER.fullmatch(plain):
        raise CellError(
            "Un nombre est attendu.",
            "Saisissez un nombre seul, sans mot ni symbole (« 1 413 », « 3,8 »).",
        )
    if " " in spaced and not GROUPED.fullmatch(spaced):
        raise CellError(
            "Dans un nombre, les espaces séparent des groupes de trois chiffres.",
            "Corrigez la valeur, par exemple « 1 413 ».",
        )
    if ambiguous := AMBIGUOUS.fullmatch(plain):
        whole, rest = ambiguous.groups()
        raise CellError(
            "Un point suivi de trois chiffres peut se lire de deux façons.",
            f"Écrivez « {whole} {rest} » pour des milliers, « {whole},{rest} » pour des décimales.",
        )
    value = Decimal(plain.replace(",", "."))
    if abs(value) >= LIMIT:
        raise CellError("Ce nombre est démesuré.", "Vérifiez la saisie.")
    return value


def count(text: str) -> int:
    """Parse a number of households, attributions… : a whole number, 0 or more."""
    value = number(text)
    # "1,413" is meant as thousands as often as not.
    if value != value.to_integral_value() or re.search(r",\d{3}$", text.strip()):
        raise CellError(
            "Un nombre entier est attendu.",
            "Écrivez-le sans décimales, avec une espace entre les milliers (« 1 413 »).",
        )
    if value < 0:
        raise CellError("Un nombre positif ou nul est attendu.", "Corrigez le signe.")
    return int(value)


def amount(text: str) -> int:
    """Parse an amount in whole euros, with or without the symbol."""
    return count(text.strip().removesuffix("€"))


def change(text: str) -> float:
    """Parse a percentage of change, which may be negative or above 100 %; gives a fraction."""
    plain = text.strip()
    value = number(plain.removesuffix("%"))
    if 0 < abs(value) <= 1 and not plain.endswith("%"):
        raise CellError(
            "Ce pourcentage peut se lire de deux façons.",
            "Écrivez-le avec son signe : « 0,5 % » ou « 50 % ».",
        )
    return float(value / 100)


def rate(text: str) -> float:
    """Parse a percentage that can't be negative; gives a fraction."""
    value = change(text)
    if value < 0:
        raise CellError("Un pourcentage positif ou nul est attendu.", "Corrigez le signe.")
    return value


def share(text: str) -> float:
    """Parse a percentage between 0 and 100 %; gives a fraction."""
    value = rate(text)
    if value > 1:
        raise CellError(
            "Un pourcentage entre 0 et 100 % est attendu.",
            "Vérifiez la valeur : une part ne dépasse pas 100 %.",
        )
    return value


def decimal(text: str) -> float:
    """Parse a number, 0 or more, with decimals."""
    value = number(text)
    if value < 0:
        raise CellError("Un nombre positif ou nul est attendu.", "Corrigez le signe.")
    return int(value) if value == value.to_integral_value() else float(value)


def words(text: str) -> str:
    """Parse a text; control characters would break the pages and the files made of it."""
    if CONTROL.search(text):
        raise CellError(
            "Ce texte contient un caractère invisible, de contrôle.",
            "Effacez la cellule et ressaisissez-la.",
        )
    return text


def period(text: str) -> str:
    """Parse a year, a month or a day: ISO form, or dd/mm/yyyy; gives the ISO form."""
    iso = "-".join(part.zfill(2) for part in reversed(text.strip().split("/")))
    if not DATE.fullmatch(iso):
        raise CellError(
            "Une date est attendue.",
            "Écrivez-la AAAA-MM-JJ ou JJ/MM/AAAA (ou seulement AAAA-MM, ou AAAA).",
        )
    year(iso[:4])
    try:
        date.fromisoformat(iso + "-01-01"[len(iso) - 4 :])
    except ValueError:
        raise CellError(
            "Cette date n’existe pas.", "Vérifiez le mois (01 à 12) et le jour."
        ) from None
    return iso


def month(text: str) -> str:
    """Parse a month; gives the ISO form."""
    iso = period(text)
    if len(iso) != len("2022-01"):
        raise CellError("Un mois est attendu.", "Écrivez-le AAAA-MM, par exemple 2022-01.")
    return iso


def step(text: str) -> str:
    """Parse a step that was passed at a date, passed ("oui") or not yet ("non")."""
    return text.lower() if text.lower() in ("oui", "non") else period(text)


def year(text: str) -> str:
    """Parse a year."""
    if not re.fullmatch(r"\d{4}", text.strip(), re.ASCII) or int(text) not in YEARS:
        raise CellError(
            f"Une année entre {YEARS[0]} et {YEARS[-1]} est attendue.",
            "Écrivez-la sur quatre chiffres, par exemple 2022.",
        )
    return text.strip()


def choice(*allowed: str) -> Parser:
    """Make a parser that takes one of the allowed words."""

    def parse(text: str) -> str:
        if text.lower() not in allowed:
            raise CellError(
                "Cette valeur n’est pas prévue.",
                "Choisissez parmi : " + ", ".join(allowed) + ".",
            )
        return text.lower()

    return parse


yes = choice("oui", "non")

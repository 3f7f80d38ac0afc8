"""The deadlines ahead."""

from __future__ import annotations

from datetime import date

from hdflib.analyse import Analyse
from hdflib.display.grammar import accord
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.inputs.table import Row
from hdflib.sections.common import row_dates

DEADLINES = "echeances"


def draw_deadlines(analyse: Analyse) -> View | None:
    """Draw the deadlines in order, those already past at the commission's date marked."""
    source = analyse.table(DEADLINES)
    if source is None:
        return None
    rows = sorted(source, key=lambda row: row.text("debut"))
    return table(
        "tableau-echeances",
        "Échéances et rendez-vous",
        "Date",
        [
            Colonne("Thème", nombre=False),
            Colonne("Attendu", nombre=False),
            Colonne("Délai", nombre=False),
            Colonne("Texte", nombre=False),
        ],
        [
            Ligne(
                row_dates(row),
                [row.text("theme"), row.text("objet"), delay(analyse, row), row.text("reference")],
            )
            for row in rows
        ],
    )


def delay(analyse: Analyse, row: Row) -> str:
    """Give the time left at the commission's date: days under two months, else whole months."""
    text, now = row.text("fin") or row.text("debut"), analyse.edition.params.commission
    if len(text) < len("2022-01-01"):
        year, month = (int(part) for part in f"{text}-12".split("-")[:2])
        months = (year - now.year) * 12 + month - now.month
        if months == 0:
            return "ce mois-ci"
        return f"{months} mois" if months > 0 else "échu"
    day = date.fromisoformat(text)
    if day <= now:
        return "échu" if day < now else "aujourd’hui"
    months = (day.year - now.year) * 12 + day.month - now.month - (day.day < now.day)
    days = (day - now).days
    return f"{months} mois" if months >= 2 else f"{days} {accord(days, 'jour')}"

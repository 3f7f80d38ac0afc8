"""Objectives, levers, calendar and credits of the transformation of the shelter stock."""

from __future__ import annotations

import re

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.inputs.table import Row
from hdflib.sections.common import row_dates

TABLE = "ahi_actions"
ASIDE = re.compile(r"(.+) \((.+)\)")
CATEGORIES = {
    "objectif": "Objectifs",
    "levier": "Leviers",
    "calendrier": "Calendrier du cycle de réflexion",
    "thème": "Thèmes du cycle de réflexion",
}


def draw_actions(analyse: Analyse) -> View | None:
    """Draw the objectives, levers, calendar and themes."""
    source = analyse.table(TABLE)
    if source is None:
        return None
    return table(
        "tableau-ahi",
        "Transformation du parc d’hébergement : objectifs, leviers et calendrier",
        "Action",
        [Colonne("Période", nombre=False)],
        [
            Ligne(row.text("libelle"), [row_dates(row)], groupe=CATEGORIES[row.text("categorie")])
            for category in CATEGORIES
            for row in source.where(categorie=category)
        ],
    )


def say_actions(analyse: Analyse) -> list[Sentence | None]:
    """Say the credits, what is going on of the cycle, and its next meeting."""
    return [
        phrase(
            "{credits} du BOP 177 sont mobilisés pour soutenir la transformation du parc "
            "d’hébergement.",
            credits=analyse.repere("credits_bop177"),
        ),
        *(
            phrase("En cours : {objet}, {fin}.", objet=french.minuscule(objet), fin=fin)
            for objet, fin in map(until, current_rows(analyse))
        ),
        *(
            phrase(
                "Prochain rendez-vous : {objet}, {quand}.",
                objet=french.minuscule(objet),
                quand=quand,
            )
            for objet, quand in map(appointment, next_rows(analyse))
        ),
    ]


def current_rows(analyse: Analyse) -> list[Row]:
    """Give the rows of the calendar that have begun and aren't over at the commission's date."""
    source = analyse.table(TABLE)
    today = analyse.edition.params.iso
    calendar = source.where(categorie="calendrier") if source else []
    return [
        row
        for row in calendar
        if row.text("debut")
        and row.text("fin")
        and row.text("debut") <= today[: len(row.text("debut"))]
        and row.text("fin") >= today[: len(row.text("fin"))]
    ]


def until(row: Row) -> tuple[str, str]:
    """Give the label of a row and when it ends; "(jusqu’à la mi-septembre)" tells when."""
    label, end = row.text("libelle"), row.text("fin")
    aside = ASIDE.fullmatch(label)
    month = french.periode(end).rpartition(" ")[0]
    if aside and month and month in aside[2]:
        return aside[1], f"{aside[2]} {end[:4]}"
    return label, f"jusqu’{french.jusque(end)}"


def next_rows(analyse: Analyse) -> list[Row]:
    """Give the rows of the calendar that start next after the commission."""
    source = analyse.table(TABLE)
    today = analyse.edition.params.iso
    calendar = source.where(categorie="calendrier") if source else []
    # A start may be a year, a month or a day: each is compared with as much of the date.
    ahead = [row for row in calendar if row.text("debut") > today[: len(row.text("debut"))]]
    first = min((row.text("debut") for row in ahead), default="")
    return [row for row in ahead if row.text("debut") == first]


def appointment(row: Row) -> tuple[str, str]:
    """Give the label and the date of a row; a label that ends in "(mi-septembre)" tells when."""
    label, when = row.text("libelle"), row_dates(row)
    aside = ASIDE.fullmatch(label)
    month, _, year = when.rpartition(" ")
    if aside and month and month in aside[2]:
        return aside[1], f"{aside[2]} {year}"
    return label, when

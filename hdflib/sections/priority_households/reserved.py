"""The réservataires: their names, and the attributions on their contingents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.figures import Figure
from hdflib.inputs.table import Table
from hdflib.rules.flux import INCONNU, RESERVATAIRES
from hdflib.sections.publics import read_count

TABLE = "reservataires"
NOMS = {
    "etat": "État",
    "action_logement": "Action Logement",
    "collectivite": "Collectivités",
    "bailleur": "Bailleurs, hors contingent",
    INCONNU: "Réservataire non renseigné",
}
CONTINGENTS = {
    "etat": "contingent de l’État",
    "action_logement": "contingent d’Action Logement",
    "collectivite": "contingents des collectivités",
    "bailleur": "hors contingent",
    INCONNU: "réservataire non renseigné",
}
"""Modality of the figures of each réservataire."""
NONE = "sans objet"
"""What stands in a table for what an unknown réservataire can't owe nor have."""
COLONNES = {
    "attributions_totales": ("attributions_totales", ""),
    "attributions_prioritaires": ("attributions", "menages_prioritaires"),
    "assiette": ("attributions_assiette", ""),
}
"""Indicator and public of each column."""


@dataclass(frozen=True)
class Contingent:
    """The attributions on a contingent: all, those to priority households, those of the base."""

    code: str
    totales: Figure
    prioritaires: Figure
    assiette: Figure


def read_contingents(analyse: Analyse) -> Mapping[str, Contingent]:
    """Give the contingents of the page's territory by réservataire; empty if not transmitted."""
    source = analyse.table(TABLE)
    if source is None:
        return {}
    present = {row.text("reservataire") for row in source}
    return {
        code: Contingent(code, *(_read(analyse, source, code, colonne) for colonne in COLONNES))
        for code in (*RESERVATAIRES, INCONNU)
        if code in present
    }


def _read(analyse: Analyse, source: Table, reservataire: str, colonne: str) -> Figure:
    code, public = COLONNES[colonne]
    figure = read_count(
        analyse,
        source,
        analyse.territoire,
        colonne,
        code,
        public=public,
        periode=analyse.observation(TABLE).isoformat(),
        reservataire=reservataire,
    )
    return replace(figure, modalite=CONTINGENTS[reservataire])


def period(day: date) -> str:
    """Give the days from 1 January to an observation: "en 2021", "du 1er janvier au 30 avril"."""
    if (day.month, day.day) == (12, 31):
        return f"en {day.year}"
    return f"du 1er janvier au {french.date_longue(day)}"


def fraction(number: float) -> Fraction:
    """Give a share exactly as it was written: 0.3 is 3/10."""
    return Fraction(french.exact(number))

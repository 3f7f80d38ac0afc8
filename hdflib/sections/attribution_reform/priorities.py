"""Priority criteria that recent laws added: households, and seizure of the DALO commission."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.rules.priorities import Article, Priorite, in_force

ARTICLES = {
    Article.ATTRIBUTION: "Priorité pour les attributions",
    Article.DALO: "Saisine sans délai de la commission de médiation (DALO)",
}
ASE = "m"
"""Letter of those who leave the aide sociale à l’enfance, in CCH, L.441-1."""


def added(analyse: Analyse) -> list[Priorite]:
    """Give the criteria in force that a recent law added, if the page shows recent laws."""
    if analyse.table("mesures") is None:
        return []
    day = analyse.edition.params.commission
    every = (p for article in ARTICLES for p in in_force(analyse.edition.priorites, article, day))
    return [priorite for priorite in every if priorite.debut]


def draw_priorities(analyse: Analyse) -> View | None:
    """Draw the criteria that recent laws added, with the day since which they hold."""
    lignes = [
        Ligne(
            priorite.libelle,
            [french.date_longue(priorite.debut), priorite.reference],
            groupe=ARTICLES[priorite.article],
        )
        for priorite in added(analyse)
        if priorite.debut
    ]
    if not lignes:
        return None
    return table(
        "priorites-ajoutees",
        "Critères de priorité ajoutés par les lois récentes",
        "Critère",
        [Colonne("En vigueur depuis le", nombre=False), Colonne("Texte", nombre=False)],
        lignes,
    )


def say_ase(analyse: Analyse) -> Sentence | None:
    """Say who is a priority after the aide sociale à l’enfance, and until when."""
    if ASE not in [p.categorie for p in added(analyse) if p.article is Article.ATTRIBUTION]:
        return None
    age, years = analyse.legal("age_ase", "age_limite"), analyse.legal("duree_ase", "duree_annees")
    return phrase(
        "Une personne majeure ou émancipée, confiée avant sa majorité à l’aide sociale à "
        "l’enfance, est prioritaire avant {age}, jusqu’à {duree} après la fin de sa prise en "
        "charge.",
        age=(age.avec_unite, age),
        duree=(years.avec_unite, years),
    )

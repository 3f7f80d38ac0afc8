"""The typed tables of the transformation of the shelter stock."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import FIN, SOURCE, TERRITOIRE, Column, Schema, montant, texte

TABLES = (
    Schema(
        "ahi_actions",
        "ahi_transformation",
        "transformation du parc d’hébergement",
        "Objectifs, leviers, calendrier et thèmes de la transformation du parc",
        (
            Column(
                "categorie",
                "objectif, levier, calendrier ou thème",
                cells.choice("objectif", "levier", "calendrier", "thème"),
                obligatoire=True,
            ),
            texte("libelle", "Intitulé", obligatoire=True),
            Column("debut", "Date, mois ou année de début", cells.period),
            FIN,
            SOURCE,
        ),
        ("categorie", "libelle"),
    ),
    Schema(
        "ahi_credits",
        "ahi_transformation",
        "emploi des crédits de la transformation",
        "Crédits du BOP 177 donnés à la transformation du parc, et leur emploi",
        (
            TERRITOIRE,
            Column("annee", "Année des crédits", cells.year, obligatoire=True),
            montant("credits", "Crédits mobilisés, en euros"),
            montant("engages", "Dont engagés à la date d’observation, en euros"),
            montant("payes", "Dont payés à la date d’observation, en euros"),
            SOURCE,
        ),
        ("territoire", "annee"),
        datee=True,
        euros=True,
        bornes=(("engages", "credits"), ("payes", "engages")),
    ),
)

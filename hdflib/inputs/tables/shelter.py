"""The typed tables of the transformation of the shelter stock."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import FIN, SOURCE, Column, Schema, texte

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
)

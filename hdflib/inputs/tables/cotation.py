"""The typed tables of the cotation of requests."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import DEBUT, EPCI, FIN, SOURCE, Column, Schema, nombre, texte

TABLES = (
    Schema(
        "cotation_grille",
        "attribution_reform",
        "grille de cotation",
        "Grille de cotation de la demande d’un EPCI",
        (
            EPCI,
            Column(
                "bloc",
                "obligatoire, facultatif ou local",
                cells.choice("obligatoire", "facultatif", "local"),
                obligatoire=True,
            ),
            texte("critere", "Critère", obligatoire=True),
            nombre("points", "Points donnés par le critère", somme=False),
            SOURCE,
        ),
        ("epci", "bloc", "critere"),
    ),
    Schema(
        "cotation_demarche",
        "attribution_reform",
        "mise en place de la cotation",
        "Étapes de la mise en place d’une cotation",
        (EPCI, DEBUT, FIN, texte("etape", "Étape", obligatoire=True), SOURCE),
        ("epci", "debut", "etape"),
    ),
)

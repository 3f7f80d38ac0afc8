"""The typed table of the cotation of requests; the grids are in `data/reference/cotation`."""

from __future__ import annotations

from hdflib.inputs.schema import DEBUT, EPCI, FIN, SOURCE, Schema, texte

TABLES = (
    Schema(
        "cotation_demarche",
        "attribution_reform",
        "mise en place de la cotation",
        "Étapes de la mise en place d’une cotation",
        (EPCI, DEBUT, FIN, texte("etape", "Étape", obligatoire=True), SOURCE),
        ("epci", "debut", "etape"),
    ),
)

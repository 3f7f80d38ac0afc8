"""The typed tables of gestion en flux: rights of the State, and what is left out of the base."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import SOURCE, TERRITOIRE, Column, Schema, texte

TABLES = (
    Schema(
        "gestion_flux",
        "priority_households",
        "gestion en flux",
        "Application du mode de calcul en flux des droits de réservation de l’État",
        (
            TERRITOIRE,
            Column("annee", "Première année d’application", cells.year, obligatoire=True),
            Column("taux_reservation", "Part de l’assiette réservée, en %", cells.share),
            SOURCE,
        ),
        ("territoire",),
    ),
    Schema(
        "gestion_flux_exclusions",
        "priority_households",
        "exclusions de la gestion en flux",
        "Attributions exclues de l’assiette de la gestion en flux",
        (
            texte("motif", "Attributions exclues", obligatoire=True),
            texte("reference", "Texte de référence"),
            SOURCE,
        ),
        ("motif",),
    ),
)

"""The typed tables of the objectives, besides the three publics."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import SOURCE, Column, Schema, nombre

TABLES = (
    Schema(
        "bailleurs_tranches",
        "logement_dabord",
        "résultats par bailleur",
        "Bailleurs selon le taux d’atteinte de leur objectif à date",
        (
            Column(
                "public",
                "Public : sortants_hebergement ou sans_abri",
                cells.choice("sortants_hebergement", "sans_abri"),
                obligatoire=True,
            ),
            Column("borne_min", "Borne basse de la tranche, en %", cells.rate),
            Column("borne_max", "Borne haute, vide pour la dernière tranche", cells.rate),
            nombre("bailleurs", "Nombre de bailleurs", somme=False),
            SOURCE,
        ),
        ("public", "borne_min"),
        datee=True,
        bornes=(("borne_min", "borne_max"),),
    ),
)

"""The typed tables of the objectives, besides the three publics."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import SOURCE, Column, Schema, nombre, texte
from hdflib.inputs.tables.publics import PUBLICS

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
    Schema(
        "bilan_regions",
        "logement_dabord",
        "bilan des régions",
        "Objectif et attributions des autres régions, pour le rang de la région",
        (
            Column(
                "public",
                "Public : menages_prioritaires, sortants_hebergement ou sans_abri",
                cells.choice(*(nom for nom, _, _ in PUBLICS)),
                obligatoire=True,
            ),
            texte(
                "region",
                "Nom de la région ; celle de la commission n’est pas à saisir, ses chiffres sont "
                "dans la table du public",
                obligatoire=True,
            ),
            nombre("objectif_annuel", "Objectif de l’année, en ménages", somme=False),
            nombre(
                "attributions",
                "Attributions depuis le 1er janvier, à la date d’observation de la table du public",
                somme=False,
            ),
            SOURCE,
        ),
        ("public", "region"),
        datee=True,
    ),
)

"""The typed tables of the FNAVDL."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import SOURCE, TERRITOIRE, Column, Schema, montant, nombre, texte

TABLES = (
    Schema(
        "fnavdl_enveloppes",
        "fnavdl",
        "financements du FNAVDL",
        "Financements du FNAVDL par département et par porteur",
        (
            Column("annee", "Année de l’enveloppe", cells.year, obligatoire=True),
            TERRITOIRE,
            montant("associations", "Projets portés par des associations, en euros"),
            montant("bailleurs", "Projets portés avec des bailleurs, en euros"),
            montant("enveloppe", "Ensemble, en euros"),
            SOURCE,
        ),
        ("annee", "territoire"),
        euros=True,
        bornes=(("associations", "enveloppe"), ("bailleurs", "enveloppe")),
        composantes=("associations", "bailleurs", "enveloppe"),
    ),
    Schema(
        "fnavdl_projets",
        "fnavdl",
        "projets du FNAVDL",
        "Projets présentés à la commission",
        (
            texte("projet", "Nom du projet", obligatoire=True),
            TERRITOIRE,
            texte("porteur", "Porteur", obligatoire=True),
            texte("partenaires", "Partenaires"),
            texte("objet", "Public et objet", obligatoire=True),
            SOURCE,
        ),
        ("projet",),
    ),
    Schema(
        "fnavdl_menages",
        "fnavdl",
        "ménages accompagnés au titre du FNAVDL",
        "Ménages à accompagner et accompagnés, et projets retenus, par département",
        (
            Column("annee", "Année de l’appel à projets", cells.year, obligatoire=True),
            TERRITOIRE,
            nombre("objectif", "Ménages à accompagner (objectif conventionné)"),
            nombre("accompagnes", "Ménages accompagnés au 31 décembre de l’année"),
            nombre("projets", "Projets retenus"),
            nombre("projets_partenariat", "Dont portés par un bailleur avec une association"),
            SOURCE,
        ),
        ("annee", "territoire"),
        bornes=(("projets_partenariat", "projets"),),
    ),
)

"""The schema that the tables of the three priority publics share."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import SOURCE, TERRITOIRE, Column, Schema, nombre

PUBLICS = (
    ("menages_prioritaires", "priority_households", "ménages prioritaires"),
    ("sortants_hebergement", "logement_dabord", "sortants d’hébergement"),
    ("sans_abri", "logement_dabord", "ménages sans abri"),
)


def public_table(nom: str, section: str, titre: str) -> Schema:
    """Give the schema that the three public tables share."""
    return Schema(
        nom,
        section,
        titre,
        "Objectif, attributions et stock d’un public prioritaire",
        (
            TERRITOIRE,
            nombre("objectif_annuel", "Objectif de l’année, en ménages"),
            nombre("attributions", "Attributions depuis le 1er janvier, à la date d’observation"),
            nombre("attributions_n_1", "Attributions à la même date de l’année précédente"),
            nombre("attributions_totales", "Attributions à tous les publics, même période"),
            Column(
                "poids_attributions",
                "Part du public dans les attributions totales, en %, si elle seule est publiée",
                cells.share,
                etats=True,
            ),
            nombre("stock", "Ménages en attente à la date d’observation"),
            nombre("stock_debut_annee", "Ménages en attente au 1er janvier"),
            SOURCE,
        ),
        ("territoire",),
        datee=True,
        bornes=(("attributions", "attributions_totales"),),
    )


TABLES = tuple(public_table(*public) for public in PUBLICS)

"""The schemas of the tables that `hdf aggregate` counts from records, besides the three publics."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import SOURCE, TERRITOIRE, Column, Schema, nombre, texte

TYPES_AHI = ("hu", "chrs", "hotel", "iml", "pension_famille", "residence_sociale")
"""Kinds of places: emergency shelter, CHRS, hotel, rental intermediation, and two of housing."""


def mixity_table(nom: str, titre: str, description: str) -> Schema:
    """Give the schema of the results out of and in QPV, to date or over a whole year."""
    return Schema(
        nom,
        "attribution_reform",
        titre,
        description,
        (
            TERRITOIRE,
            nombre("attributions_totales", "Attributions de la période"),
            nombre("hors_qpv", "Attributions hors QPV"),
            nombre("q1_hors_qpv", "Dont premier quartile et relogements NPNRU ou ORCOD"),
            nombre("en_qpv", "Attributions en QPV"),
            nombre("q234_en_qpv", "Dont quartiles 2, 3 et 4"),
            nombre("q4_en_qpv", "Dont quatrième quartile"),
            SOURCE,
        ),
        ("territoire",),
        datee=True,
        bornes=(
            ("hors_qpv", "attributions_totales"),
            ("en_qpv", "attributions_totales"),
            ("q1_hors_qpv", "hors_qpv"),
            ("q234_en_qpv", "en_qpv"),
            ("q4_en_qpv", "q234_en_qpv"),
        ),
    )


def bailleur_table(nom: str, titre: str, description: str) -> Schema:
    """Give the schema of the results by bailleur, to date or over a whole year."""
    return Schema(
        nom,
        "attribution_reform",
        titre,
        description,
        (
            texte("bailleur", "Nom du bailleur", obligatoire=True),
            nombre("attributions_totales", "Attributions de la période", somme=False),
            nombre("attributions_prioritaires", "Dont ménages prioritaires", somme=False),
            nombre("hors_qpv", "Attributions hors QPV", somme=False),
            nombre(
                "q1_hors_qpv",
                "Dont premier quartile et relogements NPNRU ou ORCOD",
                somme=False,
            ),
            SOURCE,
        ),
        ("bailleur",),
        datee=True,
        bornes=(
            ("attributions_prioritaires", "attributions_totales"),
            ("hors_qpv", "attributions_totales"),
            ("q1_hors_qpv", "hors_qpv"),
        ),
    )


TABLES = (
    Schema(
        "attributions_mensuelles",
        "context",
        "attributions par mois",
        "Attributions à tous les publics, mois par mois, année de la commission et précédente",
        (
            Column("mois", "Mois du bail, AAAA-MM", cells.month, obligatoire=True),
            TERRITOIRE,
            nombre("attributions", "Attributions du mois"),
            SOURCE,
        ),
        ("mois", "territoire"),
        datee=True,
    ),
    Schema(
        "bilan_prioritaires",
        "priority_households",
        "ménages prioritaires, bilan annuel",
        "Attributions aux ménages prioritaires sur une année entière",
        (
            TERRITOIRE,
            nombre("attributions", "Attributions de l’année aux ménages prioritaires"),
            nombre("attributions_totales", "Attributions de l’année à tous les publics"),
            SOURCE,
        ),
        ("territoire",),
        datee=True,
        bornes=(("attributions", "attributions_totales"),),
    ),
    Schema(
        "siao",
        "logement_dabord",
        "ménages connus des SIAO",
        "Ménages hébergés et sans abri connus des SIAO, et leur demande de logement",
        (
            TERRITOIRE,
            nombre("heberges", "Ménages hébergés, hôtel compris"),
            nombre("heberges_avec_demande", "Dont ménages qui ont une demande de logement social"),
            nombre("sans_abri", "Ménages sans abri"),
            nombre("sans_abri_avec_demande", "Dont ménages qui ont une demande"),
            SOURCE,
        ),
        ("territoire",),
        datee=True,
        bornes=(
            ("heberges_avec_demande", "heberges"),
            ("sans_abri_avec_demande", "sans_abri"),
        ),
    ),
    mixity_table(
        "mixite",
        "attributions hors QPV et en QPV",
        "Attributions hors QPV et en QPV depuis le 1er janvier, selon les ressources",
    ),
    mixity_table(
        "mixite_annuelle",
        "attributions hors QPV et en QPV, année précédente",
        "Attributions hors QPV et en QPV sur l’année précédente entière, selon les ressources",
    ),
    bailleur_table(
        "mixite_bailleurs",
        "attributions par bailleur",
        "Attributions par bailleur depuis le 1er janvier, dans toute la région",
    ),
    bailleur_table(
        "mixite_bailleurs_annuelle",
        "attributions par bailleur, année précédente",
        "Attributions par bailleur sur l’année précédente entière, dans toute la région",
    ),
    Schema(
        "quartile_mouvements",
        "attribution_reform",
        "appartenance au premier quartile",
        "Appartenance au premier quartile à la demande et à l’attribution, sur une année",
        (
            TERRITOIRE,
            nombre("echantillon", "Attributions dont la demande existait au 1er janvier"),
            nombre("entrees", "Dont demandes entrées dans le premier quartile"),
            nombre("sorties", "Dont demandes sorties du premier quartile"),
            nombre("maintien", "Dont demandes restées dans le premier quartile"),
            SOURCE,
        ),
        ("territoire",),
        datee=True,
        bornes=(
            ("entrees", "echantillon"),
            ("sorties", "echantillon"),
            ("maintien", "echantillon"),
        ),
    ),
    Schema(
        "sorties_hebergement",
        "ahi_transformation",
        "sorties d’hébergement",
        "Ménages sortis d’hébergement depuis le 1er janvier, selon leur destination",
        (
            TERRITOIRE,
            nombre("sorties", "Ménages sortis d’hébergement, hôtel compris"),
            nombre("destination_connue", "Dont ménages dont la destination est connue"),
            nombre("vers_logement", "Dont vers un logement social ou privé"),
            nombre("vers_logement_adapte", "Dont vers un logement adapté"),
            SOURCE,
        ),
        ("territoire",),
        datee=True,
        bornes=(
            ("destination_connue", "sorties"),
            ("vers_logement", "destination_connue"),
            ("vers_logement_adapte", "destination_connue"),
        ),
    ),
    Schema(
        "ahi_places",
        "ahi_transformation",
        "places d’hébergement et de logement adapté",
        "Places ouvertes par type, à plusieurs dates",
        (
            Column("jour", "Date d’observation des places", cells.period, obligatoire=True),
            Column(
                "type",
                "hu, chrs, hotel, iml, pension_famille ou residence_sociale",
                cells.choice(*TYPES_AHI),
                obligatoire=True,
            ),
            TERRITOIRE,
            nombre("places", "Nombre de places"),
            SOURCE,
        ),
        ("jour", "type", "territoire"),
    ),
)

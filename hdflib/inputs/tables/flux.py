"""The tables of gestion en flux: the rights, which are typed, and the counts from records."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import SOURCE, TERRITOIRE, Column, Schema, nombre, texte
from hdflib.rules.flux import INCONNU, RESERVATAIRES

AUTRES = (
    "Dont autres exclusions : relogements NPNRU, ORCOD, interdiction d’habiter, vente ; "
    "personnels de santé depuis la loi 3DS"
)

TABLES = (
    Schema(
        "assiette_flux",
        "priority_households",
        "assiette de la gestion en flux",
        "Attributions qui entrent dans l’assiette de la gestion en flux, et celles qui en sortent",
        (
            TERRITOIRE,
            nombre("attributions_totales", "Attributions depuis le 1er janvier"),
            nombre("mutations", "Dont mutations au sein du patrimoine du bailleur, exclues"),
            nombre("autres_exclusions", AUTRES),
            nombre("assiette", "Attributions de l’assiette"),
            nombre("assiette_etat", "Dont attributions sur le contingent de l’État"),
            SOURCE,
        ),
        ("territoire",),
        datee=True,
        bornes=(("assiette", "attributions_totales"), ("assiette_etat", "assiette")),
        composantes=("mutations", "autres_exclusions", "assiette", "attributions_totales"),
    ),
    Schema(
        "reservataires",
        "priority_households",
        "attributions par réservataire",
        "Attributions sur le contingent de chaque réservataire, depuis le 1er janvier",
        (
            Column(
                "reservataire",
                "etat, action_logement, collectivite, bailleur (hors contingent) ou inconnu",
                cells.choice(*RESERVATAIRES, INCONNU),
                obligatoire=True,
            ),
            TERRITOIRE,
            nombre("attributions_totales", "Attributions sur le contingent"),
            nombre("attributions_prioritaires", "Dont ménages prioritaires"),
            nombre("assiette", "Dont attributions de l’assiette de la gestion en flux"),
            SOURCE,
        ),
        ("reservataire", "territoire"),
        datee=True,
        bornes=(
            ("attributions_prioritaires", "attributions_totales"),
            ("assiette", "attributions_totales"),
        ),
    ),
    Schema(
        "flux_bailleurs",
        "priority_households",
        "bilan de la gestion en flux par bailleur",
        "Attributions de chaque bailleur depuis le 1er janvier, exclues de l’assiette ou, dans "
        "l’assiette, par réservataire (CCH, R.441-5-1)",
        (
            texte("bailleur", "Nom du bailleur", obligatoire=True),
            nombre("attributions_totales", "Attributions de la période", somme=False),
            nombre("mutations", "Dont mutations au sein de son patrimoine, exclues", somme=False),
            nombre("autres_exclusions", AUTRES, somme=False),
            nombre("assiette", "Attributions de l’assiette", somme=False),
            nombre("assiette_etat", "Dont contingent de l’État", somme=False),
            nombre("assiette_action_logement", "Dont contingent d’Action Logement", somme=False),
            nombre("assiette_collectivite", "Dont contingents des collectivités", somme=False),
            nombre("assiette_bailleur", "Dont attributions hors contingent", somme=False),
            SOURCE,
        ),
        ("bailleur",),
        datee=True,
        bornes=(
            ("assiette", "attributions_totales"),
            ("assiette_etat", "assiette"),
            ("assiette_action_logement", "assiette"),
            ("assiette_collectivite", "assiette"),
            ("assiette_bailleur", "assiette"),
        ),
        composantes=("mutations", "autres_exclusions", "assiette", "attributions_totales"),
    ),
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
        "droits_reservation",
        "priority_households",
        "droits de réservation",
        "Part du flux que les conventions réservent à chaque réservataire ; le bailleur a le reste",
        (
            Column(
                "reservataire",
                "etat, action_logement ou collectivite",
                cells.choice(*RESERVATAIRES[:-1]),
                obligatoire=True,
            ),
            Column("taux", "Part de l’assiette réservée, en %", cells.share, obligatoire=True),
            texte("reference", "Convention ou texte qui fixe cette part"),
            SOURCE,
        ),
        ("reservataire",),
    ),
)

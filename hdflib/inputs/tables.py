"""The schemas of the tables of a commission."""

from __future__ import annotations

from collections.abc import Iterable

from hdflib.inputs import cells
from hdflib.inputs.counted import COUNTED
from hdflib.inputs.schema import SOURCE, TERRITOIRE, Column, Schema, montant, nombre, texte

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


def landmarks(section: str) -> Schema:
    """Give the schema of the single figures of a section, given in prose."""
    return Schema(
        f"reperes/{section}",
        section,
        "repères",
        "Chiffres isolés donnés dans un texte",
        (
            texte("rubrique", "Titre sous lequel le chiffre est rangé", obligatoire=True),
            texte("indicateur", "Code de data/reference/indicateurs.csv", obligatoire=True),
            texte("public", "Public concerné"),
            TERRITOIRE,
            Column("periode", "Année, mois ou jour d’observation", cells.period, obligatoire=True),
            texte("modalite", "Précision : minimum, maximum, catégorie…"),
            Column("valeur", "Valeur, dans l’unité de l’indicateur", etats=True),
            Column("environ", "oui si la source donne un ordre de grandeur", cells.yes),
            SOURCE,
        ),
        ("indicateur", "public", "territoire", "periode", "modalite"),
    )


DEBUT = Column("debut", "Date, mois ou année de début", cells.period, obligatoire=True)
FIN = Column("fin", "Date, mois ou année de fin, si c’est une période", cells.period)
EPCI = texte("epci", "SIREN de l’EPCI", obligatoire=True)


def etape(nom: str, libelle: str) -> Column:
    """Make the column of a step of the reform."""
    meaning = f"{libelle} : sa date, « oui » si elle manque, « non » si l’étape reste à franchir"
    return Column(nom, meaning, cells.step)


SCHEMAS = {
    schema.nom: schema
    for schema in (
        *(public_table(*public) for public in PUBLICS),
        *COUNTED,
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
            "reforme_etapes",
            "attribution_reform",
            "avancement de la réforme",
            "Avancement de la réforme des attributions",
            (
                Column(
                    "etape",
                    "concernes, cil, orientations, cia ou ppgdid",
                    cells.choice("concernes", "cil", "orientations", "cia", "ppgdid"),
                    obligatoire=True,
                ),
                nombre("nombre", "Nombre d’EPCI", somme=False),
                SOURCE,
            ),
            ("etape",),
            datee=True,
        ),
        Schema(
            "reforme_epci",
            "attribution_reform",
            "situation des EPCI",
            "Avancement de la réforme dans chaque EPCI",
            (
                EPCI,
                Column("concerne", "oui si l’EPCI doit mettre en œuvre la réforme", cells.yes),
                etape("cil", "Première CIL"),
                etape("orientations", "Orientations-cadre"),
                etape("cia", "Convention intercommunale d’attribution"),
                etape("ppgdid", "Plan partenarial"),
                Column("cotation_active", "Cotation active dans le SNE", cells.yes),
                SOURCE,
            ),
            ("epci",),
            datee=True,
        ),
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
        Schema(
            "mesures",
            "attribution_reform",
            "mesures législatives",
            "Mesures législatives et leur effet",
            (
                texte("loi", "Loi", obligatoire=True),
                texte("theme", "Thème", obligatoire=True),
                texte("mesure", "Ce que la loi change", obligatoire=True),
                texte("reference", "Texte de référence"),
                SOURCE,
            ),
            ("loi", "theme", "mesure"),
        ),
        Schema(
            "echeances",
            "context",
            "échéances",
            "Échéances réglementaires et rendez-vous",
            (
                DEBUT,
                FIN,
                texte("theme", "Thème", obligatoire=True),
                texte("objet", "Ce qui est attendu", obligatoire=True),
                texte("reference", "Texte de référence"),
                SOURCE,
            ),
            ("debut", "objet"),
        ),
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
            "actualites",
            "news",
            "actualités",
            "Actualités présentées",
            (
                texte("titre", "Titre", obligatoire=True),
                texte("contenu", "Contenu", obligatoire=True),
                TERRITOIRE,
                SOURCE,
            ),
            ("titre", "contenu"),
        ),
    )
}


def schemas(sections: Iterable[str]) -> dict[str, Schema]:
    """Give the schemas of all tables by name, with the landmarks of these sections."""
    own = (landmarks(section) for section in sections)
    return SCHEMAS | {schema.nom: schema for schema in own}

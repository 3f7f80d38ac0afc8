"""The typed tables of the reform of attributions."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.cells import CellError
from hdflib.inputs.schema import EPCI, SOURCE, Column, Schema, nombre, texte


def etape(nom: str, libelle: str) -> Column:
    """Make the column of a step of the reform."""
    meaning = f"{libelle} : sa date, « oui » si elle manque, « non » si l’étape reste à franchir"
    return Column(nom, meaning, cells.step)


def day(text: str) -> str:
    """Parse a whole date; gives the ISO form."""
    iso = cells.period(text)
    if len(iso) != len("2022-06-30"):
        raise CellError("Une date entière est attendue.", "Écrivez-la AAAA-MM-JJ ou JJ/MM/AAAA.")
    return iso


def half_year(text: str) -> str:
    """Parse the day at which the data of a return are frozen: 30 June or 31 December."""
    iso = day(text)
    if iso[5:] not in ("06-30", "12-31"):
        raise CellError(
            "Un 30 juin ou un 31 décembre est attendu.",
            "Donnez la date d’arrêt des données, et non celle de leur envoi.",
        )
    return iso


def transmission(text: str) -> str:
    """Parse the day of a transmission, or "non"."""
    return "non" if text.lower() == "non" else day(text)


TABLES = (
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
            Column("entree", "Date d’entrée dans la réforme, si elle suit la loi 3DS", day),
            Column("taux_cia", "Taux hors QPV de la CIA, s’il diffère de la loi", cells.share),
            etape("objectifs_notifies", "Objectifs notifiés aux bailleurs, à défaut de CIA"),
            etape("travailleurs_essentiels", "Objectif de la CIA, travailleurs essentiels"),
            etape("sapeurs_pompiers", "Objectif de la CIA, sapeurs-pompiers volontaires"),
            etape("residences_mixite", "Liste des résidences à enjeu de mixité sociale"),
            SOURCE,
        ),
        ("epci",),
        datee=True,
    ),
    Schema(
        "compte_rendu_bailleurs",
        "attribution_reform",
        "comptes rendus des bailleurs",
        "Compte rendu semestriel des bailleurs au préfet sur leurs attributions hors QPV",
        (
            texte("bailleur", "Nom du bailleur, comme dans `mixite_bailleurs`", obligatoire=True),
            Column("arrete", "Date d’arrêt des données : 30 juin ou 31 décembre", half_year, True),
            Column("transmis", "Date de transmission, « non » sinon", transmission),
            SOURCE,
        ),
        ("bailleur", "arrete"),
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
)

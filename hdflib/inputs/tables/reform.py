"""The typed tables of the reform of attributions."""

from __future__ import annotations

from hdflib.inputs import cells
from hdflib.inputs.schema import EPCI, SOURCE, Column, Schema, nombre, texte


def etape(nom: str, libelle: str) -> Column:
    """Make the column of a step of the reform."""
    meaning = f"{libelle} : sa date, « oui » si elle manque, « non » si l’étape reste à franchir"
    return Column(nom, meaning, cells.step)


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
            SOURCE,
        ),
        ("epci",),
        datee=True,
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

"""The schemas of the tables of a commission."""

from __future__ import annotations

from collections.abc import Iterable

from hdflib.inputs import cells
from hdflib.inputs.schema import SOURCE, TERRITOIRE, Column, Schema, texte
from hdflib.inputs.tables import (
    cotation,
    counted,
    flux,
    fnavdl,
    objectives,
    publics,
    reform,
    session,
    shelter,
)

SCHEMAS = {
    schema.nom: schema
    for module in (
        publics,
        counted,
        objectives,
        flux,
        reform,
        cotation,
        session,
        shelter,
        fnavdl,
    )
    for schema in module.TABLES
}


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


def schemas(sections: Iterable[str]) -> dict[str, Schema]:
    """Give the schemas of all tables by name, with the landmarks of these sections."""
    own = (landmarks(section) for section in sections)
    return SCHEMAS | {schema.nom: schema for schema in own}

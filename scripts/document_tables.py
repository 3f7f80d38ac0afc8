"""Write docs/tables.md from the schemas, so that the guide and the checks say the same."""

from __future__ import annotations

from pathlib import Path

from hdflib.inputs.schema import Schema
from hdflib.inputs.tables import SCHEMAS, landmarks

TARGET = Path(__file__).resolve().parents[1] / "docs" / "tables.md"
INTRO = """# Les tables d’une commission

Chaque table est un fichier CSV de `data/<date>/` : UTF-8 (Windows-1252 est aussi lu),
séparateur point-virgule, une ligne de titres. Toutes les colonnes d’une table doivent être
présentes ; leur ordre est libre. Les nombres admettent la virgule ou le point décimal et les
espaces entre les milliers ; les pourcentages, le signe %. Une cellule vide est une donnée **non
transmise** ; là où c’est indiqué, une cellule peut aussi valoir `en cours` (en cours de
finalisation) ou `s` (secret statistique).

Une table absente est une donnée non transmise : la section le dit. Si params annonce la date
d’observation d’une table, le fichier doit exister.

Cette page est produite par `python scripts/document_tables.py`.
"""


def main() -> None:
    """Write the page."""
    TARGET.write_text(page(), "utf-8")


def page() -> str:
    """Give the page: an introduction, then a section for each table."""
    schemas = [*SCHEMAS.values(), landmarks("<section>")]
    return "\n".join([INTRO, *map(describe, schemas)])


def describe(schema: Schema) -> str:
    """Describe a table: its meaning, its key, its columns."""
    lines = [
        f"## `{schema.fichier}`",
        "",
        f"{schema.description}. Une ligne par {', '.join(f'`{name}`' for name in schema.cle)}.",
    ]
    if schema.datee:
        lines.append("Sa date d’observation est à donner dans params.")
    lines += ["", "| Colonne | Contenu | Cellule vide |", "|---|---|---|"]
    for column in schema.colonnes:
        empty = "à remplir" if column.obligatoire else "admise"
        if column.etats:
            empty = "non transmis ; `en cours` et `s` admis"
        lines.append(f"| `{column.nom}` | {column.description} | {empty} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()

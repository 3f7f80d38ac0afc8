"""The rows examined cell by cell: typed, each with the reason for which it doesn't count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from hdflib.extracts.columns import Column, SourceSchema, Type
from hdflib.extracts.errors import Exclusion, Motif
from hdflib.extracts.expressions import (
    SQL_TYPES,
    Interpretation,
    enumerate_sql,
    interpret,
    trim,
)
from hdflib.extracts.lexicons import FREE, create_lexicon
from hdflib.extracts.raw import execute
from hdflib.inputs.reference import Commune

LIGNE = (
    "coalesce(ligne, rowid + "
    "(SELECT decalage FROM lectures AS l WHERE l.fichier = {table}.fichier))"
)
"""SQL of the line of a row of a table."""


@dataclass(frozen=True)
class Staging:
    """What rows are judged by: columns, communes, last day counted and present day."""

    schema: SourceSchema
    communes: Mapping[str, Commune]
    observation: date
    today: date

    def interpret(self, column: Column) -> Interpretation:
        """Give the SQL that interprets the texts of a column."""
        departements = tuple(sorted({c.departement for c in self.communes.values()}))
        epci = tuple(sorted({c.epci for c in self.communes.values() if c.epci}))
        return interpret(column, departements, epci, self.today)

    def sql_type(self, name: str) -> str:
        """Give the SQL type of a column of the table."""
        column = next((c for c in self.schema.colonnes if c.name == name), None)
        communes = self.communes.values()
        match column.type if column else None:
            case Type.CHOIX if column:
                return enumerate_sql(column.valeurs)
            case Type.COMMUNE:
                return enumerate_sql(c.code for c in communes)
            case None:
                codes = (c.departement if name == "departement" else c.epci for c in communes)
                return enumerate_sql(code for code in codes if code)
            case kind:
                return SQL_TYPES.get(kind, "VARCHAR")


def create_communes(connection: duckdb.DuckDBPyConnection, communes: Mapping[str, Commune]) -> None:
    """Create `communes_connues`: every code, present or former, and the present commune."""
    rows = [
        (code, c.code, c.departement, c.epci or None)
        for c in communes.values()
        for code in (c.code, *c.anciens_codes)
    ]
    execute(
        connection,
        "CREATE OR REPLACE TEMP TABLE communes_connues AS SELECT unnest($1) AS code, "
        "unnest($2) AS commune, unnest($3) AS departement, unnest($4::VARCHAR[]) AS epci",
        [list(column) for column in zip(*rows, strict=True)],
    )


def create_examen(connection: duckdb.DuckDBPyConnection, schema: SourceSchema) -> None:
    """Create `examen`, which has for each row that isn't proved right

    ``fichier`` (rank), ``ligne``, the columns of the source, ``departement`` and ``epci`` if there
    is a commune, ``m_ligne`` and ``m_<column>`` (codes of `Motif`), ``rejet`` (the first of them)
    and ``exclusion`` (code of `Exclusion`).
    """
    types = {"fichier": "USMALLINT", "ligne": "BIGINT"}
    types |= {c.name: SQL_TYPES.get(c.type, "VARCHAR") for c in schema.colonnes}
    types |= dict.fromkeys(("departement", "epci") if schema.commune else (), "VARCHAR")
    marks = ("m_ligne", *(f"m_{c.name}" for c in schema.colonnes), "rejet", "exclusion")
    types |= dict.fromkeys(marks, "UTINYINT")
    columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    execute(connection, f"CREATE OR REPLACE TEMP TABLE examen ({columns})")


def stage(connection: duckdb.DuckDBPyConnection, staging: Staging, rank: int) -> None:
    """Add to `examen` the rows of a file that `releve` left, but for blank ones."""
    texts = ", ".join(f'reste[{i}] AS "{c.name}"' for i, c in enumerate(staging.schema.colonnes, 1))
    ligne = LIGNE.format(table="releve")
    execute(
        connection,
        f"CREATE OR REPLACE TEMP TABLE brut AS SELECT {ligne} AS ligne, len(reste) = 0 AS decale, "
        f"{texts} FROM releve WHERE reste IS NOT NULL AND fichier = {rank}",
    )
    for column in staging.schema.colonnes:
        if column.type not in FREE:
            texts = f'SELECT "{column.name}" AS cellule FROM brut'
            create_lexicon(connection, column, staging.interpret(column), texts)
    execute(connection, f"INSERT INTO examen BY NAME {_select_rows(staging, rank)}")


def _select_rows(staging: Staging, rank: int) -> str:
    schema = staging.schema
    columns = schema.colonnes
    joins = " ".join(
        f'LEFT JOIN "lexique_{c.name}" ON b."{c.name}" = "lexique_{c.name}".cellule'
        for c in columns
        if c.type not in FREE
    )
    values = ", ".join(f'{_value(c)} AS "{c.name}", {_mark(c)} AS "m_{c.name}"' for c in columns)
    first = ", ".join(f'"m_{c.name}"' for c in columns)
    lookup = "LEFT JOIN communes_connues AS k ON k.code = r." + f'"{schema.commune}"'
    texts = ", ".join(_text(c) for c in sorted(columns, key=lambda c: c.type in FREE))
    return (
        f"SELECT r.* EXCLUDE (hors), {'k.departement, k.epci, ' if schema.commune else ''}"
        f"coalesce(m_ligne, {first}) AS rejet, {_exclusion(staging)} AS exclusion "
        f"FROM (SELECT {rank}::USMALLINT AS fichier, b.ligne, {values}, "
        f"{_case('b.decale', Motif.LIGNE_DECALEE)} AS m_ligne, {_hors(schema)} AS hors "
        f"FROM brut AS b {joins} WHERE b.decale OR coalesce({texts}) IS NOT NULL) AS r "
        f"{lookup if schema.commune else ''}"
    )


def _text(column: Column) -> str:
    """Give the SQL of the text of a cell, NULL if it is blank."""
    free = column.type in FREE
    return trim(f'b."{column.name}"') if free else f'"lexique_{column.name}".texte'


def _value(column: Column) -> str:
    if column.type in FREE:
        return _text(column)
    return f'"lexique_{column.name}".valeur::{SQL_TYPES.get(column.type, "VARCHAR")}'


def _mark(column: Column) -> str:
    """Give the SQL of what is wrong with a cell; a shifted row has no cells to judge."""
    text = _text(column)
    cases = ""
    if column.obligatoire:
        cases += f"WHEN {text} IS NULL THEN {Motif.CELLULE_VIDE.code} "
    if column.type is Type.IDENTIFIANT:
        # Few texts have a plus sign, which is quicker to look for.
        rounded = rf"{text} LIKE '%+%' AND regexp_full_match({text}, '\d([.,]\d+)?[eE]\+\d+')"
        cases += f"WHEN {rounded} THEN {Motif.IDENTIFIANT_ARRONDI.code} "
    other = "NULL" if column.type in FREE else f'"lexique_{column.name}".motif'
    return f"(CASE WHEN b.decale THEN NULL {cases}ELSE {other} END)::UTINYINT"


def _hors(schema: SourceSchema) -> str:
    return f'"lexique_{schema.commune}".exclusion' if schema.commune else "NULL::UTINYINT"


def _exclusion(staging: Staging) -> str:
    """Out of the région whatever else is wrong; after the observation if nothing else is."""
    schema = staging.schema
    dates = [c.name for c in schema.required if c.type is Type.DATE]
    late = " OR ".join(f"\"{name}\" > DATE '{staging.observation}'" for name in dates) or "false"
    faults = ", ".join(f'"m_{c.name}"' for c in schema.colonnes)
    after = f"coalesce(m_ligne, {faults}) IS NULL AND ({late})"
    return f"coalesce(hors, {_case(after, Exclusion.POSTERIEURE)})"


def _case(condition: str, reason: Motif | Exclusion) -> str:
    return f"(CASE WHEN {condition} THEN {reason.code} END)::UTINYINT"

"""From texts to typed rows, each with the reason for which it doesn't count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from hdflib.extracts.columns import Column, SourceSchema, Type
from hdflib.extracts.errors import Exclusion, Motif
from hdflib.extracts.expressions import SQL_TYPES, Interpretation, interpret, literal, trim
from hdflib.extracts.raw import TABLE, Raw, execute
from hdflib.inputs.reference import Commune

FREE = (Type.IDENTIFIANT, Type.TEXTE)
"""Types whose texts stay as they are."""
RANK = "((releve.fichier::BIGINT << 40) + releve.ligne)"
"""SQL of what orders rows by file, then by line."""


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
        return interpret(column, departements, self.today)


def create_communes(connection: duckdb.DuckDBPyConnection, communes: Mapping[str, Commune]) -> None:
    """Create `communes_connues`: every code, present or former, and the present commune."""
    rows = ", ".join(
        f"({', '.join(map(literal, (code, c.code, c.departement, c.epci)))})"
        for c in communes.values()
        for code in (c.code, *c.anciens_codes)
    )
    execute(
        connection,
        "CREATE OR REPLACE TEMP TABLE communes_connues AS SELECT code, commune, departement, "
        f"nullif(epci, '') AS epci FROM (VALUES {rows}) AS t(code, commune, departement, epci)",
    )


def stage(connection: duckdb.DuckDBPyConnection, staging: Staging, raw: Raw, rank: int) -> int:
    """Add the rows of `brut` to `releve`; give their number, blank ones left out.

    `releve` has ``fichier`` (rank), ``ligne``, the canonical columns, ``departement`` and
    ``epci`` if there is a commune, ``m_ligne`` and ``m_<column>`` (codes of `Motif`),
    ``rejet`` (the first of them) and ``exclusion`` (code of `Exclusion`).
    """
    for column in staging.schema.colonnes:
        if column.type not in FREE:
            _create_lexicon(connection, column, staging.interpret(column))
    verb = "INSERT INTO releve" if rank else "CREATE OR REPLACE TEMP TABLE releve AS"
    execute(connection, f"{verb} {_select_rows(staging, raw, rank)}")
    count: int = execute(
        connection, f"SELECT count(*) FROM releve WHERE fichier = {rank}"
    ).fetchall()[0][0]
    return count


def mark_duplicates(connection: duckdb.DuckDBPyConnection, schema: SourceSchema) -> None:
    """Reject the rows whose key was already seen, in the order of files and lines."""
    keys = ", ".join(f'"{name}"' for name in schema.cle)
    same = " AND ".join(f'releve."{name}" = d."{name}"' for name in schema.cle)
    execute(
        connection,
        f"CREATE OR REPLACE TEMP TABLE repetes AS SELECT {keys}, min({RANK}) AS premier "
        "FROM releve WHERE rejet IS NULL AND exclusion IS NULL "
        f"GROUP BY {keys} HAVING count(*) > 1",
    )
    code = Motif.DOUBLON.code
    execute(
        connection,
        f'UPDATE releve SET rejet = {code}, "m_{schema.cle[0]}" = {code} FROM repetes AS d '
        f"WHERE {same} AND {RANK} > d.premier "
        "AND releve.rejet IS NULL AND releve.exclusion IS NULL",
    )


def drop_tables(connection: duckdb.DuckDBPyConnection, schema: SourceSchema) -> None:
    """Forget the texts and the identifiers."""
    lexicons = [f"lexique_{column.name}" for column in schema.colonnes]
    for table in (TABLE, "releve", "repetes", "fautes", "communes_connues", *lexicons):
        execute(connection, f'DROP TABLE IF EXISTS temp."{table}"')


def _create_lexicon(
    connection: duckdb.DuckDBPyConnection, column: Column, sql: Interpretation
) -> None:
    """Interpret each distinct text of a column, once.

    Blank cells aren't filtered out: DuckDB would do that first, hence trim every row.
    """
    distinct = f'SELECT DISTINCT "{column.name}" AS cellule FROM {TABLE}'
    trimmed = f"SELECT cellule, {trim('cellule')} AS v FROM ({distinct})"
    valued = f"SELECT *, {sql.valeur} AS valeur FROM ({trimmed})"
    reasons = ", ".join(
        f"(CASE WHEN v IS NOT NULL THEN {reason} END)::UTINYINT AS {name}"
        for name, reason in (("motif", sql.motif), ("exclusion", sql.exclusion))
    )
    execute(
        connection,
        f'CREATE OR REPLACE TEMP TABLE "lexique_{column.name}" AS '
        f"SELECT cellule, v AS texte, valeur, {reasons} FROM ({valued})",
    )


def _select_rows(staging: Staging, raw: Raw, rank: int) -> str:
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
        f"SELECT r.*, {'k.departement, k.epci, ' if schema.commune else ''}"
        f"coalesce(m_ligne, {first}) AS rejet, {_exclusion(staging)} AS exclusion "
        f"FROM (SELECT {rank}::USMALLINT AS fichier, b.ligne_lue AS ligne, {values}, "
        f"{_case('b.est_decale', Motif.LIGNE_DECALEE)} AS m_ligne, {_hors(schema)} AS hors "
        f"FROM (SELECT *, {raw.ligne} AS ligne_lue, {raw.decale} AS est_decale FROM {TABLE}) "
        f"AS b {joins} WHERE b.est_decale OR coalesce({texts}) IS NOT NULL) AS r "
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
    return f"(CASE WHEN b.est_decale THEN NULL {cases}ELSE {other} END)::UTINYINT"


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

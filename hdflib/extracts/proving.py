"""The rows proved right at a glance, as nearly all are; the others are left to `staging`.

A row is proved if each of its texts is one that the interpretation of its column takes, or needs
no interpretation. The texts are learnt from a part of the file.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from hdflib.extracts.columns import Column, Type
from hdflib.extracts.errors import Exclusion
from hdflib.extracts.expressions import BLANKS, holds, is_loose, literal, trim
from hdflib.extracts.lexicons import FREE, create_lexicon
from hdflib.extracts.raw import Raw, execute
from hdflib.extracts.staging import Staging

FEW = 6
"""Texts up to which comparing is quicker than a join."""
DAYS = ("%d/%m/%Y", "%Y-%m-%d")
"""How exports mostly write days; other ways are learnt from the sample."""
TERRITOIRES = "territoires"
"""Variable with the territoires of each commune, in order of code."""
TECHNICAL = {
    "fichier": "USMALLINT",
    "ligne": "BIGINT",
    "exclusion": "UTINYINT",
    "reste": "VARCHAR[]",
}
"""Columns of `releve` beside those of the source."""


@dataclass(frozen=True)
class Lookup:
    """SQL about a cell: what is looked up for it, its value, and whether it isn't proved."""

    found: str
    value: str
    missed: str


def create_releve(connection: duckdb.DuckDBPyConnection, staging: Staging) -> None:
    """Create `releve`: the table to be, the identifiers, and for each row that was read

    ``fichier`` (rank), ``ligne`` (NULL if the rows are lines in order), ``exclusion`` (code of
    `Exclusion`) and ``reste``: the texts of a row that isn't proved, none if it is shifted.
    """
    types = {name: staging.sql_type(name) for name in _names(staging)} | TECHNICAL
    columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    execute(connection, f"CREATE OR REPLACE TABLE releve ({columns})")
    kinds = ", ".join(f"{name} {staging.sql_type(name)}" for name in ("departement", "epci"))
    packed = f"{{'departement': departement, 'epci': epci}}::STRUCT({kinds})"
    execute(
        connection,
        f"SET VARIABLE {TERRITOIRES} = (SELECT list({packed} ORDER BY code) "
        "FROM communes_connues WHERE code = commune)",
    )


def prove(connection: duckdb.DuckDBPyConnection, staging: Staging, raw: Raw, rank: int) -> bool:
    """Add every row of a file to `releve`; False, and none, if they aren't the lines expected."""
    lookups = _learn(connection, staging, raw.sample)
    sql = f"INSERT INTO releve {_select_rows(staging, lookups, raw.relation, rank)}"
    if raw.lines is None:
        execute(connection, sql)
        return True
    connection.begin()
    try:
        right = bool(connection.execute(sql).fetchall()[0][0] == raw.lines)
    except duckdb.Error:
        right = False
    if right:
        connection.commit()
    else:
        connection.rollback()
    return right


def _names(staging: Staging) -> list[str]:
    columns = staging.schema.colonnes
    return [*staging.schema.kept, *(c.name for c in columns if c.type is Type.IDENTIFIANT)]


def _learn(
    connection: duckdb.DuckDBPyConnection, staging: Staging, sample: str
) -> dict[str, Lookup]:
    """Interpret the texts of a sample; if it can't be read, all rows are left to `staging`."""
    names = ", ".join(f'"{column.name}"' for column in staging.schema.colonnes)
    create = f"CREATE OR REPLACE TEMP TABLE echantillon AS SELECT {names} FROM {sample}"
    try:
        connection.execute(create)
    except duckdb.Error:
        execute(connection, f"{create} LIMIT 0")
    return {
        column.name: _look_up(connection, staging, column) for column in staging.schema.colonnes
    }


def _look_up(connection: duckdb.DuckDBPyConnection, staging: Staging, column: Column) -> Lookup:
    """Look a cell up without a join, after which DuckDB would give the rows in another order."""
    name, cell, found = column.name, f'b."{column.name}"', f'"{column.name} lu"'
    if column.type in FREE:
        return _look_up_free(connection, column)
    missed = f"{found} IS NULL" + ("" if column.obligatoire else f" AND {cell} <> ''")
    kind = staging.sql_type(name)
    if column.type is Type.COMMUNE:
        return Lookup(f"try_cast({cell} AS {kind}) AS {found}", found, missed)
    _create_lexicon(connection, staging, column)
    sound = f'FROM "lexique_{name}" WHERE motif IS NULL AND texte IS NOT NULL'
    texts = execute(
        connection,
        f"SELECT cellule, valeur::VARCHAR {sound} ORDER BY nombre DESC LIMIT {FEW + 1}",
    ).fetchall()
    if 0 < len(texts) <= FEW:
        cases = " ".join(f"WHEN {literal(c)} THEN {literal(v)}::{kind}" for c, v in texts)
        return Lookup(f"CASE {cell} {cases} END AS {found}", found, missed)
    rank = _rank(connection, name, f"SELECT cellule {sound} ORDER BY cellule")
    values = _keep_list(connection, name, f"SELECT list(valeur::{kind} ORDER BY cellule) {sound}")
    return Lookup(f"{values}[{rank} + 1] AS {found}", found, missed)


def _look_up_free(connection: duckdb.DuckDBPyConnection, column: Column) -> Lookup:
    """An identifier is right without blanks nor sign, a text without blanks around."""
    name, cell, found = column.name, f'b."{column.name}"', f'"{column.name} lu"'
    absent = f"{cell} IS NULL OR " if column.obligatoire else ""
    if column.type is Type.IDENTIFIANT:
        missed = f"contains({cell}, '+') OR ({holds(cell, BLANKS)} AND {is_loose(cell)})"
        return Lookup("", cell, f"{absent}{cell} = '' OR {missed}")
    texts = (
        f'SELECT DISTINCT "{name}" AS cellule FROM echantillon WHERE cellule = {trim("cellule")}'
    )
    rank = _rank(connection, name, texts)
    missed = f"{absent}({found} IS NULL AND {is_loose(cell)})"
    return Lookup(f"{rank} AS {found}", cell, missed)


def _create_lexicon(
    connection: duckdb.DuckDBPyConnection, staging: Staging, column: Column
) -> None:
    """Interpret the texts of the sample; and for days, those between, as exports are sorted."""
    texts = f'SELECT "{column.name}" AS cellule FROM echantillon'
    create_lexicon(connection, column, staging.interpret(column), texts)
    if column.type in (Type.DATE, Type.VALIDITE):
        days = (
            "SELECT unnest(generate_series(min(valeur) - INTERVAL 1 YEAR, "
            "max(valeur) + INTERVAL 1 YEAR, INTERVAL 1 DAY)) AS jour "
            f'FROM "lexique_{column.name}" WHERE motif IS NULL AND isfinite(valeur)'
        )
        texts += "".join(f" UNION ALL SELECT strftime(jour, '{way}') FROM ({days})" for way in DAYS)
        create_lexicon(connection, column, staging.interpret(column), texts)


def _rank(connection: duckdb.DuckDBPyConnection, name: str, texts: str) -> str:
    """Give the SQL of the rank of a cell among the texts learnt, NULL if it isn't one of them."""
    drop_learnt(connection, name)
    execute(connection, f'CREATE TYPE "texte_{name}" AS ENUM ({texts})')
    return f'enum_code(try_cast(b."{name}" AS "texte_{name}"))'


def _keep_list(connection: duckdb.DuckDBPyConnection, name: str, select: str) -> str:
    execute(connection, f'SET VARIABLE "valeurs_{name}" = ({select})')
    return f"getvariable('valeurs_{name}')"


def drop_learnt(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Forget the texts learnt for a column, and their values."""
    execute(connection, f'DROP TYPE IF EXISTS "texte_{name}"')
    execute(connection, f'RESET VARIABLE "valeurs_{name}"')


def _select_rows(staging: Staging, lookups: dict[str, Lookup], relation: str, rank: int) -> str:
    schema = staging.schema
    found = "".join(f", {lookup.found}" for lookup in lookups.values() if lookup.found)
    values = {name: lookup.value for name, lookup in lookups.items()}
    if schema.commune:
        territoires = f"getvariable('{TERRITOIRES}')[enum_code({values[schema.commune]}) + 1]"
        values |= {name: f"{territoires}.{name}" for name in ("departement", "epci")}
    late = " OR ".join(
        f"{lookups[c.name].value} > DATE '{staging.observation}'"
        for c in schema.required
        if c.type is Type.DATE
    )
    missed = " OR ".join(f"({lookup.missed})" for lookup in lookups.values())
    cells = ", ".join(f'b."{column.name}"' for column in schema.colonnes)
    return (
        f"SELECT {', '.join(values[name] for name in _names(staging))}, {rank}, b.ligne, "
        f"CASE WHEN {late or 'false'} THEN {Exclusion.POSTERIEURE.code} END, "
        f"CASE WHEN b.decale THEN [] WHEN {missed} THEN [{cells}] END "
        f"FROM (SELECT b.*{found} FROM {relation} AS b) AS b"
    )

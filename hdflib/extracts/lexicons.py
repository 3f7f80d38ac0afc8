"""Lexicons: each distinct text of a column, interpreted once."""

from __future__ import annotations

import duckdb

from hdflib.extracts.columns import Column, Type
from hdflib.extracts.expressions import Interpretation, trim
from hdflib.extracts.raw import execute

FREE = (Type.IDENTIFIANT, Type.TEXTE)
"""Types whose texts stay as they are, and have no lexicon."""


def create_lexicon(
    connection: duckdb.DuckDBPyConnection, column: Column, sql: Interpretation, texts: str
) -> None:
    """Create `lexique_<column>`: a row per distinct text.

    It has ``cellule`` (the text as it stands, NULL included), ``nombre`` (of times it was seen),
    ``texte`` (without blanks around, NULL if nothing is left), ``valeur``, ``motif`` and
    ``exclusion``.

    Parameters
    ----------
    connection, column, sql
        Where, for which column, and how its texts are interpreted.
    texts
        SQL of the texts, in a column ``cellule``.
    """
    # Blank cells aren't filtered out: DuckDB would do that first, hence trim every row.
    distinct = f"SELECT cellule, count(*) AS nombre FROM ({texts}) GROUP BY cellule"
    trimmed = f"SELECT *, {trim('cellule')} AS v FROM ({distinct})"
    valued = f"SELECT *, {sql.valeur} AS valeur FROM ({trimmed})"
    reasons = ", ".join(
        f"(CASE WHEN v IS NOT NULL THEN {reason} END)::UTINYINT AS {name}"
        for name, reason in (("motif", sql.motif), ("exclusion", sql.exclusion))
    )
    execute(
        connection,
        f'CREATE OR REPLACE TEMP TABLE "lexique_{column.name}" AS '
        f"SELECT cellule, nombre, v AS texte, valeur, {reasons} FROM ({valued})",
    )

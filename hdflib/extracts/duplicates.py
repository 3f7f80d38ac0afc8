"""Rows whose key was already seen."""

from __future__ import annotations

import duckdb
import numpy as np
import numpy.typing as npt

from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.errors import Motif
from hdflib.extracts.raw import execute
from hdflib.extracts.staging import LIGNE

SLOTS = 24
"""Bits by which the keys of a few million rows are mostly told apart."""


def reject_duplicates(connection: duckdb.DuckDBPyConnection, schema: SourceSchema) -> None:
    """Reject the rows whose key was already seen, in the order of files and lines.

    Those of `examen` are marked; those of `releve` move there, without their cells.
    """
    keys = ", ".join(f'"{name}"' for name in schema.cle)
    numbers = execute(connection, _select(f"hash({keys}) AS h")).fetchnumpy()["h"]
    repeated = find_repeated(np.asarray(numbers, np.uint64))
    if repeated:
        rows = _select(f"{keys}, fichier, rowid AS rang, {LIGNE} AS ligne, {{examine}} AS examine")
        execute(
            connection,
            "CREATE OR REPLACE TEMP TABLE doublons AS SELECT fichier, rang, ligne, examine "
            f"FROM ({rows}) WHERE hash({keys}) IN (SELECT unnest($1::UBIGINT[])) "
            f"QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY fichier, ligne) > 1",
            [repeated],
        )
        _reject(connection, f"m_{schema.cle[0]}")


def find_repeated(numbers: npt.NDArray[np.uint64]) -> list[int]:
    """Give the numbers that stand more than once, in order.

    They are first counted by their upper bits, then sorted if they share these.
    """
    slots = (numbers >> np.uint64(64 - SLOTS)).astype(np.uint32)
    shared = numbers[(np.bincount(slots) > 1)[slots]]
    values, counts = np.unique(shared, return_counts=True)
    found: list[int] = values[counts > 1].tolist()
    return found


def _select(columns: str) -> str:
    """Select of the rows that would be kept, those of `releve` and those of `examen`."""
    return (
        f"SELECT {columns.format(table='releve', examine=False)} FROM releve "
        "WHERE reste IS NULL AND exclusion IS NULL UNION ALL "
        f"SELECT {columns.format(table='examen', examine=True)} FROM examen "
        "WHERE rejet IS NULL AND exclusion IS NULL"
    )


def _reject(connection: duckdb.DuckDBPyConnection, mark: str) -> None:
    code = Motif.DOUBLON.code
    for sql in (
        f'UPDATE examen SET rejet = {code}, "{mark}" = {code} FROM doublons AS d '
        "WHERE d.examine AND d.rang = examen.rowid",
        f'INSERT INTO examen BY NAME SELECT fichier, ligne, {code} AS rejet, {code} AS "{mark}" '
        "FROM doublons WHERE NOT examine",
        "DELETE FROM releve WHERE rowid IN (SELECT rang FROM doublons WHERE NOT examine)",
    ):
        execute(connection, sql)

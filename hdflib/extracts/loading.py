"""Loading of a source: texts become a typed table, and every row is accounted for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import duckdb

from hdflib.extracts.account import Loading, check_share, make_account
from hdflib.extracts.columns import SourceSchema, Type
from hdflib.extracts.duplicates import reject_duplicates
from hdflib.extracts.errors import ExtractError
from hdflib.extracts.files import Bound, describe, find_files
from hdflib.extracts.header import Header
from hdflib.extracts.proving import TECHNICAL, create_releve, drop_learnt, prove
from hdflib.extracts.raw import PARQUET, execute, read_raw
from hdflib.extracts.staging import Staging, create_communes, create_examen, stage
from hdflib.inputs.reference import Commune

__all__ = ["Loading", "connect", "load"]

TEMPORARY = (
    "communes_connues",
    "lectures",
    "echantillon",
    PARQUET,
    "brut",
    "examen",
    "doublons",
    "fautes",
)


def load(
    connection: duckdb.DuckDBPyConnection,
    schema: SourceSchema,
    files: Path | Sequence[Path],
    communes: Mapping[str, Commune],
    observation: date,
    max_rejected: float,
    *,
    report: Path | None = None,
    today: date | None = None,
    bound: Bound | None = None,
    identifiers: bool = False,
) -> Loading:
    """Read a source into a table of its name, typed and without identifiers.

    Parameters
    ----------
    connection
        In-memory database (see `connect`): a database on disk would keep the records.
    schema, files
        The source, and the folder of extracts where its files are, or these files.
    communes
        Communes of the région by code, from `read_communes`.
    observation
        Last day counted. It bears on the mandatory dates, which say when the fact happened;
        an optional one, such as the end of a wait, may come later.
    max_rejected
        Share of rejected rows, as a fraction, from which the source can't be trusted.
    report
        Where to write the faults.
    today
        Later dates are rejected; by default the present day.
    bound
        What a compressed file may grow to.
    identifiers
        Whether the table keeps the identifiers, after its other columns: only for a result that
        has to be given back line by line to whoever holds the file.

    Returns
    -------
    Loading
        The account of the rows. The table has the columns `schema.kept`: DATE, DOUBLE,
        BOOLEAN, VARCHAR or ENUM, which compares as a text but can't be sliced as ``x[:2]``;
        ``commune`` is a present code.

    Raises
    ------
    ExtractError
        A file can't be read, or too many rows are rejected. The table isn't touched.
    """
    staging = Staging(schema, communes, observation, today or date.today())
    try:
        paths = find_files(files, schema.source) if isinstance(files, Path) else tuple(files)
        kept = _kept(schema, identifiers)
        return _load(connection, staging, paths, bound or Bound(), max_rejected, report, kept)
    except OSError:
        pass
    raise ExtractError(
        f"{schema.source} : un fichier n’a pas pu être lu ou écrit. Vérifiez les droits et la "
        "place sur le disque."
    )


@contextmanager
def connect(memory: str = "1GB", threads: int = 2) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that spills to a private folder, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="hdf-") as private:
        options: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": private,
            "memory_limit": memory,
            "threads": threads,
        }
        connection = duckdb.connect(config=options)
        # DuckDB would draw one among what is printed; in a notebook where it can't, it refuses.
        with suppress(duckdb.Error):
            connection.execute("SET enable_progress_bar = false")
        try:
            yield connection
        finally:
            connection.close()


def _load(
    connection: duckdb.DuckDBPyConnection,
    staging: Staging,
    paths: Sequence[Path],
    bound: Bound,
    max_rejected: float,
    report: Path | None,
    kept: Sequence[str],
) -> Loading:
    schema = staging.schema
    hashing = ThreadPoolExecutor(max_workers=1)
    try:
        described = hashing.map(describe, paths)
        _create_tables(connection, staging)
        headers = [
            _read_file(connection, staging, rank, path, bound) for rank, path in enumerate(paths)
        ]
        reject_duplicates(connection, schema)
        loading = make_account(connection, schema, tuple(described), headers)
        if report:
            loading.write_report(report)
        check_share(loading, max_rejected, report)
        _keep(connection, schema, kept)
    finally:
        hashing.shutdown(cancel_futures=True)
        _drop_tables(connection, schema)
    return loading


def _create_tables(connection: duckdb.DuckDBPyConnection, staging: Staging) -> None:
    create_communes(connection, staging.communes)
    create_releve(connection, staging)
    create_examen(connection, staging.schema)
    execute(
        connection, "CREATE OR REPLACE TEMP TABLE lectures (fichier USMALLINT, decalage BIGINT)"
    )


def _drop_tables(connection: duckdb.DuckDBPyConnection, schema: SourceSchema) -> None:
    """Forget the texts and the identifiers."""
    execute(connection, "DROP TABLE IF EXISTS releve")
    for table in (*TEMPORARY, *(f"lexique_{column.name}" for column in schema.colonnes)):
        execute(connection, f'DROP TABLE IF EXISTS temp."{table}"')
    for column in schema.colonnes:
        drop_learnt(connection, column.name)


def _read_file(
    connection: duckdb.DuckDBPyConnection, staging: Staging, rank: int, path: Path, bound: Bound
) -> Header:
    """Read a file in the first way that gives its lines, then examine the rows not proved."""
    (before,) = execute(connection, "SELECT coalesce(max(rowid) + 1, 0) FROM releve").fetchall()[0]
    with tempfile.TemporaryDirectory(prefix="hdf-") as private:
        ways = read_raw(connection, path, staging.schema, Path(private), bound)
        raw = next(raw for raw in ways if prove(connection, staging, raw, rank))
    execute(connection, f"INSERT INTO lectures VALUES ({rank}, {raw.first - before})")
    proved, left = execute(
        connection,
        f"SELECT count(*) FILTER (reste IS NULL), count(reste) FROM releve WHERE fichier = {rank}",
    ).fetchall()[0]
    if left:
        stage(connection, staging, rank)
    if (
        not proved
        and not execute(connection, f"FROM examen WHERE fichier = {rank} LIMIT 1").fetchall()
    ):
        raise ExtractError(f"{path.name} : ce fichier n’a aucune ligne sous ses titres.")
    return raw.header


def _kept(schema: SourceSchema, identifiers: bool) -> list[str]:
    """Give the columns of the table, in the order of `releve`."""
    names = (c.name for c in schema.colonnes if identifiers and c.type is Type.IDENTIFIANT)
    return [*schema.kept, *names]


def _keep(connection: duckdb.DuckDBPyConnection, schema: SourceSchema, kept: Sequence[str]) -> None:
    """Turn `releve` into the table: copying it would take as long as reading half the file."""
    names = ", ".join(f'"{name}"' for name in kept)
    execute(
        connection,
        f"INSERT INTO releve ({names}) SELECT {names} FROM examen "
        "WHERE rejet IS NULL AND exclusion IS NULL",
    )
    execute(connection, "DELETE FROM releve WHERE reste IS NOT NULL OR exclusion IS NOT NULL")
    read = (*TECHNICAL, *(c.name for c in schema.colonnes))
    for name in (name for name in read if name not in kept):
        execute(connection, f'ALTER TABLE releve DROP COLUMN "{name}"')
    execute(
        connection,
        f'BEGIN; DROP TABLE IF EXISTS "{schema.source}"; '
        f'ALTER TABLE releve RENAME TO "{schema.source}"; COMMIT',
    )

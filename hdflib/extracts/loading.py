"""Loading of a source: texts become a typed table, and every row is accounted for."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.errors import Exclusion, ExtractError, Motif
from hdflib.extracts.files import Bound, ExtractFile, describe, find_files
from hdflib.extracts.raw import Raw, execute, read_raw
from hdflib.extracts.staging import (
    Staging,
    create_communes,
    drop_tables,
    mark_duplicates,
    stage,
)
from hdflib.inputs.reference import Commune

REPORTED = 100_000
"""Faults that a report lists at most: beyond, the file as a whole is wrong."""
COLUMNS = ("fichier", "ligne", "colonne", "motif")


@dataclass(frozen=True)
class Fault:
    """A cell, or a whole row, that has to be mended; its content is never kept."""

    fichier: str
    ligne: int
    colonne: str
    motif: Motif


@dataclass(frozen=True)
class Loading:
    """What became of the rows of a source: ``read = kept + excluded + rejected``.

    Attributes
    ----------
    source, files
        Name of the source, and the files read, in order of name.
    read, kept
        Rows that aren't blank, and rows of the table.
    excluded, rejected
        Rows left out by reason, and rows to mend by reason, the first that applies in this
        order: out of the région; fault of the first column in the order of the schema; after
        the observation; duplicate.
    columns
        For each file, the title of each column of the source that it holds.
    faults, faults_left
        Faults by file and line, and how many more there are.
    """

    source: str
    files: tuple[ExtractFile, ...]
    read: int
    kept: int
    excluded: Mapping[Exclusion, int]
    rejected: Mapping[Motif, int]
    columns: Mapping[str, Mapping[str, str]]
    faults: tuple[Fault, ...]
    faults_left: int

    @property
    def rejected_share(self) -> float:
        """Rejected rows among those of the région up to the observation, as a fraction."""
        rejected = sum(self.rejected.values())
        return rejected / (self.kept + rejected) if rejected else 0.0

    def write_report(self, path: Path) -> None:
        """Write the faults as CSV for a spreadsheet: where and why, never a value."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows((f.fichier, f.ligne, f.colonne, f.motif.value) for f in self.faults)
            if self.faults_left:
                writer.writerow(("", "", "", f"motifs non listés : {self.faults_left}"))


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

    Returns
    -------
    Loading
        The account of the rows. The table has the columns `schema.kept`: DATE, DOUBLE,
        BOOLEAN or VARCHAR; ``commune`` is a present code.

    Raises
    ------
    ExtractError
        A file can't be read, or too many rows are rejected. The table isn't touched.
    """
    staging = Staging(schema, communes, observation, today or date.today())
    try:
        paths = find_files(files, schema.source) if isinstance(files, Path) else tuple(files)
        return _load(connection, staging, paths, bound or Bound(), max_rejected, report)
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
) -> Loading:
    schema = staging.schema
    try:
        with tempfile.TemporaryDirectory(prefix="hdf-") as private:
            create_communes(connection, staging.communes)
            raws = [
                _stage_file(connection, staging, rank, path, Path(private), bound)
                for rank, path in enumerate(paths)
            ]
        mark_duplicates(connection, schema)
        described = tuple(describe(path) for path in paths)
        loading = _account(connection, schema, described, raws)
        if report:
            loading.write_report(report)
        _check_share(loading, max_rejected, report)
        kept = ", ".join(f'"{name}"' for name in schema.kept)
        execute(
            connection,
            f'CREATE OR REPLACE TABLE "{schema.source}" AS SELECT {kept} FROM releve '
            "WHERE rejet IS NULL AND exclusion IS NULL",
        )
    finally:
        drop_tables(connection, schema)
    return loading


def _stage_file(
    connection: duckdb.DuckDBPyConnection,
    staging: Staging,
    rank: int,
    path: Path,
    private: Path,
    bound: Bound,
) -> Raw:
    raw = read_raw(connection, path, staging.schema, private, bound)
    if not stage(connection, staging, raw, rank):
        raise ExtractError(f"{path.name} : ce fichier n’a aucune ligne sous ses titres.")
    return raw


def _account(
    connection: duckdb.DuckDBPyConnection,
    schema: SourceSchema,
    files: tuple[ExtractFile, ...],
    raws: Sequence[Raw],
) -> Loading:
    counts = execute(
        connection,
        "SELECT exclusion, rejet, count(*) FROM releve GROUP BY ALL ORDER BY ALL",
    ).fetchall()
    excluded = {list(Exclusion)[e]: 0 for e, _, _ in counts if e is not None}
    for exclusion, _, count in counts:
        if exclusion is not None:
            excluded[list(Exclusion)[exclusion]] += count
    rejected = {list(Motif)[r]: n for e, r, n in counts if e is None and r is not None}
    faults, left = _read_faults(connection, schema, files)
    return Loading(
        schema.source,
        files,
        sum(count for _, _, count in counts),
        sum(count for e, r, count in counts if e is None and r is None),
        excluded,
        rejected,
        {file.name: raw.header.titles for file, raw in zip(files, raws, strict=True)},
        faults,
        left,
    )


def _read_faults(
    connection: duckdb.DuckDBPyConnection, schema: SourceSchema, files: Sequence[ExtractFile]
) -> tuple[tuple[Fault, ...], int]:
    names = ["", *(column.name for column in schema.colonnes)]
    marks = ["m_ligne", *(f'"m_{column.name}"' for column in schema.colonnes)]
    every = " UNION ALL ".join(
        f"SELECT fichier, ligne, {i} AS rang, {mark} AS motif FROM releve "
        f"WHERE exclusion IS NULL AND {mark} IS NOT NULL"
        for i, mark in enumerate(marks)
    )
    execute(connection, f"CREATE OR REPLACE TEMP TABLE fautes AS {every}")
    rows = execute(connection, f"FROM fautes ORDER BY ALL LIMIT {REPORTED}").fetchall()
    total = execute(connection, "SELECT count(*) FROM fautes").fetchall()[0][0]
    faults = tuple(Fault(files[f].name, n, names[i], list(Motif)[m]) for f, n, i, m in rows)
    return faults, total - len(faults)


def _check_share(loading: Loading, max_rejected: float, report: Path | None) -> None:
    if loading.rejected_share <= max_rejected:
        return
    reasons = ", ".join(f"{motif} : {count}" for motif, count in loading.rejected.items())
    count = sum(loading.rejected.values())
    plural = "s" if count > 1 else ""
    admitted = f"{100 * max_rejected:g}".replace(".", ",")
    where = f" Les lignes à corriger sont dans {report.name}." if report else ""
    raise ExtractError(
        f"{loading.source} : {count} ligne{plural} rejetée{plural} sur {loading.read} lues, "
        f"au-delà des {admitted} % admis ({reasons}).{where} Corrigez l’export, ou relevez le "
        "seuil."
    )

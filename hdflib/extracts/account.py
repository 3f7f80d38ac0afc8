"""What became of the rows of a source."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.errors import Exclusion, ExtractError, Motif
from hdflib.extracts.files import ExtractFile
from hdflib.extracts.header import Header
from hdflib.extracts.raw import execute

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


def make_account(
    connection: duckdb.DuckDBPyConnection,
    schema: SourceSchema,
    files: tuple[ExtractFile, ...],
    headers: Sequence[Header],
) -> Loading:
    """Account for the rows of `releve` and `examen`."""
    counts = execute(
        connection,
        "SELECT exclusion, NULL AS rejet, count(*) FROM releve WHERE reste IS NULL GROUP BY ALL "
        "UNION ALL SELECT exclusion, rejet, count(*) FROM examen GROUP BY ALL ORDER BY ALL",
    ).fetchall()
    kept, excluded, rejected = 0, Counter[Exclusion](), Counter[Motif]()
    for exclusion, rejet, count in counts:
        if exclusion is not None:
            excluded[list(Exclusion)[exclusion]] += count
        elif rejet is not None:
            rejected[list(Motif)[rejet]] += count
        else:
            kept += count
    titles = {file.name: head.titles for file, head in zip(files, headers, strict=True)}
    read = kept + excluded.total() + rejected.total()
    faults, left = _read_faults(connection, schema, files)
    return Loading(
        schema.source, files, read, kept, dict(excluded), dict(rejected), titles, faults, left
    )


def check_share(loading: Loading, max_rejected: float, report: Path | None) -> None:
    """Refuse a source of which too many rows are rejected.

    Raises
    ------
    ExtractError
        With the number of rows by reason.
    """
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


def _read_faults(
    connection: duckdb.DuckDBPyConnection, schema: SourceSchema, files: Sequence[ExtractFile]
) -> tuple[tuple[Fault, ...], int]:
    names = ["", *(column.name for column in schema.colonnes)]
    marks = ["m_ligne", *(f'"m_{column.name}"' for column in schema.colonnes)]
    every = " UNION ALL ".join(
        f"SELECT fichier, ligne, {i} AS rang, {mark} AS motif FROM examen "
        f"WHERE exclusion IS NULL AND {mark} IS NOT NULL"
        for i, mark in enumerate(marks)
    )
    execute(connection, f"CREATE OR REPLACE TEMP TABLE fautes AS {every}")
    rows = execute(connection, f"FROM fautes ORDER BY ALL LIMIT {REPORTED}").fetchall()
    total = execute(connection, "SELECT count(*) FROM fautes").fetchall()[0][0]
    faults = tuple(Fault(files[f].name, n, names[i], list(Motif)[m]) for f, n, i, m in rows)
    return faults, total - len(faults)

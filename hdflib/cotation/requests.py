"""Reading of the requests that a grid scores."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from hdflib.display.french import liste
from hdflib.errors import HdfError
from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.loading import Loading, load
from hdflib.inputs.reference import Commune
from hdflib.rules.cotation.grid import Grille

NAMED = 3
"""Criteria that a message names, where more can't be scored."""


class AbsentColumnsError(HdfError):
    """Columns of the grid are absent from the file: some criteria can't be scored."""


@dataclass(frozen=True)
class Absent:
    """A column of the grid that the file lacks, and the labels of the criteria that need it."""

    colonne: str
    criteres: tuple[str, ...]


@dataclass(frozen=True)
class Requests:
    """Requests that were read: the account of their rows, and what the file lacks."""

    loading: Loading
    absent: tuple[Absent, ...]


def load_requests(
    connection: duckdb.DuckDBPyConnection,
    schema: SourceSchema,
    grille: Grille,
    path: Path,
    communes: Mapping[str, Commune],
    day: date,
    max_rejected: float,
    *,
    report: Path | None = None,
    numbers: bool = False,
    accept_absent: bool = False,
) -> Requests:
    """Read the requests of a file into the table `demandes`.

    Parameters
    ----------
    connection
        In-memory database (see `hdflib.extracts.loading.connect`).
    schema, grille
        Columns of the requests (see `make_schema`), and the grid that they were made for.
    path, communes
        The file, and the communes of the région by code.
    day
        Day of scoring; later requests are left out.
    max_rejected, report
        See `hdflib.extracts.loading.load`; no report is left if no row is rejected.
    numbers
        Whether to keep the numbers of the requests, to give back their points.
    accept_absent
        Whether the criteria whose column is absent may give no point.

    Raises
    ------
    ExtractError
        The file can't be used.
    AbsentColumnsError
        A column is absent, which isn't accepted.
    HdfError
        No request is left.
    """
    loading = load(
        connection,
        schema,
        [path],
        communes,
        day,
        max_rejected,
        report=report,
        identifiers=numbers,
    )
    if report and not loading.rejected:
        report.unlink()
    if not loading.kept:
        raise HdfError(f"{path.name} : aucune demande à coter n’a pu être retenue.")
    found = set.intersection(*(set(titles) for titles in loading.columns.values()))
    absent = tuple(_absent(grille, found))
    if absent and not accept_absent:
        raise AbsentColumnsError(_refusal(path, absent))
    return Requests(loading, absent)


def say_absent(absent: Absent) -> str:
    """Say which column is absent, and what can't be scored without it."""
    names = [f"« {libelle} »" for libelle in absent.criteres]
    if len(names) > NAMED:
        return f"{absent.colonne} : {len(names)} critères, dont {liste(names[:NAMED])}"
    return f"{absent.colonne} : {liste(names)}"


def _refusal(path: Path, absent: Sequence[Absent]) -> str:
    lines = "".join(f"\n  {say_absent(column)}" for column in absent)
    return (
        f"{path.name} : des colonnes de la grille sont absentes de ce fichier, et les critères qui "
        f"les demandent ne peuvent pas être cotés.{lines}\nAjoutez ces colonnes, ou admettez leur "
        "absence (--admettre-colonnes-absentes) : ces critères ne donnent alors aucun point."
    )


def _absent(grille: Grille, found: Collection[str]) -> Iterator[Absent]:
    needs: dict[str, dict[str, None]] = {}
    for critere in grille.criteres:
        for column in (critere.colonne, critere.justificatif):
            if column and column not in found:
                needs.setdefault(column, {})[critere.libelle] = None
    for column, labels in needs.items():
        yield Absent(column, tuple(labels))

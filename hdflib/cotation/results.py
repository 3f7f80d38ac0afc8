"""The file of points: given back to whoever holds the requests, and to nobody else."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import duckdb

from hdflib.cotation.columns import NUMERO, REQUESTS
from hdflib.cotation.scoring import SCORED
from hdflib.errors import HdfError
from hdflib.extracts.expressions import literal
from hdflib.extracts.files import FORMATS
from hdflib.extracts.raw import execute

CONFIDENTIAL = ("data", "extracts")
"""The only folder of a project that may hold numbers of requests: git ignores it."""
SUFFIX = ".cotation.csv"


def default_target(path: Path) -> Path:
    """Give where the points go unless told: beside the requests."""
    return path.with_name(_stem(path) + SUFFIX)


def report_of(target: Path) -> Path:
    """Give where the rejected rows are listed: beside the points."""
    return target.with_name(f"{_stem(target).removesuffix('.cotation')}.rejets.csv")


def check_target(root: Path, target: Path, source: Path) -> None:
    """Refuse a file that git could take, or that would replace the requests.

    Parameters
    ----------
    root
        The project.
    target, source
        File of the points, and file of the requests.

    Raises
    ------
    HdfError
        If the file is in the project but not in a `data/extracts` folder, is the file of the
        requests, or has no folder.
    """
    place, project = target.resolve(), root.resolve()
    if place.is_relative_to(project) and CONFIDENTIAL not in pairwise(place.parent.parts):
        raise HdfError(
            f"« {target} » contiendrait des numéros de demandes : dans le projet, seul "
            "data/extracts/ peut en contenir, car git ignore ce dossier. Choisissez-y un fichier "
            "avec --sortie, ou un dossier hors du projet."
        )
    if place == source.resolve():
        raise HdfError(
            f"« {target} » est le fichier des demandes : il n’est pas remplacé. Choisissez-en un "
            "autre avec --sortie."
        )
    if not place.parent.is_dir() or place.is_dir():
        raise HdfError(
            f"« {target} » ne peut pas être écrit : un fichier dans un dossier qui existe est "
            "attendu."
        )


def write_scores(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Write the number, points, rank and criteria of each request, the first rank first.

    Parameters
    ----------
    connection
        Database with the requests and their numbers, scored.
    target
        File to write; only the user can read it.
    """
    select = (
        f"SELECT {NUMERO}, points, rang, criteres FROM {SCORED} "
        f"JOIN {REQUESTS} ON {REQUESTS}.rowid = demande ORDER BY rang, {NUMERO}"
    )
    with tempfile.TemporaryDirectory(prefix=".hdf-", dir=target.parent) as private:
        path = Path(private) / "points.csv"
        execute(connection, f"COPY ({select}) TO {literal(str(path))} (DELIMITER ';', HEADER)")
        path.chmod(0o600)
        path.replace(target)


def _stem(path: Path) -> str:
    kind = next((kind for kind in FORMATS if path.name.lower().endswith(kind)), "")
    return path.name[: len(path.name) - len(kind)]

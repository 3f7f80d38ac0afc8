"""A file of requests scored by a grid: what `hdf cotation` does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hdflib.cotation.columns import make_schema
from hdflib.cotation.project import read_project
from hdflib.cotation.requests import Requests, load_requests
from hdflib.cotation.results import check_target, default_target, report_of, write_scores
from hdflib.cotation.scoring import score_requests
from hdflib.cotation.simulation import Classement, rank
from hdflib.extracts.loading import connect
from hdflib.rules.cotation.grid import Grille


@dataclass(frozen=True)
class Batch:
    """A scored file.

    Attributes
    ----------
    grille, jour
        The grid, and the day of scoring.
    requests
        What became of the rows, and what the file lacks.
    classement
        Counts that may be shown.
    target, report
        The file of points, and that of the rejected rows if there are some.
    """

    grille: Grille
    jour: date
    requests: Requests
    classement: Classement
    target: Path
    report: Path | None


def score_file(
    root: Path,
    grid: Path,
    path: Path,
    day: date,
    target: Path | None = None,
    *,
    accept_absent: bool = False,
) -> Batch:
    """Score the requests of a file, and write their points.

    Parameters
    ----------
    root
        The project.
    grid, path
        The grid, and the file of the requests.
    day
        Day of scoring; later requests are left out.
    target
        File of the points; by default beside the requests.
    accept_absent
        Whether the criteria whose column is absent may give no point.

    Raises
    ------
    HdfError
        If a file can't be used, lacks a column, or its points may not be written there.
    """
    project = read_project(root)
    grille = project.grid(grid)
    place = target or default_target(path)
    check_target(root, place, path)
    report = report_of(place)
    with connect() as connection:
        requests = load_requests(
            connection,
            make_schema(grille, project.known),
            grille,
            path,
            project.communes,
            day,
            project.extractions.rejets_max,
            report=report,
            numbers=True,
            accept_absent=accept_absent,
        )
        score_requests(connection, grille, day, named=True)
        classement = rank(connection, grille, project.extractions.seuil_secret)
        write_scores(connection, place)
    listed = report if requests.loading.rejected else None
    return Batch(grille, day, requests, classement, place, listed)

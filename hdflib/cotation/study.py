"""A grid studied on requests: what the notebook of simulation works on."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from hdflib.cotation.columns import DESCRIBING, make_schema
from hdflib.cotation.project import Project, read_project
from hdflib.cotation.requests import Requests, load_requests
from hdflib.cotation.simulation import Simulation, simulate
from hdflib.cotation.variants import with_points
from hdflib.demo.cotation import make_requests_for
from hdflib.demo.files import write_csv
from hdflib.errors import InputError, Problem
from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.loading import connect
from hdflib.figures import Etat, Figure, Indicateur, Source
from hdflib.inputs.edition import find_root
from hdflib.inputs.indicators import read_indicators
from hdflib.rules.cotation.grid import Grille

GENERATED, SEED = 7500, 2022
"""How many requests are generated where no file is given, and the seed of chance."""
COUNT, SHARE, POINTS = "demandes_cotees", "part_demandes_cotees", "points_cotation"


@dataclass(frozen=True)
class Study:
    """A grid and the requests of a file, ready to be scored.

    Attributes
    ----------
    grille, jour
        The grid, and the day of scoring.
    fictive
        Whether the requests were generated.
    premieres, seuil
        How many requests are the first ones, and the smallest count that isn't secret.
    requests, schema
        What became of the rows of the file, and the columns that were looked for.
    connection
        Database that holds the table `demandes`, without the numbers of the requests.
    noms
        Names of the communes by code.
    """

    grille: Grille
    jour: date
    fictive: bool
    premieres: int
    seuil: int
    requests: Requests
    schema: SourceSchema
    connection: duckdb.DuckDBPyConnection = field(repr=False)
    noms: Mapping[str, str] = field(repr=False)
    indicateurs: Mapping[str, Indicateur] = field(repr=False)
    opened: ExitStack = field(repr=False)

    @property
    def columns(self) -> list[str]:
        """Columns that the file has."""
        return [name for titles in self.requests.loading.columns.values() for name in titles]

    def simulate(self, critere: str, points: int) -> Simulation:
        """Compare the grid with one in which a criterion has other points.

        Raises
        ------
        HdfError
            If no criterion has this code, it has brackets, or the proof no longer holds.
        """
        other = with_points(self.grille, critere, points)
        return simulate(
            self.connection,
            (self.grille, other),
            self.jour,
            self.columns,
            self.premieres,
            self.seuil,
        )

    def count(self, value: int | None, public: str = "", modalite: str = "") -> Figure:
        """Make the figure of a number of requests; None is a secret one."""
        return self._figure(COUNT, value, public, modalite)

    def points(self, value: int | None, modalite: str, ligne: int = 1) -> Figure:
        """Make the figure of a number of points."""
        return self._figure(POINTS, value, "", modalite, ligne)

    def _figure(
        self, code: str, value: int | None, public: str, modalite: str, ligne: int = 1
    ) -> Figure:
        return Figure(
            self.indicateurs[code],
            self.grille.epci,
            value,
            Etat.SECRET if value is None else Etat.CONNU,
            public,
            self.jour.isoformat(),
            modalite,
            sources=(Source(self.grille.fichier, ligne, "criteres", self.grille.source),),
        )


def open_study(
    grille: str,
    demandes: str,
    au: str,
    premieres: int,
    seuil: int = 11,
    *,
    accept_absent: bool = False,
) -> Study:
    """Read a grid and requests; generated ones if no file is named.

    Parameters
    ----------
    grille, demandes
        Files, relative to the project; no file of requests, generated ones.
    au
        ISO date of the day of scoring.
    premieres
        How many requests are the first ones: the attributions of a year, say.
    seuil
        Smallest count that isn't secret.
    accept_absent
        Whether the criteria whose column is absent may give no point.

    Raises
    ------
    HdfError
        If a file can't be used, or lacks a column, which isn't accepted.
    """
    project = read_project(find_root())
    read, jour = project.grid(project.root / grille), date.fromisoformat(au)
    schema = make_schema(read, project.known, DESCRIBING)
    opened = ExitStack()
    connection = opened.enter_context(connect())
    with tempfile.TemporaryDirectory(prefix="hdf-") as private:
        path = project.root / demandes if demandes else Path(private) / "demandes.csv"
        if not demandes:
            found = [c for c in project.communes.values() if c.epci == read.epci]
            # The most asked for is the one that the territory is named after.
            communes = [c.code for c in sorted(found, key=lambda c: c.nom not in read.titre)]
            write_csv(make_requests_for(read, GENERATED, SEED, au=jour, communes=communes), path)
        requests = load_requests(
            connection,
            schema,
            read,
            path,
            project.communes,
            jour,
            project.extractions.rejets_max,
            accept_absent=accept_absent,
        )
    noms = {commune.code: commune.nom for commune in project.communes.values()}
    return Study(
        read,
        jour,
        not demandes,
        premieres,
        seuil,
        requests,
        schema,
        connection,
        noms,
        _indicators(project),
        opened,
    )


def _indicators(project: Project) -> Mapping[str, Indicateur]:
    problems: list[Problem] = []
    found = read_indicators(project.root, problems)
    if problems:
        raise InputError(problems)
    return found

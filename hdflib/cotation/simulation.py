"""Simulation: what becomes of the requests when a grid changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from hdflib.cotation.classes import Classe, point_classes
from hdflib.cotation.counting import (
    AFTER,
    Ranking,
    count_moves,
    count_ranking,
    dimensions,
    find_last,
)
from hdflib.cotation.kinds import Egalite, Mouvement
from hdflib.cotation.scoring import SCORED, score_requests
from hdflib.cotation.secrecy import Counts, Members, Protected
from hdflib.rules.cotation.grid import Grille

MOVE = "mouvement"
Table = tuple[Members, Counts]


@dataclass(frozen=True)
class Classement:
    """Counts of a ranking that may be shown; None where one is secret.

    Attributes
    ----------
    total
        Number of requests.
    points
        Requests by label of class of points, in order.
    egalites
        Requests by what they share with others.
    plus_grande
        Requests of the largest group that shares its points.
    """

    total: int | None
    points: Mapping[str, int | None]
    egalites: Mapping[Egalite, int | None]
    plus_grande: int | None


@dataclass(frozen=True)
class Lot:
    """Requests, and how many of them are of each kind of move; None where a count is secret."""

    total: int | None
    mouvements: Mapping[Mouvement, int | None]


@dataclass(frozen=True)
class Simulation:
    """What becomes of the requests from one grid to another.

    Attributes
    ----------
    avant, apres
        The ranking by each grid.
    premieres, seuil
        How many requests are the first ones, and the points of the last of them by the present
        grid; None if few requests have these points.
    ensemble
        What becomes of all requests.
    groupes
        What becomes of those of each member of each dimension that was read.
    """

    avant: Classement
    apres: Classement
    premieres: int
    seuil: int | None
    ensemble: Lot
    groupes: Mapping[str, Mapping[str, Lot]]

    @property
    def frame(self) -> pd.DataFrame:
        """A row per dimension, member and move, with its number of requests; NA if secret."""
        rows = [
            (dimension, member, move.value, count)
            for dimension, lots in self.groupes.items()
            for member, lot in lots.items()
            for move, count in lot.mouvements.items()
        ]
        found = pd.DataFrame(rows, columns=["dimension", "groupe", "mouvement", "demandes"])
        return found.astype({"demandes": "Int64"})


def rank(connection: duckdb.DuckDBPyConnection, grille: Grille, threshold: int) -> Classement:
    """Count a ranking, as it may be shown.

    Parameters
    ----------
    connection, grille
        Database with the scored requests, and the grid that gave their points.
    threshold
        Smallest count that isn't secret.
    """
    classes = point_classes(grille)
    ranking = count_ranking(connection, SCORED, classes)
    protected = Protected([*_ranking_tables("", classes, ranking)], threshold)
    return _classement("", classes, ranking, protected)


def simulate(
    connection: duckdb.DuckDBPyConnection,
    grilles: tuple[Grille, Grille],
    day: date,
    columns: Sequence[str],
    first: int,
    threshold: int,
) -> Simulation:
    """Score the requests by two grids, and count what changes, as it may be shown.

    All counts are protected together: what one table shows doesn't give back what another hides.

    Parameters
    ----------
    connection
        Database with the requests.
    grilles, day
        The present grid and the other one, and the day of scoring.
    columns
        Columns that were read.
    first
        How many requests are the first ones: the attributions of a year, say.
    threshold
        Smallest count that isn't secret.
    """
    classes = point_classes(grilles[0])
    rankings = []
    for grille, table in zip(grilles, (SCORED, AFTER), strict=True):
        score_requests(connection, grille, day, table)
        rankings.append(count_ranking(connection, table, classes))
    moves = {
        name: count_moves(connection, SCORED, AFTER, member, first)
        for name, member in dimensions(columns, day).items()
    }
    tables: list[Table] = [((name, MOVE), counts) for name, counts in moves.items()]
    for side, ranking in zip(("avant", "apres"), rankings, strict=True):
        tables += _ranking_tables(side, classes, ranking)
    protected = Protected(tables, threshold, [{}, *({MOVE: move} for move in Mouvement)])
    avant, apres = (
        _classement(side, classes, ranking, protected)
        for side, ranking in zip(("avant", "apres"), rankings, strict=True)
    )
    groups = {
        name: {
            member: _lot(protected, **{name: member})
            for member in sorted({member for member, _ in counts})
        }
        for name, counts in moves.items()
    }
    seuil, sharing = find_last(connection, SCORED, first)
    known = None if protected.rule.is_secret(sharing) else seuil
    return Simulation(avant, apres, first, known, _lot(protected), groups)


def _ranking_tables(side: str, classes: Sequence[Classe], ranking: Ranking) -> Iterator[Table]:
    labels = ((classe.libelle,) for classe in classes)
    yield (f"points {side}",), dict(zip(labels, ranking.classes, strict=True))
    yield (f"égalités {side}",), {(kind,): count for kind, count in ranking.ties.items()}


def _classement(
    side: str, classes: Sequence[Classe], ranking: Ranking, protected: Protected
) -> Classement:
    return Classement(
        protected.get(),
        {c.libelle: protected.get(**{f"points {side}": c.libelle}) for c in classes},
        {kind: protected.get(**{f"égalités {side}": kind}) for kind in Egalite},
        protected.alone(ranking.largest),
    )


def _lot(protected: Protected, **members: str) -> Lot:
    moves = {move: protected.get(**members, **{MOVE: move}) for move in Mouvement}
    return Lot(protected.get(**members), moves)

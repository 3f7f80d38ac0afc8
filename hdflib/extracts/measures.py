"""A measure: the counts of a column, cell by cell, before secrecy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hdflib.disclosure.system import Key
from hdflib.extracts.definitions import Definition, Par
from hdflib.inputs.reference import Commune
from hdflib.rules.flux import INCONNU
from hdflib.territories import Territoires

BAILLEUR = "bailleur "
"""Start of the member that stands for a bailleur, so that no name is taken for a code."""


@dataclass(frozen=True)
class Geography:
    """How the territories of a région are made of pieces: the part of an EPCI in a département.

    Attributes
    ----------
    region, departements
        Codes.
    pieces
        Pairs of département and EPCI; the EPCI is empty for communes without one.
    """

    region: str
    departements: tuple[str, ...]
    pieces: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, territoires: Territoires, communes: Iterable[Commune]) -> Geography:
        """Make the geography of a région from its communes."""
        pieces = sorted({(c.departement, c.epci) for c in communes})
        codes = tuple(t.code for t in territoires.departements)
        return cls(territoires.region.code, codes, tuple(pieces))

    @cached_property
    def epci(self) -> tuple[str, ...]:
        """Codes of the EPCI."""
        return tuple(sorted(filter(None, self._places)))

    def parts(self, epci: str) -> list[str]:
        """Give the members that an EPCI is made of: itself, or its parts by département."""
        return [self.member((departement, epci)) for departement in self._places[epci]]

    def member(self, piece: tuple[str, str]) -> str:
        """Name a piece: as its EPCI if that lies in one département."""
        departement, epci = piece
        whole = epci and len(self._places[epci]) == 1
        return epci if whole else f"{epci}/{departement}"

    @cached_property
    def _places(self) -> dict[str, list[str]]:
        """Départements of each EPCI, in the order of the pieces."""
        found: dict[str, list[str]] = {}
        for departement, epci in self.pieces:
            found.setdefault(epci, []).append(departement)
        return found


@dataclass(frozen=True)
class Measure:
    """A column of a table, counted; one for each month or réservataire in a table by these.

    Attributes
    ----------
    table, colonne, rubrique
        Where the counts go; the rubrique is an ISO month or a réservataire, empty where the table
        has neither.
    par
        What the table has a row for.
    definition, condition
        What is counted, and its SQL as it holds at the observation date, whatever the réservataire.
    observation, bounds
        From which day it is seen, and the days of the leases counted, None for a stock.
    cells
        Count by member: code of territory or `BAILLEUR` and a name. Published, but for secrecy.
        None where it isn't known.
    latent
        Counts by member that are never published but tie the others: pieces of an EPCI, région.
    """

    table: str
    colonne: str
    rubrique: str
    par: Par
    definition: Definition
    condition: str
    observation: date
    bounds: tuple[date, date] | None
    cells: Mapping[str, int | None]
    latent: Mapping[str, int | None]

    @property
    def name(self) -> str:
        """What is counted, whatever the table: the same counts in two tables are one measure."""
        reserved = self.par is Par.RESERVATAIRE
        return self._name(
            reserved_by(self.rubrique, self.condition) if reserved else self.condition
        )

    @property
    def whole(self) -> str:
        """Name of what is counted whatever the réservataire."""
        return self._name(self.condition)

    def _name(self, condition: str) -> str:
        when = self.bounds or (self.observation,)
        return "|".join([self.definition.source, condition, *map(str, when)])

    def key(self, member: str) -> Key:
        """Give the key of a cell in the system of all tables."""
        return (self.name, member)

    @property
    def values(self) -> dict[str, int | None]:
        """Counts of all members, published or not."""
        return {**self.latent, **self.cells}


def reserved_by(reservataire: str, condition: str) -> str:
    """Give the SQL of the counts of a réservataire, as a table without a row for each writes it."""
    known = "IS NULL" if reservataire == INCONNU else f"= '{reservataire}'"
    return f"({condition}) AND reservataire {known}"


def spread(
    counts: Mapping[tuple[str, str], int], geography: Geography, epci: bool
) -> tuple[dict[str, int | None], dict[str, int | None]]:
    """Give the published cells and the latent ones from the counts by piece.

    Parameters
    ----------
    counts
        Count by département and EPCI; a piece that is absent has 0.
    geography
        The région.
    epci
        Whether EPCI are published.
    """
    cells: dict[str, int | None] = {
        code: sum(n for piece, n in counts.items() if piece[0] == code)
        for code in geography.departements
    }
    cells[geography.region] = sum(counts.values())
    if not epci:
        return cells, {}
    for code in geography.epci:
        cells[code] = sum(n for piece, n in counts.items() if piece[1] == code)
    latent: dict[str, int | None] = {
        geography.member(piece): counts.get(piece, 0)
        for piece in geography.pieces
        if geography.member(piece) not in cells
    }
    return cells, latent


def published_keys(measures: Iterable[Measure]) -> Collection[Key]:
    """Give the keys of the cells that tables publish, unless they are hidden."""
    return {measure.key(member) for measure in measures for member in measure.cells}

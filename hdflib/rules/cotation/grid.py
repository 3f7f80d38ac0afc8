"""A cotation grid: criteria with their points, and how they add up.

Décret 2019-1378 of 17 December 2019 (CCH, R.441-2-10): the plan partenarial of an EPCI gives each
criterion its weight; one system holds for the whole territory, apart from requests for a transfer
(mutations), which may have their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Bloc(StrEnum):
    """Where a criterion comes from: the law, the optional list, or the territory's priorities."""

    OBLIGATOIRE = "obligatoire"
    FACULTATIF = "facultatif"
    LOCAL = "local"


class Cumul(StrEnum):
    """How the criteria of a group count together: all of them, or the highest one only."""

    SOMME = "somme"
    MAXIMUM = "maximum"


@dataclass(frozen=True)
class Tranche:
    """A bracket of months of seniority: both ends included, the last one open.

    `ligne` is its line of the grid file.
    """

    minimum: int
    maximum: int | None
    points: int
    libelle: str
    ligne: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Critere:
    """A criterion of a grid.

    Attributes
    ----------
    code, libelle
        Code, unique in the grid, and what it is in French.
    bloc
        Where it comes from.
    points
        Points that it gives; those of its highest bracket if it has brackets.
    prioritaire
        Whether it makes a request a priority: all mandatory criteria, and local ones that stand
        for a legal priority (a label of the PDALHPD). No sum of the others may reach it.
    colonne, valeurs
        Column of the requests, and values that meet the criterion; « oui » if none is given.
    tranches
        Exclusive brackets of seniority, in months; empty for most criteria.
    justificatif
        Column that says whether its document is valid: « oui », or its last day of validity. Empty
        if no document is asked for. Without a valid document, the criterion gives no point.
    groupe
        Name of its group; empty if it counts by itself.
    categorie
        Letter of the list of CCH, L.441-1, that it stands for; empty if none.
    ligne
        Line of the grid file.
    """

    code: str
    libelle: str
    bloc: Bloc
    points: int
    prioritaire: bool
    colonne: str
    valeurs: tuple[str, ...] = ()
    tranches: tuple[Tranche, ...] = ()
    justificatif: str = ""
    groupe: str = ""
    categorie: str = ""
    ligne: int = 0


@dataclass(frozen=True)
class Groupe:
    """Criteria that count together, all of the same bloc."""

    nom: str
    cumul: Cumul


@dataclass(frozen=True)
class Bareme:
    """The criteria that apply to a request, and their groups."""

    criteres: tuple[Critere, ...]
    groupes: tuple[Groupe, ...] = ()


@dataclass(frozen=True)
class Grille:
    """A cotation grid.

    Attributes
    ----------
    fichier
        File name relative to the project.
    titre, epci
        Title in French, and SIREN of the EPCI.
    debut
        First day in force.
    source
        Document that it comes from.
    demandes
        What applies to new requests, and to all if `mutations` is None.
    mutations
        What applies to requests for a transfer within social housing.
    """

    fichier: str
    titre: str
    epci: str
    debut: date
    source: str
    demandes: Bareme
    mutations: Bareme | None = None

    @property
    def criteres(self) -> tuple[Critere, ...]:
        """All the criteria, those of the mutations after the others."""
        return self.demandes.criteres + (self.mutations.criteres if self.mutations else ())

    def bareme(self, *, mutation: bool) -> Bareme:
        """Give what applies to a request."""
        return self.mutations if mutation and self.mutations else self.demandes

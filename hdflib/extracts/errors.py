"""What keeps an extract from being read, and why a row isn't counted."""

from __future__ import annotations

from enum import StrEnum

from hdflib.errors import HdfError


class ExtractError(HdfError):
    """An extract can't be used; the French message never quotes one of its cells.

    It is always raised outside of an ``except`` block: the error of a library, which may quote
    a record, must not hang on it as its context.
    """


class Motif(StrEnum):
    """Why a row is rejected: someone has to mend it."""

    LIGNE_DECALEE = "ligne décalée (nombre de cellules)"
    CELLULE_VIDE = "cellule obligatoire vide"
    IDENTIFIANT_ARRONDI = "identifiant arrondi par un tableur"
    DATE_ILLISIBLE = "date illisible"
    ANNEE_DEUX_CHIFFRES = "année sur deux chiffres"
    DATE_ANCIENNE = "date antérieure à 1990"
    DATE_FUTURE = "date future"
    NOMBRE_ILLISIBLE = "nombre illisible"
    VALEUR_IMPREVUE = "valeur hors de la liste"
    COMMUNE_INCONNUE = "commune inconnue"
    DEPARTEMENT_INCONNU = "département inconnu"
    EPCI_INCONNU = "EPCI inconnu"
    DOUBLON = "doublon"

    @property
    def code(self) -> int:
        """Rank, which stands for the reason in DuckDB."""
        return list(Motif).index(self)


class Exclusion(StrEnum):
    """Why a sound row isn't counted."""

    HORS_REGION = "hors région"
    POSTERIEURE = "postérieure à l’observation"

    @property
    def code(self) -> int:
        """Rank, which stands for the reason in DuckDB."""
        return list(Exclusion).index(self)

"""A source, its columns and the names that exports give them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

IGNORED = " \t\u00a0\u202f-\u2010\u2011–'’_./%°()"
"""Characters that don't count when names are compared."""


class Type(StrEnum):
    """How the text of a column is interpreted."""

    IDENTIFIANT = "identifiant"
    DATE = "date"
    COMMUNE = "commune"
    DEPARTEMENT = "departement"
    EPCI = "epci"
    TEXTE = "texte"
    NOMBRE = "nombre"
    OUI_NON = "oui_non"
    CHOIX = "choix"
    VALIDITE = "validite"


@dataclass(frozen=True)
class Column:
    """A column of a source.

    Attributes
    ----------
    name, type
        Canonical name, and how its text is interpreted.
    obligatoire
        Whether the column must be there, and filled on every row.
    synonymes
        Other names that exports give it.
    valeurs
        For a choice, the texts that stand for each code.
    """

    name: str
    type: Type
    obligatoire: bool = False
    synonymes: tuple[str, ...] = ()
    valeurs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name, then the others."""
        return (self.name, *self.synonymes)

    @property
    def codes(self) -> dict[str, str]:
        """Code of each text of a choice, compared by `key`; a code stands for itself."""
        return {key(text): code for code, texts in self.valeurs.items() for text in (code, *texts)}


@dataclass(frozen=True)
class SourceSchema:
    """A source: its name, French label, columns, and the columns that tell its rows apart."""

    source: str
    libelle: str
    cle: tuple[str, ...]
    colonnes: tuple[Column, ...]

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which a file can't be read."""
        return tuple(column for column in self.colonnes if column.obligatoire)

    @property
    def commune(self) -> str | None:
        """Name of the column that holds the commune."""
        return next((c.name for c in self.colonnes if c.type is Type.COMMUNE), None)

    @property
    def kept(self) -> tuple[str, ...]:
        """Columns of the table: the identifiers are left out, the territoires are added."""
        names = tuple(c.name for c in self.colonnes if c.type is not Type.IDENTIFIANT)
        return (*names, "departement", "epci") if self.commune else names


def key(text: str) -> str:
    """Give what is compared of a name: case, accents, spaces, dashes, apostrophes don't count."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return "".join(c for c in plain.lower() if c not in IGNORED)

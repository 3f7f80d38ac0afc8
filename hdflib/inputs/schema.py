"""What a table of `data/<date>/` must look like."""

from __future__ import annotations

from dataclasses import dataclass

from hdflib.inputs import cells
from hdflib.inputs.cells import Parser


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    nom, description
        Name in the header, and meaning with its unit (French: shown in the guide).
    parser
        Parser of its cells.
    obligatoire
        Whether an empty cell is an error; otherwise it reads "non transmis".
    etats
        Whether "en cours" and "s" are allowed.
    somme
        Whether a region row must equal the sum of the départements.
    """

    nom: str
    description: str
    parser: Parser = cells.words
    obligatoire: bool = False
    etats: bool = False
    somme: bool = False


@dataclass(frozen=True)
class Schema:
    """A table of a commission.

    Attributes
    ----------
    nom
        File name without `.csv`, relative to `data/<date>/`.
    section, titre, description
        Agenda section that shows it, its name in a sentence, and its meaning (French).
    colonnes, cle
        Columns in order, and those that identify a row.
    datee
        Whether params must give its observation date.
    euros
        Whether its sums are of amounts rounded to the euro, so that they may differ by rounding.
    bornes
        Pairs of columns (part, whole) where the part can't pass the whole.
    composantes
        Columns of which the last is the sum of the others.
    """

    nom: str
    section: str
    titre: str
    description: str
    colonnes: tuple[Column, ...]
    cle: tuple[str, ...]
    datee: bool = False
    euros: bool = False
    bornes: tuple[tuple[str, str], ...] = ()
    composantes: tuple[str, ...] = ()

    @property
    def fichier(self) -> str:
        """File name relative to `data/<date>/`."""
        return f"{self.nom}.csv"

    def colonne(self, nom: str) -> Column:
        """Give a column by its name."""
        return next(column for column in self.colonnes if column.nom == nom)


TERRITOIRE = Column(
    "territoire", "Code INSEE de la région ou du département, ou SIREN de l’EPCI", obligatoire=True
)
SOURCE = Column("source", "Origine du chiffre : document et titre de la diapositive")


def nombre(nom: str, description: str, *, somme: bool = True) -> Column:
    """Make a column of counts, with its states, summed over the départements."""
    return Column(nom, description, cells.count, etats=True, somme=somme)


def montant(nom: str, description: str) -> Column:
    """Make a column of amounts in euros."""
    return Column(nom, description, cells.amount, etats=True, somme=True)


def texte(nom: str, description: str, *, obligatoire: bool = False) -> Column:
    """Make a column of text."""
    return Column(nom, description, obligatoire=obligatoire)


DEBUT = Column("debut", "Date, mois ou année de début", cells.period, obligatoire=True)
FIN = Column("fin", "Date, mois ou année de fin, si c’est une période", cells.period)
EPCI = texte("epci", "SIREN de l’EPCI", obligatoire=True)

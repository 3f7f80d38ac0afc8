"""Région, départements and EPCI: codes, names as they read in a sentence, populations."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

_ELIDED = frozenset({1, 5})
_DE = {0: "de ", 1: "d’", 2: "du ", 3: "de la ", 4: "des ", 5: "de l’"}
_LE = {0: "", 1: "", 2: "le ", 3: "la ", 4: "les ", 5: "l’"}
_FEMININE_EPCI = frozenset({"CA", "CC", "CU", "Métropole"})


class UnknownTerritoire(ValueError):  # noqa: N818
    """A code that isn't one of the commission's territoires; the message is French."""


@dataclass(frozen=True)
class Territoire:
    """A région, a département or an EPCI.

    Attributes
    ----------
    code
        INSEE code of the région ("32") or département ("02"), SIREN of the EPCI.
    niveau
        ``region``, ``departement`` or ``epci``.
    nom
        Name in French, without article.
    type_liaison
        INSEE's code for the article (``tncc``): 0 none, 1 none and elided, 2 le, 3 la, 4 les,
        5 l'. Always 0 for an EPCI.
    departement
        Code of the département: its own for a département, for an EPCI the one of the région
        where most of its people live, None for the région.
    communes
        Number of communes in the région.
    population
        Legal municipal population; that of the whole EPCI even where it goes over the limit
        of the région.
    alias
        Other names met in the sources.
    region_majoritaire
        Whether most of its people live in the région.
    ligne
        Line of the file of territories that it was read from.
    """

    code: str
    niveau: str
    nom: str
    type_liaison: int
    departement: str | None
    communes: int
    population: int
    alias: tuple[str, ...] = ()
    region_majoritaire: bool = True
    ligne: int = field(default=0, compare=False)

    @property
    def slug(self) -> str:
        """Name for a file: "62-pas-de-calais"."""
        words = "".join(c if c.isalnum() else " " for c in _ascii(self.nom)).split()
        return "-".join([self.code.lower(), *words])

    @property
    def de(self) -> str:
        """Complement: "de l’Aisne", "du Nord", "des Hauts-de-France"."""
        return _DE[self._liaison] + self.nom

    @property
    def le(self) -> str:
        """Subject: "l’Aisne", "le Nord", "les Hauts-de-France"; the name alone for Paris."""
        if self.niveau == "region" and self.type_liaison in (0, 1):
            return ("l’" if self.type_liaison in _ELIDED else "la ") + self.nom
        return _LE[self._liaison] + self.nom

    @property
    def dans(self) -> str:
        """Place: "dans l’Aisne", "dans le Nord", "en Normandie", "en Seine-et-Marne"."""
        if self.niveau == "region" and self.type_liaison in (0, 1, 3, 5):
            return f"en {self.nom}"
        if self.niveau == "departement" and self.type_liaison in (0, 1):
            return f"{'à' if self.nom == 'Paris' else 'en'} {self.nom}"
        return f"dans {self.le}"

    @property
    def _liaison(self) -> int:
        """INSEE gives no article to EPCI, but nearly all of them are feminine."""
        feminine = self.niveau == "epci" and self.nom.split()[0] in _FEMININE_EPCI
        return 3 if feminine else self.type_liaison


@dataclass(frozen=True)
class Territoires:
    """The territoires of a commission.

    Attributes
    ----------
    territoires
        One région, its départements and its EPCI, in the order of the file.
    """

    territoires: tuple[Territoire, ...]

    @property
    def region(self) -> Territoire:
        """The région."""
        return self._niveau("region")[0]

    @property
    def departements(self) -> tuple[Territoire, ...]:
        """The départements, by code."""
        return self._niveau("departement")

    @property
    def packs(self) -> tuple[Territoire, ...]:
        """The territoires that get a pack: the région, then its départements."""
        return (self.region, *self.departements)

    def epci(self, departement: str | None = None) -> tuple[Territoire, ...]:
        """List the EPCI by code: all of them, or those attached to one département."""
        every = self._niveau("epci")
        if departement is None:
            return every
        self.get(departement)
        return tuple(e for e in every if e.departement == departement)

    def get(self, code: str) -> Territoire:
        """Give the territoire that has exactly this code.

        Raises
        ------
        UnknownTerritoire
            No territoire has this code; the message lists those allowed.
        """
        if code not in self._by_code:
            codes = ", ".join(t.code for t in self.packs)
            raise UnknownTerritoire(
                f"Territoire inconnu : « {code} ». Codes admis : {codes}, "
                f"ou le SIREN d’un des {len(self.epci())} EPCI."
            )
        return self._by_code[code]

    def find(self, text: str | int) -> Territoire | None:
        """Find a territoire from what a file says: code, name or alias.

        Case, accents, spaces, hyphens, apostrophes and the zero before a code don't count:
        "Pas de Calais" finds 62, and 2 finds 02.
        """
        return self._by_key.get(_key(str(text)))

    def _niveau(self, niveau: str) -> tuple[Territoire, ...]:
        return tuple(
            sorted((t for t in self.territoires if t.niveau == niveau), key=lambda t: t.code)
        )

    @cached_property
    def _by_code(self) -> dict[str, Territoire]:
        return {t.code: t for t in self.territoires}

    @cached_property
    def _by_key(self) -> dict[str, Territoire]:
        keys: dict[str, Territoire] = {}
        for territoire in self.territoires:
            for name in (territoire.code, territoire.nom, *territoire.alias):
                # A département's name wins over an EPCI's: the first one stays.
                keys.setdefault(_key(name), territoire)
        return keys


def _ascii(text: str) -> str:
    # Unicode doesn't decompose these three.
    spelled = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()


def _key(text: str) -> str:
    return "".join(c for c in _ascii(text) if c.isalnum()).lstrip("0")

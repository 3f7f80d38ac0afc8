"""What moved, in French: names, values and gaps."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hdflib.display import french
from hdflib.display.grammar import accord
from hdflib.figures import WITHIN_DISPLAY, Etat, Indicateur
from hdflib.packs.chiffres import TEXTS, Chiffre
from hdflib.sections.common import MODALITES, PUBLICS
from hdflib.territories import Territoires

STATES = {Etat.SECRET.value: "secret statistique"}
"""States in words, where the display is a letter."""
ABSENT = "–"


@dataclass(frozen=True)
class Lexique:
    """Names of what figures are: indicators, territories, sections."""

    indicateurs: Mapping[str, Indicateur]
    territoires: Territoires
    sections: Mapping[str, str]

    def territoire(self, code: str) -> str:
        """Name a territory; its code if the reference data doesn't have it."""
        found = self.territoires.find(code)
        return found.nom if found else code

    def section(self, name: str) -> str:
        """Give the title of a section."""
        return self.sections.get(name, name.replace("_", " "))

    def indicateur(self, code: str) -> str:
        """Give the label of an indicator."""
        known = self.indicateurs.get(code)
        return known.libelle if known else code.replace("_", " ")

    def details(self, public: str, modalite: str) -> list[str]:
        """Give in words what a figure says beside its indicator."""
        said = PUBLICS.get(public, public.replace("_", " "))
        return [text for text in (said, MODALITES.get(modalite, modalite)) if text]


def joined(name: str, details: Sequence[str]) -> str:
    """Give a name with its details: "Attributions – ménages prioritaires"."""
    return f"{name} – {', '.join(details)}" if details else name


def unit_of(unite: str, name: str) -> str:
    """Give the unit that neither the display of the value nor the name of the figure says."""
    if unite in (*WITHIN_DISPLAY, *TEXTS) or re.search(rf"\b{re.escape(unite)}\b", name, re.I):
        return ""
    return f", en {unite}"


def shown(chiffre: Chiffre | None) -> str:
    """Give a value as displayed, or its state in words; a dash for a figure that isn't there."""
    if chiffre is None:
        return ABSENT
    if not chiffre.connu:
        return STATES.get(chiffre.affichage, chiffre.affichage)
    return chiffre.affichage


def decimals(affichage: str) -> int:
    """Count the decimals of a displayed number."""
    digits = affichage.partition(",")[2]
    return len(digits) - len(digits.lstrip("0123456789"))


def counted(count: int, singulier: str, pluriel: str | None = None) -> str:
    """Give a number with its noun."""
    return f"{french.nombre(count)}{french.NBSP}{accord(count, singulier, pluriel)}"

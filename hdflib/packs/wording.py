"""What moved, in French: names, values and gaps."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hdflib.display import french
from hdflib.display.grammar import accord
from hdflib.figures import WITHIN_DISPLAY, Etat, Indicateur
from hdflib.packs.chiffres import TEXTS, Chiffre
from hdflib.packs.comparison import Change
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

    def chiffre(self, change: Change) -> str:
        """Name a figure: its indicator, its details, its period."""
        chiffre = change.chiffre
        name = self.indicateur(chiffre.indicateur)
        details = self.details(chiffre.public, chiffre.modalite)
        name += unit_of(chiffre.unite, " ".join((name, *details)))
        said = joined(name, details)
        return f"{said} ({periods(change)})" if chiffre.periode else said


def joined(name: str, details: Sequence[str]) -> str:
    """Give a name with its details: "Attributions – ménages prioritaires"."""
    return f"{name} – {', '.join(details)}" if details else name


def unit_of(unite: str, name: str) -> str:
    """Give the unit that neither the display of the value nor the name of the figure says."""
    if unite in (*WITHIN_DISPLAY, *TEXTS) or re.search(rf"\b{re.escape(unite)}\b", name, re.I):
        return ""
    return f", en {unite}"


def periods(change: Change) -> str:
    """Give the period of a figure, or both if it moved on."""
    sides = [c.periode for c in (change.avant, change.apres) if c is not None]
    return " → ".join(french.periode(text) for text in dict.fromkeys(sides))


def shown(chiffre: Chiffre | None) -> str:
    """Give a value as displayed, or its state in words; a dash for a figure that isn't there."""
    if chiffre is None:
        return ABSENT
    if not chiffre.connu:
        return STATES.get(chiffre.affichage, chiffre.affichage)
    return chiffre.affichage


def gap(change: Change) -> str:
    """Say how a figure moved: gap in its unit and relative one, or what became of it."""
    if change.paire is None:
        return "apparu" if change.apparu else "disparu"
    before, after = change.paire
    if change.etat:
        return became(before, after)
    if before.value == after.value:
        return "affichage seul"
    said = numeric_gap(change) or "modifié"
    return said if change.visible else f"{said}, même affichage"


def became(before: Chiffre, after: Chiffre) -> str:
    """Say what became of a figure whose state changed."""
    if after.connu:
        return "désormais connu"
    return "n’est plus connu" if before.connu else "toujours inconnu"


def numeric_gap(change: Change) -> str:
    """Give the gap between two numbers; empty if they aren't numbers."""
    if change.nombres is None:
        return ""
    before, after = change.nombres
    chiffre = change.chiffre
    # A gap that the display hides takes one decimal more to be seen.
    places = max(decimals(c.affichage) for c in change.paire or ()) + (not change.visible)
    if chiffre.unite == "%":
        points = (after - before) * 100
        text = french.signe(points, max(1, places))
        return f"{text}{french.NBSP}{accord(points, 'point')}"
    text = french.signe(after - before, places)
    if chiffre.unite == "€":
        text += f"{french.NBSP}€"
    if not before or chiffre.unite == "rang":
        return text
    relative = french.signe((after - before) / abs(before) * 100, 0)
    return f"{text} ({relative}{french.NARROW}%)"


def decimals(affichage: str) -> int:
    """Count the decimals of a displayed number."""
    digits = affichage.partition(",")[2]
    return len(digits) - len(digits.lstrip("0123456789"))


def summary(changes: Sequence[Change]) -> str:
    """Count what moved: "12 chiffres modifiés, 3 apparus, 1 disparu"."""
    if not changes:
        return "Aucun chiffre n’a changé."
    pairs = [change for change in changes if change.paire]
    same = sum(1 for change in pairs if not change.visible)
    new = sum(1 for change in changes if change.apparu)
    gone = sum(1 for change in changes if change.disparu)
    silent = f" (dont {french.nombre(same)} sans effet sur l’affichage)" if same else ""
    return (
        f"{counted(len(pairs), 'chiffre modifié', 'chiffres modifiés')}{silent}, "
        f"{counted(new, 'apparu')}, {counted(gone, 'disparu')}."
    )


def counted(count: int, singulier: str, pluriel: str | None = None) -> str:
    """Give a number with its noun."""
    return f"{french.nombre(count)}{french.NBSP}{accord(count, singulier, pluriel)}"

"""What a reviewer must see first among what moved."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from math import log10

from hdflib.packs.compare.comparison import Change
from hdflib.territories import Territoires

FIRST = 20
"""Changes to see first."""
NIVEAUX = ("region", "departement", "epci")


class Rang(IntEnum):
    """Kinds of changes, the most important first."""

    ETAT = 0
    TAUX = 1
    AUTRE = 2
    DISPARU = 3
    APPARU = 4
    INVISIBLE = 5


ORDRE = (
    "D’abord les chiffres devenus connus ou inconnus, puis les taux, les autres chiffres modifiés, "
    "les disparus, les apparus et enfin ceux dont l’affichage n’a pas changé ; à rang égal, la "
    "région, les départements puis les EPCI, et les plus grands écarts."
)
"""The order in words."""


def sort_changes(changes: Sequence[Change], territoires: Territoires) -> list[Change]:
    """Sort what moved by importance: kind, level of the territory, size; never by chance."""
    levels = {t.code: NIVEAUX.index(t.niveau) for t in territoires.territoires}

    def importance(change: Change) -> tuple[object, ...]:
        chiffre = change.chiffre
        level = levels.get(chiffre.territoire, len(NIVEAUX))
        names = (chiffre.territoire, chiffre.indicateur, chiffre.public, chiffre.modalite)
        return rang(change), level, -taille(change), *names, chiffre.periode, change.sections

    return sorted(changes, key=importance)


def rang(change: Change) -> Rang:
    """Give the kind of a change; a code that starts with `taux_` is a rate against an objective."""
    if not change.visible:
        return Rang.INVISIBLE
    if change.apparu:
        return Rang.APPARU
    if change.disparu:
        return Rang.DISPARU
    if change.etat:
        return Rang.ETAT
    return Rang.TAUX if change.chiffre.indicateur.startswith("taux_") else Rang.AUTRE


def taille(change: Change) -> float:
    """Give the size of a change, the same in both directions.

    For a percentage, 1 for ten points. For any other number, its relative change (1 for all or
    nothing) times the digits of the larger one: +5 % of 10 000 weighs more than +5 % of 100. A
    text has no size: 1.
    """
    if change.nombres is None:
        return 0.0 if change.paire is None else 1.0
    before, after = change.nombres
    gap, larger = abs(after - before), max(abs(before), abs(after))
    if change.chiffre.unite == "%":
        return round(gap * 10, 9)
    return round(gap / larger * log10(10 + larger), 9) if larger else 0.0

"""Which categories of priority households a cotation grid leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hdflib.rules.cotation.grid import Bareme, Grille
from hdflib.rules.priorities import Article, Priorite, in_force


def uncovered(grille: Grille, priorites: Iterable[Priorite], day: date) -> list[Priorite]:
    """Give the categories in force on a day that no priority criterion of a grid stands for.

    A category that the mutations leave out is given too.

    Parameters
    ----------
    grille
        The grid.
    priorites
        Those of `data/reference/priorites.csv`; only CCH, L.441-1 is compared.
    day
        Day on which they are in force.
    """
    baremes = [grille.demandes, *([grille.mutations] if grille.mutations else [])]
    covered = set.intersection(*map(categories, baremes))
    asked = in_force(priorites, Article.ATTRIBUTION, day)
    return [priorite for priorite in asked if priorite.categorie not in covered]


def categories(bareme: Bareme) -> set[str]:
    """Give the letters of CCH, L.441-1 that the priority criteria stand for."""
    return {c.categorie for c in bareme.criteres if c.prioritaire and c.categorie}

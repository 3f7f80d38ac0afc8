"""Classes of points and of seniority, by which requests are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hdflib.cotation.words import say_points
from hdflib.display.french import nombre
from hdflib.rules.cotation.grid import Grille


@dataclass(frozen=True)
class Classe:
    """A class of whole numbers: both ends included; open where there is none."""

    minimum: int | None
    maximum: int | None
    libelle: str

    def sql(self, column: str) -> str:
        """Give the SQL of whether a number is in the class."""
        parts = [f"{column} >= {self.minimum}"] if self.minimum is not None else []
        parts += [f"{column} <= {self.maximum}"] if self.maximum is not None else []
        return " AND ".join(parts)


SENIORITY = (
    Classe(None, 11, "Moins d’un an"),
    Classe(12, 23, "De 1 à 2 ans"),
    Classe(24, 35, "De 2 à 3 ans"),
    Classe(36, 59, "De 3 à 5 ans"),
    Classe(60, None, "5 ans et plus"),
)
"""Classes of whole months of seniority."""


def point_classes(grille: Grille) -> tuple[Classe, ...]:
    """Give classes of points that the grid's weights bound.

    Below the least priority, thirds of its points; from there, its multiples up to three, and the
    weight of each other priority.
    """
    bounds = _bounds(grille)
    closed = [Classe(low, high - 1, _name(low, high - 1)) for low, high in pairwise(bounds)]
    malus = any(c.points < 0 for c in grille.criteres)
    below = [Classe(None, -1, "Moins de 0 point")] if malus else []
    last = bounds[-1]
    return (*below, *closed, Classe(last, None, f"{say_points(last)} et plus"))


def classify(classes: Sequence[Classe], column: str) -> str:
    """Give the SQL of the rank of a number's class."""
    cases = " ".join(f"WHEN {c.sql(column)} THEN {i}" for i, c in enumerate(classes))
    return f"CASE {cases} END"


def _bounds(grille: Grille) -> list[int]:
    criteria = grille.criteres
    priorities = sorted({c.points for c in criteria if c.prioritaire and c.points > 0})
    others = sum(c.points for c in criteria if c.points > 0 and not c.prioritaire)
    step = priorities[0] if priorities else others + 1
    following = priorities[1] if len(priorities) > 1 else 3 * step + 1
    multiples = [n * step for n in (2, 3) if priorities and n * step < following]
    thirds = [-(-step // 3), -(-2 * step // 3)]
    return sorted({0, 1, *thirds, *priorities, *multiples})


def _name(low: int, high: int) -> str:
    if low == high:
        return say_points(low)
    return f"De {nombre(low)} à {nombre(high)} points"

"""Transformation of the shelter stock (AHI: accueil, hébergement, insertion)."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.views import Tuile
from hdflib.sections.ahi_transformation.actions import CATEGORIES, TABLE, draw_actions, say_actions
from hdflib.sections.ahi_transformation.evolution import (
    NOUNS,
    draw_chart,
    draw_places,
    say_places,
)
from hdflib.sections.ahi_transformation.places import PLACES, compute_places

UNKNOWN = (
    "Les nombres de places par type et par département ne font pas partie des données "
    "transmises : seuls les actions et le financement peuvent être présentés."
)
KINDS = (
    "Places ouvertes à chaque date d’observation. Hébergement : hébergement d’urgence, centres "
    "d’hébergement et de réinsertion sociale (CHRS), hôtel. Logement adapté : intermédiation "
    "locative, pensions de famille, résidences sociales."
)


def tiles(analyse: Analyse) -> list[Tuile]:
    """Give the key figures: the credits mobilised, and the places at the latest date."""
    credits, places = analyse.repere("credits_bop177"), compute_places(analyse)
    found = [(credits, "mobilisés pour concrétiser les transformations")] if credits else []
    if places:
        found += [(own[-1], f"places {NOUNS[group]}") for group, own in places.totals.items()]
    return [Tuile(figure, label) for figure, label in found]


def notes(analyse: Analyse) -> tuple[str, ...]:
    """Say which places are counted, or that they weren't transmitted."""
    return (KINDS if analyse.table(PLACES) else UNKNOWN,)


__all__ = [
    "CATEGORIES",
    "PLACES",
    "TABLE",
    "compute_places",
    "draw_actions",
    "draw_chart",
    "draw_places",
    "notes",
    "say_actions",
    "say_places",
    "tiles",
]

"""Transformation of the shelter stock (AHI: accueil, hébergement, insertion)."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.keys import NEVER, Tuile
from hdflib.sections.ahi_transformation.actions import CATEGORIES, TABLE, draw_actions, say_actions
from hdflib.sections.ahi_transformation.credits import (
    CREDITS,
    compute_credits,
    credit_gaps,
    draw_credits,
    draw_use,
    say_credits,
)
from hdflib.sections.ahi_transformation.distance_views import (
    draw_dates,
    draw_distance_chart,
    draw_distances,
    draw_kinds,
    say_distances,
)
from hdflib.sections.ahi_transformation.distances import HEBERGEMENT, compute_distances
from hdflib.sections.ahi_transformation.evolution import (
    NOUNS,
    draw_chart,
    draw_places,
    say_places,
)
from hdflib.sections.ahi_transformation.exits import (
    EXITS,
    compute_exits,
    draw_exit_chart,
    draw_exits,
    say_exits,
)
from hdflib.sections.ahi_transformation.places import PLACES, compute_places

TABLES = (TABLE, PLACES, CREDITS, EXITS, "reperes/ahi_transformation")
KINDS = (
    "Places ouvertes à chaque date d’observation. Hébergement : hébergement d’urgence, centres "
    "d’hébergement et de réinsertion sociale (CHRS), hôtel. Logement adapté : intermédiation "
    "locative, pensions de famille, résidences sociales."
)
LEVEL = (
    "Niveau d’avant la crise sanitaire : places à la dernière date d’observation antérieure à mars "
    "2020 ({jour}). Écart : places à la dernière date − places à cette date. Le rythme est celui "
    "de la dernière période observée ; ce n’est pas une prévision."
)
NO_LEVEL = "Aucune date d’observation n’est antérieure à la crise sanitaire (mars 2020)."
USE = (
    "BOP 177 : budget opérationnel du programme 177, « Hébergement, parcours vers le logement et "
    "insertion des personnes vulnérables ». Parts engagée et payée : montants ÷ crédits de l’année."
)
GONE = (
    "Sorties d’hébergement, hôtel compris, connues des SIAO ; les parts portent sur les seules "
    "sorties dont la destination est connue."
)
MISSING = {
    PLACES: "les nombres de places par type et par département",
    CREDITS: "l’emploi des crédits",
    EXITS: "les sorties d’hébergement vers le logement",
}
"""What a page can't show without a table."""


def tiles(analyse: Analyse) -> list[Tuile]:
    """Give the key figures: credits, places at the latest date, share of exits to housing."""
    credits, places = analyse.repere("credits_bop177"), compute_places(analyse)
    exits, where = compute_exits(analyse), analyse.territoire.dans
    found = []
    if credits:
        label = "mobilisés pour concrétiser les transformations dans la région"
        found.append(Tuile(credits, label, rang=2))
    for rank, (group, own) in enumerate(places.totals.items() if places else ()):
        first = NEVER if rank else 1
        found.append(Tuile(own[-1], f"places {NOUNS[group]} {where}", rang=first))
    if exits:
        share = exits.get("part_sorties_logement")
        found.append(Tuile(share, f"des sorties d’hébergement mènent à un logement {where},"))
    return found


def notes(analyse: Analyse) -> tuple[str, ...]:
    """Say what is counted, and what wasn't transmitted."""
    said = {PLACES: KINDS, CREDITS: USE, EXITS: GONE}
    found = [text for table, text in said.items() if analyse.table(table)]
    if analyse.table(PLACES):
        distances = compute_distances(analyse)
        level = LEVEL.format(jour=french.periode(distances.reference)) if distances else NO_LEVEL
        found.insert(1, level)
    missing = [words for table, words in MISSING.items() if not analyse.table(table)]
    if missing:
        found.append(f"Non transmis pour cette commission : {french.liste(missing)}.")
    return tuple(found)


__all__ = [
    "CATEGORIES",
    "CREDITS",
    "EXITS",
    "HEBERGEMENT",
    "PLACES",
    "TABLE",
    "TABLES",
    "compute_credits",
    "compute_distances",
    "compute_exits",
    "compute_places",
    "credit_gaps",
    "draw_actions",
    "draw_chart",
    "draw_credits",
    "draw_dates",
    "draw_distance_chart",
    "draw_distances",
    "draw_exit_chart",
    "draw_exits",
    "draw_kinds",
    "draw_places",
    "draw_use",
    "notes",
    "say_actions",
    "say_credits",
    "say_distances",
    "say_exits",
    "say_places",
    "tiles",
]

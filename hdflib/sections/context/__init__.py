"""General context: the territory, the fall of attributions, the deadlines ahead."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.grammar import Sentence
from hdflib.sections.common import published_gaps
from hdflib.sections.context.attributions import draw_evolutions, say_evolutions
from hdflib.sections.context.calendar import (
    draw_deadlines,
    draw_timeline,
    link_deadlines,
    say_deadlines,
)
from hdflib.sections.context.deadlines import DEADLINES, compute_deadlines, deadline_frame
from hdflib.sections.context.keys import tiles
from hdflib.sections.context.months import draw_departements, draw_months, say_months
from hdflib.sections.context.territory import (
    compute,
    draw_epci,
    draw_map,
    draw_territory,
    say_territory,
)
from hdflib.sections.publics import compute_monthly

NOTES = (
    "Population : populations municipales légales 2019 (INSEE), en vigueur au 1er janvier 2022. "
    "EPCI : périmètres au 1er janvier 2022 ; un EPCI à cheval sur deux départements est rattaché "
    "à celui où vit la plus grande part de sa population, et sa population est comptée en entier.",
    "Échéances légales : textes en vigueur à la date de la commission "
    "(data/reference/regles.csv) ; celles qui reviennent chaque année sont données pour dix-huit "
    "mois. Le délai est compté depuis la date de la commission.",
    "Fond de carte : IGN, ADMIN EXPRESS COG (Licence Ouverte 2.0).",
)


def compare_published(analyse: Analyse) -> list[str]:
    """Say where the published change of all attributions differs from the computed one."""
    monthly = compute_monthly(analyse)
    return published_gaps(analyse, [monthly.change(territoire=analyse.region)] if monthly else [])


def say_context(analyse: Analyse) -> list[Sentence | None]:
    """Say the territory's size, then the change of attributions in the région and by month."""
    monthly = compute_monthly(analyse)
    return [
        say_territory(analyse),
        *say_evolutions(analyse),
        *(say_months(monthly) if monthly else ()),
    ]


__all__ = [
    "DEADLINES",
    "NOTES",
    "compare_published",
    "compute",
    "compute_deadlines",
    "compute_monthly",
    "deadline_frame",
    "draw_deadlines",
    "draw_departements",
    "draw_epci",
    "draw_evolutions",
    "draw_map",
    "draw_months",
    "draw_territory",
    "draw_timeline",
    "link_deadlines",
    "say_context",
    "say_deadlines",
    "tiles",
]

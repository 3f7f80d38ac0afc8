"""Priority households: DALO and PDALHPD (CCH L.441-1 and L.441-2-3)."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.grammar import Sentence, phrase
from hdflib.sections.priority_households.flux import (
    ASSIETTE,
    EXCLUSIONS,
    FLUX,
    draw_base,
    draw_exclusions,
    draw_flux,
    say_base,
    say_flux,
)
from hdflib.sections.priority_households.share import BILAN, PUBLIC, draw_share, say_share
from hdflib.sections.publics import Public, compute_public

TABLE = PUBLIC
NOTES = (
    "Objectif à date = objectif annuel × mois écoulés ÷ 12, sans arrondi ; le taux de "
    "réalisation rapporte les attributions à cet objectif.",
    "Ménages prioritaires : ménages reconnus au titre du droit au logement opposable (DALO) ou "
    "du plan départemental d’action pour le logement et l’hébergement des personnes "
    "défavorisées (PDALHPD).",
)


def compute(analyse: Analyse) -> Public | None:
    """Compute the figures of priority households; None if not transmitted."""
    return compute_public(analyse, TABLE)


def say_obligations(analyse: Analyse) -> list[Sentence | None]:
    """Say the legal share, the range between EPCI, and the rules of gestion en flux."""
    return [
        phrase(
            "Chaque réservataire doit consacrer au moins {part} de son contingent aux ménages "
            "prioritaires, et chaque bailleur au moins autant de ses attributions hors contingent "
            "(CCH, L.441-1).",
            part=analyse.repere("part_reservee_prioritaires", public=TABLE),
        ),
        *say_share(analyse),
        *say_flux(analyse),
        say_base(analyse),
    ]


__all__ = [
    "ASSIETTE",
    "BILAN",
    "EXCLUSIONS",
    "FLUX",
    "NOTES",
    "TABLE",
    "compute",
    "draw_base",
    "draw_exclusions",
    "draw_flux",
    "draw_share",
    "say_flux",
    "say_obligations",
]

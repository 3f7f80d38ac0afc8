"""Priority households: DALO and PDALHPD (CCH L.441-1 and L.441-2-3)."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.grammar import Sentence, phrase
from hdflib.inputs.rights import DROITS
from hdflib.sections.priority_households.base import ASSIETTE, draw_base, say_base
from hdflib.sections.priority_households.contingents import (
    draw_contingents,
    draw_quarters,
    legal_share,
    quarters_title,
    say_contingents,
)
from hdflib.sections.priority_households.exclusions import draw_exclusions
from hdflib.sections.priority_households.flux import (
    FLUX,
    draw_flux,
    draw_missing,
    say_ceiling,
    say_deadline,
    say_flux,
)
from hdflib.sections.priority_households.report import BILAN as FLUX_BAILLEURS
from hdflib.sections.priority_households.report import draw_report, say_report
from hdflib.sections.priority_households.reserved import TABLE as RESERVATAIRES
from hdflib.sections.priority_households.rights_views import draw_rights, say_rights
from hdflib.sections.priority_households.share import BILAN, PUBLIC, draw_share, say_share
from hdflib.sections.priority_households.simulation import draw_simulation, simulate
from hdflib.sections.priority_households.state import draw_state, say_state
from hdflib.sections.publics import Public, compute_public

TABLE = PUBLIC
NOTES = (
    "Objectif à date = objectif annuel × mois écoulés ÷ 12, sans arrondi ; le taux de "
    "réalisation rapporte les attributions à cet objectif.",
    "Ménages prioritaires : ménages reconnus au titre du droit au logement opposable (DALO) ou "
    "du plan départemental d’action pour le logement et l’hébergement des personnes "
    "défavorisées (PDALHPD).",
    "Quart dû = part fixée par la loi × attributions du contingent, à l’unité supérieure.",
    "Droits de réservation = part réservée × assiette ; par réservataire, en attributions entières "
    "dont la somme est l’assiette (plus forts restes). La simulation change une seule part : ce "
    "qu’elle prend ou rend l’est aux attributions hors contingent des bailleurs ; « non permis » "
    "marque une part que la loi n’admet pas.",
)
TABLES = (
    TABLE,
    BILAN,
    FLUX,
    ASSIETTE,
    RESERVATAIRES,
    DROITS,
    FLUX_BAILLEURS,
)
"""Tables that the page may show."""


def compute(analyse: Analyse) -> Public | None:
    """Compute the figures of priority households; None if not transmitted."""
    return compute_public(analyse, TABLE)


def is_presented(analyse: Analyse) -> bool:
    """Whether a table of the section was transmitted: the law alone isn't presented."""
    return any(analyse.table(nom) for nom in (*TABLES, f"reperes/{analyse.section}"))


def say_obligations(analyse: Analyse) -> list[Sentence | None]:
    """Say the legal share, and the range between EPCI."""
    if not is_presented(analyse):
        return []
    return [
        phrase(
            "Chaque réservataire doit consacrer au moins {part} de son contingent aux ménages "
            "prioritaires, et chaque bailleur au moins autant de ses attributions hors contingent "
            "(CCH, L.441-1).",
            part=legal_share(analyse),
        ),
        *say_share(analyse),
    ]


def say_rules(analyse: Analyse) -> list[Sentence | None]:
    """Say the rules of gestion en flux, the base, and who has the rights that are due."""
    if not is_presented(analyse):
        return []
    return [
        say_ceiling(analyse),
        *say_flux(analyse),
        say_deadline(analyse),
        say_base(analyse),
        say_state(analyse),
        *say_rights(analyse),
        *say_report(analyse),
    ]


__all__ = [
    "ASSIETTE",
    "BILAN",
    "DROITS",
    "FLUX",
    "FLUX_BAILLEURS",
    "NOTES",
    "RESERVATAIRES",
    "TABLE",
    "TABLES",
    "compute",
    "draw_base",
    "draw_contingents",
    "draw_exclusions",
    "draw_flux",
    "draw_missing",
    "draw_quarters",
    "draw_report",
    "draw_rights",
    "draw_share",
    "draw_simulation",
    "draw_state",
    "is_presented",
    "quarters_title",
    "say_contingents",
    "say_flux",
    "say_obligations",
    "say_rules",
    "simulate",
]

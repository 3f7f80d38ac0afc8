"""Households leaving shelters and homeless households (Logement d'abord)."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.grammar import Sentence, phrase
from hdflib.sections.changes import end_with_change
from hdflib.sections.logement_dabord.brackets import (
    SANS_ABRI,
    SORTANTS,
    TRANCHES,
    bracket_figures,
    draw_brackets,
    say_brackets,
)
from hdflib.sections.logement_dabord.siao import SIAO, draw_siao, say_siao
from hdflib.sections.publics import Public, compute_public

NOTES = (
    "Objectif à date = objectif annuel × mois écoulés ÷ 12, sans arrondi.",
    "Les deux publics sont repérés dans le SNE par la situation du ménage avant l’attribution : "
    "hébergement généraliste, ou absence de domicile.",
)


def compute(analyse: Analyse, public: str) -> Public | None:
    """Compute the figures of one of the two publics; None if not transmitted."""
    return compute_public(analyse, public)


def say_objective(public: Public) -> Sentence | None:
    """Say the région's objective and its change since the year before."""
    if not public.analyse.regional:
        return None
    year = public.observation.year
    return end_with_change(
        phrase(
            "Objectif régional pour {annee} : {objectif} attributions aux {public}",
            annee=str(year),
            objectif=public.get("objectif_annuel"),
            public=public.libelle,
        ),
        public.analyse.repere("evolution_objectif", public=public.nom),
        str(year - 1),
    )


__all__ = [
    "NOTES",
    "SANS_ABRI",
    "SIAO",
    "SORTANTS",
    "TRANCHES",
    "bracket_figures",
    "compute",
    "draw_brackets",
    "draw_siao",
    "say_brackets",
    "say_objective",
    "say_siao",
]

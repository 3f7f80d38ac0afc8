"""Table of the deadlines of the reform: what is due when, and how many EPCI have done it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import mode

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.tables import Cell, Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Etat, Figure
from hdflib.rules.reform import Stade
from hdflib.sections.attribution_reform.dates import time_left
from hdflib.sections.attribution_reform.obligations import (
    Obligation,
    counted_words,
    list_obligations,
    step_sources,
)
from hdflib.sections.attribution_reform.progress import Reform
from hdflib.territories import Territoire

GROUPS = {
    Stade.EN_RETARD: "En retard",
    Stade.A_VENIR: "À venir",
    Stade.FRANCHIE: "Rempli par tous",
    Stade.SANS_ECHEANCE: "Sans échéance dans les textes",
}


def draw_deadlines(analyse: Analyse, reform: Reform | None) -> View | None:
    """Draw what is due when, the time left or the delay, and how many EPCI have done it."""
    found = list_obligations(analyse, reform)
    if not any(o.faits and o.faits.connu for o in found):
        return None
    own = not analyse.regional and any(o.detail for o in found)
    ordered = [o for stade in GROUPS for o in found if o.situation.stade is stade]
    day = french.date_longue(analyse.edition.params.commission)
    when = mode(o.faits.periode for o in found if o.faits and o.faits.connu)
    group = f"EPCI de la région, au {french.periode(when)}"
    return table(
        "echeances-reforme",
        f"Échéances de la réforme, vues du {day}",
        "Obligation",
        [
            Colonne("Échéance", nombre=False),
            Colonne("Délai", unite=True),
            Colonne("L’ont fait", group),
            Colonne("Restent", group),
            *([Colonne(f"Restent {analyse.territoire.dans}")] if own else []),
            Colonne("Texte", nombre=False),
        ],
        [
            Ligne(label(o, when), cells(analyse, o, own=own), groupe=GROUPS[o.situation.stade])
            for o in ordered
        ],
    )


def label(obligation: Obligation, when: str) -> str:
    """Name an obligation, with the day of its numbers if it isn't that of the others."""
    faits = obligation.faits
    if faits is None or not faits.connu or faits.periode == when:
        return obligation.libelle
    return f"{obligation.libelle} (au {french.periode(faits.periode)})"


def cells(analyse: Analyse, obligation: Obligation, *, own: bool) -> list[Cell]:
    """Give the cells of an obligation; what isn't asked of EPCI has no number of them."""
    echeance = obligation.echeance
    left = time_left(analyse, echeance, obligation.situation) if echeance else None
    return [
        echeance or "aucune",
        left or "–",
        obligation.faits or "sans objet",
        obligation.restants or "sans objet",
        *([own_cell(analyse, obligation)] if own else []),
        obligation.reference,
    ]


def own_cell(analyse: Analyse, obligation: Obligation) -> Cell:
    """Give the number of EPCI of the page's département that haven't done what is asked."""
    if obligation.restants and not obligation.detail:
        return Etat.NON_TRANSMIS.value
    return own_pending(analyse, obligation) or "sans objet"


def own_pending(analyse: Analyse, obligation: Obligation) -> Figure | None:
    """Count the EPCI of the page that haven't done what is asked of them; the région's if the
    follow-up doesn't tell them apart, None if it is asked of none of the page."""
    restants = obligation.restants
    if restants is None or not obligation.detail or analyse.regional:
        return restants
    own = of_page(analyse, obligation.suivis)
    if not own:
        return None
    return replace(
        restants,
        territoire=analyse.territoire.code,
        value=len(of_page(analyse, obligation.attendus)),
        formule=counted_words("ne l’ont pas fait", obligation.code, own),
        sources=step_sources(analyse, obligation.code, own),
    )


def of_page(analyse: Analyse, epci: Sequence[Territoire]) -> list[Territoire]:
    """Keep the EPCI that the page is about: the région's, or the département's."""
    return [t for t in epci if analyse.courant in (None, t.departement)]

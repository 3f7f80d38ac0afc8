"""Where a result comes from: computed from the tables of counts, or else a published landmark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from hdflib.analyse import Analyse
from hdflib.figures import Etat, Figure
from hdflib.sections.attribution_reform.bailleurs import compute_bailleurs
from hdflib.sections.attribution_reform.mixity import (
    MIXITE,
    OBJECTIFS,
    compute_mixity,
    legal_figure,
    year,
)
from hdflib.sections.attribution_reform.movements import compute_movements
from hdflib.sections.attribution_reform.objectives import compute_objectives


def computed(analyse: Analyse) -> Iterator[tuple[str, Figure]]:
    """Give all that is computed for the région, each with the modality that it answers to."""
    return chain(
        compute_mixity(analyse),
        compute_objectives(analyse),
        compute_bailleurs(analyse),
        compute_movements(analyse),
    )


def result(analyse: Analyse, code: str, modalite: str = "", annee: str = "") -> Figure | None:
    """Give a result of the région: the computed figure, else the most recent landmark.

    Parameters
    ----------
    code
        Indicator.
    modalite
        "EPCI le plus bas", "bailleur le plus haut"…; for `epci_publies`, the indicator of the
        count that it is the base of.
    annee
        Year; the most recent one unless told.
    """
    for answer, figure in computed(analyse):
        same = (figure.indicateur.code, answer) == (code, modalite)
        if same and figure.periode.startswith(annee) and figure.etat is not Etat.NON_TRANSMIS:
            return figure
    published = [
        figure
        for _, figure in analyse.reperes()
        if figure.cle == (code, "", analyse.region.code, figure.periode, modalite)
        and figure.periode.startswith(annee)
    ]
    return max(published, key=lambda figure: figure.periode, default=None)


def objective(analyse: Analyse, code: str) -> Figure | None:
    """Give an objective as published; that of the law where only counts were transmitted."""
    published = analyse.repere(code)
    if published is not None or analyse.table(MIXITE) is None:
        return published
    share = next(share for share, objectif in OBJECTIFS.items() if objectif == code)
    return replace(legal_figure(analyse, share), periode=year(analyse, MIXITE))

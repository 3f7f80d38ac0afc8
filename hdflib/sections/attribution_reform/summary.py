"""Key figures and sentences that gather progress, results and cotation."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.views import Tuile
from hdflib.sections.attribution_reform.cotation import cotation_figure
from hdflib.sections.attribution_reform.counts import say_down, say_hidden, say_qpv_objective
from hdflib.sections.attribution_reform.found import result
from hdflib.sections.attribution_reform.mixity import MIXITE, Q1, Q234, compute_shares
from hdflib.sections.attribution_reform.progress import Reform, say_progress
from hdflib.sections.attribution_reform.results import say_q1, say_q1_spread, say_qpv

LABELS = {
    Q1: "des attributions hors QPV au premier quartile et aux relogés",
    Q234: "des attributions en QPV aux quartiles 2, 3 et 4",
}


def tiles(analyse: Analyse, reform: Reform | None) -> list[Tuile]:
    """Give the key figures of the reform."""
    found = [
        *((result(analyse, code), label, say_own(analyse, code)) for code, label in LABELS.items()),
        (
            reform.parts.get("cia") if reform else None,
            "des EPCI concernés disposent d’une CIA",
            None,
        ),
        (cotation_figure(analyse), "EPCI avec une cotation active", None),
    ]
    return [Tuile(figure, label, own) for figure, label, own in found if figure is not None]


def say_own(analyse: Analyse, code: str) -> Sentence | None:
    """Say a result of the page's département, under the région's."""
    if analyse.regional:
        return None
    own = compute_shares(analyse, MIXITE, code).get(analyse.territoire)
    return phrase("{part} {dans}", part=own, dans=analyse.territoire.dans)


def say_results(analyse: Analyse, reform: Reform | None) -> list[Sentence | None]:
    """Say the progress of the steps, then the results out of and in QPV."""
    return [
        say_progress(reform) if reform else None,
        say_q1(analyse),
        *say_q1_spread(analyse),
        say_hidden(analyse),
        say_qpv(analyse),
        say_qpv_objective(analyse, reform),
        say_down(analyse),
    ]

"""Key figures and sentences that gather progress, results and cotation."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.keys import Tuile
from hdflib.sections.attribution_reform.cotation import cotation_figure
from hdflib.sections.attribution_reform.counts import say_down, say_hidden, say_qpv_objective
from hdflib.sections.attribution_reform.found import objective, result
from hdflib.sections.attribution_reform.mixity import MIXITE, OBJECTIFS, Q1, Q234, compute_shares
from hdflib.sections.attribution_reform.progress import Reform, compute, say_progress
from hdflib.sections.attribution_reform.results import say_q1, say_q1_spread, say_qpv

LABELS = {
    Q1: "des attributions hors QPV au premier quartile et aux relogés",
    Q234: "des attributions en QPV aux quartiles 2, 3 et 4",
}
LEAST = {
    Q1: "objectif : {least} au moins dans chaque EPCI",
    Q234: "objectif : {least} au moins",
}
"""What the law asks of each result."""


def tiles(analyse: Analyse) -> list[Tuile]:
    """Give the key figures of the reform: results, then progress in the région."""
    results = [result_tile(analyse, code, rank) for rank, code in enumerate(LABELS, 1)]
    reform = compute(analyse)
    others = (
        (
            reform.parts.get("cia") if reform else None,
            "des EPCI concernés disposent d’une CIA dans la région",
        ),
        (cotation_figure(analyse), "EPCI avec une cotation active dans la région"),
    )
    found = [Tuile(figure, label) for figure, label in others if figure is not None]
    return [*filter(None, results), *found]


def result_tile(analyse: Analyse, code: str, rang: int) -> Tuile | None:
    """Give a result of the page's territory beside the région's; the région's if it has none."""
    whole, where = result(analyse, code), analyse.territoire
    own = None if analyse.regional else compute_shares(analyse, MIXITE, code).get(where)
    shown = own if own and own.connu else whole
    if shown is None:
        return None
    place = where.dans if shown is own else "dans la région"
    return Tuile(
        shown,
        f"{LABELS[code]} {place}",
        phrase("{part} dans la région", part=whole) if shown is own else None,
        phrase(LEAST[code], least=objective(analyse, OBJECTIFS[code])),
        rang=rang,
    )


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

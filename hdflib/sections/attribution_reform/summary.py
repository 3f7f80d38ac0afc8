"""Key figures and sentences that gather progress, results and cotation."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.grammar import Sentence
from hdflib.display.views import Tuile
from hdflib.sections.attribution_reform.cotation import cotation_figure
from hdflib.sections.attribution_reform.progress import Reform, say_progress
from hdflib.sections.attribution_reform.results import (
    latest,
    say_q1,
    say_q1_spread,
    say_qpv,
    say_qpv_objective,
)


def tiles(analyse: Analyse, reform: Reform | None) -> list[Tuile]:
    """Give the key figures of the reform."""
    cia = reform.parts.get("cia") if reform else None
    found = [
        (
            analyse.repere("part_q1_hors_qpv"),
            "des attributions hors QPV au premier quartile et aux relogés",
        ),
        (latest(analyse, "part_q234_qpv"), "des attributions en QPV aux quartiles 2, 3 et 4"),
        (cia, "des EPCI concernés disposent d’une CIA"),
        (cotation_figure(analyse), "EPCI avec une cotation active"),
    ]
    return [Tuile(figure, label) for figure, label in found if figure is not None]


def say_results(analyse: Analyse, reform: Reform | None) -> list[Sentence | None]:
    """Say the progress of the steps, then the results out of and in QPV."""
    return [
        say_progress(reform) if reform else None,
        say_q1(analyse),
        *say_q1_spread(analyse),
        say_qpv(analyse),
        say_qpv_objective(analyse, reform),
    ]

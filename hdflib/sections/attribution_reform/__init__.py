"""Reform of attributions: progress by EPCI, mixity results, cotation, new laws.

Loi 2017-86 of 27 January 2017 (égalité et citoyenneté), loi 2018-1021 of 23 November 2018
(ELAN), loi 2022-217 of 21 February 2022 (3DS); CCH L.441-1, L.441-1-5, L.441-2-8.
"""

from hdflib.sections.attribution_reform.bailleurs import BAILLEURS, draw_bailleurs
from hdflib.sections.attribution_reform.cotation import (
    cotation_figure,
    draw_grid,
    draw_map,
    draw_steps,
    say_cotation,
)
from hdflib.sections.attribution_reform.epci import draw_epci_table
from hdflib.sections.attribution_reform.found import result
from hdflib.sections.attribution_reform.laws import draw_laws
from hdflib.sections.attribution_reform.maps import draw_q1_map, draw_qpv_map, draw_shares
from hdflib.sections.attribution_reform.mixity import ANNUELLE, MIXITE
from hdflib.sections.attribution_reform.movements import MOUVEMENTS
from hdflib.sections.attribution_reform.progress import compute, draw_chart, draw_table
from hdflib.sections.attribution_reform.quartile import (
    draw_quartile,
    net_change,
    recomputed,
    say_quartile,
)
from hdflib.sections.attribution_reform.results import NOTES, draw_ranges
from hdflib.sections.attribution_reform.summary import say_results, tiles

COUNTED = (MIXITE, ANNUELLE, BAILLEURS, MOUVEMENTS)
"""The tables that `hdf aggregate` counts from records."""

__all__ = [
    "ANNUELLE",
    "BAILLEURS",
    "COUNTED",
    "MIXITE",
    "MOUVEMENTS",
    "NOTES",
    "compute",
    "cotation_figure",
    "draw_bailleurs",
    "draw_chart",
    "draw_epci_table",
    "draw_grid",
    "draw_laws",
    "draw_map",
    "draw_q1_map",
    "draw_qpv_map",
    "draw_quartile",
    "draw_ranges",
    "draw_shares",
    "draw_steps",
    "draw_table",
    "net_change",
    "recomputed",
    "result",
    "say_cotation",
    "say_quartile",
    "say_results",
    "tiles",
]

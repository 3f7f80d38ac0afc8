"""Reform of attributions: progress by EPCI, mixity results, cotation, new laws.

Loi 2017-86 of 27 January 2017 (égalité et citoyenneté), loi 2018-1021 of 23 November 2018
(ELAN), loi 2022-217 of 21 February 2022 (3DS); CCH L.441-1, L.441-1-5, L.441-2-8.
"""

from hdflib.sections.attribution_reform.amendments import draw_amendments, say_amendments
from hdflib.sections.attribution_reform.bailleurs import (
    BAILLEURS,
    BAILLEURS_ANNUELLE,
    draw_bailleurs,
)
from hdflib.sections.attribution_reform.cotation import (
    cotation_figure,
    draw_map,
    draw_steps,
    say_cotation,
)
from hdflib.sections.attribution_reform.deadlines import draw_deadlines
from hdflib.sections.attribution_reform.delays import say_deadlines, say_reform_late
from hdflib.sections.attribution_reform.epci import draw_epci_table
from hdflib.sections.attribution_reform.found import result
from hdflib.sections.attribution_reform.grid import draw_grids, grid_sources
from hdflib.sections.attribution_reform.guarantees import say_grids
from hdflib.sections.attribution_reform.laws import draw_laws
from hdflib.sections.attribution_reform.maps import draw_q1_map, draw_qpv_map, draw_shares
from hdflib.sections.attribution_reform.mixity import ANNUELLE, MIXITE
from hdflib.sections.attribution_reform.movements import MOUVEMENTS
from hdflib.sections.attribution_reform.objectives import say_lacking
from hdflib.sections.attribution_reform.prefet import draw_returns, say_catch_up
from hdflib.sections.attribution_reform.priorities import draw_priorities, say_ase
from hdflib.sections.attribution_reform.progress import compute, draw_chart, draw_table
from hdflib.sections.attribution_reform.quartile import (
    draw_quartile,
    net_change,
    recomputed,
    say_quartile,
)
from hdflib.sections.attribution_reform.results import draw_ranges, notes
from hdflib.sections.attribution_reform.returns import COMPTES_RENDUS, say_returns
from hdflib.sections.attribution_reform.standings import draw_standings
from hdflib.sections.attribution_reform.summary import say_results, tiles

COUNTED = (MIXITE, ANNUELLE, BAILLEURS, BAILLEURS_ANNUELLE, MOUVEMENTS)
"""The tables that `hdf aggregate` counts from records."""

__all__ = [
    "ANNUELLE",
    "BAILLEURS",
    "BAILLEURS_ANNUELLE",
    "COMPTES_RENDUS",
    "COUNTED",
    "MIXITE",
    "MOUVEMENTS",
    "compute",
    "cotation_figure",
    "draw_amendments",
    "draw_bailleurs",
    "draw_chart",
    "draw_deadlines",
    "draw_epci_table",
    "draw_grids",
    "draw_laws",
    "draw_map",
    "draw_priorities",
    "draw_q1_map",
    "draw_qpv_map",
    "draw_quartile",
    "draw_ranges",
    "draw_returns",
    "draw_shares",
    "draw_standings",
    "draw_steps",
    "draw_table",
    "grid_sources",
    "net_change",
    "notes",
    "recomputed",
    "result",
    "say_amendments",
    "say_ase",
    "say_catch_up",
    "say_cotation",
    "say_deadlines",
    "say_grids",
    "say_lacking",
    "say_quartile",
    "say_reform_late",
    "say_results",
    "say_returns",
    "tiles",
]

"""Reform of attributions: progress by EPCI, mixity results, cotation, new laws.

Loi 2017-86 of 27 January 2017 (égalité et citoyenneté), loi 2018-1021 of 23 November 2018
(ELAN), loi 2022-217 of 21 February 2022 (3DS); CCH L.441-1, L.441-1-5, L.441-2-8.
"""

from hdflib.sections.attribution_reform.cotation import (
    cotation_figure,
    draw_grid,
    draw_map,
    draw_steps,
    say_cotation,
)
from hdflib.sections.attribution_reform.laws import draw_laws
from hdflib.sections.attribution_reform.progress import compute, draw_chart, draw_table
from hdflib.sections.attribution_reform.quartile import draw_quartile, net_change, say_quartile
from hdflib.sections.attribution_reform.results import NOTES, draw_ranges, latest
from hdflib.sections.attribution_reform.summary import say_results, tiles

__all__ = [
    "NOTES",
    "compute",
    "cotation_figure",
    "draw_chart",
    "draw_grid",
    "draw_laws",
    "draw_map",
    "draw_quartile",
    "draw_ranges",
    "draw_steps",
    "draw_table",
    "latest",
    "net_change",
    "say_cotation",
    "say_quartile",
    "say_results",
    "tiles",
]

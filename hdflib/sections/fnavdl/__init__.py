"""FNAVDL: fund for support towards and in housing (décret 2020-1651 of 22 December 2020)."""

from hdflib.sections.fnavdl.figures import NOTES, TABLE, compute
from hdflib.sections.fnavdl.projects import draw_funnel, draw_profiles, draw_projects
from hdflib.sections.fnavdl.sentences import say_envelopes, say_projects
from hdflib.sections.fnavdl.views import draw_chart, draw_map, draw_table, draw_years, tiles

__all__ = [
    "NOTES",
    "TABLE",
    "compute",
    "draw_chart",
    "draw_funnel",
    "draw_map",
    "draw_profiles",
    "draw_projects",
    "draw_table",
    "draw_years",
    "say_envelopes",
    "say_projects",
    "tiles",
]

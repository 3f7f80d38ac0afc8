"""FNAVDL: fund for support towards and in housing (CCH, L.300-2)."""

from hdflib.sections.fnavdl.consistency import project_notes
from hdflib.sections.fnavdl.figures import NOTES, TABLE, compute
from hdflib.sections.fnavdl.household_views import draw_coverage, draw_households
from hdflib.sections.fnavdl.households import MENAGES
from hdflib.sections.fnavdl.parcours import PROJETS, compute_parcours
from hdflib.sections.fnavdl.project_sentences import say_results
from hdflib.sections.fnavdl.projects import draw_profiles, draw_projects
from hdflib.sections.fnavdl.results import (
    draw_epci,
    draw_funnels,
    draw_objectives,
    draw_results,
)
from hdflib.sections.fnavdl.sentences import say_envelopes, say_projects
from hdflib.sections.fnavdl.views import draw_chart, draw_map, draw_table, draw_years, tiles

TABLES = (TABLE, MENAGES, PROJETS, "reperes/fnavdl")

__all__ = [
    "MENAGES",
    "NOTES",
    "PROJETS",
    "TABLE",
    "TABLES",
    "compute",
    "compute_parcours",
    "draw_chart",
    "draw_coverage",
    "draw_epci",
    "draw_funnels",
    "draw_households",
    "draw_map",
    "draw_objectives",
    "draw_profiles",
    "draw_projects",
    "draw_results",
    "draw_table",
    "draw_years",
    "project_notes",
    "say_envelopes",
    "say_projects",
    "say_results",
    "tiles",
]

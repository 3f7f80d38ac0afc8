"""The table that the three priority publics share: objective, attributions, stock."""

from hdflib.sections.publics.figures import Public, compute_public, year_before
from hdflib.sections.publics.sentences import say_results
from hdflib.sections.publics.views import (
    columns_shown,
    draw_chart,
    draw_map,
    draw_stock,
    draw_table,
    tiles,
)

__all__ = [
    "Public",
    "columns_shown",
    "compute_public",
    "draw_chart",
    "draw_map",
    "draw_stock",
    "draw_table",
    "say_results",
    "tiles",
    "year_before",
]

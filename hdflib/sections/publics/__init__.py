"""The table that the three priority publics share: objective, attributions, stock."""

from hdflib.sections.publics.counts import (
    count_epci,
    epci_rows,
    of_page,
    read_count,
    read_counts,
)
from hdflib.sections.publics.ensemble import (
    TABLE,
    Monthly,
    compute_monthly,
    end_of_month,
    overall_change,
)
from hdflib.sections.publics.epci import (
    count_published,
    draw_epci_map,
    draw_epci_table,
    map_epci,
    say_epci,
    say_secret,
)
from hdflib.sections.publics.figures import Public, compute_public, months_shown, year_before
from hdflib.sections.publics.projection import Projection, compute_projection
from hdflib.sections.publics.projection_sentences import say_projection
from hdflib.sections.publics.projection_views import (
    draw_projection,
    draw_trajectories,
    projection_notes,
)
from hdflib.sections.publics.regions import REGIONS, draw_regions, rank_notes, region_gaps
from hdflib.sections.publics.sentences import say_results
from hdflib.sections.publics.views import (
    columns_shown,
    draw_chart,
    draw_keys,
    draw_map,
    draw_stock,
    draw_table,
    tiles,
)

GOALS = (TABLE, REGIONS)
"""Tables of the projections and ranks, besides those of the publics."""

__all__ = [
    "GOALS",
    "REGIONS",
    "Monthly",
    "Projection",
    "Public",
    "columns_shown",
    "compute_monthly",
    "compute_projection",
    "compute_public",
    "count_epci",
    "count_published",
    "draw_chart",
    "draw_epci_map",
    "draw_epci_table",
    "draw_keys",
    "draw_map",
    "draw_projection",
    "draw_regions",
    "draw_stock",
    "draw_table",
    "draw_trajectories",
    "end_of_month",
    "epci_rows",
    "map_epci",
    "months_shown",
    "of_page",
    "overall_change",
    "projection_notes",
    "rank_notes",
    "read_count",
    "read_counts",
    "region_gaps",
    "say_epci",
    "say_projection",
    "say_results",
    "say_secret",
    "tiles",
    "year_before",
]

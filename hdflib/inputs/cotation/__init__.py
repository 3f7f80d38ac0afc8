"""Reading of the cotation grids, `data/reference/cotation/*.yml`, with French messages."""

from hdflib.inputs.cotation.grids import read_grid, read_grids

__all__ = ["read_grid", "read_grids"]

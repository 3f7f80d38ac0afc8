"""Polygons of communes, projected, repaired, gathered and simplified without gap or overlap."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from .packages import ReferenceError
from .topology import Piece, Ring

Floats = NDArray[np.float64]
Polygons = dict[str, shapely.Geometry]

GAP_WIDTH = 200
"""Metres: gaps narrower than that between two communes are flaws of the source."""
TOLERANCE = 500
"""Metres: side of the triangles that simplification removes."""
MISSING_COMMUNE = 1_000_000
"""Square metres: a hole larger than that is a commune that the source left out."""
ABSENT = "\\N"


def project_lambert93(lonlat: Floats) -> Floats:
    """Project longitudes and latitudes in degrees to Lambert-93 (EPSG:2154), in metres.

    Conic conformal projection of Lambert on the GRS80 ellipsoid; constants of IGN's technical
    note NT/G 71.
    """
    e, n, c, x_pole, y_pole = (
        0.08181919112,
        0.7256077650,
        11754255.426,
        700000.0,
        12655612.050,
    )
    lon, lat = np.radians(lonlat).T
    sine = e * np.sin(lat)
    isometric = np.arctanh(np.sin(lat)) - e * np.arctanh(sine)
    radius = c * np.exp(-n * isometric)
    angle = n * (lon - math.radians(3))
    return np.column_stack([x_pole + radius * np.sin(angle), y_pole - radius * np.cos(angle)])


def read_communes(records: Sequence[Mapping[str, str]]) -> Polygons:
    """Read the polygons of present communes of the mainland, with those left out put back."""
    present = [
        record for record in records if record["type"] == "COM" and record["code"][:2] < "97"
    ]
    shapes = shapely.from_wkb([record["geometry"] for record in present])
    polygons = dict(
        zip(
            (record["code"] for record in present),
            shapely.transform(shapes, project_lambert93),
            strict=True,
        )
    )
    return fill_missing(polygons, _heirs(records))


def fill_missing(polygons: Polygons, heirs: set[str]) -> Polygons:
    """Give each hole of the mainland to the commune which the missing one joined.

    Parameters
    ----------
    polygons
        Polygon of each commune, by code.
    heirs
        Codes of the communes that absorbed one without polygon, such as Bazoches-et-
        Saint-Thibaut (02054). A hole that touches none of them is left: Llívia is Spanish, and
        for three communes of Doubs and Corrèze the source doesn't say which one absorbed them.
    """
    codes = list(polygons)
    shapes = np.array([polygons[code] for code in codes])
    tree = shapely.STRtree(shapes)
    filled = dict(polygons)
    for ring in shapely.get_rings(shapely.get_parts(shapely.union_all(shapes))):
        hole = shapely.Polygon(ring)
        if not ring.is_ccw or hole.area < MISSING_COMMUNE:
            continue
        around = sorted(codes[i] for i in tree.query(hole, "intersects") if codes[i] in heirs)
        if around:
            filled[around[0]] = shapely.union_all([filled[around[0]], hole])
    return filled


def build_pieces(
    polygons: Polygons, departement_of: Mapping[str, str], epci_of: Mapping[str, str]
) -> tuple[list[Piece], list[Piece]]:
    """Make the contours of départements and of EPCI, cut along the same lines.

    Parameters
    ----------
    polygons
        Polygon of each commune, by code, in Lambert-93.
    departement_of, epci_of
        Département and EPCI of each commune of the région; an EPCI may be missing.

    Returns
    -------
    tuple of two lists of Piece
        Départements, and EPCI cut at the limits of départements; whole metres.
    """
    communes = sorted(departement_of)
    cleaned = shapely.coverage_clean(
        np.array([polygons[code] for code in communes]), gap_width=GAP_WIDTH
    )
    keys = [(epci_of.get(code, ""), departement_of[code]) for code in communes]
    dissolved = _dissolve(keys, cleaned)
    simplified = _simplify(list(dissolved.values()))
    by_piece = dict(zip(dissolved, simplified, strict=True))
    by_departement = _dissolve([(key[1], key[1]) for key in by_piece], simplified)
    return (
        [_piece(key, shape) for key, shape in by_departement.items()],
        [_piece(key, shape) for key, shape in by_piece.items() if key[0]],
    )


def _heirs(records: Sequence[Mapping[str, str]]) -> set[str]:
    """List the communes with a delegated commune that has no polygon."""
    code_of = {record["id"]: record["code"] for record in records}
    return {
        code_of[record["commune_parent_id"]]
        for record in records
        if record["type"] == "COMD" and record["geometry"] == ABSENT
    }


def _dissolve(
    keys: Sequence[tuple[str, str]], shapes: Sequence[shapely.Geometry]
) -> dict[tuple[str, str], shapely.Geometry]:
    groups: dict[tuple[str, str], list[shapely.Geometry]] = {key: [] for key in sorted(set(keys))}
    for key, shape in zip(keys, shapes, strict=True):
        groups[key].append(shape)
    return {key: shapely.coverage_union_all(group) for key, group in groups.items()}


def _simplify(shapes: list[shapely.Geometry]) -> list[shapely.Geometry]:
    simplified = shapely.transform(
        shapely.coverage_simplify(np.array(shapes), TOLERANCE), lambda xy: np.round(xy)
    )
    if not (shapely.is_valid(simplified).all() and shapely.coverage_is_valid(simplified)):
        raise ReferenceError("La simplification des contours a créé des trous ou des croisements.")
    return list(simplified)


def _piece(key: tuple[str, str], shape: shapely.Geometry) -> Piece:
    polygons = tuple(
        tuple(_ring(ring) for ring in shapely.get_rings(part)) for part in shapely.get_parts(shape)
    )
    return Piece(*key, polygons)


def _ring(ring: shapely.LinearRing) -> Ring:
    return [(int(x), int(y)) for x, y in shapely.get_coordinates(ring)]

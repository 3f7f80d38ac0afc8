"""TopoJSON: contours whose shared lines are written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Point = tuple[int, int]
Ring = list[Point]
"""Points of a closed line; the last one repeats the first."""


@dataclass(frozen=True)
class Piece:
    """The part of a territoire that lies in a département.

    Attributes
    ----------
    code, departement
        Codes of the territoire and of the département.
    polygons
        For each polygon, its outer ring, then its holes.
    """

    code: str
    departement: str
    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def rings(self) -> list[Ring]:
        """All rings, outer and inner."""
        return [ring for polygon in self.polygons for ring in polygon]


@dataclass
class ArcTable:
    """The lines between junctions, each kept once."""

    junctions: set[Point]
    arcs: list[tuple[Point, ...]] = field(default_factory=list)
    index_of: dict[tuple[Point, ...], int] = field(default_factory=dict)

    def add(self, ring: Ring) -> list[int]:
        """Give the indices of the arcs of `ring`, as TopoJSON does: ~i for i reversed."""
        return [self._index(arc) for arc in split_ring(ring, self.junctions)]

    def _index(self, arc: tuple[Point, ...]) -> int:
        if arc in self.index_of:
            return self.index_of[arc]
        if arc[::-1] in self.index_of:
            return ~self.index_of[arc[::-1]]
        self.arcs.append(arc)
        return self.index_of.setdefault(arc, len(self.arcs) - 1)


def find_junctions(rings: Iterable[Ring]) -> set[Point]:
    """Find the points where more than two lines meet."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for start, end in pairwise(ring):
            neighbours[start].add(end)
            neighbours[end].add(start)
    return {point for point, around in neighbours.items() if len(around) > 2}


def split_ring(ring: Ring, junctions: set[Point]) -> list[tuple[Point, ...]]:
    """Cut a ring at its junctions; one without any starts at its least point.

    Starting at the least point lets an enclave and the hole around it share their line.
    """
    points = ring[:-1]
    first = next((i for i, point in enumerate(points) if point in junctions), None)
    if first is None:
        first = points.index(min(points))
    turned = [*points[first:], *points[: first + 1]]
    cuts = [i for i, point in enumerate(turned) if point in junctions] or [0, len(points)]
    return [tuple(turned[start : end + 1]) for start, end in pairwise(cuts)]


def build_topology(layers: Mapping[str, Sequence[Piece]]) -> dict[str, Any]:
    """Encode layers that share their lines as one TopoJSON topology.

    Parameters
    ----------
    layers
        Pieces by name of layer, in whole metres (EPSG:2154); neighbours must have the same
        points along their common limit.
    """
    rings = [ring for pieces in layers.values() for piece in pieces for ring in piece.rings]
    table = ArcTable(find_junctions(rings))
    objects = {
        name: {"type": "GeometryCollection", "geometries": [_encode(p, table) for p in pieces]}
        for name, pieces in layers.items()
    }
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    origin = (min(xs), min(ys))
    return {
        "type": "Topology",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}},
        "bbox": [*origin, max(xs), max(ys)],
        "transform": {"scale": [1, 1], "translate": list(origin)},
        "objects": objects,
        "arcs": [_delta(arc, origin) for arc in table.arcs],
    }


def _encode(piece: Piece, table: ArcTable) -> dict[str, Any]:
    polygons = [[table.add(ring) for ring in polygon] for polygon in piece.polygons]
    single = len(polygons) == 1
    return {
        "type": "Polygon" if single else "MultiPolygon",
        "arcs": polygons[0] if single else polygons,
        "properties": {"code": piece.code, "departement": piece.departement},
    }


def _delta(arc: Sequence[Point], origin: Point) -> list[list[int]]:
    return [[x - left, y - low] for (left, low), (x, y) in pairwise([origin, *arc])]

from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from hdflib.contours import Contours, contains, distance, signed_area
from hdflib.errors import InputError
from hdflib.inputs.reference import read_contours, read_territoires

REGION_32 = Path(__file__).parents[1] / "data" / "reference" / "region-32"

# In the middle of the hole of 4 km² that the source leaves in the south of Aisne (Lambert-93).
SAINT_THIBAUT = (744_900.0, 6_910_200.0)

# A square of 10 with a hole of 4, and the square of 4 that fills it; the shared line is arc 1.
ENCLAVE = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [100, 200]},
    "objects": {
        "departements": {
            "geometries": [
                {
                    "type": "Polygon",
                    "arcs": [[0]],
                    "properties": {"code": "59", "departement": "59"},
                }
            ]
        },
        "epci": {
            "geometries": [
                {
                    "type": "Polygon",
                    "arcs": [[0], [1]],
                    "properties": {"code": "A", "departement": "59"},
                },
                {
                    "type": "MultiPolygon",
                    "arcs": [[[-2]]],
                    "properties": {"code": "B", "departement": "59"},
                },
            ]
        },
    },
    "arcs": [
        [[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]],
        [[3, 3], [4, 0], [0, 4], [-4, 0], [0, -4]],
    ],
}


@pytest.fixture(scope="module")
def hdf() -> Contours:
    return read_contours(REGION_32 / "contours.topojson")


def test_decoding_puts_points_in_place_and_turns_holes() -> None:
    outer, inner = Contours.from_topojson(ENCLAVE).epci
    assert outer.rings[0].tolist() == [[100, 200], [110, 200], [110, 210], [100, 210], [100, 200]]
    assert [signed_area(ring) for ring in outer.rings] == [100, -16]
    assert [signed_area(ring) for ring in inner.rings] == [16]
    assert outer.area == 84


def test_stitching_joins_arcs_forward_and_backward() -> None:
    geometry = {
        "type": "Polygon",
        "arcs": [[0, -2]],
        "properties": {"code": "59", "departement": "59"},
    }
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "objects": {"departements": {"geometries": [geometry]}, "epci": {"geometries": []}},
        "arcs": [[[0, 0], [4, 0], [0, 3]], [[0, 0], [0, 3], [4, 0]]],
    }
    (contour,) = Contours.from_topojson(topology).departements
    assert contour.rings[0].tolist() == [[0, 0], [4, 0], [4, 3], [0, 3], [0, 0]]


def test_label_stays_out_of_holes() -> None:
    x, y = Contours.from_topojson(ENCLAVE).label_point("A")
    assert not (103 <= x <= 107 and 203 <= y <= 207)
    # The best place in the frame is in a corner, at 6 − 3√2 from its three sides.
    margin = min(x - 100, 110 - x, y - 200, 210 - y)
    assert margin == pytest.approx(6 - 3 * 2**0.5, rel=0.02)


def test_label_of_a_square_is_its_centre() -> None:
    assert Contours.from_topojson(ENCLAVE).label_point("59") == pytest.approx((105, 205), abs=0.1)


def test_no_label_for_an_unknown_code() -> None:
    with pytest.raises(KeyError, match="75"):
        Contours.from_topojson(ENCLAVE).label_point("75")


def test_contains_and_distance() -> None:
    ring = np.array([[0, 0], [4, 0], [4, 3], [0, 3], [0, 0]], dtype=float)
    points = np.array([[1, 1], [5, 1], [7, 7]], dtype=float)
    assert contains(ring, points).tolist() == [True, False, False]
    assert distance(ring, points).tolist() == [1, 1, 5]


def test_layers_hold_every_territoire(hdf: Contours) -> None:
    territoires = read_territoires(REGION_32)
    assert [c.code for c in hdf.departements] == [t.code for t in territoires.departements]
    assert {c.code for c in hdf.epci} == {t.code for t in territoires.epci()}
    twice = {code for code, count in Counter(c.code for c in hdf.epci).items() if count == 2}
    assert twice == {"200069672", "200070985", "245900758"}


def test_epci_fill_their_departement(hdf: Contours) -> None:
    areas: dict[str, float] = defaultdict(float)
    for contour in hdf.epci:
        areas[contour.departement] += contour.area
    assert areas == pytest.approx({c.code: c.area for c in hdf.departements}, rel=1e-9)


def test_areas_are_those_of_insee(hdf: Contours) -> None:
    # Land register, km²; Lambert-93 adds 0.2 to 0.5 % north of its parallels.
    insee = {"02": 7362, "59": 5743, "60": 5860, "62": 6671, "80": 6170}
    assert {c.code: c.area / 1e6 for c in hdf.departements} == pytest.approx(insee, rel=0.01)


def test_saint_thibaut_is_in_aisne(hdf: Contours) -> None:
    aisne = next(c for c in hdf.departements if c.code == "02")
    # The three holes left are real: Marolles, Ivors and Vauciennes (60) have enclaves there.
    assert [round(signed_area(ring) / 1e6, 1) for ring in aisne.rings[1:]] == [-1.1, -0.0, -0.1]
    assert contains(aisne.rings[0], np.array([SAINT_THIBAUT]))[0]
    holders = [c.code for c in hdf.epci if contains(c.rings[0], np.array([SAINT_THIBAUT]))[0]]
    assert holders == ["240200501"]


def test_enclave_of_nord_is_a_hole_of_pas_de_calais(hdf: Contours) -> None:
    # Boursies, Doignies and Mœuvres: 22.7 km² west of Cambrai.
    rings = {c.code: c.rings for c in hdf.departements}
    assert signed_area(rings["59"][1]) == pytest.approx(22.7e6, rel=0.01)
    assert signed_area(rings["62"][1]) == -signed_area(rings["59"][1])


def test_every_label_is_inside(hdf: Contours) -> None:
    for contour in hdf.departements:
        point = np.array([hdf.label_point(contour.code)])
        assert sum(contains(ring, point)[0] for ring in contour.rings) == 1
        # Well inside: these five are compact, the margin is over a fifth of their breadth.
        assert distance(contour.rings[0], point)[0] > 9_000


def test_straddling_epci_is_labelled_in_its_larger_part(hdf: Contours) -> None:
    point = np.array([hdf.label_point("200069672")])
    holders = [c.code for c in hdf.departements if contains(c.rings[0], point)[0]]
    assert holders == ["62"]


def test_file_that_is_no_topology(tmp_path: Path) -> None:
    path = tmp_path / "contours.topojson"
    with pytest.raises(InputError, match="introuvable"):
        read_contours(path)
    path.write_text('{"type": "FeatureCollection"}', encoding="utf-8")
    with pytest.raises(InputError, match="pas un TopoJSON"):
        read_contours(path)

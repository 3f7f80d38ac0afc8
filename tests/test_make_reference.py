import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

shapely = pytest.importorskip("shapely", minversion="2.2")

ROOT = Path(__file__).parents[1]

from reference.membership import (  # noqa: E402
    build_rows,
    read_aliases,
    select_region,
    write_rows,
)
from reference.packages import ReferenceError, fetch_decoupage  # noqa: E402
from reference.polygons import build_pieces, fill_missing, project_lambert93  # noqa: E402
from reference.topology import Piece, build_topology, find_junctions, split_ring  # noqa: E402

from hdflib.contours import Contours  # noqa: E402

LEFT = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
RIGHT = [(2, 0), (4, 0), (4, 2), (2, 2), (2, 0)]
KM = 1000


def commune(code: str, departement: str, region: str, population: int) -> dict[str, Any]:
    return {
        "code": code,
        "type": "commune-actuelle",
        "departement": departement,
        "region": region,
        "population": population,
    }


def member(code: str, population: int) -> dict[str, Any]:
    return {"code": code, "populationMunicipale": population}


@pytest.fixture
def decoupage() -> dict[str, list[dict[str, Any]]]:
    """Région 99 with two départements, an EPCI over both, one mostly outside, and an island."""
    return {
        "regions": [{"code": "99", "nom": "Val d'Or", "typeLiaison": 2, "zone": "metro"}],
        "departements": [
            {"code": "B2", "region": "99", "nom": "Bas", "typeLiaison": 2},
            {"code": "A1", "region": "99", "nom": "Haut", "typeLiaison": 5},
            {"code": "C3", "region": "98", "nom": "Autre", "typeLiaison": 5},
        ],
        "communes": [
            commune("a", "A1", "99", 1000),
            commune("b", "B2", "99", 1000),
            commune("c", "B2", "99", 1000),
            commune("ile", "B2", "99", 7),
            commune("x", "C3", "98", 1000),
            {"code": "z", "type": "commune-deleguee", "departement": "A1", "region": "99"},
        ],
        "epci": [
            {
                "code": "222",
                "nom": "CC d'Ici",
                "populationMunicipale": 50,
                "membres": [member("a", 20), member("b", 30)],
            },
            {
                "code": "111",
                "nom": "CC de Loin",
                "populationMunicipale": 200,
                "membres": [member("c", 100), member("x", 100)],
            },
            {
                "code": "333",
                "nom": "CC d'Ailleurs",
                "populationMunicipale": 5,
                "membres": [member("x", 5)],
            },
        ],
    }


def test_rows_count_the_region_and_tell_the_majority(decoupage: dict[str, Any]) -> None:
    rows = build_rows(select_region(decoupage, "99"), {"222": ["CCI", "Ici"]})
    columns = ("code", "nom", "departement", "communes", "population", "region_majoritaire")
    assert [tuple(row[column] for column in columns) for row in rows] == [
        ("99", "Val d’Or", "", 4, 157, "oui"),
        ("A1", "Haut", "A1", 1, 20, "oui"),
        ("B2", "Bas", "B2", 3, 137, "oui"),
        # Half isn't a majority.
        ("111", "CC de Loin", "B2", 1, 200, "non"),
        ("222", "CC d’Ici", "B2", 2, 50, "oui"),
    ]
    assert rows[4]["alias"] == "CCI|Ici"


def test_written_rows_are_french_csv(decoupage: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "territoires.csv"
    write_rows(build_rows(select_region(decoupage, "99"), {})[:1], path)
    assert path.read_bytes().decode("utf-8") == (
        "code;niveau;nom;type_liaison;departement;communes;population;alias;region_majoritaire\n"
        "99;region;Val d’Or;2;;4;157;;oui\n"
    )


def test_unknown_region_lists_the_allowed_ones(decoupage: dict[str, Any]) -> None:
    with pytest.raises(ReferenceError, match=r"« 32 »\. Codes admis : 99\."):
        select_region(decoupage, "32")


def test_shipped_aliases_name_nine_epci() -> None:
    aliases = read_aliases(ROOT / "scripts" / "reference" / "aliases.csv")
    assert len(aliases) == 9
    assert aliases["200093201"] == ["MEL"]


def test_lambert93_agrees_with_known_points() -> None:
    # The origin of the projection, then Lille and Nice as PROJ gives them.
    projected = project_lambert93(np.array([[3.0, 46.5], [3.06, 50.63], [7.0, 43.7]]))
    expected = [[700_000, 6_600_000], [704_252.44, 7_059_225.87], [1_022_375.59, 6_297_163.49]]
    assert projected == pytest.approx(np.array(expected), abs=0.01)


def test_junctions_are_where_three_lines_meet() -> None:
    assert find_junctions([LEFT, RIGHT]) == {(2, 0), (2, 2)}


def test_ring_is_cut_at_junctions() -> None:
    assert split_ring(LEFT, {(2, 0), (2, 2)}) == [
        ((2, 0), (2, 2)),
        ((2, 2), (0, 2), (0, 0), (2, 0)),
    ]
    assert split_ring(RIGHT[1:] + RIGHT[1:2], set()) == [((2, 0), (4, 0), (4, 2), (2, 2), (2, 0))]


def test_shared_line_is_written_once() -> None:
    layer = [Piece("L", "59", ((LEFT,),)), Piece("R", "59", ((RIGHT,),))]
    topology = build_topology({"epci": layer})
    assert len(topology["arcs"]) == 3
    left, right = topology["objects"]["epci"]["geometries"]
    assert left["arcs"] == [[0, 1]]
    assert right["arcs"] == [[2, -1]]
    assert right["properties"] == {"code": "R", "departement": "59"}
    assert topology["arcs"][0] == [[2, 0], [0, 2]]


def test_hole_of_a_merged_commune_goes_to_its_heir() -> None:
    around = shapely.box(0, 0, 6 * KM, 6 * KM).difference(
        shapely.box(2 * KM, 2 * KM, 4 * KM, 4 * KM)
    )
    west, east = (around.intersection(shapely.box(x, 0, x + 3 * KM, 6 * KM)) for x in (0, 3 * KM))
    filled = fill_missing({"w": west, "e": east}, {"e"})
    assert filled["w"].area == 16 * KM**2
    assert filled["e"].area == 20 * KM**2
    # Without an heir it stays: it may be abroad.
    assert fill_missing({"w": west, "e": east}, set())["e"].area == 16 * KM**2


def test_pieces_close_gaps_and_keep_the_same_lines_in_both_layers() -> None:
    side = 10 * KM
    polygons = {
        "a": shapely.box(0, 0, side, side),
        # A crack of 50 m between a and b: a flaw of the source.
        "b": shapely.box(side, 0, 2 * side, side).difference(
            shapely.box(side, 4 * KM, side + 50, 6 * KM)
        ),
        "c": shapely.box(2 * side, 0, 3 * side, side),
        "ile": shapely.box(0, 5 * side, side, 6 * side),
    }
    departement_of = {"a": "A1", "b": "B2", "c": "B2", "ile": "B2"}
    layers = build_pieces(polygons, departement_of, {"a": "222", "b": "222", "c": "111"})
    contours = Contours.from_topojson(
        build_topology(dict(zip(("departements", "epci"), layers, strict=True)))
    )
    assert [(c.code, c.departement) for c in contours.epci] == [
        ("111", "B2"),
        ("222", "A1"),
        ("222", "B2"),
    ]
    assert sum(c.area for c in contours.epci) == 3 * side**2
    # The island without EPCI is only in its département.
    assert sum(c.area for c in contours.departements) == 4 * side**2
    assert [len(c.rings) for c in contours.departements] == [1, 2]


def test_missing_npm_is_said_in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReferenceError, match="npm est introuvable"):
        fetch_decoupage(tmp_path)


def test_command_needs_a_region() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "make_reference.py"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--region" in done.stderr

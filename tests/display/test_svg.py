"""SVG: the same bytes twice, ids that hold together, text that stays text."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

from hdflib.display.lean import compact
from hdflib.display.svg import STYLE, canvas, illustration, inline_svg
from hdflib.figures import Figure, Indicateur

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
PAGE_WIDTH = 1920
"""Pixels of the widest place where a drawing is shown."""


def draw(label: str = "Pas-de-Calais : 92 %") -> Drawing:
    """Draw a clipped line with marks, a hatched patch, a shape of many points and a label."""
    drawing = canvas(2.0)
    with mpl.rc_context(STYLE):
        axes = drawing.add_subplot()
        axes.plot([0, 1, 2], [0.3, 0.1, 0.7], "o-")
        angles = np.linspace(0, 6, 40)
        shape = Path(np.column_stack([np.cos(angles), np.sin(angles)]))
        axes.add_patch(PathPatch(shape, hatch="////"))
        axes.text(0.5, 0.5, label)
        axes.legend(handles=[Patch(hatch="xxxx", label="secret statistique")])
    return drawing


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def test_same_bytes_twice() -> None:
    assert inline_svg(draw(), "g", "texte") == inline_svg(draw(), "g", "texte")


def test_nothing_but_the_drawing() -> None:
    svg = inline_svg(draw(), "g", "texte")
    assert svg.startswith("<svg ")
    assert svg.endswith("</svg>")
    for foreign in ("<!--", "<?xml", "<!DOCTYPE", "metadata", "Matplotlib", "dc:date", "rdf"):
        assert foreign not in svg
    root = ET.fromstring(svg)
    assert "width" not in root.attrib
    assert "height" not in root.attrib
    # 5.6 × 2 inches in points.
    assert root.get("viewBox") == "0 0 403.2 144"


def test_ids_are_the_drawings_own_and_every_reference_resolves() -> None:
    svg = inline_svg(draw(), "carte-1", "texte")
    root = ET.fromstring(svg)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("carte-1-") for name in ids)
    targets = re.findall(r"url\(#([^)]*)\)", svg)
    targets += [e.attrib[LINK].removeprefix("#") for e in root.iter() if LINK in e.attrib]
    # At least the clip of the line, the two hatchings and the marks.
    assert len(set(targets)) >= 4
    assert set(targets) <= set(ids)


def test_two_drawings_of_a_page_share_no_id() -> None:
    one, other = (
        set(re.findall(r'id="([^"]*)"', inline_svg(draw(), name, "texte"))) for name in ("a", "b")
    )
    assert not one & other


def test_title_is_the_accessible_name_and_is_escaped() -> None:
    svg = inline_svg(draw(), "g", 'Nord : 71 % & "plus" <script>')
    root = ET.fromstring(svg)
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == 'Nord : 71 % & "plus" <script>'
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", root[0].get("id"))
    assert "<script" not in svg


@pytest.mark.parametrize(
    "label", ["Pas-de-Calais : 92 %", "1\u202f413 <b> & co", "5 $ et 3_x $", "l’Oise"]
)
def test_text_stays_text(label: str) -> None:
    svg = inline_svg(draw(label), "g", "texte")
    assert label in texts(svg)
    assert "secret statistique" in texts(svg)
    assert "<tspan" not in svg


def test_illustration() -> None:
    figure = Figure(Indicateur("x", "X", "", 0, ""), "59", 1)
    view = illustration("g", draw(), "Titre < l'an ?", "Nord : 71 % & plus", (figure,), "carte")
    root = ET.fromstring(view.html)
    caption = root.find("figcaption")
    assert root.get("class") == "hdf-figure hdf-carte"
    assert caption is not None
    assert caption.text == "Titre < l’an\u202f?"
    assert root.find(f"div/{SVG}svg/{SVG}title").text == "Nord\u00a0: 71\u202f% & plus"
    assert view.titre == "Titre < l'an ?. Nord : 71 % & plus"
    assert view.figures == (figure,)


def test_a_chart_is_the_kind_by_default() -> None:
    assert 'class="hdf-figure hdf-graphique"' in illustration("g", draw(), "T", "t", ()).html


def absolute(path: str) -> list[tuple[str, list[float]]]:
    """Read a path in relative steps back as commands with the places that they name."""
    found, start, point = [], (0.0, 0.0), (0.0, 0.0)
    for command, rest in re.findall(r"([mlqcz])([^mlqcz]*)", path):
        steps = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", rest)]
        places = [round(step + point[side % 2], 4) for side, step in enumerate(steps)]
        point = (places[-2], places[-1]) if places else start
        start = point if command == "m" else start
        found.append((command.upper(), places))
    return found


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("M 108 63.5 \nL 108.3 65.1 \nL 109.4 65.8 \nz\n", "m108 63.5l.3 1.6l1.1 .7z"),
        ("M 10 10 \nL 9.95 9.86 \n", "m10 10l0-.1"),
        ("M 0 0 L 5 0 L 5 5 z M 1 1 L 2 2", "m0 0l5 0l0 5zm1 1l1 1"),
        ("M 1e-07 0 C 1.24 -2.26 3.4 4.44 1000 6", "m0 0c1.2-2.3 3.4 4.4 1000 6"),
        ("M 1 2 Q 3 4 5 6", "m1 2q2 2 4 4"),
    ],
)
def test_a_path_is_written_in_relative_tenths(path: str, short: str) -> None:
    assert compact(path) == short


POINTS = st.lists(
    st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000)), min_size=1, max_size=20
)


@given(st.lists(POINTS, min_size=1, max_size=4), st.booleans())
def test_every_point_keeps_within_a_twentieth_of_a_point(lines, closed) -> None:
    end = "z \n" if closed else ""
    path = "".join(
        "".join(f"{'L' if rank else 'M'} {x:.6f} {y:.6f} \n" for rank, (x, y) in enumerate(line))
        + end
        for line in lines
    )
    shown = [place for command, place in absolute(compact(path)) if command != "Z"]
    expected = [list(point) for line in lines for point in line]
    assert len(shown) == len(expected)
    for one, other in zip(shown, expected, strict=True):
        assert one == pytest.approx(other, abs=0.0501)


def test_only_the_paths_of_a_drawing_are_shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    short = ET.fromstring(inline_svg(draw(), "g", "texte"))
    monkeypatch.setattr("hdflib.display.lean.compact", lambda path: path)
    full = ET.fromstring(inline_svg(draw(), "g", "texte"))
    moved = 0
    for one, other in zip(short.iter(), full.iter(), strict=True):
        same = {name: value for name, value in other.attrib.items() if name != "d"}
        assert {name: value for name, value in one.attrib.items() if name != "d"} == same
        before = [float(n) for n in re.findall(r"-?\d+\.?\d*", other.get("d", ""))]
        after = [n for _, places in absolute(one.get("d", "")) for n in places]
        assert after == pytest.approx(before, abs=0.0501)
        moved += before != after
    assert moved > 5

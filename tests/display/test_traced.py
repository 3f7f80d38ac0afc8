"""Marks of figures: the same for the same content, and never without one."""

from __future__ import annotations

from dataclasses import replace

import matplotlib as mpl
import pytest

from hdflib.display.points import gid, points
from hdflib.display.svg import STYLE, canvas, inline_svg
from hdflib.display.traced import mark_of, record, traced
from hdflib.figures import Etat, Figure, Indicateur, Source

TAUX = Indicateur("taux", "Taux", "%", 0, "")
CELL = Source("data/2022-06-16/x.csv", 3, "attributions")
RATE = Figure(TAUX, "59", 0.71, public="menages", periode="2022", sources=(CELL,))


def test_a_mark_is_that_of_the_content() -> None:
    assert mark_of(record(RATE)) == mark_of(record(replace(RATE)))
    others = [
        replace(RATE, value=0.72),
        replace(RATE, territoire="60"),
        replace(RATE, sources=(replace(CELL, ligne=4),)),
        replace(RATE, formule="71 ÷ 100"),
        replace(RATE, value=None, etat=Etat.SECRET),
    ]
    marks = {mark_of(record(figure)) for figure in [RATE, *others]}
    assert len(marks) == 6


def test_a_number_keeps_its_text() -> None:
    mark = mark_of(record(RATE))
    assert traced("<71 %>", RATE) == (
        f'<data class="hdf-chiffre" value="{mark}">&lt;71 %&gt;</data>'
    )


def test_the_place_of_a_label_in_a_drawing() -> None:
    drawing = canvas(2.0, placed=True)
    with mpl.rc_context(STYLE):
        axes = drawing.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, 1), ylim=(0, 1))
        axes.text(0.5, 0.75, "71 %", ha="center", va="center", gid=gid(RATE))
        axes.text(0.1, 0.1, "sans chiffre")
        inline_svg(drawing, "g", "texte")
    marked = str(points(drawing))
    assert marked.count("<data") == 1
    assert f'value="{mark_of(record(RATE))}"' in marked
    style = marked.partition('style="')[2].partition('"')[0]
    sides = {
        name: float(text.removesuffix("%"))
        for name, text in (part.split(":") for part in style.split(";"))
    }
    # Centred on half the width, and on a quarter of the height from the top.
    assert sides["left"] + sides["width"] / 2 == pytest.approx(50, abs=0.5)
    assert sides["top"] + sides["height"] / 2 == pytest.approx(25, abs=2)
    # 9 points high or so, of 144.
    assert 4 < sides["height"] < 10


def test_a_drawing_without_figures_has_no_places() -> None:
    drawing = canvas(1.0)
    inline_svg(drawing, "g", "texte")
    assert points(drawing) == ""

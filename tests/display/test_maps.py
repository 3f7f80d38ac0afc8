"""Maps: classes, hatching of what isn't known, legend and alternative."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import PathPatch

from hdflib.contours import Contour, Contours
from hdflib.display import maps, palette
from hdflib.display.maps import choropleth, class_labels, class_of, locator, path_of
from hdflib.display.views import View
from hdflib.figures import Etat, Figure, Indicateur
from hdflib.inputs.reference import read_contours, read_territoires
from hdflib.territories import Territoire

REGION_32 = Path(__file__).parents[2] / "data" / "reference" / "region-32"
LIMITS = (0.5, 0.75, 1.0)
TAUX = Indicateur("taux", "Taux", "%", 0, "")
TITLE = "{http://www.w3.org/2000/svg}title"
TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(scope="module")
def contours() -> Contours:
    return read_contours(REGION_32 / "contours.topojson")


@pytest.fixture(scope="module")
def departements() -> tuple[Territoire, ...]:
    return read_territoires(REGION_32).departements


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Axes]:
    """Keep the drawing of the map under test, and give its axes."""
    drawings: list[Drawing] = []
    make = maps.canvas

    def keep(height: float) -> Drawing:
        drawings.append(make(height))
        return drawings[-1]

    monkeypatch.setattr(maps, "canvas", keep)
    return lambda: drawings[-1].axes[0]


def alt(view: View) -> str:
    title = next(ET.fromstring(view.html).iter(TITLE))
    return (title.text or "").replace("\u00a0", " ").replace("\u202f", " ")


def written(view: View) -> list[str]:
    return [element.text or "" for element in ET.fromstring(view.html).iter(TEXT)]


@pytest.mark.parametrize(
    ("value", "rank"),
    [(0, 0), (0.4999, 0), (0.5, 1), (0.7499, 1), (0.75, 2), (0.9999, 2), (1, 3), (1.4, 3), (-1, 0)],
)
def test_class_of(value: float, rank: int) -> None:
    assert class_of(value, LIMITS) == rank


def test_noise_of_the_computation_doesnt_move_a_value_off_a_limit() -> None:
    # 27 ÷ (96 × 5/12) is 67,5 % exactly.
    assert 9 / (32 * 5 / 12) < 0.675
    assert class_of(9 / (32 * 5 / 12), (0.5, 0.675, 1.0)) == 2


@given(st.floats(0, 2), st.floats(0, 2))
def test_a_higher_value_is_never_in_a_lower_class(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= class_of(low, LIMITS) <= class_of(high, LIMITS) <= 3


def test_class_labels() -> None:
    assert class_labels(LIMITS) == [
        "moins de 50\u202f%",
        "de 50 à moins de 75\u202f%",
        "de 75 à moins de 100\u202f%",
        "100\u202f% et plus",
    ]


def test_class_labels_keep_the_decimals_of_the_limits() -> None:
    assert class_labels((0.025, 0.125, 1 / 4)) == [
        "moins de 2,5\u202f%",
        "de 2,5 à moins de 12,5\u202f%",
        "de 12,5 à moins de 25\u202f%",
        "25\u202f% et plus",
    ]


def rates(departements: tuple[Territoire, ...]) -> dict[Territoire, Figure]:
    """Give Aisne a low class and Somme a high one; three départements have no rate."""
    values = {"02": 0.34, "80": 1.13}
    states = {"59": Etat.EN_COURS, "60": Etat.SECRET, "62": Etat.NON_TRANSMIS}
    return {
        t: Figure(TAUX, t.code, values.get(t.code), states.get(t.code, Etat.CONNU))
        for t in departements
    }


def test_choropleth_says_every_number(
    contours: Contours, departements: tuple[Territoire, ...]
) -> None:
    values = rates(departements)
    view = choropleth("m", "Carte : taux", contours, values, LIMITS)
    assert view is not None
    assert alt(view) == (
        "Aisne : 34 % ; Nord : en cours de finalisation ; Oise : s ; "
        "Pas-de-Calais : non transmis ; Somme : 113 %."
    )
    assert view.figures == tuple(values.values())
    assert 'class="hdf-figure hdf-carte"' in view.html
    assert plt.get_fignums() == []


def test_choropleth_names_and_numbers_are_on_the_map(
    contours: Contours, departements: tuple[Territoire, ...], axes: Callable[[], Axes]
) -> None:
    choropleth("m", "Carte", contours, rates(departements), LIMITS)
    places = {text.get_text(): text.get_position() for text in axes().texts}
    assert places == {
        "Aisne\n34\u202f%": contours.label_point("02"),
        "Nord\nen cours\nde finalisation": contours.label_point("59"),
        "Oise\ns": contours.label_point("60"),
        "Pas-de-Calais\nnon transmis": contours.label_point("62"),
        "Somme\n113\u202f%": contours.label_point("80"),
    }
    inks = [text.get_color() for text in axes().texts]
    assert inks == [palette.TEXTE] * 4 + [palette.FOND]


def test_fills_and_hatching(
    contours: Contours, departements: tuple[Territoire, ...], axes: Callable[[], Axes]
) -> None:
    choropleth("m", "Carte", contours, rates(departements), LIMITS, "80")
    codes = [contour.code for contour in contours.departements]
    patches = dict(zip(codes, axes().patches, strict=True))
    fills = {code: to_hex(patch.get_facecolor()) for code, patch in patches.items()}
    lowest, highest = palette.CLASSES[0], palette.CLASSES[3]
    absent = dict.fromkeys(("59", "60", "62"), palette.ABSENT)
    assert fills == {"02": lowest, "80": highest, **absent}
    hatches = {code: patch.get_hatch() for code, patch in patches.items()}
    assert hatches == {"02": None, "59": "////", "60": "xxxx", "62": "////", "80": None}
    outlined = [c for c, p in patches.items() if to_hex(p.get_edgecolor()) == palette.ORANGE]
    assert outlined == ["80"]


def test_legend_names_the_states_met(
    contours: Contours, departements: tuple[Territoire, ...], axes: Callable[[], Axes]
) -> None:
    choropleth("m", "Carte", contours, rates(departements), LIMITS)
    legend = axes().get_legend()
    assert [text.get_text() for text in legend.get_texts()] == [
        *class_labels(LIMITS),
        "en cours de finalisation",
        "secret statistique",
        "non transmis",
    ]
    keys = [handle.get_hatch() for handle in legend.get_patches()]
    assert keys == [None, None, None, None, "////", "xxxx", "////"]


def test_legend_without_state(
    contours: Contours, departements: tuple[Territoire, ...], axes: Callable[[], Axes]
) -> None:
    values = {t: Figure(TAUX, t.code, 0.6) for t in departements}
    choropleth("m", "Carte", contours, values, LIMITS)
    texts = [text.get_text() for text in axes().get_legend().get_texts()]
    assert texts == class_labels(LIMITS)


def test_choropleth_without_any_number(
    contours: Contours, departements: tuple[Territoire, ...]
) -> None:
    values = {t: Figure(TAUX, t.code, None, Etat.NON_TRANSMIS) for t in departements}
    assert choropleth("m", "Carte", contours, values, LIMITS) is None


def test_same_map_twice(contours: Contours, departements: tuple[Territoire, ...]) -> None:
    one, other = (
        choropleth("m", "Carte", contours, rates(departements), LIMITS, "59") for _ in range(2)
    )
    assert one is not None
    assert other is not None
    assert one.html == other.html


def draw_locator(contours: Contours, **options: object) -> View:
    return locator(
        "l",
        "EPCI & cotation",
        contours,
        {"245900428": palette.BLEU, "200069037": palette.BLEU},
        {"245900428": "CU de Dunkerque", "200069037": "CA du Pays de St Omer"},
        {"Cotation active": palette.BLEU},
        "Cotation active : CU de Dunkerque et CA du Pays de St Omer.",
        **options,
    )


def test_locator(contours: Contours, axes: Callable[[], Axes]) -> None:
    view = draw_locator(contours)
    assert alt(view) == "Cotation active : CU de Dunkerque et CA du Pays de St Omer."
    assert {"CU de Dunkerque", "CA du Pays de St Omer", "Cotation active"} == set(written(view))
    assert "<figcaption>EPCI &amp; cotation</figcaption>" in view.html
    *epci, one, two, three, four, five = axes().patches
    assert not any(outline.get_fill() for outline in (one, two, three, four, five))
    blue = [to_hex(patch.get_facecolor()) == palette.BLEU for patch in epci]
    codes = [contour.code for contour in contours.epci]
    found = [code for code, is_blue in zip(codes, blue, strict=True) if is_blue]
    assert found == [code for code in codes if code in ("245900428", "200069037")]
    places = [text.xy for text in axes().texts]
    assert places == [contours.label_point("245900428"), contours.label_point("200069037")]
    assert plt.get_fignums() == []


def test_locator_of_one_departement(contours: Contours, axes: Callable[[], Axes]) -> None:
    locator("l", "EPCI", contours, {}, {}, {"EPCI": palette.BLEU_CLAIR}, "Texte.", cadre="80")
    somme = [contour for contour in contours.epci if contour.departement == "80"]
    assert len(axes().patches) == len(somme) + 1
    left, right = axes().get_xlim()
    outline = np.concatenate(next(c for c in contours.departements if c.code == "80").rings)
    assert left < outline[:, 0].min() < outline[:, 0].max() < right
    assert right - left < 1.2 * np.ptp(outline[:, 0])


def test_labels_beside_go_to_the_nearer_edge(contours: Contours, axes: Callable[[], Axes]) -> None:
    locator(
        "l",
        "EPCI",
        contours,
        {},
        {"245900428": "CU de Dunkerque", "245901160": "CA Valenciennes Métropole"},
        {"EPCI": palette.BLEU},
        "Texte.",
        beside=True,
    )
    west, east = axes().texts
    assert (west.get_position(), west.get_ha()) == ((-34, 0), "right")
    assert (east.get_position(), east.get_ha()) == ((34, 0), "left")
    assert west.arrow_patch is not None


def test_labels_on_their_place_have_no_line(contours: Contours, axes: Callable[[], Axes]) -> None:
    draw_locator(contours)
    assert [(t.get_position(), t.get_ha(), t.arrow_patch) for t in axes().texts] == [
        ((0, 0), "center", None),
        ((0, 0), "center", None),
    ]


def test_a_hole_stays_empty() -> None:
    square = np.array([[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]], dtype=float)
    hole = np.array([[3, 3], [3, 6], [6, 6], [6, 3], [3, 3]], dtype=float)
    drawing = Drawing(figsize=(1, 1), dpi=100)
    canvas = FigureCanvasAgg(drawing)
    axes = drawing.add_axes((0, 0, 1, 1), xlim=(0, 10), ylim=(0, 10))
    axes.set_axis_off()
    axes.add_patch(PathPatch(path_of(Contour("59", "59", (square, hole))), facecolor="black"))
    canvas.draw()
    inked = np.asarray(canvas.buffer_rgba())[:, :, 0] < 128
    # Rows go down: in the ring, in the hole, out of the square.
    assert (inked[85, 15], inked[55, 45], inked[85, 97]) == (True, False, False)


def test_epci_map_stays_small(contours: Contours) -> None:
    # 240 kB of paths with six decimals.
    assert len(draw_locator(contours).html) < 170_000

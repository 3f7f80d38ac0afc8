"""Charts: every number stands by its own bar, and in the text alternative."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from hdflib.display import charts, palette
from hdflib.display.charts import (
    Barre,
    Serie,
    alternative,
    bars,
    extent,
    grouped_bars,
    stacked_bars,
)
from hdflib.display.ranges import Etendue, ranges, spread
from hdflib.display.views import View
from hdflib.figures import Etat, Figure, Indicateur

STOCK = Indicateur("stock", "Stock", "ménages", 0, "")
TAUX = Indicateur("taux", "Taux", "%", 0, "")
TITLE = "{http://www.w3.org/2000/svg}title"
TEXT = "{http://www.w3.org/2000/svg}text"


def stock(value: float) -> Figure:
    return Figure(STOCK, "59", value)


def rate(value: float) -> Figure:
    return Figure(TAUX, "59", value)


EN_COURS = Figure(TAUX, "60", None, Etat.EN_COURS)
SECRET = Figure(STOCK, "60", None, Etat.SECRET)


@pytest.fixture(autouse=True)
def no_warning_no_pyplot() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    assert plt.get_fignums() == []


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Axes]:
    """Keep the drawing of the chart under test, and give its axes."""
    drawings: list[Drawing] = []
    make = charts.canvas

    def keep(height: float) -> Drawing:
        drawings.append(make(height))
        return drawings[-1]

    monkeypatch.setattr(charts, "canvas", keep)
    monkeypatch.setattr("hdflib.display.ranges.canvas", keep)
    return lambda: drawings[-1].axes[0]


def alt(view: View | None) -> str:
    assert view is not None
    title = next(ET.fromstring(view.html).iter(TITLE))
    return (title.text or "").replace("\u00a0", " ").replace("\u202f", " ")


def written(view: View | None) -> list[str]:
    assert view is not None
    return [element.text or "" for element in ET.fromstring(view.html).iter(TEXT)]


RATES = [
    Barre("Aisne", rate(0.82)),
    Barre("Nord", rate(0.706), True),
    Barre("Oise", EN_COURS),
]


def test_bars_say_every_label_and_number() -> None:
    view = bars("g", "Taux", RATES, (1.0, "objectif à date"))
    assert alt(view) == "Aisne : 82 % ; Nord : 71 % ; Oise : en cours de finalisation."
    assert written(view) == [
        *("Aisne", "Nord", "Oise"),
        *("82\u202f%", "71\u202f%", "en cours de finalisation", "objectif à date"),
    ]
    assert view is not None
    assert view.figures == tuple(barre.figure for barre in RATES)


def test_bars_stand_by_their_numbers(axes: Callable[[], Axes]) -> None:
    bars("g", "Taux", RATES, (1.0, "objectif"))
    drawn = axes()
    assert [(p.get_y() + p.get_height() / 2, p.get_width()) for p in drawn.patches] == [
        (pytest.approx(0), 0.82),
        (pytest.approx(1), 0.706),
    ]
    low, high = drawn.get_xlim()
    assert (low, high) == (0, 1.22)
    positions = {text.get_text(): text.get_position() for text in drawn.texts}
    assert positions["82\u202f%"] == (pytest.approx(0.82 + 0.012), 0)
    assert positions["71\u202f%"] == (pytest.approx(0.706 + 0.012), 1)
    assert positions["en cours de finalisation"] == (pytest.approx(0.01), 2)
    assert drawn.yaxis_inverted()


def test_the_bar_of_the_page_is_darker_and_bold(axes: Callable[[], Axes]) -> None:
    bars("g", "Taux", RATES)
    fills = [patch.get_facecolor() for patch in axes().patches]
    weights = [text.get_weight() for text in axes().texts]
    assert [round(255 * share) for share in fills[0][:3]] == [0x8F, 0xB3, 0xDF]
    assert [round(255 * share) for share in fills[1][:3]] == [0x1C, 0x4F, 0x91]
    assert weights == ["normal", "bold", "normal"]


def test_negative_bars_have_their_label_on_the_left(axes: Callable[[], Axes]) -> None:
    view = bars("g", "Évolution", [Barre("Oise", rate(-0.06)), Barre("Somme", rate(0.21))])
    assert alt(view) == "Oise : \u22126 % ; Somme : 21 %."
    sides = [(text.get_text(), text.get_ha()) for text in axes().texts]
    assert sides == [("\u22126\u202f%", "right"), ("21\u202f%", "left")]
    low, high = axes().get_xlim()
    assert low == pytest.approx(-0.06 - 0.2 * 0.27)
    assert high == pytest.approx(0.21 + 0.22 * 0.27)


def test_only_negative_bars_end_at_zero(axes: Callable[[], Axes]) -> None:
    bars("g", "Évolution", [Barre("Oise", rate(-0.06))], (-0.1, "déficit"))
    assert axes().get_xlim() == (pytest.approx(-0.12), 0)


def test_bars_without_any_number() -> None:
    assert bars("g", "Taux", [Barre("Oise", EN_COURS)], (1.0, "objectif")) is None
    assert bars("g", "Taux", []) is None


def test_zero_is_a_number() -> None:
    assert alt(bars("g", "Taux", [Barre("Oise", rate(0))])) == "Oise : 0 %."
    zeros = [Serie("s", palette.BLEU, [stock(0)])]
    assert alt(grouped_bars("g", "Stock", ["Oise"], zeros)) == "Oise, s : 0."
    assert alt(stacked_bars("g", "Stock", ["Oise"], zeros)) == "Oise, s : 0."
    assert alt(ranges("g", "Taux", [Etendue("EPCI", rate(0), rate(0))])) == "EPCI : 0 %."


@pytest.mark.parametrize(
    ("values", "ends"),
    [([], (0, 1)), ([0, 0], (0, 1)), ([0.3, 0.7], (0, 0.7)), ([-2, 3], (-2, 3)), ([-2], (-2, 0))],
)
def test_extent(values: list[float], ends: tuple[float, float]) -> None:
    assert extent(values) == ends


SERIES = [
    Serie("1er janvier", palette.BLEU_CLAIR, [stock(483), SECRET, stock(1060)]),
    Serie("31 mai", palette.BLEU, [stock(554), stock(3649), SECRET]),
]
PLACES = ["Aisne", "Nord", "Oise"]


def test_groups_say_every_label_and_number() -> None:
    view = grouped_bars("g", "Stock", PLACES, SERIES)
    assert alt(view) == (
        "Aisne, 1er janvier : 483 ; Nord, 1er janvier : s ; Oise, 1er janvier : 1 060 ; "
        "Aisne, 31 mai : 554 ; Nord, 31 mai : 3 649 ; Oise, 31 mai : s."
    )
    assert view is not None
    assert [f.value for f in view.figures] == [483, None, 1060, 554, 3649, None]


def test_groups_stand_by_their_numbers(axes: Callable[[], Axes]) -> None:
    grouped_bars("g", "Stock", PLACES, SERIES)
    drawn = axes()
    bars_drawn = [bar for container in drawn.containers for bar in container]
    assert [bar.get_width() for bar in bars_drawn] == [483, 0, 1060, 554, 3649, 0]
    labels = [(text.get_text(), *text.xy) for text in drawn.texts]
    middles = [bar.get_y() + bar.get_height() / 2 for bar in bars_drawn]
    assert [round(middle) for middle in middles] == [0, 1, 2, 0, 1, 2]
    shown = ["483", "s", "1\u202f060", "554", "3\u202f649", "s"]
    for label, text, bar, middle in zip(labels, shown, bars_drawn, middles, strict=True):
        assert label == (text, bar.get_width(), pytest.approx(middle))
    assert [text.get_style() for text in drawn.texts].count("italic") == 2
    assert drawn.get_xlim() == (0, pytest.approx(3649 * 1.16))
    assert [text.get_text() for text in drawn.get_legend().get_texts()] == ["1er janvier", "31 mai"]


def test_negative_groups_are_in_sight(axes: Callable[[], Axes]) -> None:
    grouped_bars("g", "Évolution", ["Oise"], [Serie("s", palette.BLEU, [rate(-0.06)])])
    assert axes().get_xlim() == (pytest.approx(-0.06 * 1.16), 0)


def test_groups_without_any_number() -> None:
    assert grouped_bars("g", "Stock", ["Oise"], [Serie("s", palette.BLEU, [SECRET])]) is None
    assert grouped_bars("g", "Stock", [], []) is None


STACK = [
    Serie("Diagnostics", palette.BLEU, [stock(100), stock(300)]),
    Serie("Mesures", palette.BLEU_CLAIR, [stock(10), stock(200)]),
]


def test_stacks_say_every_label_and_number() -> None:
    view = stacked_bars("g", "Répartition", ["2021", "2022"], STACK)
    assert alt(view) == (
        "2021, Diagnostics : 100 ; 2021, Mesures : 10 ; "
        "2022, Diagnostics : 300 ; 2022, Mesures : 200."
    )


def test_stacks_start_where_the_series_before_ends(axes: Callable[[], Axes]) -> None:
    stacked_bars("g", "Répartition", ["2021", "2022"], STACK)
    spans = [(bar.get_x(), bar.get_width()) for bar in axes().patches]
    assert spans == [(0, 100), (0, 300), (100, 10), (300, 200)]
    assert axes().get_xlim() == (0, 500)
    # A number is written where its part is wide enough: more than 22 % of 500.
    inside = {text.get_text(): text.get_position() for text in axes().texts}
    assert inside == {"300": (150, 1), "200": (400, 1)}


def test_numbers_in_stacks_can_be_read(axes: Callable[[], Axes]) -> None:
    stacked_bars("g", "Répartition", ["2021", "2022"], STACK)
    assert [text.get_color() for text in axes().texts] == [palette.FOND, palette.TEXTE]


def test_a_stack_that_lacks_a_part_would_lie() -> None:
    assert stacked_bars("g", "T", ["a"], [Serie("s", palette.BLEU, [SECRET])]) is None
    mixed = [*STACK, Serie("Autres", palette.ORANGE, [stock(1), SECRET])]
    assert stacked_bars("g", "T", ["2021", "2022"], mixed) is None
    assert stacked_bars("g", "T", [], []) is None


RANGES = [
    Etendue("EPCI", rate(0.07), rate(0.37), rate(0.18)),
    Etendue("Bailleurs", rate(0.0), rate(0.33)),
    Etendue("Région", rate(0.18), rate(0.18)),
]


def test_ranges_say_their_ends_and_their_mean() -> None:
    view = ranges("g", "Hors QPV", RANGES, (0.25, "objectif : 25\u202f%"))
    assert alt(view) == (
        "EPCI : de 7 % à 37 %, moyenne 18 %. Bailleurs : de 0 % à 33 %. Région : 18 %."
    )
    assert "objectif : 25\u202f%" in written(view)
    assert [f.value for f in view.figures] == [0.07, 0.18, 0.37, 0.0, 0.33, 0.18, 0.18]


def test_ranges_are_drawn_where_they_say(axes: Callable[[], Axes]) -> None:
    ranges("g", "Hors QPV", RANGES)
    lines = [collection.get_segments()[0].tolist() for collection in axes().collections]
    assert lines == [[[0.07, 0], [0.37, 0]], [[0.0, 1], [0.33, 1]]]
    dots = [line.get_xydata().tolist() for line in axes().lines if line.get_marker() == "o"]
    assert dots == [[[0.18, 0]], [[0.18, 2]]]
    assert axes().get_xlim() == (pytest.approx(-0.12 * 0.37), pytest.approx(1.14 * 0.37))


def test_a_reference_beyond_the_ranges_is_in_sight(axes: Callable[[], Axes]) -> None:
    ranges("g", "Hors QPV", [Etendue("EPCI", rate(-0.1), rate(0.1))], (0.4, "objectif"))
    low, high = axes().get_xlim()
    assert (low, high) == (pytest.approx(-0.1 - 0.06), pytest.approx(0.4 + 0.07))


def test_spread_that_rounds_to_one_number() -> None:
    assert spread(Etendue("x", rate(0.181), rate(0.184))) == "18\u202f%"
    assert spread(Etendue("x", rate(0.07), rate(0.37))) == "de 7\u202f% à 37\u202f%"


def test_alternative() -> None:
    assert alternative([("Nord", "71 %"), ("Oise", "s")]) == "Nord : 71 % ; Oise : s."


DRAW = {
    "bars": lambda: bars("g", "T", RATES, (1.0, "objectif")),
    "groups": lambda: grouped_bars("g", "T", PLACES, SERIES),
    "stacks": lambda: stacked_bars("g", "T", ["2021", "2022"], STACK),
    "ranges": lambda: ranges("g", "T", RANGES, (0.25, "objectif")),
}


@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)
def test_same_chart_twice_with_its_own_ids(draw: Callable[[], View]) -> None:
    html = draw().html
    assert html == draw().html
    assert all(name.startswith("g-") for name in re.findall(r'\bid="([^"]*)"', html))


def test_labels_of_charts_are_escaped() -> None:
    view = bars("g", "<b>T", [Barre("<script>x</script> & $y$", rate(0.5))])
    assert view is not None
    assert "<script" not in view.html
    assert "<b>" not in view.html
    assert "<script>x</script> & $y$" in written(view)

"""Charts of months: both years' numbers, on their side of the lines, and the table below."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from hdflib.display import series
from hdflib.display.charts import Serie
from hdflib.display.palette import BLEU, DISCRET
from hdflib.display.series import Panneau, is_above, month_panels, months
from hdflib.display.views import View
from hdflib.figures import Etat, Figure, Indicateur

MOIS = Indicateur("mois", "Attributions du mois", "attributions", 0, "")
CHANGE = Indicateur("evolution", "Évolution", "%", 0, "")
BEFORE = (500, 480, 520, 510, 500, 400, 500, 505, 510, 515, 520, 525)
NOW = (460, 490, 520, None)
SVG = "{http://www.w3.org/2000/svg}"


def figure(value: float | None) -> Figure:
    return Figure(MOIS, "59", value, Etat.CONNU if value is not None else Etat.SECRET)


def panneau(now: tuple[float | None, ...] = NOW) -> Panneau:
    changes = [Figure(CHANGE, "59", -0.08), Figure(CHANGE, "59", 0.02)]
    return Panneau(
        "Nord",
        Serie("2021", DISCRET, [figure(value) for value in BEFORE]),
        Serie("2022", BLEU, [figure(value) for value in now]),
        changes,
    )


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Axes]]:
    """Keep the drawing of the chart under test, and give its axes."""
    drawings: list[Drawing] = []
    make = series.canvas

    def keep(height: float) -> Drawing:
        drawings.append(make(height))
        return drawings[-1]

    monkeypatch.setattr(series, "canvas", keep)
    return lambda: drawings[-1].axes


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def rows(view: View) -> list[list[str]]:
    found = ET.fromstring(view.html).findall(".//details//tbody/tr")
    return [[plain("".join(cell.itertext()).strip()) for cell in row] for row in found]


def test_months_say_every_number() -> None:
    view = months("m", "Attributions par mois", panneau())
    assert view is not None
    title = plain(next(ET.fromstring(view.html).iter(f"{SVG}title")).text or "")
    assert title.startswith("janvier 2021 : 500 ; février 2021 : 480 ; mars 2021 : 520 ; ")
    assert title.endswith(
        "janvier 2022 : 460 ; février 2022 : 490 ; mars 2022 : 520 ; avril 2022 : s."
    )
    texts = [plain(element.text or "") for element in ET.fromstring(view.html).iter(f"{SVG}text")]
    assert {"460", "490", "2021", "2022", "janv.", "déc.", "s"} <= set(texts)
    assert "s\u00a0: secret statistique" in view.html
    assert len(view.figures) == 12 + 4 + 2
    assert "Attributions par mois (échelle sans le zéro)" in view.html
    assert plt.get_fignums() == []


def test_months_table() -> None:
    view = months("m", "Attributions par mois", panneau())
    assert view is not None
    assert rows(view)[:5] == [
        ["Janvier", "500", "460", "−8 %"],
        ["Février", "480", "490", "2 %"],
        ["Mars", "520", "520", ""],
        ["Avril", "510", "s", ""],
        ["Mai", "500", "", ""],
    ]


def test_a_line_breaks_where_a_month_is_secret(axes: Callable[[], list[Axes]]) -> None:
    months("m", "Attributions", panneau((460, None, 520)))
    before, now = axes()[0].get_lines()
    assert list(before.get_ydata()) == list(BEFORE)
    first, gap, last = now.get_ydata()
    assert (first, last) == (460, 520)
    assert gap != gap


@pytest.mark.parametrize(
    ("rank", "before", "now"),
    [
        # 500 against 460, 480 against 490, 520 against 520.
        (0, True, False),
        (1, False, True),
        (2, False, True),
    ],
)
def test_numbers_are_on_either_side(rank: int, before: bool, now: bool) -> None:
    drawn = panneau()
    assert is_above(drawn, drawn.avant, rank) is before
    assert is_above(drawn, drawn.annee, rank) is now


def test_number_alone_is_above_unless_it_is_the_foot_of_a_valley() -> None:
    drawn = panneau()
    assert [is_above(drawn, drawn.avant, rank) for rank in (4, 5, 6, 11)] == [
        *(True, False, True, True)
    ]


def test_axis_leaves_room_for_the_numbers(axes: Callable[[], list[Axes]]) -> None:
    months("m", "Attributions", panneau())
    # From 400 to 525, and 45 % of the 125 between on each side.
    assert axes()[0].get_ylim() == (400 - 56.25, 525 + 56.25)


def test_panels(axes: Callable[[], list[Axes]]) -> None:
    unknown = Panneau("Oise", Serie("2021", DISCRET, [figure(1)]), Serie("2022", BLEU, []))
    both = [panneau(), Panneau("Aisne", panneau().avant, panneau().annee), unknown]
    view = month_panels("p", "Par département", both)
    assert view is not None
    assert [each.get_title(loc="left") for each in axes()] == ["Nord", "Aisne"]
    title = plain(next(ET.fromstring(view.html).iter(f"{SVG}title")).text or "")
    assert title.startswith("Nord, janvier 2021 : 500 ; ")
    assert "Aisne, mars 2022 : 520 ; " in title
    assert rows(view)[0] == ["Janvier", "500", "460", "−8 %", "500", "460"]


def test_nothing_known_draws_nothing() -> None:
    assert months("m", "Attributions", panneau((None,))) is None
    assert months("m", "Attributions", panneau(())) is None
    assert month_panels("p", "Par département", [panneau(())]) is None


def test_same_chart_twice() -> None:
    one, other = (months("m", "Attributions", panneau()) for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.html == other.html

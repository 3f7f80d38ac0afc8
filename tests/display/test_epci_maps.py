"""Maps by EPCI: classes, states, marks, what they say, and the table below them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import PathPatch

from hdflib.contours import Contour, Contours
from hdflib.display import epci_maps, palette
from hdflib.display.epci_maps import epci_choropleth
from hdflib.display.labels import Box, Name, free_place, place_names, short_name
from hdflib.display.views import SECRET, View
from hdflib.figures import Etat, Figure, Indicateur
from hdflib.inputs.reference import read_contours, read_territoires
from hdflib.territories import Territoire, Territoires

REGION_32 = Path(__file__).parents[2] / "data" / "reference" / "region-32"
LIMITS = (0.1, 0.2, 0.25)
PART = Indicateur("part", "Part des attributions", "%", 0, "")
LILLE, DUNKERQUE, HAINAUT = "200093201", "245900428", "200042190"
SABLONS, AMIENS, SAINT_OMER = "246000582", "248000531", "200069037"
TERNOIS = "200069672"
KNOWN = {LILLE: 0.1, DUNKERQUE: 0.25, SABLONS: 0.07, AMIENS: 0.42, TERNOIS: 0.15}
STATES = {HAINAUT: Etat.SECRET, SAINT_OMER: Etat.NON_TRANSMIS}
MARKS = {LILLE: 4, DUNKERQUE: 0, SABLONS: 2}
STEPS = ("aucune étape", "1 étape", "2 étapes", "3 étapes", "4 étapes")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def contours() -> Contours:
    return read_contours(REGION_32 / "contours.topojson")


@pytest.fixture(scope="module")
def territoires() -> Territoires:
    return read_territoires(REGION_32)


@pytest.fixture(scope="module")
def values(territoires: Territoires) -> dict[Territoire, Figure]:
    """Five known shares, a secret one, and one that wasn't transmitted."""
    return {
        territoires.get(code): Figure(PART, code, KNOWN.get(code), STATES.get(code, Etat.CONNU))
        for code in (*KNOWN, *STATES)
    }


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Axes]:
    """Keep the drawing of the map under test, and give its axes."""
    drawings: list[Drawing] = []
    make = epci_maps.canvas

    def keep(height: float, *, placed: bool) -> Drawing:
        drawings.append(make(height, placed=placed))
        return drawings[-1]

    monkeypatch.setattr(epci_maps, "canvas", keep)
    return lambda: drawings[-1].axes[0]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def alt(view: View | None) -> str:
    assert view is not None
    title = next(ET.fromstring(view.html).iter(f"{SVG}title"))
    return plain(title.text or "")


def written(view: View | None) -> list[str]:
    assert view is not None
    return [plain(element.text or "") for element in ET.fromstring(view.html).iter(f"{SVG}text")]


def data(view: View | None) -> list[list[str]]:
    """Give the rows of the table below the map."""
    assert view is not None
    rows = ET.fromstring(view.html).findall(".//details//tbody/tr")
    return [[plain("".join(cell.itertext()).strip()) for cell in row] for row in rows]


def test_map_of_the_region_says_its_ends_and_counts(contours, values) -> None:
    view = epci_choropleth("e", "Part", contours, values, LIMITS)
    assert alt(view) == (
        "92 EPCI. Valeur la plus basse : 7 % (CC des Sablons) ; la plus haute : 42 % (CA Amiens "
        "Métropole). Nombre d’EPCI – moins de 10 % : 1 ; de 10 à moins de 20 % : 2 ; de 20 à "
        "moins de 25 % : 0 ; 25 % et plus : 2 ; non transmis : 1 ; secret statistique : 1 ; sans "
        "donnée : 85."
    )
    assert plt.get_fignums() == []


def test_table_below_has_all_the_figures_the_highest_first(contours, values) -> None:
    view = epci_choropleth("e", "Part", contours, values, LIMITS)
    assert data(view) == [
        ["CA Amiens Métropole", "42 %"],
        ["CU de Dunkerque", "25 %"],
        ["CC du Ternois", "15 %"],
        ["Métropole Européenne de Lille", "10 %"],
        ["CC des Sablons", "7 %"],
        ["CA du Pays de Saint-Omer", "non transmis"],
        ["CA de la Porte du Hainaut", "s"],
    ]
    assert view is not None
    assert set(view.figures) == set(values.values())
    table = ET.fromstring(view.html).find(".//details//table")
    assert table is not None
    assert "".join(table[0].itertext()) == "Part"
    scopes = {th.get("scope") for th in table.iter("th")}
    assert scopes == {"col", "row"}


def test_secret_is_explained_where_there_is_one(contours, values) -> None:
    assert SECRET == (
        "s : secret statistique – effectif trop faible pour être publié, ou masqué pour protéger "
        "un autre effectif."
    )
    note = SECRET.replace(" :", "\u00a0:")
    shown = epci_choropleth("e", "Part", contours, values, LIMITS)
    open_only = {t: figure for t, figure in values.items() if figure.etat is not Etat.SECRET}
    other = epci_choropleth("e", "Part", contours, open_only, LIMITS)
    assert shown is not None
    assert other is not None
    # Under the map, and under its table.
    assert shown.html.count(note) == 2
    assert note not in other.html


def test_departement_shows_its_own_epci_alone(contours, values, axes) -> None:
    view = epci_choropleth("e", "Part", contours, values, LIMITS, cadre="59")
    assert [row[0] for row in data(view)] == [
        "CU de Dunkerque",
        "Métropole Européenne de Lille",
        "CA de la Porte du Hainaut",
    ]
    assert alt(view).startswith("17 EPCI. Valeur la plus basse : 10 % (Métropole Européenne")
    assert view is not None
    assert {figure.territoire for figure in view.figures} == {LILLE, DUNKERQUE, HAINAUT}
    left, right = axes().get_xlim()
    nord = next(c for c in contours.departements if c.code == "59")
    assert right - left < 1.2 * np.ptp(np.concatenate(nord.rings)[:, 0])


def test_epci_of_another_departement_isnt_drawn_over_the_limit(contours, values, axes) -> None:
    # The Ternois belongs to 62 and has a piece in 80.
    epci_choropleth("e", "Part", contours, values, LIMITS, cadre="80")
    pieces = [c for c in contours.epci if c.departement == "80"]
    assert TERNOIS in {piece.code for piece in pieces}
    drawn = [patch for patch in axes().patches if patch.get_fill()]
    # All the pieces of 80 but the Ternois's, and that of the Est de la Somme in 02 isn't known.
    assert len(drawn) == len(pieces) - 1


def test_names_of_a_departement_are_short_with_their_figure(contours, values) -> None:
    texts = written(epci_choropleth("e", "Part", contours, values, LIMITS, cadre="59"))
    assert {"Lille", "10 %", "Dunkerque", "25 %"} <= set(texts)
    named = epci_choropleth("e", "Part", contours, values, LIMITS, cadre="59", names={LILLE: "MEL"})
    assert "MEL" in written(named)
    assert "Lille" not in written(named)


def test_map_of_the_region_names_the_departements_given(contours, values) -> None:
    view = epci_choropleth("e", "Part", contours, values, LIMITS, names={"59": "Nord"})
    assert "Nord" in written(view)
    assert "Lille" not in written(view)


def test_fills_and_hatching(contours, values, axes) -> None:
    epci_choropleth("e", "Part", contours, values, LIMITS)
    patches = [p for p in axes().patches if isinstance(p, PathPatch)]
    by_code = dict(zip((c.code for c in contours.epci), patches, strict=False))
    fills = {code: to_hex(by_code[code].get_facecolor()) for code in (*KNOWN, *STATES)}
    low, second, _, high = palette.CLASSES
    assert fills == {
        **{SABLONS: low, LILLE: second, TERNOIS: second, DUNKERQUE: high, AMIENS: high},
        **dict.fromkeys(STATES, palette.ABSENT),
    }
    assert by_code[HAINAUT].get_hatch() == "xxxx"
    assert by_code[SAINT_OMER].get_hatch() == "////"
    outside = by_code["200043263"]
    assert (to_hex(outside.get_facecolor()), outside.get_hatch()) == (palette.NEUTRE, None)
    keys = [text.get_text() for text in axes().get_legend().get_texts()]
    assert keys[4:] == ["non transmis", "secret statistique", "sans donnée"]


@pytest.mark.parametrize(
    ("limits", "labels"),
    [
        ((0.2,), ["moins de 20 %", "20 % et plus"]),
        ((0.1, 0.2), ["moins de 10 %", "de 10 à moins de 20 %", "20 % et plus"]),
        (
            (0.1, 0.15, 0.2, 0.25),
            [
                *("moins de 10 %", "de 10 à moins de 15 %", "de 15 à moins de 20 %"),
                *("de 20 à moins de 25 %", "25 % et plus"),
            ],
        ),
    ],
)
def test_one_to_four_limits(contours, values, axes, limits, labels) -> None:
    epci_choropleth("e", "Part", contours, values, limits)
    legend = axes().get_legend()
    found = [plain(text.get_text()) for text in legend.get_texts()]
    assert found[: len(labels)] == labels
    fills = [to_hex(key.get_facecolor()) for key in legend.get_patches()]
    assert fills[: len(labels)] == list(palette.PALETTES[len(labels)])


def test_marks_are_drawn_explained_and_listed(contours, values, axes) -> None:
    view = epci_choropleth(
        "e",
        "Part et avancement",
        contours,
        values,
        LIMITS,
        marks=MARKS,
        mark_labels=STEPS,
        mark_title="Étapes",
    )
    assert alt(view).endswith(
        "Étapes – aucune étape : 1 ; 1 étape : 0 ; 2 étapes : 1 ; 3 étapes : 0 ; 4 étapes : 1."
    )
    assert set(STEPS) <= set(written(view))
    rows = {row[0]: row[2] for row in data(view)}
    assert rows["Métropole Européenne de Lille"] == "4 étapes"
    assert rows["CA Amiens Métropole"] == ""
    lines = [line for line in axes().get_lines() if len(line.get_xdata())]
    places = [tuple(zip(*line.get_data(), strict=True)) for line in lines]
    # An empty circle for Dunkerque; a circle and what fills it for the two others.
    assert places == [
        (contours.label_point(DUNKERQUE),),
        *[(contours.label_point(SABLONS),)] * 2,
        *[(contours.label_point(LILLE),)] * 2,
    ]


def test_marks_alone_make_a_map_and_nothing_makes_none(contours, values) -> None:
    hidden = {t: figure for t, figure in values.items() if not figure.connu}
    assert epci_choropleth("e", "Part", contours, hidden, LIMITS) is None
    assert epci_choropleth("e", "Part", contours, {}, LIMITS) is None
    assert epci_choropleth("e", "Part", contours, values, LIMITS, cadre="02") is None
    view = epci_choropleth("e", "Étapes", contours, {}, LIMITS, marks={LILLE: 1}, mark_labels=STEPS)
    assert "1 étape : 1" in alt(view)
    assert view is not None
    assert "<details>" not in view.html


def test_same_map_twice(contours, values) -> None:
    one, other = (
        epci_choropleth("e", "P", contours, values, LIMITS, marks=MARKS, mark_labels=STEPS)
        for _ in range(2)
    )
    assert one is not None
    assert other is not None
    assert one.html == other.html


@pytest.mark.parametrize(
    ("nom", "short"),
    [
        ("Métropole Européenne de Lille", "Lille"),
        ("CU d’Arras", "Arras"),
        ("CC de la Haute Somme (Combles - Péronne - Roisel)", "Haute Somme"),
        ("CA de Béthune-Bruay, Artois-Lys Romane", "Béthune-Bruay"),
        ("CA de la Région de Compiègne et de la Basse Automne", "Compiègne"),
        ("CA Valenciennes Métropole", "Valenciennes"),
        ("CC de l’Est de la Somme", "Est de la Somme"),
        ("CC des Pays d’Oise et d’Halatte", "Pays d’Oise et d’Halatte"),
    ],
)
def test_short_name(nom: str, short: str) -> None:
    assert short_name(nom) == short


def test_names_never_overlap_and_stay_on_the_map(contours, territoires) -> None:
    bounds = Box(700_000, 7_000_000, 300_000, 300_000)
    epci = territoires.epci()
    names = [
        Name(short_name(t.nom), contours.label_point(t.code), 1e12, t.population > 100_000)
        for t in epci
    ]
    placed = place_names(names, 500, bounds)
    assert len(placed) == 14
    assert not any(one.meets(other) for (_, one), (_, other) in combinations(placed, 2))
    assert all(abs(box.x - bounds.x) + box.width / 2 <= 150_000 for _, box in placed)
    marks = [Box(*name.place, 11 * 500, 11 * 500) for name in names if name.marked]
    assert not any(box.meets(mark) for _, box in placed for mark in marks)


def test_a_name_larger_than_its_place_is_left_out() -> None:
    # "Lille" is 5 × 0.6 × 8 = 24 points wide and 1.25 × 8 = 10 high: 240 m² at 1 m a point.
    bounds = Box(0, 0, 1000, 1000)
    assert place_names([Name("Lille", (0, 0), 319)], 1, bounds) == []
    assert len(place_names([Name("Lille", (0, 0), 321)], 1, bounds)) == 1


def test_name_of_a_departement_covers_no_mark() -> None:
    square = np.array([[0, 0], [90, 0], [90, 90], [0, 90], [0, 0]], dtype=float)
    contour = Contour("59", "59", (square,))
    mark = Box(45, 45, 11, 11)
    x, y = free_place(contour, "Nord", (45, 45), [mark], 1)
    assert not Box(x, y, 4 * 0.6 * 8, 10).meets(mark)
    # The nearest free place is straight above or below: (11 + 10) ÷ 2 away, on a grid of 90 ÷ 39.
    assert abs(y - 45) == pytest.approx(10.5, abs=90 / 39)
    assert free_place(contour, "Nord", (45, 45), [], 1) == (45, 45)
    assert free_place(contour, "Nord", (45, 45), [Box(45, 45, 900, 900)], 1) == (45, 45)

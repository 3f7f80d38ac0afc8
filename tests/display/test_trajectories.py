"""Charts of projections: bars that go on, marks of goals, ranges, and what is said of them."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure as Drawing

from hdflib.display import palette, projection
from hdflib.display.projection import Trajet, trajectories
from hdflib.figures import Etat, Figure, Indicateur

MENAGES = Indicateur("stock", "Stock", "ménages", 0, "")
NOMS = ("attributions", "projection", "objectif", "fourchette")


def count(value):
    return Figure(MENAGES, "59", value)


ABSENT = Figure(MENAGES, "60", None, Etat.NON_TRANSMIS)
EN_COURS = Figure(MENAGES, "60", None, Etat.EN_COURS)
NORD = Trajet("Nord", count(1413), count(3391.2), count(4804), count(3200), count(3500), True)
OISE = Trajet("Oise", count(348), count(835.2), EN_COURS, ABSENT, ABSENT)
SECRET = Trajet("Somme", ABSENT, ABSENT, count(1034), ABSENT, ABSENT)


@pytest.fixture
def drawn(monkeypatch):
    """Draw a chart, and give its view and its axes."""
    drawings = []
    make = projection.canvas

    def canvas(height: float) -> Drawing:
        drawings.append(make(height))
        return drawings[-1]

    monkeypatch.setattr(projection, "canvas", canvas)

    def draw(*trajets):
        view = trajectories("essai", "Essai", trajets, NOMS)
        return view, drawings[-1].axes[0]

    return draw


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_bar_goes_on_from_what_is_done(drawn):
    _, axes = drawn(NORD)
    widths = {bar.get_facecolor(): bar.get_width() for bar in axes.patches}
    assert sorted(widths.values()) == [1413, 3391.2]
    (goal,) = axes.collections
    assert goal.get_segments()[0][:, 0].tolist() == [4804, 4804]
    ends = [line.get_xdata() for line in axes.lines if line.get_color() == palette.TEXTE]
    assert [list(x) for x in ends] == [[3200, 3500]]


def test_labels_give_the_end_and_the_goal_or_its_state(drawn):
    _, axes = drawn(NORD, OISE)
    labels = [plain(text.get_text()) for text in axes.get_yticklabels()]
    assert labels == [
        "Nord\nprojection : 3 391\nobjectif : 4 804",
        "Oise\nprojection : 835\nobjectif : en cours de\nfinalisation",
    ]
    assert [text.get_weight() for text in axes.get_yticklabels()] == ["bold", "normal"]


def test_the_legend_names_the_range_only_where_there_is_one(drawn):
    _, axes = drawn(NORD)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == list(NOMS)
    _, axes = drawn(OISE)
    assert [text.get_text() for text in axes.get_legend().get_texts()] == list(NOMS[:3])


def test_the_text_says_what_the_chart_shows(drawn):
    view, _ = drawn(NORD, OISE)
    assert plain(view.titre) == (
        "Essai. Nord : attributions 1 413, projection 3 391, fourchette de 3 200 à 3 500, "
        "objectif 4 804 ; Oise : attributions 348, projection 835, objectif en cours de "
        "finalisation."
    )
    assert [figure.value for figure in view.figures] == [
        1413, 3391.2, 3200, 3500, 4804, 348, 835.2, None,
    ]  # fmt: skip


def test_a_row_that_isnt_known_has_no_bar(drawn):
    _, axes = drawn(OISE, SECRET)
    assert [bar.get_width() for bar in axes.patches] == [835.2, 348]
    assert plain(axes.get_yticklabels()[1].get_text()).startswith("Somme\nprojection : non")


def test_no_chart_where_no_projection_is_known():
    assert trajectories("essai", "Essai", [SECRET], NOMS) is None

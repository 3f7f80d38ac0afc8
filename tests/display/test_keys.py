"""Key figures: value, label with its date, objective, context, direction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hdflib.display.brief import BRIEF_MIME
from hdflib.display.grammar import phrase
from hdflib.display.keys import Sens, Tuile, dated, key_figures
from hdflib.figures import Etat, Figure, Indicateur
from hdflib.packs.page.links import unlinked

ATTRIBUTIONS = Indicateur("attributions", "Attributions", "attributions", 0, "")
OBJECTIF = Indicateur("objectif_annuel", "Objectif annuel", "ménages", 0, "")
CHANGE = Indicateur("evolution", "Évolution", "%", 0, "")
N = Figure(ATTRIBUTIONS, "32", 559, periode="2022-04-30")
GOAL = Figure(OBJECTIF, "32", 2100, periode="2022")
ABSENT = Figure(OBJECTIF, "60", None, Etat.EN_COURS, periode="2022")


def test_row_of_key_figures() -> None:
    context = phrase("sur {o} : {mot}", o=GOAL, mot="<i>")
    view = key_figures(
        [
            Tuile(N, "ménages relogés < 1 an", context),
            Tuile(ABSENT, "objectif"),
            Tuile(GOAL, "visés", quand=""),
        ]
    )
    assert view is not None
    assert unlinked(view.html) == (
        '<ul class="hdf-cles"><li><b>559</b> <span>ménages relogés &lt; 1 an au 30 avril 2022'
        "</span><small>sur <strong>2\u202f100</strong>\u00a0: &lt;i&gt;</small></li>"
        "<li><b>2\u202f100</b> <span>visés</span></li></ul>"
    )
    assert view.titre == "559 ménages relogés < 1 an au 30 avril 2022 ; 2\u202f100 visés"
    assert view.figures == (N, GOAL, GOAL)
    assert key_figures([Tuile(ABSENT, "objectif")]) is None


def test_objective_comes_before_the_context_and_the_direction_last() -> None:
    before = replace(N, value=400, periode="2022-02-28")
    sens = Sens("▲", phrase("en hausse ({avant})", avant=before))
    tile = Tuile(N, "ménages", phrase("contexte"), phrase("objectif : {o}", o=GOAL), sens=sens)
    view = key_figures([tile])
    assert unlinked(view.html).endswith(
        "<small>objectif\u00a0: <strong>2\u202f100</strong></small><small>contexte</small>"
        '<small class="hdf-sens"><i aria-hidden="true">▲</i> en hausse (<strong>400</strong>)'
        "</small></li></ul>"
    )
    assert view.titre.endswith("(en hausse (400))")
    assert view.figures == (N, GOAL, before)


def test_direction_without_a_mark() -> None:
    view = key_figures([Tuile(N, "ménages", sens=Sens("", phrase("+3 depuis")))])
    assert '<small class="hdf-sens">+3 depuis</small>' in view.html


@pytest.mark.parametrize(
    ("periode", "words"),
    [
        ("2022-05-01", "au 1er mai 2022"),
        ("2022-05", "en mai 2022"),
        ("2022", "en 2022"),
        ("", ""),
        ("2022-01-01/2022-04-30", "du 1er janvier au 30 avril 2022"),
        ("2021-12-01/2022-01-31", "du 1er décembre 2021 au 31 janvier 2022"),
        ("2021/2022", "de 2021 à 2022"),
    ],
)
def test_dates_in_words(periode, words) -> None:
    assert dated(periode) == words


@pytest.mark.parametrize(
    ("value", "environ", "shown"),
    [
        (0.05, False, "+5 %"),
        (0.05, True, "environ +5 %"),
        (-0.03, True, "environ −3 %"),
        (0.0, False, "0 %"),
    ],
)
def test_changes_have_a_sign(value, environ, shown) -> None:
    figure = Figure(CHANGE, "32", value, environ=environ)
    assert Tuile(figure, "", signe=True).valeur.replace("\u202f", " ") == shown


def brief(*tiles: Tuile, notes: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    view = key_figures(tiles, notes)
    records = view._repr_mimebundle_().get(BRIEF_MIME, [])
    return [(record["genre"], unlinked(record["html"])) for record in records]


def test_first_known_choice_stands_at_the_top_of_the_page() -> None:
    second, first = Tuile(N, "relogés", rang=2, quand=""), Tuile(GOAL, "visés", rang=1, quand="")
    assert brief(second, first) == [("tuile", "<b>2\u202f100</b> <span>visés</span>")]
    unknown = replace(first, figure=ABSENT)
    assert brief(second, unknown, notes=("Comparé & dit.",)) == [
        ("tuile", "<b>559</b> <span>relogés</span>"),
        ("note", "Comparé &amp; dit."),
    ]
    assert brief(replace(second, rang=0)) == []

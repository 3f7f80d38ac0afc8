"""Views: the figures that they carry, and what they do to text that looks like HTML."""

from __future__ import annotations

import pytest

from hdflib.display.brief import BRIEF_MIME
from hdflib.display.grammar import phrase
from hdflib.display.traced import missing, record
from hdflib.display.views import (
    FIGURES_MIME,
    View,
    illustrations,
    landmarks,
    method,
    notice,
    sentence_html,
    sentences,
)
from hdflib.figures import Etat, Figure, Indicateur, Source, ratio
from hdflib.packs.page.links import unlinked

ATTRIBUTIONS = Indicateur("attributions", "Attributions", "attributions", 0, "")
OBJECTIF = Indicateur("objectif_annuel", "Objectif annuel", "ménages", 0, "")
TAUX = Indicateur("taux", "Taux", "%", 0, "")
CELL = Source("data/2022-06-16/sortants_hebergement.csv", 7, "attributions", "Diapositive 9")
N = Figure(ATTRIBUTIONS, "32", 559, public="sortants", periode="2022-04-30", sources=(CELL,))
GOAL = Figure(OBJECTIF, "32", 2100, periode="2022")
ABSENT = Figure(OBJECTIF, "60", None, Etat.EN_COURS, periode="2022")
BAD = "<script>alert(1)</script>"
SAFE = "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_record_of_an_input() -> None:
    assert record(N) == {
        "indicateur": "attributions",
        "public": "sortants",
        "territoire": "32",
        "periode": "2022-04-30",
        "modalite": "",
        "valeur": 559,
        "unite": "attributions",
        "affichage": "559",
        "formule": "",
        "sources": [
            {
                "fichier": "data/2022-06-16/sortants_hebergement.csv",
                "ligne": 7,
                "colonne": "attributions",
                "origine": "Diapositive 9",
                "autres": (),
            }
        ],
    }


def test_record_of_a_computed_figure() -> None:
    second = Source("f.csv", 2, "objectif_annuel")
    row = record(ratio(TAUX, N, Figure(OBJECTIF, "32", 2100, sources=(second,))))
    assert row["valeur"] == pytest.approx(0.266190476, abs=1e-9)
    assert (row["affichage"], row["formule"]) == ("27\u202f%", "559 ÷ 2\u202f100")
    assert [(s["ligne"], s["colonne"]) for s in row["sources"]] == [
        (7, "attributions"),
        (2, "objectif_annuel"),
    ]


def test_record_of_a_missing_figure_says_what_is_missing() -> None:
    row = record(ratio(TAUX, N, ABSENT))
    assert row["valeur"] is None
    assert row["affichage"] == "en cours de finalisation"
    assert row["formule"] == "manque : objectif annuel (60, 2022)"
    assert missing(N) == ""


def test_bundle_carries_the_figures_only_if_there_are_some() -> None:
    bundle = View("Titre", "<p>559</p>", (N,))._repr_mimebundle_(include=None)
    assert bundle == {
        "text/html": "<p>559</p>",
        "text/plain": "Titre",
        "application/vnd.hdflib.figures+json": [record(N)],
    }
    assert FIGURES_MIME not in View("Titre", "<p></p>")._repr_mimebundle_()
    assert repr(View("Titre", "<p></p>")) == "Titre"


def test_notice() -> None:
    view = notice(f"Attention : {BAD}")
    assert view.html == f'<p class="hdf-avis">Attention\u00a0: {SAFE}</p>'
    assert view.titre == f"Attention\u00a0: {BAD}"
    assert view.figures == ()


def test_sentence_in_html() -> None:
    said = phrase("Bilan {mot} : {n} ménages.", mot=BAD, n=N)
    assert said is not None
    assert unlinked(sentence_html(said)) == f"Bilan {SAFE}\u00a0: <strong>559</strong> ménages."


def test_display_of_a_number_is_escaped_and_typeset() -> None:
    said = phrase("{n}", n=("<b> 14 %", N))
    assert said is not None
    assert unlinked(sentence_html(said)) == "<strong>&lt;b&gt; 14\u202f%</strong>"


def test_silent_sentences_are_left_out() -> None:
    view = sentences(
        [phrase("{n} ménages.", n=N), phrase("{x} ménages.", x=ABSENT), phrase("Sur {o}.", o=GOAL)],
        "À retenir & plus",
    )
    assert view is not None
    assert unlinked(view.html) == (
        '<div class="hdf-phrases"><h3>À retenir &amp; plus</h3><ul>'
        "<li><strong>559</strong> ménages.</li><li>Sur <strong>2\u202f100</strong>.</li>"
        "</ul></div>"
    )
    assert view.titre == "559 ménages.\nSur 2\u202f100."
    assert view.figures == (N, GOAL)
    assert BRIEF_MIME not in view._repr_mimebundle_()
    assert sentences([None, phrase("{x}", x=ABSENT)]) is None


def test_sentences_for_the_top_of_the_page_travel_marked() -> None:
    first, silent = phrase("{n} ménages.", n=N), phrase("{x} ménages.", x=ABSENT)
    view = sentences([first, silent, phrase("Sur {o}.", o=GOAL)], bref=[first, silent])
    assert view is not None
    (record_,) = view._repr_mimebundle_()[BRIEF_MIME]
    assert record_["genre"] == "phrase"
    assert unlinked(record_["html"]) == "<strong>559</strong> ménages."
    assert record_["html"] in view.html


def test_illustrations() -> None:
    one, other = View("Un", "<svg>1</svg>", (N,)), View("Deux", "<svg>2</svg>", (GOAL,))
    view = illustrations([one, None, other])
    assert view is not None
    assert view.html == '<div class="hdf-illustrations"><svg>1</svg><svg>2</svg></div>'
    assert (view.titre, view.figures) == ("Un\nDeux", (N, GOAL))
    assert illustrations([None, None]) is None


def test_landmarks() -> None:
    view = landmarks([View("Un", "<table>1</table>", (N,)), View("Deux", "<table>2</table>")])
    assert unlinked(view.html) == (
        '<div class="hdf-reperes"><h3>Repères publiés</h3>'
        "<div><table>1</table><table>2</table></div></div>"
    )
    assert (view.titre, view.figures) == ("Repères publiés\nUn\nDeux", (N,))


def test_method() -> None:
    view = method([f"Taux : {BAD}"], ["Diapositive 9 — a&b.csv"])
    assert unlinked(view.html) == (
        f'<div class="hdf-methode"><h3>Méthode et sources</h3><p>Taux\u00a0: {SAFE}</p>'
        "<p>Sources&nbsp;:</p><ul><li>Diapositive 9 — a&amp;b.csv</li></ul></div>"
    )
    assert method(["Une note."], []).html == (
        '<div class="hdf-methode"><h3>Méthode et sources</h3><p>Une note.</p></div>'
    )

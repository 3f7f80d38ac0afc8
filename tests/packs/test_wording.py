from dataclasses import replace
from decimal import Decimal

import pytest

from hdflib.figures import Indicateur
from hdflib.packs.chiffres import Chiffre
from hdflib.packs.compare.comparison import Change
from hdflib.packs.compare.telling import gap, named, summary
from hdflib.packs.wording import Lexique, shown
from hdflib.territories import Territoire, Territoires

BASE = Chiffre("stock", "", "59", "2022-05-31", "", "ménages", None, "s", ("context",), "")
LEXIQUE = Lexique(
    {
        "stock": Indicateur("stock", "Ménages en attente", "ménages", 0, ""),
        "delai_mois": Indicateur("delai_mois", "Délai", "mois", 0, ""),
    },
    Territoires((Territoire("59", "departement", "Nord", 2, "59", 648, 2_600_000),)),
    {"context": "Contexte général"},
)


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def change(before, after, unite="ménages", **other):
    """Make a change between pairs of value and display; None stands for no figure."""
    sides = [
        side
        and replace(
            BASE,
            value=None if side[0] is None else Decimal(side[0]),
            affichage=side[1],
            unite=unite,
            **other,
        )
        for side in (before, after)
    ]
    return Change(*sides, ("59",), ("context",))


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        # 37 ÷ 1 413 = 2.6 %.
        (change(("1413", "1 413"), ("1450", "1 450")), "+37 (+3 %)"),
        (change(("1450", "1 450"), ("1413", "1 413")), "−37 (−3 %)"),
        (change(("0", "0"), ("3", "3")), "+3"),
        (change(("6.5", "6,5"), ("7", "7,0")), "+0,5 (+8 %)"),
        # 50 000 ÷ 3 427 198 = 1.46 %.
        (change(("3427198", "3 427 198 €"), ("3477198", "3 477 198 €"), "€"), "+50 000 € (+1 %)"),
        (change(("0.706", "71 %"), ("0.724", "72 %"), "%"), "+1,8 point"),
        (change(("0.70", "70 %"), ("0.72", "72 %"), "%"), "+2 points"),
        (change(("0.72", "72 %"), ("0.70", "70 %"), "%"), "−2 points"),
        (change(("14", "14e"), ("9", "9e"), "rang"), "−5"),
        (
            change(("2001.67", "2 002"), ("2001.7", "2 002")),
            "+0,03 (+0,001 %), même affichage",
        ),
        # 0.5 ÷ 102.1 = 0.49 %.
        (change(("102.1", "102"), ("101.6", "102")), "−0,5 (−0,5 %), même affichage"),
        (change(("3", "3"), ("3", "environ 3")), "affichage seul"),
        (change((None, "en cours de finalisation"), ("12", "12")), "désormais connu"),
        (change(("12", "12"), (None, "s")), "n’est plus connu"),
        (change((None, "non transmis"), (None, "s")), "toujours inconnu"),
        (change(None, ("12", "12")), "apparu"),
        (change(("12", "12"), None), "disparu"),
    ],
)
def test_how_a_figure_moved(moved, said):
    assert plain(gap(moved)) == said


def test_a_text_that_changes_is_modified():
    before, after = (
        replace(BASE, value=day, affichage=day, unite="date") for day in ("2021", "2022")
    )
    assert gap(Change(before, after, ("59",), ("context",))) == "modifié"


def test_states_are_said_in_words():
    assert shown(BASE) == "secret statistique"
    assert shown(replace(BASE, affichage="non transmis")) == "non transmis"
    assert shown(None) == "–"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({}, "Ménages en attente (31 mai 2022)"),
        ({"periode": ""}, "Ménages en attente"),
        (
            {"public": "sans_abri", "modalite": "Lille"},
            "Ménages en attente – ménages sans abri, Lille (31 mai 2022)",
        ),
        ({"modalite": "publié"}, "Ménages en attente – chiffre publié (31 mai 2022)"),
        ({"indicateur": "delai_mois", "unite": "mois"}, "Délai, en mois (31 mai 2022)"),
        ({"indicateur": "cout_inconnu", "unite": "%"}, "cout inconnu (31 mai 2022)"),
    ],
)
def test_the_name_of_a_figure(other, said):
    known = replace(BASE, **other)
    assert plain(named(LEXIQUE, Change(known, None, ("59",), ("context",)))) == said


def test_a_period_that_moved_on_is_given_twice():
    moved = Change(BASE, replace(BASE, periode="2022-08-31"), ("59",), ("context",))
    assert named(LEXIQUE, moved) == "Ménages en attente (31 mai 2022 → 31 août 2022)"


def test_territories_and_sections_have_their_names():
    assert LEXIQUE.territoire("59") == "Nord"
    assert LEXIQUE.territoire("75") == "75"
    assert LEXIQUE.section("context") == "Contexte général"
    assert LEXIQUE.section("autre_section") == "autre section"


def test_the_summary_counts_in_agreement():
    one, two = ("1", "1"), ("2", "2")
    assert summary([]) == "Aucun chiffre n’a changé."
    assert plain(summary([change(one, two)])) == "1 chiffre modifié, 0 apparu, 0 disparu."
    moved = [change(one, two), change(one, ("1.1", "1")), change(None, one), change(None, two)]
    assert plain(summary([*moved, change(one, None)])) == (
        "2 chiffres modifiés (dont 1 sans effet sur l’affichage), 2 apparus, 1 disparu."
    )

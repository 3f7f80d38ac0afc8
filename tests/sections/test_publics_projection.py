"""Year ends at the current pace, against the objectives of 16 June 2022.

Expected values are computed by hand from the figures of the slides; the months are invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hdflib.figures import Etat
from hdflib.sections import publics

SECTIONS = {
    "menages_prioritaires": "priority_households",
    "sortants_hebergement": "logement_dabord",
    "sans_abri": "logement_dabord",
}
MONTHLY = "attributions_mensuelles"
CODES = ("02", "59", "60", "62", "80")
AFTER = {
    ("menages_prioritaires", "32"): [
        # 3 859 × 12/5 = 9 261,6.
        "Au rythme constaté depuis le 1er janvier, 9 262 ménages prioritaires seraient relogés "
        "sur l’ensemble de l’année 2022.",
        "Au rythme constaté, l’objectif annuel serait atteint dans la Somme ; il ne le serait pas "
        "dans l’Aisne, dans le Nord et dans le Pas-de-Calais.",
    ],
    ("menages_prioritaires", "59"): [
        # 1 413 × 12/5 = 3 391,2 of 4 804; (4 804 − 1 413) ÷ 7 = 484,4; 1 413 ÷ 5 = 282,6.
        "Au rythme constaté depuis le 1er janvier, 3 391 ménages prioritaires seraient relogés "
        "sur l’ensemble de l’année 2022, soit 71 % de l’objectif.",
        "Pour atteindre l’objectif annuel, il faudrait reloger 484 ménages par mois d’ici la fin "
        "de l’année, contre 283 depuis le 1er janvier.",
    ],
    ("menages_prioritaires", "60"): [
        # 348 × 12/5 = 835,2; the objective is being finalised.
        "Au rythme constaté depuis le 1er janvier, 835 ménages prioritaires seraient relogés sur "
        "l’ensemble de l’année 2022.",
    ],
    ("menages_prioritaires", "80"): [
        # 487 × 12/5 = 1 168,8 of 1 034: 113 %; (1 034 − 487) ÷ 7 = 78,1; 487 ÷ 5 = 97,4.
        "Au rythme constaté depuis le 1er janvier, 1 169 ménages prioritaires seraient relogés "
        "sur l’ensemble de l’année 2022, soit 113 % de l’objectif.",
        "Pour atteindre l’objectif annuel, il suffirait de reloger 78 ménages par mois d’ici la "
        "fin de l’année, contre 97 depuis le 1er janvier.",
    ],
    ("sortants_hebergement", "32"): [
        # 559 × 12/4 = 1 677 of 2 100; (2 100 − 559) ÷ 8 = 192,6; 559 ÷ 4 = 139,75.
        "Au rythme constaté depuis le 1er janvier, 1 677 ménages sortants d’hébergement seraient "
        "relogés sur l’ensemble de l’année 2022, soit 80 % de l’objectif.",
        "Pour atteindre l’objectif annuel, il faudrait reloger 193 ménages par mois d’ici la fin "
        "de l’année, contre 140 depuis le 1er janvier.",
        "Au rythme constaté, l’objectif annuel serait atteint dans la Somme ; il ne le serait pas "
        "dans l’Aisne, dans le Nord, dans l’Oise et dans le Pas-de-Calais.",
    ],
    ("sans_abri", "02"): [
        # 14 × 12/4 = 42 of 30; (30 − 14) ÷ 8 = 2; 14 ÷ 4 = 3,5.
        "Au rythme constaté depuis le 1er janvier, 42 ménages sans abri seraient relogés sur "
        "l’ensemble de l’année 2022, soit 140 % de l’objectif.",
        "Pour atteindre l’objectif annuel, il suffirait de reloger 2 ménages par mois d’ici la "
        "fin de l’année, contre 3,5 depuis le 1er janvier.",
    ],
}


def months(nord, before=None):
    """Give a table of 100 attributions a month, with those of the Nord in 2021 and 2022."""
    own = {f"2021-{n:02d}": (before or {}).get(n, "100") for n in range(1, 13)}
    own |= {f"2022-{n:02d}": count for n, count in enumerate(nord, 1)}
    return [
        {"mois": month, "territoire": code, "attributions": n, "source": "Essai"}
        for month, count in own.items()
        for code, n in {**dict.fromkeys(CODES, "100"), "59": count}.items()
    ]


@pytest.fixture
def projected(project):
    """Project a public on the changed figures."""

    def compute(nom, territoire="32"):
        public = publics.compute_public(project.page(SECTIONS[nom], territoire), nom)
        return publics.compute_projection(public)

    return compute


@pytest.fixture
def with_months(project, projected):
    """Project a public of the Nord, priority households unless told, with a series of months."""

    def compute(rows, day="2022-05-31", nom="menages_prioritaires"):
        project.write(MONTHLY, rows)
        project.params("observation:\n", f"observation:\n  {MONTHLY}: {day}\n")
        return projected(nom, "59")

    return compute


@pytest.mark.parametrize(("nom", "territoire"), AFTER, ids=lambda key: key)
def test_sentences_of_the_commission(projected, said, nom, territoire):
    assert said(publics.say_projection(projected(nom, territoire))) == AFTER[nom, territoire]


def test_table_of_the_commission(projected):
    view = publics.draw_projection(projected("menages_prioritaires"))
    rows = [
        [f.affichage.replace("\u202f", " ") for f in view.figures[start : start + 7]]
        for start in range(0, 42, 7)
    ]
    unknown = "en cours de finalisation"
    assert rows == [
        ["1 343", "459", "1 102", "82 %", "884", "92", "126"],
        ["4 804", "1 413", "3 391", "71 %", "3 391", "283", "484"],
        [unknown, "348", "835", unknown, unknown, "70", unknown],
        ["2 993", "1 152", "2 765", "92 %", "1 841", "230", "263"],
        ["1 034", "487", "1 169", "113 %", "547", "97", "78"],
        [unknown, "3 859", "9 262", unknown, unknown, "772", unknown],
    ]
    assert "Projection basse" not in view.html


def test_small_paces_show_a_decimal(projected):
    # Somme: (75 − 19) ÷ 8 = 7, 19 ÷ 4 = 4,75; Nord: (760 − 217) ÷ 8 = 67,875, 217 ÷ 4 = 54,25.
    found = projected("sans_abri")
    codes = ("rythme_necessaire", "rythme_constate")
    somme, nord = (found.public.analyse.edition.territoires.get(code) for code in ("80", "59"))
    assert [found.get(code, somme).affichage for code in codes] == ["7,0", "4,8"]
    assert [found.get(code, nord).affichage for code in codes] == ["68", "54"]


def test_figures_carry_their_formula_and_their_period(projected):
    found = projected("menages_prioritaires", "59")
    assert {
        code: (found.get(code).formule.replace("\u202f", " "), found.get(code).periode)
        for code in ("projection_annuelle", "reste_a_reloger", "rythme_necessaire")
    } == {
        "projection_annuelle": ("1 413 × 12/5", "2022"),
        "reste_a_reloger": ("4 804 − 1 413", "2022-05-31"),
        "rythme_necessaire": ("(4 804 − 1 413) ÷ 7", "2022-05-31"),
    }
    (source,) = found.get("rythme_constate").sources
    assert str(source).startswith("data/2022-06-16/menages_prioritaires.csv, ligne 3")


def test_an_objective_that_is_reached(project, projected, said):
    # 14 + 16 = 30, and 334 + 16 = 350 for the région.
    project.edit("sans_abri", "attributions", "30", territoire="02")
    project.edit("sans_abri", "attributions", "350", territoire="32")
    found = projected("sans_abri", "02")
    assert said(publics.say_projection(found))[1] == "L’objectif annuel (30) est déjà atteint."
    assert found.get("reste_a_reloger").value == found.get("rythme_necessaire").value == 0
    assert found.get("reste_a_reloger").formule == "30 − 30, au moins 0"


def test_a_pace_that_is_enough(project, projected, said):
    # Oise: 63 × 3 = 189; (189 − 63) ÷ 8 = 63 ÷ 4 = 15,75. Région: 2 100 − 235 + 189 = 2 054.
    project.edit("sortants_hebergement", "objectif_annuel", "189", territoire="60")
    project.edit("sortants_hebergement", "objectif_annuel", "2 054", territoire="32")
    assert said(publics.say_projection(projected("sortants_hebergement", "60"))) == [
        "Au rythme constaté depuis le 1er janvier, 189 ménages sortants d’hébergement seraient "
        "relogés sur l’ensemble de l’année 2022, soit 100 % de l’objectif.",
        "Pour atteindre l’objectif annuel, il faudrait maintenir le rythme constaté depuis le 1er "
        "janvier : 16 ménages par mois.",
    ]


def test_nobody_rehoused_yet(project, projected, said):
    project.edit("sans_abri", "attributions", "0", territoire="02")
    project.edit("sans_abri", "attributions", "320", territoire="32")
    # 30 ÷ 8 = 3,75.
    assert said(publics.say_projection(projected("sans_abri", "02"))) == [
        "Au rythme constaté depuis le 1er janvier, 0 ménage sans abri serait relogé sur "
        "l’ensemble de l’année 2022, soit 0 % de l’objectif.",
        "Pour atteindre l’objectif annuel, il faudrait reloger 3,8 ménages par mois d’ici la fin "
        "de l’année, contre 0 depuis le 1er janvier.",
    ]


@pytest.mark.parametrize(("goal", "reached"), [("9 999", []), ("40", CODES)])
def test_all_or_none_of_the_departements_reach_their_objective(
    project, projected, said, goal, reached
):
    for code in CODES:
        project.edit("sans_abri", "objectif_annuel", goal, territoire=code)
    project.edit("sans_abri", "objectif_annuel", "", territoire="32")
    # At 4 months out of 12, 42 in the Aisne and 57 in the Somme pass 40; 651, 81 and 171 too.
    assert said(publics.say_projection(projected("sans_abri")))[-1] == (
        "Au rythme constaté, l’objectif annuel serait atteint dans l’Aisne, dans le Nord, dans "
        "l’Oise, dans le Pas-de-Calais et dans la Somme."
        if reached
        else "Au rythme constaté, l’objectif annuel ne serait atteint dans aucun des départements "
        "dont l’objectif est connu."
    )


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2022, 1, 30)])
def test_no_projection_of_a_year_that_is_over_or_has_just_begun(page, day):
    public = publics.compute_public(page("priority_households"), "menages_prioritaires")
    assert publics.compute_projection(replace(public, observation=day)) is None


def test_range_of_the_months(with_months, said):
    # This year: 5 × 100 = 500. Seven months in a row: 700, or 630 with August of 2021 at 30.
    # 1 413 × (1 + 630/500) = 3 193,4; 1 413 × (1 + 700/500) = 3 391,2, the pace itself.
    found = with_months(months(["100"] * 5, {8: "30"}))
    assert [round(found.get(f"projection_{end}").number, 2) for end in ("basse", "haute")] == [
        3193.38,
        3391.2,
    ]
    assert said(publics.say_projection(found))[1] == (
        "Si les attributions suivaient d’ici là l’un des rythmes observés sur 7 mois consécutifs "
        "depuis janvier 2021, ce nombre serait compris entre 3 193 et 3 391."
    )
    low = found.get("projection_basse")
    assert low.formule.replace("\u202f", " ") == (
        "1 413 + 1 413 ÷ 5 × 7 × ((100 + 100 + 100 + 100 + 100 + 100 + 30) ÷ 7) ÷ "
        "((100 + 100 + 100 + 100 + 100) ÷ 5)"
    )
    # The cell of the table of the public, seven months of 2021 and five of 2022.
    assert len(low.sources) == 1 + 7 + 5
    view = publics.draw_projection(found)
    assert "Projection basse" in view.html
    notes = " ".join(publics.projection_notes(found))
    assert "Fourchette de la projection" in notes


def test_range_above_the_projection(with_months, said):
    # This year: 5 × 50 = 250. Lowest: November, December and the five months, 450; highest: 700.
    # 1 413 × (1 + 450/250) = 3 956,4; 1 413 × (1 + 700/250) = 5 369,4.
    assert said(publics.say_projection(with_months(months(["50"] * 5))))[1] == (
        "Si les attributions suivaient d’ici là l’un des rythmes observés sur 7 mois consécutifs "
        "depuis janvier 2021, ce nombre serait compris entre 3 956 et 5 369, le rythme du début "
        "de l’année étant inférieur à celui de toutes ces périodes."
    )


def test_range_below_the_projection(with_months, said):
    # This year: 5 × 200 = 1 000. Highest: two months at 100 and five at 200, 1 200 for 1 400.
    # 1 413 × (1 + 700/1 000) = 2 402,1; 1 413 × (1 + 1 200/1 000) = 3 108,6.
    assert said(publics.say_projection(with_months(months(["200"] * 5))))[1].endswith(
        "ce nombre serait compris entre 2 402 et 3 109, le rythme du début de l’année étant "
        "supérieur à celui de toutes ces périodes."
    )


def test_months_that_stop_before_the_public(with_months, said):
    # Four months of the series, five of the public: all months are alike, so is the range.
    found = with_months(months(["100"] * 4), "2022-04-30")
    assert found.get("projection_basse").value == pytest.approx(3391.2, abs=1e-9)
    assert found.get("projection_haute").value == pytest.approx(3391.2, abs=1e-9)
    assert [text for text in said(publics.say_projection(found)) if "compris" in text] == []


def test_months_after_the_public_are_left_out(with_months):
    # The sortants are counted at 30 April: with May at 900, 214 × (1 + 800/400) is the highest.
    found = with_months(months(["100"] * 4 + ["900"]), nom="sortants_hebergement")
    assert found.get("projection_haute").value == pytest.approx(642, abs=1e-9)


@pytest.mark.parametrize(
    ("cell", "etat"), [("", Etat.NON_TRANSMIS), ("s", Etat.SECRET), ("en cours", Etat.EN_COURS)]
)
def test_a_month_that_isnt_known_leaves_no_range(with_months, said, cell, etat):
    found = with_months(months(["100"] * 5, {8: cell}))
    figure = found.get("projection_basse")
    assert (figure.etat, len(figure.manque)) == (etat, 1)
    assert "2021-08" in figure.manque[0]
    assert said(publics.say_projection(found)) == AFTER["menages_prioritaires", "59"]


def test_no_months_no_range(projected):
    found = projected("menages_prioritaires", "59")
    figure = found.get("projection_haute")
    assert (figure.etat, figure.manque) == (Etat.NON_TRANSMIS, ("attributions par mois",))
    notes = publics.projection_notes(found)
    assert "qui ne sont pas transmises ou sont incomplètes" in notes[-1]
    assert publics.projection_notes(None) == ()


def test_months_of_another_year_give_no_range(with_months):
    rows = [row | {"mois": row["mois"].replace("2022", "2020")} for row in months(["100"] * 5)]
    found = with_months(rows, "2021-05-31")
    assert found.get("projection_basse").etat is Etat.NON_TRANSMIS


def test_chart_says_every_département(projected):
    view = publics.draw_trajectories(projected("menages_prioritaires", "59"))
    text = view.titre.replace("\u202f", " ")
    assert (
        "Nord : attributions au 31 mai 1 413, projection 3 391, objectif 4 804 ; Oise : "
        "attributions au 31 mai 348, projection 835, objectif en cours de finalisation" in text
    )
    assert "fourchette" not in view.html


def test_chart_draws_the_range(with_months):
    view = publics.draw_trajectories(with_months(months(["100"] * 5, {8: "30"})))
    assert "projection 3 391, fourchette de 3 193 à 3 391" in view.titre.replace("\u202f", " ")

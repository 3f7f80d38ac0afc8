"""Priority publics: published rates, sentences, and what they become when figures change.

Expected values come from the slides of 16 June 2022, or are computed by hand beside them.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from hdflib.figures import Etat
from hdflib.sections import publics
from hdflib.sections.publics import compute_public, say_results

SECTIONS = {
    "menages_prioritaires": "priority_households",
    "sortants_hebergement": "logement_dabord",
    "sans_abri": "logement_dabord",
}

# The tables of the slides: what they print, cell by cell.
PUBLISHED = {
    ("menages_prioritaires", "taux_objectif_a_date"): {
        "02": "82 %",
        "59": "71 %",
        "60": "en cours de finalisation",
        "62": "92 %",
        "80": "113 %",
        "32": "en cours de finalisation",
    },
    ("menages_prioritaires", "evolution_stock"): {
        "02": "15 %",
        "59": "15 %",
        "60": "−6 %",
        "62": "1 %",
        "80": "21 %",
        "32": "9 %",
    },
    ("menages_prioritaires", "poids_attributions"): {"32": "21 %"},
    ("sortants_hebergement", "taux_objectif_annuel"): {
        "02": "19 %",
        "59": "21 %",
        "60": "27 %",
        "62": "30 %",
        "80": "49 %",
        "32": "27 %",
    },
    ("sortants_hebergement", "taux_objectif_a_date"): {"32": "80 %"},
    ("sortants_hebergement", "poids_attributions"): {
        "02": "1,8 %",
        "59": "3,3 %",
        "60": "4,0 %",
        "62": "3,6 %",
        "80": "8,7 %",
        "32": "3,8 %",
    },
    ("sortants_hebergement", "evolution_attributions"): {"32": "−14 %"},
    ("sans_abri", "taux_objectif_a_date"): {
        "02": "140 %",
        "59": "86 %",
        "60": "87 %",
        "62": "89 %",
        "80": "76 %",
        "32": "87 %",
    },
    ("sans_abri", "poids_attributions"): {
        "02": "1,0 %",
        "59": "3,4 %",
        "60": "1,7 %",
        "62": "1,4 %",
        "80": "1,6 %",
        "32": "2,3 %",
    },
    ("sans_abri", "evolution_attributions"): {"32": "−11 %"},
}
CELLS = [
    (nom, code, territoire, shown)
    for (nom, code), row in PUBLISHED.items()
    for territoire, shown in row.items()
]

DEFICIT = " (déficit global d’attributions : 3 %)."
SENTENCES = {
    ("menages_prioritaires", "32"): [
        "Bilan au 31 mai : 3 859 ménages prioritaires relogés.",
        "L’objectif 2022 des Hauts-de-France est en cours de finalisation (il manque celui de "
        "l’Oise) : le taux de réalisation ne peut pas être calculé.",
        "Entre 71 et 113 % de l’objectif à date selon les départements.",
        "Les attributions aux ménages prioritaires représentent 21 % des attributions totales "
        "dans les Hauts-de-France.",
        "Hausse de 9 % depuis le 1er janvier du nombre de ménages en attente : 8 514 au 31 mai, "
        "contre 7 823.",
    ],
    ("menages_prioritaires", "02"): [
        "Bilan au 31 mai dans l’Aisne : 459 ménages prioritaires relogés, soit 82 % de l’objectif "
        "à date.",
        "Hausse de 15 % depuis le 1er janvier du nombre de ménages en attente : 554 au 31 mai, "
        "contre 483.",
    ],
    ("menages_prioritaires", "59"): [
        "Bilan au 31 mai dans le Nord : 1 413 ménages prioritaires relogés, soit 71 % de "
        "l’objectif à date.",
        "Hausse de 15 % depuis le 1er janvier du nombre de ménages en attente : 3 649 au 31 mai, "
        "contre 3 181.",
    ],
    ("menages_prioritaires", "60"): [
        "Bilan au 31 mai dans l’Oise : 348 ménages prioritaires relogés.",
        "L’objectif 2022 de l’Oise est en cours de finalisation : le taux de réalisation ne peut "
        "pas être calculé.",
        "Baisse de 6 % depuis le 1er janvier du nombre de ménages en attente : 998 au 31 mai, "
        "contre 1 060.",
    ],
    ("menages_prioritaires", "62"): [
        "Bilan au 31 mai dans le Pas-de-Calais : 1 152 ménages prioritaires relogés, soit 92 % de "
        "l’objectif à date.",
        "Hausse de 1 % depuis le 1er janvier du nombre de ménages en attente : 2 188 au 31 mai, "
        "contre 2 166.",
    ],
    ("menages_prioritaires", "80"): [
        "Bilan au 31 mai dans la Somme : 487 ménages prioritaires relogés, soit 113 % de "
        "l’objectif à date.",
        "Hausse de 21 % depuis le 1er janvier du nombre de ménages en attente : 1 125 au 31 mai, "
        "contre 933.",
    ],
    ("sortants_hebergement", "32"): [
        "Bilan au 30 avril : 559 ménages sortants d’hébergement relogés, soit 80 % de l’objectif "
        "à date (12e région).",
        # 25 ÷ (130 × 4/12) = 57,7 % ; 105 ÷ (213 × 4/12) = 147,9 %.
        "Entre 58 et 148 % de l’objectif à date selon les départements.",
        "Les attributions aux ménages sortants d’hébergement représentent 3,8 % des attributions "
        "totales dans les Hauts-de-France.",
        "Baisse de 14 % des attributions à ce public par rapport à fin avril 2021 où 650 "
        "attributions avaient été réalisées (déficit global d’attributions : 3 %).",
        "4 714 ménages hébergés sont en attente de logement au 30 avril.",
    ],
    ("sortants_hebergement", "59"): [
        # 214 ÷ (1 020 × 4/12) = 62,9 %, under the 79,9 % of the région.
        "Bilan au 30 avril dans le Nord : 214 ménages sortants d’hébergement relogés, soit 63 % "
        "de l’objectif à date.",
        "Ce taux est inférieur au taux régional (80 %).",
        "Les attributions aux ménages sortants d’hébergement représentent 3,3 % des attributions "
        "totales dans le Nord.",
        "2 272 ménages hébergés sont en attente de logement au 30 avril.",
    ],
    ("sortants_hebergement", "60"): [
        # 63 ÷ (235 × 4/12) = 80,4 %: it reads as the 79,9 % of the région.
        "Bilan au 30 avril dans l’Oise : 63 ménages sortants d’hébergement relogés, soit 80 % de "
        "l’objectif à date.",
        "Le taux régional est du même ordre (80 %).",
        "Les attributions aux ménages sortants d’hébergement représentent 4,0 % des attributions "
        "totales dans l’Oise.",
        "627 ménages hébergés sont en attente de logement au 30 avril.",
    ],
    ("sans_abri", "32"): [
        "Bilan au 30 avril : 334 ménages sans abri relogés, soit 87 % de l’objectif à date (14e "
        "région).",
        "Entre 76 et 140 % de l’objectif à date selon les départements.",
        "Les attributions aux ménages sans abri représentent 2,3 % des attributions totales dans "
        "les Hauts-de-France.",
        "Baisse de 11 % des attributions à ce public par rapport à fin avril 2021 où 374 "
        "attributions avaient été réalisées (déficit global d’attributions : 3 %).",
        "4 348 ménages sans abri sont en attente de logement au 30 avril.",
    ],
    ("sans_abri", "62"): [
        "Bilan au 30 avril dans le Pas-de-Calais : 57 ménages sans abri relogés, soit 89 % de "
        "l’objectif à date.",
        "Ce taux est supérieur au taux régional (87 %).",
        "Les attributions aux ménages sans abri représentent 1,4 % des attributions totales dans "
        "le Pas-de-Calais.",
        "754 ménages sans abri sont en attente de logement au 30 avril.",
    ],
}


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def compute(project):
    """Compute a public on the changed figures."""

    def computed(nom, territoire="32"):
        return compute_public(project.page(SECTIONS[nom], territoire), nom)

    return computed


@pytest.mark.parametrize(("nom", "code", "territoire", "shown"), CELLS)
def test_published_rates_are_the_computed_ones(page, nom, code, territoire, shown):
    public = compute_public(page(SECTIONS[nom]), nom)
    assert plain(public.figures[code, territoire].affichage) == shown


@pytest.mark.parametrize(("nom", "territoire"), SENTENCES)
def test_sentences_of_the_commission(page, said, nom, territoire):
    public = compute_public(page(SECTIONS[nom], territoire), nom)
    assert said(say_results(public)) == SENTENCES[nom, territoire]


def test_objective_to_date_is_not_rounded(page):
    public = compute_public(page("priority_households"), "menages_prioritaires")
    objective = public.figures["objectif_a_date", "59"]
    rate = public.figures["taux_objectif_a_date", "59"]
    assert objective.value == pytest.approx(float(Fraction(4804 * 5, 12)))
    assert rate.value == pytest.approx(float(Fraction(1413 * 12, 4804 * 5)))
    assert plain(rate.formule) == "1 413 ÷ (4 804 × 5/12)"


def test_pending_objective_is_a_state_and_its_rate_names_it(page):
    public = compute_public(page("priority_households"), "menages_prioritaires")
    rate = public.figures["taux_objectif_a_date", "60"]
    assert (rate.value, rate.etat) == (None, Etat.EN_COURS)
    assert rate.manque == ("objectif annuel (60, 2022)",)


def test_frame_has_the_published_table(page):
    frame = compute_public(page("priority_households"), "menages_prioritaires").frame
    assert list(frame.index) == [
        "Aisne",
        "Nord",
        "Oise",
        "Pas-de-Calais",
        "Somme",
        "Hauts-de-France",
    ]
    assert list(frame["attributions"]) == [459, 1413, 348, 1152, 487, 3859]
    assert list(frame["stock"]) == [554, 3649, 998, 2188, 1125, 8514]


def test_columns_are_those_that_a_departement_has(page):
    priority = compute_public(page("priority_households"), "menages_prioritaires")
    leaving = compute_public(page("logement_dabord"), "sortants_hebergement")
    both = [
        "objectif_annuel",
        "objectif_a_date",
        "attributions",
        "taux_objectif_annuel",
        "taux_objectif_a_date",
    ]
    assert publics.columns_shown(priority) == [
        *both,
        "stock",
        "stock_debut_annee",
        "evolution_stock",
    ]
    assert publics.columns_shown(leaving) == [*both, "poids_attributions", "stock"]


@pytest.mark.parametrize(
    ("territoire", "stock", "context"),
    [
        (
            "32",
            "8 514 ménages prioritaires en attente au 31 mai 2022",
            "+9 % depuis le 1er janvier",
        ),
        ("60", "998 ménages prioritaires en attente au 31 mai 2022", "−6 % depuis le 1er janvier"),
    ],
)
def test_tile_of_the_stock(page, said, territoire, stock, context):
    tile = publics.tiles(
        compute_public(page("priority_households", territoire), "menages_prioritaires")
    )[2]
    assert f"{plain(tile.figure.affichage)} {tile.texte}" == stock
    assert said([tile.contexte]) == [context]


def test_households_that_wait_in_a_shelter_have_not_left_it(page):
    tile = publics.tiles(compute_public(page("logement_dabord"), "sortants_hebergement"))[2]
    assert tile.texte == "ménages hébergés en attente au 30 avril 2022"


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        # (559 − 500) ÷ 500 = 11,8 %.
        ("500", "Hausse de 12 % des attributions à ce public par rapport à fin avril 2021 où 500 "),
        ("559", "Stabilité des attributions à ce public par rapport à fin avril 2021 où 559 "),
        # (559 − 560) ÷ 560 = −0,2 %, which reads 0 %.
        ("560", "Stabilité des attributions à ce public par rapport à fin avril 2021 où 560 "),
    ],
)
def test_evolution_says_its_direction(project, compute, said, before, sentence):
    project.edit("sortants_hebergement", "attributions_n_1", before, territoire="32")
    whole = sentence + "attributions avaient été réalisées" + DEFICIT
    assert whole in said(say_results(compute("sortants_hebergement")))


def test_evolution_agrees_with_one_attribution(project, compute, said):
    project.edit("sortants_hebergement", "attributions_n_1", "1", territoire="32")
    # (559 − 1) ÷ 1 = 55 800 %.
    assert (
        "Hausse de 55 800 % des attributions à ce public par rapport à fin avril 2021 où 1 "
        "attribution avait été réalisée" + DEFICIT
    ) in said(say_results(compute("sortants_hebergement")))


def test_evolution_from_nothing_is_not_said(project, compute, said):
    project.edit("sortants_hebergement", "attributions_n_1", "0", territoire="32")
    public = compute("sortants_hebergement")
    assert public.figures["evolution_attributions", "32"].manque == ("dénominateur nul",)
    assert [s for s in said(say_results(public)) if "à ce public" in s] == []


@pytest.mark.parametrize(
    ("value", "environ", "end"),
    [
        ("-3 %", "oui", " (déficit global d’attributions : environ 3 %)."),
        ("2 %", "", "."),
        ("0 %", "", "."),
        ("", "", "."),
    ],
)
def test_overall_deficit_is_said_when_there_is_one(project, compute, said, value, environ, end):
    table, key = "reperes/logement_dabord", {"public": "ensemble"}
    project.edit(table, "valeur", value, **key).edit(table, "environ", environ, **key)
    assert said(say_results(compute("sortants_hebergement")))[3] == (
        "Baisse de 14 % des attributions à ce public par rapport à fin avril 2021 où 650 "
        "attributions avaient été réalisées" + end
    )


def test_deficit_of_the_region_is_named_on_a_departement_page(project, compute, said):
    project.edit("sortants_hebergement", "attributions_n_1", "20", territoire="02")
    # (25 − 20) ÷ 20 = 25 %.
    assert (
        "Hausse de 25 % des attributions à ce public par rapport à fin avril 2021 où 20 "
        "attributions avaient été réalisées (déficit global d’attributions dans la région : 3 %)."
    ) in said(say_results(compute("sortants_hebergement", "02")))


def test_observation_in_the_course_of_a_month(project, compute, said):
    project.params("sortants_hebergement: 2022-04-30", "sortants_hebergement: 2022-04-15")
    sentences = said(say_results(compute("sortants_hebergement")))
    # 559 ÷ (2 100 × 3,5/12) = 91,3 %.
    assert sentences[0] == (
        "Bilan au 15 avril : 559 ménages sortants d’hébergement relogés, soit 91 % de l’objectif "
        "à date (12e région)."
    )
    assert sentences[3].startswith(
        "Baisse de 14 % des attributions à ce public par rapport au 15 avril 2021 où 650 "
    )


@pytest.mark.parametrize(
    ("day", "months"), [("04-30", "4"), ("04-15", "(3 + 1/2)"), ("05-10", "(4 + 10/31)")]
)
def test_months_of_a_formula_are_exact(project, compute, day, months):
    project.params("sortants_hebergement: 2022-04-30", f"sortants_hebergement: 2022-{day}")
    rate = compute("sortants_hebergement").get("taux_objectif_a_date")
    assert plain(rate.formule) == f"559 ÷ (2 100 × {months}/12)"


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2022, 4, 30), date(2021, 4, 30)),
        (date(2022, 4, 15), date(2021, 4, 15)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 28), date(2023, 2, 28)),
    ],
)
def test_year_before_keeps_the_end_of_a_month(day, before):
    assert publics.year_before(day) == before


def test_range_follows_the_rates(project, compute, said):
    # 300 ÷ (1 034 × 5/12) = 69,6 %; the highest is then the Pas-de-Calais.
    project.edit("menages_prioritaires", "attributions", "300", territoire="80")
    project.edit("menages_prioritaires", "attributions", "3672", territoire="32")
    assert "Entre 70 et 92 % de l’objectif à date selon les départements." in said(
        say_results(compute("menages_prioritaires"))
    )


def test_rates_that_read_the_same_make_no_range(project, compute, said):
    project.edit("sans_abri", "attributions", "10").edit("sans_abri", "objectif_annuel", "30")
    project.remove("sans_abri", territoire="32")
    # 10 ÷ (30 × 4/12) = 100 % everywhere, 50 ÷ (150 × 4/12) = 100 % in all.
    assert said(say_results(compute("sans_abri")))[:2] == [
        "Bilan au 30 avril : 50 ménages sans abri relogés, soit 100 % de l’objectif à date (14e "
        "région).",
        "4 348 ménages sans abri sont en attente de logement au 30 avril.",
    ]


@pytest.mark.parametrize(
    ("attributions", "region", "sentence"),
    [
        # 334 − 14 = 320 out of the Aisne, whose objective to date is 30 × 4/12 = 10.
        ("1", "321", "1 ménage sans abri relogé, soit 10 % de l’objectif à date."),
        ("0", "320", "0 ménage sans abri relogé, soit 0 % de l’objectif à date."),
        ("2", "322", "2 ménages sans abri relogés, soit 20 % de l’objectif à date."),
    ],
)
def test_balance_agrees_with_its_number(project, compute, said, attributions, region, sentence):
    project.edit("sans_abri", "attributions", attributions, territoire="02")
    project.edit("sans_abri", "attributions", region, territoire="32")
    assert said(say_results(compute("sans_abri", "02")))[0] == (
        "Bilan au 30 avril dans l’Aisne : " + sentence
    )


def test_stock_of_one_household(project, compute, said):
    # 4 348 − 101 + 1 = 4 248.
    project.edit("sans_abri", "stock", "1", territoire="02")
    project.edit("sans_abri", "stock", "4248", territoire="32")
    public = compute("sans_abri", "02")
    sentence = "1 ménage sans abri est en attente de logement au 30 avril."
    assert said(say_results(public))[-1] == sentence
    assert publics.tiles(public)[2].texte == "ménage sans abri en attente au 30 avril 2022"


def test_first_region_is_in_the_feminine(project, compute, said):
    project.edit("reperes/logement_dabord", "valeur", "1", indicateur="rang_regions")
    assert said(say_results(compute("sortants_hebergement")))[0].endswith("à date (1re région).")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("s", "est couvert par le secret statistique"),
        ("", "n’est pas transmis"),
        ("en cours", "est en cours de finalisation"),
    ],
)
def test_unknown_objective_says_why(project, compute, said, cell, words):
    project.edit("menages_prioritaires", "objectif_annuel", cell, territoire="60")
    assert said(say_results(compute("menages_prioritaires", "60")))[1] == (
        f"L’objectif 2022 de l’Oise {words} : le taux de réalisation ne peut pas être calculé."
    )


def test_unknown_objectives_are_all_named(project, compute, said):
    project.edit("menages_prioritaires", "objectif_annuel", "en cours", territoire="02")
    assert said(say_results(compute("menages_prioritaires")))[1] == (
        "L’objectif 2022 des Hauts-de-France est en cours de finalisation (il manque ceux de "
        "l’Aisne et de l’Oise) : le taux de réalisation ne peut pas être calculé."
    )


@pytest.mark.parametrize(
    ("january", "region", "sentence", "tile"),
    [
        # The région has 7 823 − 2 166 = 5 657 households besides.
        (
            "2188",
            "7845",
            "Stabilité depuis le 1er janvier du nombre de ménages en attente : "
            "2 188 au 31 mai, comme au 1er janvier.",
            "stable depuis le 1er janvier",
        ),
        (
            "2190",
            "7847",
            "Stabilité depuis le 1er janvier du nombre de ménages en attente : "
            "2 188 au 31 mai, contre 2 190.",
            "stable depuis le 1er janvier",
        ),
        # (2 188 − 2 500) ÷ 2 500 = −12,48 %.
        (
            "2500",
            "8157",
            "Baisse de 12 % depuis le 1er janvier du nombre de ménages en attente : "
            "2 188 au 31 mai, contre 2 500.",
            "−12 % depuis le 1er janvier",
        ),
    ],
)
def test_stock_says_its_direction(project, compute, said, january, region, sentence, tile):
    project.edit("menages_prioritaires", "stock_debut_annee", january, territoire="62")
    project.edit("menages_prioritaires", "stock_debut_annee", region, territoire="32")
    public = compute("menages_prioritaires", "62")
    assert said(say_results(public))[-1] == sentence
    assert said([publics.tiles(public)[2].contexte]) == [tile]


@pytest.mark.parametrize(
    ("nom", "colonne", "territoire", "silent"),
    [
        ("sortants_hebergement", "attributions_n_1", "32", {3}),
        ("sortants_hebergement", "poids_attributions", "32", {2}),
        ("sortants_hebergement", "poids_attributions", "60", {2}),
        ("sortants_hebergement", "stock", "60", {3}),
        ("sortants_hebergement", "attributions", "60", {0, 1}),
    ],
)
def test_missing_cell_silences_only_what_needs_it(
    project, compute, said, nom, colonne, territoire, silent
):
    whole = said(say_results(compute(nom, territoire)))
    project.edit(nom, colonne, "", territoire=territoire)
    expected = [sentence for rank, sentence in enumerate(whole) if rank not in silent]
    assert said(say_results(compute(nom, territoire))) == expected


def test_missing_stock_of_january_leaves_the_stock(project, compute, said):
    project.edit("menages_prioritaires", "stock_debut_annee", "", territoire="02")
    assert said(say_results(compute("menages_prioritaires", "02")))[-1] == (
        "554 ménages prioritaires sont en attente de logement au 31 mai."
    )


def test_secret_cell_hides_what_depends_on_it(project, compute, said):
    project.edit("sortants_hebergement", "attributions", "s", territoire="02")
    project.remove("sortants_hebergement", territoire="32")
    public = compute("sortants_hebergement")
    for code, territoire in (
        ("attributions", "02"),
        ("taux_objectif_a_date", "02"),
        ("attributions", "32"),
        ("taux_objectif_a_date", "32"),
    ):
        figure = public.figures[code, territoire]
        assert (figure.affichage, figure.value) == ("s", None)
    missing = ("attributions (02, 2022-04-30)",)
    assert public.figures["attributions", "32"].manque == missing
    assert public.figures["taux_objectif_a_date", "32"].manque == missing
    assert said(say_results(public)) == [
        # Without the Aisne the lowest is the Nord: 214 ÷ (1 020 × 4/12) = 62,9 %.
        "Entre 63 et 148 % de l’objectif à date selon les départements.",
        "4 714 ménages hébergés sont en attente de logement au 30 avril.",
    ]


def test_region_without_a_row_is_summed(project, compute, said):
    project.remove("sortants_hebergement", territoire="32")
    public = compute("sortants_hebergement")
    total = public.figures["attributions", "32"]
    rate = public.figures["taux_objectif_a_date", "32"]
    assert (total.value, total.formule) == (559, "25 + 214 + 63 + 152 + 105")
    assert [source.ligne for source in total.sources] == [2, 3, 4, 5, 6]
    assert plain(rate.formule) == (
        "(25 + 214 + 63 + 152 + 105) ÷ ((130 + 1 020 + 235 + 502 + 213) × 4/12)"
    )
    assert said(say_results(public)) == [
        SENTENCES["sortants_hebergement", "32"][rank] for rank in (0, 1, 4)
    ]


def test_share_is_computed_from_all_attributions(project, compute):
    project.edit("sans_abri", "poids_attributions", "", territoire="02")
    project.edit("sans_abri", "attributions_totales", "1 400", territoire="02")
    weight = compute("sans_abri").figures["poids_attributions", "02"]
    # 14 ÷ 1 400 = 1 %.
    assert (weight.value, plain(weight.formule)) == (0.01, "14 ÷ 1 400")


def test_table_not_transmitted(project, compute):
    project.remove("sans_abri")
    assert compute("sans_abri") is None


def test_table_is_grouped_and_marks_the_page(page):
    public = compute_public(page("priority_households", "60"), "menages_prioritaires")
    view = publics.draw_table(public)
    assert view.titre == "Attributions aux ménages prioritaires au 31 mai 2022"
    assert [f.value for f in view.figures if f.indicateur.code == "attributions"] == [
        459,
        1413,
        348,
        1152,
        487,
        3859,
    ]
    assert "Total Hauts-de-France" in view.html
    # Objective of the year and to date, and both rates, for the Oise and the région.
    assert view.html.count("en cours de finalisation") == 8


def test_charts_show_every_territory(page):
    public = compute_public(page("logement_dabord"), "sortants_hebergement")
    shown = [plain(figure.affichage) for figure in publics.draw_chart(public).figures]
    # 25/43,3 ; 214/340 ; 63/78,3 ; 152/167,3 ; 105/71 ; 559/700.
    assert shown == ["58 %", "63 %", "80 %", "91 %", "148 %", "80 %"]
    stock = publics.draw_stock(public)
    assert stock.titre.split(". ")[0] == "Ménages hébergés en attente de logement"
    assert [figure.value for figure in stock.figures] == [209, 2272, 627, 866, 740]
    assert [plain(f.affichage) for f in publics.draw_map(public).figures] == shown[:5]

"""FNAVDL: envelopes, shares, projects, households supported."""

from __future__ import annotations

import pytest

from hdflib.sections import fnavdl as section

REPERES = "reperes/fnavdl"
ENVELOPES = "fnavdl_enveloppes"
# The table of 2021 of the slides: share of the département, share held with bailleurs.
SHARES_2021 = {
    "02": ("6 %", "16 %"),
    "59": ("41 %", "37 %"),
    "60": ("15 %", "37 %"),
    "62": ("27 %", "37 %"),
    "80": ("11 %", "37 %"),
    "32": ("100 %", "36 %"),
}
REGION = [
    "Enveloppe régionale 2022 : 3 427 198 €, en hausse de 17 % par rapport à 2021.",
    # 643 320 ÷ 3 427 198 = 18,8 %.
    "643 320 € restent à répartir, soit 19 % de l’enveloppe, pour environ 10 nouveaux projets.",
]
CHANGES = (
    "Par rapport à 2021, le financement des projets d’associations est {}, celui des projets de "
    "bailleurs et d’associations est stable."
)
# Shares of associations, then of bailleurs, in 2022, and the change of associations: 138 329 ÷
# 164 269 = 84,2 %; 746 339 ÷ 1 149 767 = 64,9 % and + 69 905 ÷ 676 434 = 10,3 %; 259 806 ÷ 404 250
# = 64,3 % and + 17 618 ÷ 242 188 = 7,3 %; 526 857 ÷ 790 622 = 66,6 % and + 84 600 ÷ 442 257 =
# 19,1 %; 172 243 ÷ 274 969 = 62,6 %; 1 843 575 ÷ 2 783 878 = 66,2 % and + 172 123 ÷ 1 671 452 =
# 10,3 %. The amounts held with bailleurs are the same in both years.
HOLDERS = {
    "02": ("Dans l’Aisne", "84 %", "16 %", "stable"),
    "59": ("Dans le Nord", "65 %", "35 %", "en hausse de 10 %"),
    "60": ("Dans l’Oise", "64 %", "36 %", "en hausse de 7 %"),
    "62": ("Dans le Pas-de-Calais", "67 %", "33 %", "en hausse de 19 %"),
    "80": ("Dans la Somme", "63 %", "37 %", "stable"),
    "32": ("Dans la région", "66 %", "34 %", "en hausse de 10 %"),
}
# 2022 amounts of the slides; 1 149 767 ÷ 2 783 878 = 41,3 %, (1 149 767 − 1 079 862) ÷ 1 079 862
# = 6,47 %; 404 250 ÷ 2 783 878 = 14,5 %, (404 250 − 386 632) ÷ 386 632 = 4,6 %;
# 790 622 ÷ 2 783 878 = 28,4 %, (790 622 − 706 022) ÷ 706 022 = 12,0 %;
# 164 269 ÷ 2 783 878 = 5,9 %; 274 969 ÷ 2 783 878 = 9,9 %.
DEPARTEMENTS = {
    "02": "Dans l’Aisne, le financement 2022 est de 164 269 €, soit 6 % du total régional, stable "
    "par rapport à 2021.",
    "59": "Dans le Nord, le financement 2022 est de 1 149 767 €, soit 41 % du total régional, en "
    "hausse de 6 % par rapport à 2021.",
    "60": "Dans l’Oise, le financement 2022 est de 404 250 €, soit 15 % du total régional, en "
    "hausse de 5 % par rapport à 2021.",
    "62": "Dans le Pas-de-Calais, le financement 2022 est de 790 622 €, soit 28 % du total "
    "régional, en hausse de 12 % par rapport à 2021.",
    "80": "Dans la Somme, le financement 2022 est de 274 969 €, soit 10 % du total régional, "
    "stable par rapport à 2021.",
}
PROJECTS = [
    "Appel à projets 2021 : 46 projets retenus sur 86 dossiers déposés, soit 53 %.",
    "39 % des projets retenus en 2021 sont portés par un bailleur en partenariat avec une "
    "association.",
    # 2 611 756 ÷ 2 927 198 = 89,2 %: the slides round it to 90 %.
    "L’appel à projets a mobilisé 89 % de l’enveloppe régionale 2021.",
    # 1 000 ÷ 1 700 = 58,8 %: the slides cut it to 58 %.
    "Au 31 décembre 2021, 1 000 ménages avaient été accompagnés dans la région, soit 59 % de "
    "l’objectif (1 700).",
    # 1 700 ÷ 7 823 = 21,7 %: the slides say « environ 20 % ».
    "Les 1 700 ménages à accompagner représentent 22 % des 7 823 ménages prioritaires en attente "
    "au 1er janvier 2022.",
]
NORD = (
    "Dans le Nord, les ménages à accompagner représentent 30 % des ménages prioritaires en attente "
    "(chiffre publié)."
)
# 2 611 756 ÷ 1 700 = 1 536,3; 2 611 756 ÷ 1 000 = 2 611,8.
COST = (
    "Dans la région, l’appel à projets 2021 représente 1 536 € par ménage à accompagner, et 2 612 "
    "€ par ménage accompagné au 31 décembre 2021."
)
ALL = [*PROJECTS, NORD, COST]


def holders(territoire):
    place, associations, bailleurs, change = HOLDERS[territoire]
    return [
        f"{place}, les projets d’associations reçoivent {associations} du financement 2022, les "
        f"projets de bailleurs et d’associations {bailleurs}.",
        CHANGES.format(change),
    ]


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def fund(project):
    """Compute the fund on the changed figures."""
    return lambda territoire="32": section.compute(project.page("fnavdl", territoire))


@pytest.mark.parametrize("territoire", SHARES_2021)
def test_published_shares_are_the_computed_ones(page, territoire):
    figures = section.compute(page("fnavdl")).figures
    shares = (
        figures["part_departement", "2021", territoire],
        figures["part_bailleurs", "2021", territoire],
    )
    assert tuple(plain(share.affichage) for share in shares) == SHARES_2021[territoire]


@pytest.mark.parametrize("territoire", SHARES_2021)
def test_sentences_of_the_commission(page, said, territoire):
    fund = section.compute(page("fnavdl", territoire))
    own = [DEPARTEMENTS[territoire]] if territoire != "32" else []
    assert said(section.say_envelopes(fund)) == [*REGION, *own, *holders(territoire)]
    published = [NORD] if territoire in ("32", "59") else []
    assert said(section.say_projects(fund)) == [*PROJECTS, *published, COST]


def test_regional_figures_and_their_formulas(page):
    fund = section.compute(page("fnavdl"))
    rest = fund.regionaux["residuel", "2022"]
    # 3 427 198 − 2 783 878 = 643 320.
    assert (rest.value, plain(rest.formule)) == (643_320, "3 427 198 € − 2 783 878 €")
    assert plain(fund.regionaux["taux_selection", "2021"].formule) == "46 ÷ 86"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        # (2 500 000 − 2 927 198) ÷ 2 927 198 = −14,6 %.
        ("2 500 000", "2 500 000 €, en baisse de 15 % par rapport à 2021."),
        ("2 927 198", "2 927 198 €, stable par rapport à 2021."),
    ],
)
def test_envelope_says_its_direction(project, said, fund, value, sentence):
    project.edit(REPERES, "valeur", value, indicateur="enveloppe_fnavdl", periode="2022")
    assert said(section.say_envelopes(fund()))[0] == "Enveloppe régionale 2022 : " + sentence


def test_change_names_the_year_it_is_against(project, said, fund):
    # Without 2021, the year before in the table is 2020.
    project.edit(ENVELOPES, "annee", "2020", annee="2021")
    own, _, by_holder = said(section.say_envelopes(fund("60")))[-3:]
    assert own.endswith("en hausse de 5 % par rapport à 2020.")
    assert by_holder == holders("60")[1].replace("2021", "2020")


def test_a_single_year_has_no_change(project, said, fund):
    project.remove(ENVELOPES, annee="2021")
    assert said(section.say_envelopes(fund("60")))[-2:] == [
        "Dans l’Oise, le financement 2022 est de 404 250 €, soit 15 % du total régional.",
        holders("60")[0],
    ]


def test_missing_envelope_is_not_replaced_by_an_older_one(project, said, fund):
    project.remove(REPERES, indicateur="enveloppe_fnavdl", periode="2022")
    computed = fund("02")
    assert said(section.say_envelopes(computed)) == [DEPARTEMENTS["02"], *holders("02")]
    labels = {tile.texte: plain(tile.figure.affichage) for tile in section.tiles(computed.analyse)}
    assert labels["d’enveloppe régionale en 2021"] == "2 927 198 €"
    assert "d’enveloppe régionale en 2022" not in labels


def test_region_without_a_row_is_summed(project, fund):
    project.remove(ENVELOPES, territoire="32")
    whole = fund().figures["montant_departement", "2021", "32"]
    # One euro under the published total.
    assert whole.value == 2_611_755
    assert plain(whole.formule) == "164 269 € + 1 079 862 € + 386 632 € + 706 022 € + 274 970 €"


def test_secret_amount_hides_its_shares(project, fund, said):
    project.edit(ENVELOPES, "bailleurs", "s", annee="2022", territoire="02")
    project.edit(ENVELOPES, "enveloppe", "s", annee="2022", territoire="02")
    computed = fund("02")
    share = computed.figures["part_departement", "2022", "02"]
    assert (share.affichage, share.manque) == ("s", ("financement (02, 2022)",))
    assert said(section.say_envelopes(computed)) == REGION


@pytest.mark.parametrize(
    ("indicateur", "silent"),
    [
        ("projets_retenus", {0}),
        ("dossiers_deposes", {0}),
        ("part_projets_partenariat", {1}),
        ("menages_accompagnes", {3, 6}),
        ("menages_a_accompagner", {3, 4, 6}),
    ],
)
def test_missing_landmark_silences_only_what_needs_it(project, said, fund, indicateur, silent):
    project.edit(REPERES, "valeur", "", indicateur=indicateur)
    expected = [sentence for rank, sentence in enumerate(ALL) if rank not in silent]
    assert said(section.say_projects(fund())) == expected


def test_one_project_and_one_household_agree(project, said, fund):
    project.edit(REPERES, "valeur", "1", indicateur="projets_retenus")
    project.edit(REPERES, "valeur", "1", indicateur="menages_accompagnes")
    sentences = said(section.say_projects(fund()))
    # 1 ÷ 86 = 1,2 %; 1 ÷ 1 700 = 0,06 %.
    assert (
        sentences[0] == "Appel à projets 2021 : 1 projet retenu sur 86 dossiers déposés, soit 1 %."
    )
    assert sentences[3] == (
        "Au 31 décembre 2021, 1 ménage avait été accompagné dans la région, soit 0 % de "
        "l’objectif (1 700)."
    )


def test_period_of_households_may_be_a_year(project, said, fund):
    project.edit(REPERES, "periode", "2021", indicateur="menages_accompagnes")
    assert said(section.say_projects(fund()))[3].startswith("En 2021, 1 000 ménages avaient été ")


def test_coverage_needs_the_stock_of_the_following_january(project, said, fund):
    project.remove("menages_prioritaires")
    assert said(section.say_projects(fund())) == [*PROJECTS[:4], NORD, COST]


def test_projects_are_on_the_pages_they_concern(page):
    assert "ARLIPSY" in section.draw_projects(page("fnavdl", "59")).html
    assert "ARLIPSY" not in section.draw_projects(page("fnavdl", "62")).html
    assert section.draw_projects(page("fnavdl", "02")) is None


def test_not_transmitted(project, fund):
    project.remove(ENVELOPES)
    assert fund() is None


def test_frame_has_the_published_amounts(page):
    frame = section.compute(page("fnavdl")).frame
    first = frame[frame["annee"] == "2021"]
    assert list(first["montant_associations"]) == [
        138_329,
        676_434,
        242_188,
        442_257,
        172_243,
        1_671_452,
    ]
    assert frame.iloc[-1][["annee", "territoire", "montant_departement"]].tolist() == [
        "2022",
        "Hauts-de-France",
        2_783_878,
    ]


@pytest.mark.parametrize(("year", "changes"), [("2021", 0), ("2022", 6)])
def test_table_has_the_change_from_the_second_year_on(page, year, changes):
    view = section.draw_table(section.compute(page("fnavdl", "59")), year)
    codes = [figure.indicateur.code for figure in view.figures]
    assert codes.count("evolution_financement") == changes
    assert codes.count("montant_departement") == 6
    assert "Total Hauts-de-France" in view.html


def test_charts_and_map_of_the_commission(page):
    fund = section.compute(page("fnavdl"))
    holders = {f.value for f in section.draw_chart(fund, "2021").figures}
    assert {676_434, 403_428} <= holders
    years = {(f.territoire, f.periode): f.value for f in section.draw_years(fund).figures}
    assert (years["59", "2021"], years["59", "2022"]) == (1_079_862, 1_149_767)
    shares = [plain(f.affichage) for f in section.draw_map(fund, "2021").figures]
    assert shares == [SHARES_2021[code][0] for code in ("02", "59", "60", "62", "80")]


def test_profiles_are_those_of_the_slides(page, project):
    values = {f.value for f in section.draw_profiles(page("fnavdl")).figures}
    # 51 to 85 %, 38 % in the Pas-de-Calais, 15 % in the Nord, 10 to 15 %, 75 to 80 %, 20 to 25 %.
    assert values == {0.51, 0.85, 0.38, 0.15, 0.1, 0.75, 0.8, 0.2, 0.25}
    project.remove(REPERES)
    assert section.draw_profiles(project.page("fnavdl")) is None

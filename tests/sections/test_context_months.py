"""Attributions month by month. The figures are invented; expected values are computed by hand."""

from __future__ import annotations

import pytest

from hdflib.figures import Etat
from hdflib.sections import context as section
from hdflib.sections import logement_dabord, publics

TABLE = "attributions_mensuelles"
CODES = ("02", "59", "60", "62", "80")
NORD = {1: "60", 2: "90", 3: "100", 4: "110"}
"""The Nord in 2022; everywhere else, and in 2021, there are 100 attributions a month."""


def months(nord=NORD, region=True):
    """Give a table of 2021 and the first months of 2022."""
    rows = []
    for month in [f"2021-{n:02d}" for n in range(1, 13)] + [f"2022-{n:02d}" for n in nord]:
        own = nord[int(month[5:])] if month.startswith("2022") else "100"
        cells = {code: own if code == "59" else "100" for code in CODES}
        if region:
            cells["32"] = str(sum(map(int, cells.values())))
        rows += [
            {"mois": month, "territoire": code, "attributions": n, "source": "Essai"}
            for code, n in cells.items()
        ]
    return rows


@pytest.fixture
def opened(project):
    """Open a page on months."""

    def page(rows, territoire="32", day="2022-04-30", name="context"):
        project.write(TABLE, rows)
        project.params("observation:\n", f"observation:\n  {TABLE}: {day}\n")
        return project.page(name, territoire)

    return page


def monthly_said(analyse, said):
    return said(section.say_months(section.compute_monthly(analyse)))


def test_sentences_of_the_region(opened, said):
    # 460 + 490 + 500 + 510 = 1 960 against 2 000: −2 %; January alone, 460 against 500: −8 %.
    analyse = opened(months())
    assert said(section.say_context(analyse))[1] == (
        "Baisse de 2 % sur un an des attributions à tous les publics dans la région, à fin avril "
        "2022."
    )
    assert said(section.say_context(analyse))[-3:] == [
        "De janvier à avril 2022, 1 960 attributions ont été réalisées dans les Hauts-de-France, "
        "contre 2 000 sur la même période de 2021.",
        "Le déficit a été le plus marqué en janvier : 40 attributions de moins qu’en janvier 2021 "
        "(−8 %).",
        "Le déficit d’attributions depuis le 1er janvier s’est réduit : de 8 % à fin janvier, il "
        "est passé à 2 % à fin avril 2022.",
    ]


def test_sentences_of_a_departement(opened, said):
    # 60 + 90 + 100 + 110 = 360 against 400: −10 %; January: 60 against 100, −40 %.
    assert monthly_said(opened(months(), "59"), said) == [
        "De janvier à avril 2022, 360 attributions ont été réalisées dans le Nord, contre 400 sur "
        "la même période de 2021, soit une baisse de 10 %.",
        "Le déficit a été le plus marqué en janvier : 40 attributions de moins qu’en janvier 2021 "
        "(−40 %).",
        "Le déficit d’attributions depuis le 1er janvier s’est réduit : de 40 % à fin janvier, il "
        "est passé à 10 % à fin avril 2022.",
    ]


@pytest.mark.parametrize(
    ("nord", "sentences"),
    [
        # 90, then 170 and 240 against 100, 200 and 300: −10 %, −15 %, −20 %.
        (
            {1: "90", 2: "80", 3: "70"},
            [
                "Le déficit a été le plus marqué en mars : 30 attributions de moins qu’en mars "
                "2021 (−30 %).",
                "Le déficit d’attributions depuis le 1er janvier s’est creusé : de 10 % à fin "
                "janvier, il est passé à 20 % à fin mars 2022.",
            ],
        ),
        # −1 %, then 200 against 200.
        (
            {1: "99", 2: "101"},
            [
                "Le déficit a été le plus marqué en janvier : 1 attribution de moins qu’en janvier "
                "2021 (−1 %).",
                "Le déficit d’attributions depuis le 1er janvier, de 1 % à fin janvier, est "
                "résorbé à fin février 2022.",
            ],
        ),
        # A rise, then a lower rise: no deficit.
        ({1: "110", 2: "100"}, []),
        # The same deficit from the first month on: −10 % and −10 %.
        (
            {1: "90", 2: "90"},
            [
                "Le déficit a été le plus marqué en janvier : 10 attributions de moins qu’en "
                "janvier 2021 (−10 %).",
            ],
        ),
        ({1: "90"}, []),
    ],
)
def test_course_of_the_deficit(opened, said, nord, sentences):
    day = f"2022-{len(nord):02d}-{[31, 28, 31][len(nord) - 1]}"
    assert monthly_said(opened(months(nord), "59", day), said)[1:] == sentences


def test_one_month_is_named_alone(opened, said):
    assert monthly_said(opened(months({1: "90"}), "59", "2022-01-31"), said) == [
        "En janvier 2022, 90 attributions ont été réalisées dans le Nord, contre 100 sur la même "
        "période de 2021, soit une baisse de 10 %.",
    ]


def test_a_month_that_isnt_over_is_left_out(opened, said):
    # 460 + 490 + 500 = 1 450 against 1 500: −3,3 %.
    analyse = opened(months(), day="2022-04-15")
    change = section.compute_monthly(analyse).change()
    assert (change.periode, round(change.number, 4)) == ("2022-03-31", -0.0333)
    assert "2022-04" not in section.compute_monthly(analyse).frame.index


def test_no_month_is_over_in_january(opened, said):
    analyse = opened(months({1: "10"}), day="2022-01-15")
    assert section.compute_monthly(analyse) is None
    assert len(said(section.say_context(analyse))) == 4


def test_the_change_carries_its_formula(opened):
    change = section.compute_monthly(
        opened(months({1: "90", 2: "80"}), "59", "2022-02-28")
    ).change()
    assert change.formule == "((90 + 80) − (100 + 100)) ÷ (100 + 100)"
    assert {source.colonne for source in change.sources} == {"attributions"}


def test_the_region_is_summed_where_it_has_no_row(opened):
    monthly = section.compute_monthly(opened(months(region=False)))
    assert monthly.cumulated(2022, 4).value == 1960
    assert monthly.frame.loc["2022-01", "Hauts-de-France"] == 460


def test_secrecy_silences_what_depends_on_it(opened, said):
    rows = months({1: "90", 2: "80"}, region=False)
    for row in rows:
        if (row["mois"], row["territoire"]) == ("2022-02", "02"):
            row["attributions"] = "s"
    aisne = opened(rows, "02", "2022-02-28")
    monthly = section.compute_monthly(aisne)
    assert monthly.change().etat is Etat.SECRET
    assert monthly_said(aisne, said) == []
    assert "s\u00a0: secret statistique" in section.draw_months(monthly).html
    # The région's sum is secret too: its change is the published one.
    assert said(section.say_context(aisne))[1].startswith("Baisse d’environ 3 % sur un an")


def test_charts(opened):
    analyse = opened(months())
    monthly = section.compute_monthly(analyse)
    view = section.draw_months(monthly)
    assert "Nombre d’attributions par mois dans les Hauts-de-France, 2021 et 2022" in view.html
    changes = [f.affichage for f in view.figures if f.indicateur.code == "evolution_attributions"]
    assert changes == ["−8\u202f%", "−2\u202f%", "0\u202f%", "2\u202f%"]
    panels = section.draw_departements(monthly)
    # Twelve months and four, in five départements.
    assert len(panels.figures) == 16 * 5
    nord = section.compute_monthly(project_page(analyse, "59"))
    assert section.draw_departements(nord) is None
    assert "par mois dans le Nord, 2021" in section.draw_months(nord).html


def project_page(analyse, code):
    return type(analyse)(analyse.edition, analyse.edition.territoires.get(code), "context")


def test_evolutions_are_drawn_from_the_computed_change(opened):
    figures = section.draw_evolutions(opened(months())).figures
    assert [f.affichage.replace("\u202f", " ") for f in figures] == ["−2 %", "−14 %", "−11 %"]


def test_the_deficit_of_a_public_is_the_computed_one_at_its_date(opened, said):
    analyse = opened(months(), name="logement_dabord")
    public = publics.compute_public(analyse, logement_dabord.SORTANTS)
    assert said(publics.say_results(public))[3].endswith("(déficit global d’attributions : 2 %).")


def test_the_deficit_of_a_public_at_another_date_is_the_published_one(opened, said):
    analyse = opened(months(), day="2022-03-31", name="logement_dabord")
    public = publics.compute_public(analyse, logement_dabord.SORTANTS)
    assert said(publics.say_results(public))[3].endswith("(déficit global d’attributions : 3 %).")


def test_published_change_is_compared(project, opened):
    project.edit("reperes/context", "modalite", "publié").edit("reperes/context", "environ", "")
    (gap,) = section.compare_published(opened(months()))
    assert gap.replace("\u202f", " ").startswith(
        "Évolution des attributions (Hauts-de-France, 30 avril 2022) : −3 % dans le document "
        "présenté, −2 % par le calcul "
    )


def test_nothing_is_shown_without_the_table(page):
    assert section.compute_monthly(page("context")) is None
    assert section.compare_published(page("context")) == []


def tiles(analyse) -> list[tuple[str, str]]:
    return [
        (tile.valeur.replace("\u202f", " "), tile.texte) for tile in section.tiles(analyse)[:-1]
    ]


def test_key_figures_of_the_months(opened, said):
    analyse = opened(months(), "59")
    assert tiles(analyse) == [
        ("360", "attributions à tous les publics dans le Nord du 1er janvier au 30 avril 2022"),
        ("−10 %", "d’attributions à tous les publics dans le Nord sur un an, au 30 avril 2022"),
    ]
    assert said([section.tiles(analyse)[0].contexte]) == ["400 un an plus tôt"]


def test_a_rise_has_its_sign(opened):
    analyse = opened(months({1: "120", 2: "90", 3: "100", 4: "110"}), "59")
    assert tiles(analyse)[1][0] == "+5 %"


def test_key_figures_without_months(page, said):
    # The end of the half-year on 30 June and the return of the bailleurs on 15 July.
    analyse = page("context", "59")
    assert tiles(analyse) == [
        (
            "environ −3 %",
            "d’attributions à tous les publics dans la région sur un an, au 30 avril 2022",
        )
    ]
    last = section.tiles(analyse)[-1]
    assert (last.figure.value, last.texte) == (
        2,
        "échéances dans les trois mois, d’ici au 16 septembre 2022",
    )
    assert said([last.contexte]) == ["prochaine : le 30 juin 2022"]

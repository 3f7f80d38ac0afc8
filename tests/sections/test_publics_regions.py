"""Rank among the régions. The figures of the other régions are invented."""

from __future__ import annotations

import pytest

from hdflib.errors import InputError
from hdflib.sections import publics

TABLE = "bilan_regions"
# The région itself: 559 of 2 100, 26,6 % of the year; at 4 months out of 12, 80 % to date.
ABOVE = ("Bretagne", "700", "200")  # 28,6 %
CLOSE = ("Normandie", "1 000", "267")  # 26,7 %: it also reads 80 % to date.
EQUAL = ("Corse", "4 200", "1 118")  # 559 × 2 of 2 100 × 2
BELOW = ("Occitanie", "1 000", "100")
SECRET = ("Mayotte", "40", "s")


@pytest.fixture
def opened(project):
    """Compute the sortants d'hébergement with a table of régions."""

    def compute(*regions, day="2022-04-30", territoire="32", public="sortants_hebergement"):
        rows = [
            {
                "public": public,
                "region": name,
                "objectif_annuel": goal,
                "attributions": done,
                "source": "Essai",
            }
            for name, goal, done in regions
        ]
        project.write(TABLE, rows)
        project.params("observation:\n", f"observation:\n  {TABLE}: {day}\n")
        analyse = project.page("logement_dabord", territoire)
        return publics.compute_public(analyse, "sortants_hebergement")

    return compute


def balance(public, said):
    return said(publics.say_results(public))[0]


@pytest.mark.parametrize(
    ("regions", "rank"),
    [
        ([ABOVE, BELOW], "2e région sur 3"),
        ([ABOVE, CLOSE, BELOW], "3e région sur 4"),
        ([BELOW, CLOSE, ABOVE], "3e région sur 4"),
        ([EQUAL, BELOW], "1re région sur 3"),
        ([ABOVE, EQUAL, SECRET], "2e région sur 3"),
        # Nothing known of another région: the published rank.
        ([SECRET], "12e région"),
    ],
)
def test_rank(opened, said, regions, rank):
    assert balance(opened(*regions), said) == (
        "Bilan au 30 avril : 559 ménages sortants d’hébergement relogés, soit 80 % de l’objectif "
        f"à date ({rank})."
    )


def test_figures_of_another_date_give_no_rank(opened, said):
    assert "(12e région)." in balance(opened(ABOVE, day="2022-05-31"), said)


def test_figures_of_another_public_give_no_rank(opened, said):
    public = opened(ABOVE, public="sans_abri")
    assert "(12e région)." in balance(public, said)
    assert publics.draw_regions(public) is None
    assert publics.rank_notes(public) == ()


def test_a_departement_has_no_rank(opened, said):
    public = opened(ABOVE, territoire="59")
    assert "région" not in balance(public, said)
    assert publics.draw_regions(public) is None


def test_chart_ranks_the_regions(opened):
    view = publics.draw_regions(opened(BELOW, EQUAL, ABOVE))
    # 200 ÷ (700 × 4/12) = 86 %, 559 ÷ 700 = 80 %, 100 ÷ (1 000 × 4/12) = 30 %.
    assert view.titre.replace("\u202f", " ").endswith(
        "Bretagne – 1re : 86 % ; Hauts-de-France – 2e : 80 % ; Corse – 2e : 80 % ; "
        "Occitanie – 4e : 30 %."
    )
    assert [figure.modalite for figure in view.figures] == ["Bretagne", "", "Corse", "Occitanie"]


def test_the_rank_is_a_figure(opened):
    public = opened(ABOVE, BELOW)
    rank = next(f for f in publics.say_results(public)[0].figures if f.value == 2)
    assert rank.cle == ("rang_regions", "sortants_hebergement", "32", "2022-04-30", "")
    assert rank.formule.replace("\u202f", " ") == (
        "rang de (559 ÷ (2 100 × 4/12)) parmi les taux de 3 régions, du plus élevé au plus bas "
        "(une ligne par région)"
    )
    assert {source.fichier.rpartition("/")[2] for source in rank.sources} == {
        "sortants_hebergement.csv",
        "bilan_regions.csv",
    }


def test_the_own_row_counts_once_and_its_gaps_are_said(opened, said):
    public = opened(ABOVE, BELOW, ("Hauts de France", "2 100", "560"))
    assert "(2e région sur 3)." in balance(public, said)
    texts = [text.replace("\u202f", " ") for text in publics.region_gaps(public, None)]
    assert texts == [
        "Attributions (ménages sortants d’hébergement, Hauts-de-France, 30 avril 2022) : 560 dans "
        "le bilan des régions, 559 dans les chiffres de la commission, qui sont retenus.",
        "Rang parmi les régions (ménages sortants d’hébergement, 30 avril 2022) : 12e dans le "
        "document présenté, 2e par le calcul.",
    ]


def test_no_gap_where_both_say_the_same(opened, project):
    key = {"indicateur": "rang_regions", "public": "sortants_hebergement"}
    project.edit("reperes/logement_dabord", "valeur", "2", **key)
    assert publics.region_gaps(opened(ABOVE, ("Hauts-de-France", "2 100", "559"))) == []


def test_a_region_is_given_once(opened):
    with pytest.raises(InputError, match="Bretagne"):
        opened(ABOVE, ABOVE)

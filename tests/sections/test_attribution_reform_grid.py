"""Cotation grids on the pages, and the priority criteria that recent laws added."""

from __future__ import annotations

from pathlib import Path

import pytest

from hdflib.sections import attribution_reform as section

ROOT = Path(__file__).parents[2]
GRID = "data/reference/cotation/245900428.yml"


@pytest.fixture
def regrid(project):
    """Change the grid of Dunkerque, then open the page of the Nord."""

    def changed(*changes):
        path = project.root / GRID
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
        return project.page("attribution_reform", "59")

    return changed


def test_grid_is_on_the_pages_of_its_epci(page):
    (grid,) = section.draw_grids(page("attribution_reform", "59"))
    points = [figure.value for figure in grid.figures]
    # The grid of the slides: DALO, 15 compulsory criteria, 12 optional, 5 local priorities.
    assert points[0] == 1000
    assert points[1:16] == [30] * 15
    assert points[16:28] == [1, 2, 1, 1, 1, 2, 2, 2, 4, 3, 2, 1]
    assert points[28:] == [2, 3, 1, 2, 500]
    assert grid.titre == (
        "Grille de cotation de la CU de Dunkerque, en vigueur depuis le 1er septembre 2021"
    )
    assert len(section.draw_grids(page("attribution_reform"))) == 1
    assert section.draw_grids(page("attribution_reform", "62")) == []
    assert section.say_grids(page("attribution_reform", "62")) == []


def test_points_lead_back_to_the_grid(page):
    analyse = page("attribution_reform", "59")
    (grid,) = section.draw_grids(analyse)
    own = next(f for f in grid.figures if f.modalite == "Ancienneté de la demande de 11 à 20 mois")
    (source,) = own.sources
    assert (source.fichier, source.colonne) == (GRID, "points")
    assert source.origine == ("Diapositive « Les grandes lignes du modèle de cotation sur la CUD »")
    # Where the bracket starts in the file.
    lines = (ROOT / GRID).read_text("utf-8").splitlines()
    assert lines[source.ligne - 1] == "        - de: 11"
    assert section.grid_sources(analyse) == [f"{GRID} — {source.origine}"]


def test_conditions_are_said(page):
    (grid,) = section.draw_grids(page("attribution_reform", "59"))
    # Two brackets; 28 criteria ask for a document, DALO, quartile, seniority and PDALHPD don't.
    assert grid.html.count("sans pièce\u202f; une seule tranche compte") == 2
    assert grid.html.count(">pièce valide<") == 28
    assert grid.html.count("sans pièce\u202f; vaut priorité") == 1


def test_the_grid_of_dunkerque_keeps_priorities_first_and_lacks_a_category(page, said):
    sentences = section.say_grids(page("attribution_reform", "59"))
    assert said(sentences) == [
        "Dans la CU de Dunkerque, une demande qui ne cumule que des critères facultatifs et des "
        "priorités locales (hors « Ménage du PDALHPD labellisé dans SYPLO ») atteint au plus 29 "
        "points, moins que les 30 points du plus faible critère prioritaire.",
        "La grille de la CU de Dunkerque n’a pas encore de critère pour une catégorie prioritaire "
        "de la loi (CCH, L.441-1) : « Sortant de l’aide sociale à l’enfance de moins de 21 ans » "
        "(m, depuis le 9 février 2022).",
    ]
    most, least = sentences[0].figures
    assert most.formule == "2 + 1 + 1 + 1 + 2 + 2 + 2 + 4 + 3 + 2 + 1 + 2 + 3 + 1 + 2"
    assert (most.value, least.value) == (29, 30)
    # 16 mandatory criteria, and the label of the PDALHPD.
    assert least.formule == (
        "plus petit des 17 nombres de points que donnent les critères prioritaires"
    )
    assert [figure.value for figure in sentences[1].figures] == [1]
    # The L.441-1 lists 14 categories, the lines 2 to 15 of their file.
    (left,) = sentences[1].figures
    assert left.formule.endswith("sans critère prioritaire, parmi 14 : m")
    assert left.sources[0].lignes == tuple(range(2, 16))


def test_a_grid_with_the_criterion_of_the_ase_covers_the_law(regrid, said):
    criterion = (
        "    ase:\n      libelle: Sortant de l’ASE\n      points: 30\n      categorie: m\n"
        "\n  facultatifs:"
    )
    sentences = said(section.say_grids(regrid(("  facultatifs:", criterion))))
    assert len(sentences) == 1
    assert sentences[0].startswith("Dans la CU de Dunkerque, une demande")


def test_several_categories_left_out(regrid, said):
    analyse = regrid(("      categorie: a\n", ""), ("      categorie: c\n", ""))
    assert said(section.say_grids(analyse))[1] == (
        "La grille de la CU de Dunkerque n’a pas encore de critère pour 3 catégories prioritaires "
        "de la loi (CCH, L.441-1) : « Personne en situation de handicap, ou qui en a une à sa "
        "charge » (a), « Personne mal logée ou défavorisée, en difficulté de logement pour des "
        "raisons financières ou de conditions d’existence » (c) et « Sortant de l’aide sociale à "
        "l’enfance de moins de 21 ans » (m, depuis le 9 février 2022)."
    )


def test_a_malus_is_taken_off(regrid):
    # Sous-occupation 1 becomes −1 and reprise 2 becomes 1: 29 − 1 − 1 = 27 for 30 − 1 = 29.
    analyse = regrid(
        ("libelle: Sous-occupation\n      points: 1", "libelle: Sous-occupation\n      points: -1"),
        ("son propriétaire\n      points: 2", "son propriétaire\n      points: 1"),
    )
    most, least = section.say_grids(analyse)[0].figures
    assert (most.value, least.value, least.formule) == (27, 29, "30 − 1")
    assert section.say_grids(analyse)[0].text.endswith("critère prioritaire, malus déduits.")


def test_a_group_at_its_maximum_is_said_and_counts_once(regrid):
    groupe = (
        "groupes:\n  Logement actuel:\n    cumul: maximum\n"
        "    criteres: [logement_non_decent, logement_inadapte]\n\ncriteres:"
    )
    analyse = regrid(("\ncriteres:", f"\n{groupe}"))
    (grid,) = section.draw_grids(analyse)
    group = "seul le plus élevé de « Logement actuel » compte"
    html = grid.html.replace("\u00a0", " ").replace("\u202f", " ")
    assert html.count(f"pièce valide ; {group}") == 2
    # 2 and 4 no longer add up: 29 − 2.
    assert section.say_grids(analyse)[0].figures[0].value == 27


def test_the_mutations_have_their_own_table_and_sentence(regrid, said):
    own = (
        "mutations:\n  criteres:\n    obligatoires:\n      dalo:\n        libelle: DALO\n"
        "        points: 100\n    locaux:\n      travail:\n        libelle: Travail\n"
        "        points: 5\n\ncriteres:"
    )
    analyse = regrid(("\ncriteres:", f"\n{own}"))
    tables = section.draw_grids(analyse)
    assert [table.titre.split(" : ")[-1] for table in tables] == ["demandes nouvelles", "mutations"]
    assert [(f.modalite, f.value) for f in tables[1].figures] == [
        ("DALO, mutations", 100),
        ("Travail, mutations", 5),
    ]
    assert said(section.say_grids(analyse))[1:] == [
        "Dans la CU de Dunkerque, une demande de mutation qui ne cumule que des critères "
        "facultatifs et des priorités locales atteint au plus 5 points, moins que les 100 points "
        "du plus faible critère prioritaire."
    ]


def test_a_grid_that_is_not_yet_in_force_says_so(regrid):
    (grid,) = section.draw_grids(regrid(("2021-09-01", "2023-01-01")))
    assert grid.titre.endswith("en vigueur à partir du 1er janvier 2023")


def test_criteria_added_by_recent_laws(page, said):
    analyse = page("attribution_reform", "62")
    html = section.draw_priorities(analyse).html
    assert [day for day in ("9 février 2022", "23 février 2022") if f">{day}<" in html] == [
        "9 février 2022",
        "23 février 2022",
    ]
    assert said([section.say_ase(analyse)]) == [
        "Une personne majeure ou émancipée, confiée avant sa majorité à l’aide sociale à "
        "l’enfance, est prioritaire avant 21 ans, jusqu’à 3 ans après la fin de sa prise en charge."
    ]


def test_no_criterion_is_said_before_its_law(project):
    path = project.root / "data/reference/priorites.csv"
    text = path.read_text("utf-8").replace("2022-02-09", "2022-07-01")
    path.write_text(text.replace("2022-02-23", "2022-07-01"), "utf-8")
    analyse = project.page("attribution_reform", "59")
    assert section.draw_priorities(analyse) is None
    assert section.say_ase(analyse) is None
    assert len(section.say_grids(analyse)) == 2
    assert section.say_grids(analyse)[1] is None

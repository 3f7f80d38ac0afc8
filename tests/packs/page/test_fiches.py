"""Cards: what they say of a figure, its files and its extracts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hdflib.display.traced import mark_of, record
from hdflib.figures import Etat, Figure, Indicateur, Source, ratio, total
from hdflib.inputs.edition import read_edition
from hdflib.inputs.provenance import Comptage
from hdflib.packs.page.fiches import computation, make_fiches, places, short

ROOT = Path(__file__).parents[3]
FILE = "data/2022-06-16/menages_prioritaires.csv"
SLIDE = "Diapositive 9"


@pytest.fixture(scope="module")
def edition():
    return read_edition(ROOT, "2022-06-16")


def figure(edition, code, value, ligne, colonne, **identity):
    own = {"public": "menages_prioritaires", "periode": "2022-05-31"} | identity
    return Figure(
        edition.indicateurs[code],
        own.pop("territoire", "59"),
        value,
        sources=(Source(FILE, ligne, colonne, SLIDE),),
        **own,
    )


@pytest.fixture
def rate(edition):
    done = figure(edition, "attributions", 1413, 3, "attributions")
    goal = figure(edition, "objectif_annuel", 4804, 3, "objectif_annuel")
    return ratio(edition.indicateurs["taux_objectif_annuel"], done, goal)


def test_a_card_says_what_a_reviewer_asks(edition, rate) -> None:
    (groupe,) = make_fiches(edition, [record(rate)]).groupes
    (fiche,) = groupe.fiches
    assert groupe.libelle == "Taux de réalisation de l’objectif annuel"
    assert groupe.definition == edition.indicateurs["taux_objectif_annuel"].definition
    assert [(f.nom, f.origine, f.comptages) for f in groupe.fichiers] == [
        ("menages_prioritaires.csv", SLIDE, ())
    ]
    assert fiche.sujet == "Nord, ménages prioritaires, 31 mai 2022"
    assert fiche.valeur == "29\u202f%"
    # 1 413 ÷ 4 804 = 0.294129…
    assert fiche.calcul == "1\u202f413 ÷ 4\u202f804 = 29,413\u202f%"
    assert fiche.cellules == ("ligne 3, colonnes attributions et objectif_annuel",)
    assert not fiche.secret


def test_an_unknown_figure_says_what_it_lacks(edition) -> None:
    done = figure(edition, "attributions", 348, 4, "attributions", territoire="60")
    goal = figure(
        edition, "objectif_annuel", None, 4, "objectif_annuel", territoire="60", etat=Etat.EN_COURS
    )
    made = ratio(edition.indicateurs["taux_objectif_annuel"], done, goal)
    (fiche,) = make_fiches(edition, [record(made)]).groupes[0].fiches
    assert fiche.valeur == "en cours de finalisation"
    assert fiche.calcul == "manque\u00a0: objectif annuel (60, 2022-05-31)"


def test_a_secret_is_said_in_words(edition) -> None:
    hidden = figure(edition, "stock", None, 3, "stock", etat=Etat.SECRET)
    (fiche,) = make_fiches(edition, [record(hidden)]).groupes[0].fiches
    assert (fiche.valeur, fiche.secret) == ("secret statistique", True)


def test_figures_of_one_indicator_and_one_file_share_their_words(edition, rate) -> None:
    other = replace(rate, territoire="60", value=0.5, formule="1 ÷ 2")
    elsewhere = replace(
        rate, territoire="62", sources=(Source("data/2022-06-16/b.csv", 2, "taux"),)
    )
    fiches = make_fiches(edition, [record(f) for f in (rate, other, elsewhere)])
    assert [len(groupe.fiches) for groupe in fiches.groupes] == [2, 1]


def test_an_anchor_stays_when_the_value_moves(edition, rate) -> None:
    moved = replace(rate, value=0.3, formule="1 441 ÷ 4 804")
    before, after = (make_fiches(edition, [record(f)]) for f in (rate, moved))
    assert mark_of(record(rate)) != mark_of(record(moved))
    assert list(before.ancres.values()) == list(after.ancres.values())


def test_two_figures_of_one_identity_have_two_anchors(edition, rate) -> None:
    moved = replace(rate, value=0.3, formule="1 441 ÷ 4 804")
    fiches = make_fiches(edition, [record(rate), record(moved), record(rate)])
    first, second = fiches.ancres.values()
    assert second == f"{first}-2"


def test_the_extract_is_named_with_its_fingerprint_and_its_secrecy(edition, rate) -> None:
    sha = "0123456789abcdef" * 4
    made = Comptage("SNE, attributions (une ligne par bail)", (("2022.csv", sha),), 11)
    counted = replace(edition, provenance={("menages_prioritaires", "attributions"): made})
    (fichier,) = make_fiches(counted, [record(rate)]).groupes[0].fichiers
    assert fichier.comptages == (
        "Compté dans SNE, attributions\u00a0: 2022.csv (SHA-256 0123456789ab…)\u202f; secret "
        "statistique au seuil de 11.",
    )
    # The other column was typed, from a slide.
    assert fichier.origine == SLIDE


def cells(*lines: int, colonne: str = "stock", fichier: str = FILE) -> list[Source]:
    return [Source(fichier, line, colonne) for line in lines]


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (cells(3), ["ligne 3, colonne stock"]),
        (cells(2, 3, 4, 7), ["lignes 2 à 4 et 7, colonne stock"]),
        ([Source(FILE, 2, "stock", "", (3, 4, 5))], ["lignes 2 à 5, colonne stock"]),
        (
            [*cells(3), *cells(4, colonne="objectif")],
            ["ligne 3, colonne stock ; ligne 4, colonne objectif"],
        ),
        (
            [*cells(3), *cells(8, fichier="data/reference/regles.csv", colonne="valeur")],
            [
                "menages_prioritaires.csv : ligne 3, colonne stock",
                "reference/regles.csv : ligne 8, colonne valeur",
            ],
        ),
        ([], []),
    ],
)
def test_places(sources: list[Source], said: list[str]) -> None:
    assert places(sources) == said


@pytest.mark.parametrize(
    ("unite", "decimales", "value", "formula", "said"),
    [
        ("%", 0, 0.5, "1 ÷ 2", "1 ÷ 2"),
        ("%", 0, 2 / 3, "2 ÷ 3", "2 ÷ 3 = 66,667\u202f%"),
        ("ménages", 0, 884, "1 343 − 459", "1 343 − 459"),
        ("ménages", 0, 15.75, "63 ÷ 4", "63 ÷ 4 = 15,750"),
        ("€", 0, 386632, "1 + 2", "1 + 2"),
        ("rang", 0, 12, "rang", "rang"),
        ("mois", 0, 17, "", ""),
        ("%", 0, None, "manque : stock", "manque : stock"),
    ],
)
def test_computation(unite, decimales, value, formula, said) -> None:
    indicateur = Indicateur("x", "X", unite, decimales, "")
    assert computation(indicateur, {"valeur": value, "formule": formula}) == said


def test_names_of_files() -> None:
    assert short("data/2022-06-16/reperes/fnavdl.csv") == "reperes/fnavdl.csv"
    assert short("data/reference/cotation/245900428.yml") == "reference/cotation/245900428.yml"
    # A file of another commission says of which.
    assert short("data/2022-03-17/sans_abri.csv", "2022-06-16") == "2022-03-17/sans_abri.csv"
    assert short("data/2022-06-16/sans_abri.csv", "2022-06-16") == "sans_abri.csv"
    both = [Source(f"data/{iso}/sans_abri.csv", 3, "stock") for iso in ("2022-06-16", "2022-03-17")]
    assert places(both, "2022-06-16") == [
        "sans_abri.csv : ligne 3, colonne stock",
        "2022-03-17/sans_abri.csv : ligne 3, colonne stock",
    ]


def test_a_total_names_all_its_cells(edition) -> None:
    parts = [figure(edition, "stock", n, n, "stock") for n in (2, 3, 4)]
    made = total(edition.indicateurs["stock"], parts)
    (fiche,) = make_fiches(edition, [record(made)]).groupes[0].fiches
    assert fiche.cellules == ("lignes 2 à 4, colonne stock",)
    assert fiche.calcul == "2 + 3 + 4"

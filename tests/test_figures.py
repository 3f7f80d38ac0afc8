"""Figures: displays, states, formulas in words. Numbers are those of the slides of 16 June 2022."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.figures import (
    Etat,
    Figure,
    Indicateur,
    Source,
    compute,
    evolution,
    gather,
    ratio,
    total,
)

OBJECTIF = Indicateur("objectif_annuel", "Objectif annuel", "ménages", 0, "")
A_DATE = Indicateur("objectif_a_date", "Objectif à date", "ménages", 0, "")
ATTRIBUTIONS = Indicateur("attributions", "Attributions", "attributions", 0, "")
STOCK = Indicateur("stock", "Ménages en attente", "ménages", 0, "")
TAUX = Indicateur("taux", "Taux de réalisation", "%", 0, "")
EVOLUTION = Indicateur("evolution", "Évolution", "%", 0, "")


def known(
    value: float | str, indicateur: Indicateur = ATTRIBUTIONS, territoire: str = "59"
) -> Figure:
    return Figure(indicateur, territoire, value, periode="2022")


def unknown(etat: Etat, indicateur: Indicateur = ATTRIBUTIONS, territoire: str = "60") -> Figure:
    return Figure(indicateur, territoire, None, etat, periode="2022")


def with_unit(value: float | str, unite: str, decimales: int = 0) -> str:
    return known(value, Indicateur("x", "X", unite, decimales, "")).avec_unite


@pytest.mark.parametrize(
    ("unite", "decimales", "value", "shown"),
    [
        ("%", 0, 0.7059, "71\u202f%"),
        ("%", 1, 0.0384, "3,8\u202f%"),
        ("€", 0, 1_000_000, "1\u202f000\u202f000\u00a0€"),
        ("rang", 0, 1, "1er"),
        ("rang", 0, 12, "12e"),
        ("date", 0, "2022-01-01", "1er janvier 2022"),
        ("date", 0, "2020-09", "septembre 2020"),
        ("ménages", 0, 4804 * 5 / 12, "2\u202f002"),
        ("points", 1, 6.5, "6,5"),
        ("mots", 0, "texte libre", "texte libre"),
    ],
)
def test_affichage(unite: str, decimales: int, value: float | str, shown: str) -> None:
    assert known(value, Indicateur("x", "X", unite, decimales, "")).affichage == shown


def test_decimals_are_those_that_the_source_wrote() -> None:
    assert replace(known(0.174, TAUX), decimales=1).affichage == "17,4\u202f%"
    assert replace(known(0.2, TAUX), decimales=1).affichage == "20,0\u202f%"
    assert known(0.174, TAUX).affichage == "17\u202f%"


def test_environ() -> None:
    about = replace(known(7500), environ=True)
    assert about.affichage == "environ 7\u202f500"
    assert about.avec_unite == "environ 7\u202f500\u00a0attributions"


@pytest.mark.parametrize(
    ("value", "unite", "decimales", "shown"),
    [
        (0, "ménages", 0, "0\u00a0ménage"),
        (1, "ménages", 0, "1\u00a0ménage"),
        (2, "ménages", 0, "2\u00a0ménages"),
        (-1, "ménages", 0, "\u22121\u00a0ménage"),
        (1.5, "points", 1, "1,5\u00a0point"),
        # What is displayed decides: this one reads 2.
        (1.6, "ménages", 0, "2\u00a0ménages"),
        (1.96, "points", 1, "2,0\u00a0points"),
        (1, "mois", 0, "1\u00a0mois"),
        (1, "refus", 0, "1\u00a0refus"),
        (1, "EPCI", 0, "1\u00a0EPCI"),
        (25, "€ par jour", 0, "25\u00a0€ par jour"),
        ("oui", "points", 0, "oui"),
        (0.71, "%", 0, "71\u202f%"),
        (12, "€", 0, "12\u00a0€"),
        (1, "rang", 0, "1er"),
        ("2021", "date", 0, "2021"),
    ],
)
def test_unit_in_words(value: float | str, unite: str, decimales: int, shown: str) -> None:
    assert with_unit(value, unite, decimales) == shown


def test_unit_agrees_with_the_decimals_of_the_source() -> None:
    assert replace(known(1.96, STOCK), decimales=2).avec_unite == "1,96\u00a0ménage"


@pytest.mark.parametrize(
    ("etat", "shown"),
    [
        (Etat.NON_TRANSMIS, "non transmis"),
        (Etat.EN_COURS, "en cours de finalisation"),
        (Etat.SECRET, "s"),
    ],
)
def test_a_state_stands_for_the_value(etat: Etat, shown: str) -> None:
    figure = unknown(etat)
    assert not figure.connu
    assert (figure.affichage, figure.avec_unite) == (shown, shown)
    with pytest.raises(TypeError, match=r"attributions \(60, 2022\) is no known number"):
        _ = figure.number


def test_a_text_is_no_number() -> None:
    with pytest.raises(TypeError, match="no known number"):
        _ = known("2022-05-31").number


def test_no_value_hides_behind_a_state() -> None:
    with pytest.raises(ValueError, match=r"attributions \(60\) is s with the value 3$"):
        Figure(ATTRIBUTIONS, "60", 3, Etat.SECRET)
    with pytest.raises(ValueError, match=r"is connu with the value None$"):
        Figure(ATTRIBUTIONS, "60", None)


def test_names() -> None:
    assert known(4804, OBJECTIF).nom == "objectif annuel (59, 2022)"
    assert Figure(OBJECTIF, "59", 1).nom == "objectif annuel (59)"
    epci = Indicateur("epci", "EPCI concernés par la réforme", "EPCI", 0, "")
    assert known(40, epci).nom == "EPCI concernés par la réforme (59, 2022)"
    landmark = Figure(ATTRIBUTIONS, "32", 1, public="sans_abri", periode="2022", modalite="publié")
    assert landmark.cle == ("attributions", "sans_abri", "32", "2022", "publié")


def test_source_in_words() -> None:
    cell = Source("data/2022-06-16/menages_prioritaires.csv", 3, "attributions")
    place = "data/2022-06-16/menages_prioritaires.csv, ligne 3, colonne attributions"
    assert str(cell) == place
    assert str(replace(cell, origine="Diapositive 7")) == f"{place} (Diapositive 7)"


def to_date(annual: Figure) -> Figure:
    return compute(A_DATE, [annual], "{} × 5/12", lambda value: value * 5 / 12)


def test_rate_of_nord_with_its_formula() -> None:
    rate = ratio(TAUX, known(1413), to_date(known(4804, OBJECTIF)))
    assert rate.value == pytest.approx(0.705911740, abs=1e-9)
    assert rate.affichage == "71\u202f%"
    assert rate.formule == "1\u202f413 ÷ (4\u202f804 × 5/12)"
    assert rate.expression == "(1\u202f413 ÷ (4\u202f804 × 5/12))"
    assert (rate.territoire, rate.periode, rate.decimales) == ("59", "2022", None)


def test_change_of_stock_with_its_formula() -> None:
    change = evolution(EVOLUTION, known(998, STOCK, "60"), known(1060, STOCK, "60"))
    assert change.value == pytest.approx(-0.058490566, abs=1e-9)
    assert change.affichage == "\u22126\u202f%"
    assert change.formule == "(998 − 1\u202f060) ÷ 1\u202f060"


def test_total_of_departements() -> None:
    parts = [known(value) for value in (459, 1413, 348, 1152, 487)]
    whole = total(ATTRIBUTIONS, parts, territoire="32")
    assert (whole.value, whole.territoire) == (3859, "32")
    assert whole.formule == "459 + 1\u202f413 + 348 + 1\u202f152 + 487"


def test_identity_is_the_first_inputs_unless_told() -> None:
    first = Figure(ATTRIBUTIONS, "59", 559, public="sortants", periode="2022-04-30", modalite="x")
    same = ratio(TAUX, first, known(2100, OBJECTIF))
    assert same.cle == ("taux", "sortants", "59", "2022-04-30", "x")
    told = ratio(TAUX, first, known(2100), territoire="32", modalite="", periode="2022")
    assert told.cle == ("taux", "sortants", "32", "2022", "")


def test_decimals_of_an_input_stay_with_it() -> None:
    first = replace(known(25), decimales=2)
    rate = ratio(TAUX, first, known(40))
    assert (rate.affichage, rate.formule) == ("63\u202f%", "25,00 ÷ 40")


def test_a_formula_never_rounds_an_input() -> None:
    rate = Indicateur("q1", "Objectif", "%", 0, "")
    due = compute(rate, (known(0.275, rate), known(200)), "{} × {}", lambda a, b: a * b)
    assert (known(0.275, rate).affichage, due.formule) == ("28\u202f%", "27,5\u202f% × 200")
    assert ratio(TAUX, known(1 / 8), known(2.50)).formule == "0,125 ÷ 2,5"


def test_a_sum_of_one_part_needs_no_parentheses() -> None:
    one, both = total(STOCK, [known(1413)]), total(STOCK, [known(1), known(2)])
    assert evolution(EVOLUTION, one, both).formule == "(1\u202f413 − (1 + 2)) ÷ (1 + 2)"


def test_an_approximate_input_makes_an_approximate_result() -> None:
    about = replace(known(300), environ=True)
    rate = ratio(TAUX, about, known(3000))
    assert rate.affichage == "environ 10\u202f%"
    assert rate.formule == "environ 300 ÷ 3\u202f000"


def test_sources_of_all_inputs_once() -> None:
    a, b = Source("f.csv", 2, "a"), Source("f.csv", 2, "b")
    figure = total(ATTRIBUTIONS, [replace(known(1), sources=s) for s in ((a,), (b, a), (b,))])
    assert figure.sources == (a, b)


def test_a_source_names_its_lines() -> None:
    one = Source("f.csv", 2, "a", "SNE")
    assert str(one) == "f.csv, ligne 2, colonne a (SNE)"
    several = replace(one, autres=(9, 3, 4, 6, 7))
    assert str(several) == "f.csv, lignes 2 à 4, 6, 7 et 9, colonne a (SNE)"


def test_cells_of_a_column_are_gathered() -> None:
    cells = [Source("f.csv", line, name) for line in (5, 2, 3) for name in ("b", "a")]
    found = gather([*cells, cells[0], Source("g.csv", 2, "b"), Source("f.csv", 4, "b", "SNE")])
    assert list(map(str, found)) == [
        "f.csv, lignes 2, 3 et 5, colonne b",
        "f.csv, lignes 2, 3 et 5, colonne a",
        "g.csv, ligne 2, colonne b",
        "f.csv, ligne 4, colonne b (SNE)",
    ]


def test_a_source_written_as_a_record_is_the_same() -> None:
    source = Source("f.csv", 2, "a", "SNE", (3, 4))
    record = json.loads(json.dumps(asdict(source)))
    assert {Source(**record): 1} == {source: 1}


@pytest.mark.parametrize(
    ("states", "worst"),
    [
        ((Etat.NON_TRANSMIS, Etat.EN_COURS), Etat.EN_COURS),
        ((Etat.EN_COURS, Etat.SECRET), Etat.SECRET),
        ((Etat.SECRET, Etat.NON_TRANSMIS), Etat.SECRET),
        ((Etat.NON_TRANSMIS, Etat.NON_TRANSMIS), Etat.NON_TRANSMIS),
    ],
)
def test_the_worst_state_of_the_inputs_wins(states: tuple[Etat, Etat], worst: Etat) -> None:
    one, other = (unknown(state) for state in states)
    for inputs in ([one, other], [other, one], [known(1), other, one]):
        assert total(ATTRIBUTIONS, inputs).etat is worst


def test_missing_inputs_are_named_through_the_computations() -> None:
    annual = unknown(Etat.EN_COURS, OBJECTIF)
    rate = ratio(TAUX, known(348, territoire="60"), to_date(annual))
    assert (rate.value, rate.affichage) == (None, "en cours de finalisation")
    assert (rate.formule, rate.expression) == ("", "en cours de finalisation")
    assert rate.manque == ("objectif annuel (60, 2022)",)
    region = total(TAUX, [known(1), rate, annual, unknown(Etat.NON_TRANSMIS, STOCK, "02")])
    assert region.manque == ("objectif annuel (60, 2022)", "ménages en attente (02, 2022)")
    assert region.etat is Etat.EN_COURS


@pytest.mark.parametrize("function", [ratio, evolution])
def test_division_by_zero_has_no_value(function) -> None:
    figure = function(TAUX, known(12), known(0))
    assert (figure.value, figure.etat) == (None, Etat.NON_TRANSMIS)
    assert figure.manque == ("dénominateur nul",)
    assert figure.affichage == "non transmis"


FIGURES = st.one_of(
    st.integers(0, 100_000).map(known),
    st.sampled_from([Etat.NON_TRANSMIS, Etat.EN_COURS, Etat.SECRET]).map(unknown),
)


@given(st.lists(FIGURES, min_size=1))
def test_a_total_is_known_only_if_all_its_parts_are(parts: list[Figure]) -> None:
    whole = total(ATTRIBUTIONS, parts)
    if all(part.connu for part in parts):
        assert whole.value == sum(part.number for part in parts)
        assert whole.manque == ()
    else:
        assert whole.value is None
        assert whole.manque == ("attributions (60, 2022)",)

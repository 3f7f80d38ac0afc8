"""French formats, with the exact spaces: U+202F is \\u202f, U+00A0 is \\u00a0."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdflib.display import french

TEXTS = st.text(alphabet="a1 '’«»%;!?:€\u00a0\u202f-")


@pytest.mark.parametrize(
    ("value", "decimales", "shown"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1413, 0, "1\u202f413"),
        (25000, 0, "25\u202f000"),
        (1234567.891, 1, "1\u202f234\u202f567,9"),
        (4804 * 5 / 12, 2, "2\u202f001,67"),
        (6.5, 1, "6,5"),
        (3, 1, "3,0"),
        (0.125, 2, "0,13"),
        (2.5, 0, "3"),
        (0.5, 0, "1"),
        (1.005, 2, "1,01"),
        (-2.5, 0, "\u22123"),
        (-1413, 0, "\u22121\u202f413"),
        (-0.4, 0, "0"),
        (-0.0, 0, "0"),
        (-0.004, 2, "0,00"),
        (np.float64(2001.5), 0, "2\u202f002"),
        (np.int64(8514), 0, "8\u202f514"),
        (12_345_678_901_234_567, 0, "12\u202f345\u202f678\u202f901\u202f234\u202f567"),
        (Decimal("67.5"), 0, "68"),
    ],
)
def test_nombre(value: float, decimales: int, shown: str) -> None:
    assert french.nombre(value, decimales) == shown


@pytest.mark.parametrize(
    ("value", "decimales", "rounded"),
    [(0.5, 0, "1"), (-0.5, 0, "-1"), (-0.4, 0, "0"), (0.675, 2, "0.68"), (2.675, 2, "2.68")],
)
def test_arrondi(value: float, decimales: int, rounded: str) -> None:
    assert str(french.arrondi(value, decimales)) == rounded


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_never_displayed(value: float) -> None:
    with pytest.raises(ValueError, match=f"no number to display: {value}"):
        french.nombre(value)


@given(st.integers(-(10**13), 10**13))
def test_whole_numbers_read_back(value: int) -> None:
    shown = french.nombre(value)
    assert int(shown.replace("\u202f", "").replace("\u2212", "-")) == value


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_every_exact_half_goes_away_from_zero(whole: int, decimales: int) -> None:
    half = Decimal(2 * abs(whole) + 1).scaleb(-decimales) / 2
    signed = half if whole >= 0 else -half
    up = Decimal(abs(whole) + 1).scaleb(-decimales)
    assert french.arrondi(float(signed), decimales) == (up if whole >= 0 else -up)


@pytest.mark.parametrize(
    ("fraction", "decimales", "shown"),
    [
        (1413 / (4804 * 5 / 12), 0, "71\u202f%"),
        (27 / 40, 0, "68\u202f%"),  # 1re CIL tenue: 27 of 40 EPCI
        (19 / 40, 0, "48\u202f%"),  # PPGDID: 19 of 40 EPCI
        (0.174, 1, "17,4\u202f%"),
        (0.038, 1, "3,8\u202f%"),
        (0.29, 0, "29\u202f%"),
        (1.13, 0, "113\u202f%"),
        (12.5, 0, "1\u202f250\u202f%"),
        (-0.14, 0, "\u221214\u202f%"),
        (-0.004, 0, "0\u202f%"),
        (-0.005, 0, "\u22121\u202f%"),
    ],
)
def test_pourcentage(fraction: float, decimales: int, shown: str) -> None:
    assert french.pourcentage(fraction, decimales) == shown


def test_noise_of_the_computation_doesnt_move_a_half() -> None:
    # 27 ÷ (96 × 5/12) = 27/40 = 67,5 %, and 9 ÷ (32 × 5/12) too, which floats miss.
    assert 9 / (32 * 5 / 12) < 0.675
    assert french.pourcentage(9 / (32 * 5 / 12)) == "68\u202f%"


@given(st.integers(1, 20_000), st.integers(1, 12), st.integers(0, 400))
def test_half_percentages_of_objectives_to_date_round_up(
    annual: int, months: int, percent: int
) -> None:
    objective = Fraction(annual * months, 12)
    attributions = objective * Fraction(2 * percent + 1, 200)
    value = float(attributions) / float(objective)
    shown = french.pourcentage(value).replace("\u202f", "")
    assert shown == f"{percent + 1}%"


@pytest.mark.parametrize(
    ("fraction", "shown"),
    [(0.5, "50\u202f%"), (0.125, "12,5\u202f%"), (1, "100\u202f%"), (1 / 3, "33,33\u202f%")],
)
def test_pourcentage_court(fraction: float, shown: str) -> None:
    assert french.pourcentage_court(fraction) == shown


def test_sans_unite() -> None:
    assert french.sans_unite("71\u202f%") == "71"
    assert french.sans_unite("non transmis") == "non transmis"


@pytest.mark.parametrize(
    ("value", "decimales", "shown"),
    [(5, 2, "5"), (3.5, 2, "3,5"), (3.25, 2, "3,25"), (0.04, 1, "0"), (100, 0, "100")],
)
def test_decimal_court(value: float, decimales: int, shown: str) -> None:
    assert french.decimal_court(value, decimales) == shown


def test_euros() -> None:
    assert french.euros(1_000_000) == "1\u202f000\u202f000\u00a0€"
    assert french.euros(-12.5) == "\u221213\u00a0€"


def test_ordinal() -> None:
    assert [french.ordinal(rank) for rank in (1, 2, 12, 14, 21)] == [
        "1er",
        "2e",
        "12e",
        "14e",
        "21e",
    ]


def test_dates_in_full() -> None:
    assert french.date_longue(date(2022, 1, 1)) == "1er janvier 2022"
    assert french.date_longue(date(2022, 6, 16)) == "16 juin 2022"
    assert french.date_longue(date(2022, 5, 11)) == "11 mai 2022"
    assert french.date_longue(date(2022, 5, 31)) == "31 mai 2022"
    assert french.jour_mois(date(2022, 8, 1)) == "1er août"
    assert french.jour_mois(date(2022, 5, 31)) == "31 mai"
    assert french.mois_annee(date(2021, 4, 30)) == "avril 2021"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2021, 4, 30), "fin avril 2021"),
        (date(2021, 4, 15), "le 15 avril 2021"),
        (date(2022, 5, 30), "le 30 mai 2022"),
        (date(2022, 5, 1), "le 1er mai 2022"),
        (date(2022, 2, 28), "fin février 2022"),
        (date(2024, 2, 28), "le 28 février 2024"),
        (date(2024, 2, 29), "fin février 2024"),
    ],
)
def test_fin_de_mois(day: date, name: str) -> None:
    assert french.fin_de_mois(day) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2022", "2022"),
        ("2021-03", "mars 2021"),
        ("2022-01-01", "1er janvier 2022"),
        ("2022-05-31", "31 mai 2022"),
        ("2021/2022", "de 2021 à 2022"),
        ("2021-03/2021-06", "de mars 2021 à juin 2021"),
        ("2021-04/2021-08", "d’avril 2021 à août 2021"),
        ("2021-10/2022", "d’octobre 2021 à 2022"),
        ("2022-01-01/2022-05-31", "du 1er janvier 2022 au 31 mai 2022"),
        ("", ""),
    ],
)
def test_periode(text: str, shown: str) -> None:
    assert french.periode(text) == shown


@pytest.mark.parametrize("text", ["2022-13", "2022-02-29"])
def test_periode_that_doesnt_exist(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|day"):
        french.periode(text)


def test_liste() -> None:
    assert french.liste(["Aisne"]) == "Aisne"
    assert french.liste(["Aisne", "Nord"]) == "Aisne et Nord"
    assert french.liste(iter(["a", "b", "c"]), "ou") == "a, b ou c"


def test_first_letter() -> None:
    assert french.majuscule("écart") == "Écart"
    assert french.majuscule("") == ""
    assert french.minuscule("Évolution du stock") == "évolution du stock"
    assert french.minuscule("À retenir") == "à retenir"
    assert french.minuscule("EPCI concernés") == "EPCI concernés"
    assert french.minuscule("") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("71 % de l'objectif ;", "71\u202f% de l’objectif\u202f;"),
        ("Vraiment ? Oui !", "Vraiment\u202f? Oui\u202f!"),
        ("Bilan : 12 €", "Bilan\u00a0: 12\u00a0€"),
        ("« Logement d'abord »", "«\u00a0Logement d’abord\u00a0»"),
        ("«  deux espaces  »", "«\u00a0deux espaces\u00a0»"),
        ("mal espacé\u00a0? et\u202f: puis", "mal espacé\u202f? et\u00a0: puis"),
        ("http://x.fr/?a=1;b 9:30", "http://x.fr/?a=1;b 9:30"),
        ("un  texte - sans ponctuation haute", "un  texte - sans ponctuation haute"),
    ],
)
def test_typographie(text: str, shown: str) -> None:
    assert french.typographie(text) == shown


@given(TEXTS)
def test_typographie_is_idempotent_and_only_moves_spaces(text: str) -> None:
    once = french.typographie(text)
    assert french.typographie(once) == once

    def letters(some: str) -> str:
        return "".join(some.split()).replace("'", "’")

    assert letters(once) == letters(text)

"""Formulas are evaluated as their grammar says; expected values are worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from cells import read_lines, read_number
from formulas import evaluate
from hypothesis import given
from hypothesis import strategies as st
from spans import FormulaError, Span


def no_count(words: str) -> Fraction:
    raise FormulaError(words)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("459 + 1\u202f413 + 348", Fraction(2220)),
        ("1\u202f413 ÷ (4\u202f804 × 5/12)", Fraction(1413 * 12, 4804 * 5)),
        # Mid-April: three months and a half of twelve.
        ("120 × (3 + 1/2)/12", Fraction(35)),
        ("(998 − 1\u202f060) ÷ 1\u202f060", Fraction(-62, 1060)),
        ("4\u202f% − 9\u202f%", Fraction(-5, 100)),
        ("−3\u202f% + 17,5\u202f%", Fraction(145, 1000)),
        ("3\u202f427\u202f198\u00a0€ − 2\u202f783\u202f878\u00a0€", Fraction(643320)),
        ("environ 300 ÷ 3\u202f000", Fraction(1, 10)),
        # 36.75, so 37 due, of which 29 are done.
        ("25\u202f% × 147, à l’unité supérieure, − 29", Fraction(8)),
        ("25\u202f% × 147, à l’unité supérieure, − 40, au moins 0", Fraction(0)),
        ("30 − 40, au moins 0", Fraction(0)),
        ("(1 − (30 − 40, au moins 0)) × 2", Fraction(2)),
        # 60 places to close, 40 closed in 12 months.
        ("(200 − 260) ÷ ((260 − 300) ÷ 12 mois)", Fraction(18)),
        # Of 101: 30.3, 22.22, 17.675 and 30.805; the last two are rounded up.
        ("17,5\u202f% × 101, aux plus forts restes entre 30\u202f%, 22\u202f%, 17,5\u202f% et le "
         "solde", Fraction(18)),
        ("(100\u202f% − 30\u202f% − 22\u202f% − 17,5\u202f%) × 101, aux plus forts restes entre "
         "30\u202f%, 22\u202f%, 17,5\u202f% et le solde", Fraction(31)),
        ("(30\u202f% − 5\u202f%) × 101, aux plus forts restes entre 30\u202f% − 5\u202f%, "
         "22\u202f%, 17,5\u202f% et le solde", Fraction(25)),
        ("30 juin 2022 + 15\u00a0jours", date(2022, 7, 15)),
        # No 31 February, nor 29 that year.
        ("31 octobre 2022 + 4\u00a0mois", date(2023, 2, 28)),
        ("1er janvier 2022 + 3\u00a0ans", date(2025, 1, 1)),
    ],
)  # fmt: skip
def test_value_of_a_formula(formula: str, value: Fraction | date) -> None:
    assert evaluate(formula, no_count).value == value


def test_time_between_two_days() -> None:
    found = evaluate("du 16 juin 2022 au 15 juillet 2022 (30 juin 2022 + 15\u00a0jours)", no_count)
    assert isinstance(found.value, Span)
    assert (found.value.days, found.value.months) == (29, 0)
    assert [term.value for term in found.terms] == [date(2022, 6, 16), date(2022, 6, 30), 15]
    # From 31 January to 28 February is a month.
    short = evaluate("du 31 janvier 2022 au 28 février 2022", no_count).value
    assert isinstance(short, Span)
    assert (short.days, short.months) == (28, 1)


def test_deadlines_are_listed() -> None:
    text = "du 16 juin 2022 au 16 septembre 2022 : 30 juin 2022, juin 2022 – septembre 2022"
    found = evaluate(text, no_count).value
    assert isinstance(found, Span)
    assert found.listed is not None
    assert [ends[-1].last for ends in found.listed] == [date(2022, 6, 30), date(2022, 9, 30)]


def test_a_count_stands_for_its_number() -> None:
    counted = {"nombre d’EPCI : un et l’autre (ou presque)": Fraction(2)}
    (words,) = counted
    assert evaluate(f"40 − ({words})", counted.__getitem__).value == 38
    assert evaluate(words, counted.__getitem__).value == 2


@pytest.mark.parametrize(
    "formula",
    [
        "12 ÷ (3 − 3)",
        "12 ÷ (3",
        "12 ÷ 3)",
        "12 fois 3",
        "nombre de voyelles",
        "30 juin 2022 + 15",
        "du 16 juin 2022 au 16 juillet 2022 (30 juin 2022 + 15\u00a0jours)",
        "20\u202f% × 101, aux plus forts restes entre 30\u202f%, 22\u202f% et le solde",
        "30\u202f% × 101, aux plus forts restes entre 30\u202f%, 22\u202f%",
    ],
)
def test_what_is_no_formula(formula: str) -> None:
    with pytest.raises(FormulaError):
        evaluate(formula, no_count)


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(0, 10**6))
def test_numbers_are_exact(first: int, second: int, third: int) -> None:
    shown = [f"{number:,}".replace(",", "\u202f") for number in (first, second, third)]
    formula = "{} ÷ {} + {}\u202f%".format(*shown)
    found = evaluate(formula, no_count)
    assert found.value == Fraction(first, second) + Fraction(third, 100)
    assert [term.value for term in found.terms] == [first, second, Fraction(third, 100)]


def test_numbers_as_files_write_them() -> None:
    assert read_number("1 413,50") == Fraction(2827, 2)
    assert read_number("-14") == read_number("−14") == -14
    assert [read_number(text) for text in ("", "s", "12 34", "1,", "2022-06")] == [None] * 5


def test_lines_as_sources_write_them() -> None:
    assert read_lines("7") == [7]
    assert read_lines("2 à 5, 8 et 12") == [2, 3, 4, 5, 8, 12]

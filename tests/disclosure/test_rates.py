"""Rates that would give hidden counts away."""

from __future__ import annotations

import pytest

from hdflib.disclosure.rates import Rate, rates_to_hide
from hdflib.disclosure.system import Cell, System

SMALL, OTHER, WHOLE, GOAL = ("petit",), ("autre",), ("tout",), ("objectif",)
SYSTEM = System((Cell(SMALL, 5), Cell(OTHER, 12), Cell(WHOLE, 17), Cell(GOAL, None)), ())


def test_a_rate_is_hidden_with_its_part_or_its_whole() -> None:
    rates = [
        Rate("part du petit", SMALL, WHOLE),
        Rate("part de l'autre", OTHER, WHOLE),
        Rate("rapport inverse", WHOLE, OTHER),
        Rate("rapport des masqués", SMALL, GOAL),
        Rate("taux de réalisation", WHOLE, GOAL),
    ]
    hidden = rates_to_hide(rates, SYSTEM, {SMALL})
    assert [(found.rate.name, found.reason) for found in hidden] == [
        (
            "part du petit",
            "numérateur masqué, que le taux et le dénominateur publié donneraient",
        ),
        ("rapport des masqués", "numérateur et dénominateur masqués"),
        (
            "taux de réalisation",
            "dénominateur masqué, que le taux et le numérateur publié donneraient",
        ),
    ]


def test_a_rate_of_a_cell_that_no_table_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="faute de frappe"):
        rates_to_hide([Rate("faute de frappe", ("petti",), WHOLE)], SYSTEM, set())

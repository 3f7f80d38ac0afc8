"""Cells of the follow-up of the reform and of the returns of bailleurs."""

from __future__ import annotations

import pytest

from hdflib.inputs.cells import CellError
from hdflib.inputs.tables import SCHEMAS

RETURNS = SCHEMAS["compte_rendu_bailleurs"]


@pytest.mark.parametrize(
    ("colonne", "text", "value"),
    [
        ("arrete", "2022-06-30", "2022-06-30"),
        ("arrete", "31/12/2022", "2022-12-31"),
        ("transmis", "15/07/2022", "2022-07-15"),
        ("transmis", "Non", "non"),
    ],
)
def test_days_of_a_return(colonne, text, value):
    assert RETURNS.colonne(colonne).parser(text) == value


@pytest.mark.parametrize(
    ("colonne", "text", "constat"),
    [
        ("arrete", "2022-06-29", "Un 30 juin ou un 31 décembre est attendu."),
        ("arrete", "2022-06", "Une date entière est attendue."),
        ("transmis", "2022-07", "Une date entière est attendue."),
        ("transmis", "oui", "Une date est attendue."),
    ],
)
def test_days_that_are_refused(colonne, text, constat):
    with pytest.raises(CellError) as refusal:
        RETURNS.colonne(colonne).parser(text)
    assert refusal.value.attendu == constat
    assert refusal.value.remede


def test_entry_and_rate_of_an_epci():
    columns = SCHEMAS["reforme_epci"]
    assert columns.colonne("entree").parser("4/5/2022") == "2022-05-04"
    assert columns.colonne("taux_cia").parser("27,5 %") == 0.275
    assert columns.colonne("residences_mixite").parser("oui") == "oui"
    with pytest.raises(CellError, match="entière"):
        columns.colonne("entree").parser("2022")

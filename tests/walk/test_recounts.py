"""Counts in words are made again from the rows that they name, and none may be left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cells import Project
from commissions import Commission
from counts import Count
from spans import FormulaError

DATE = "2022-06-16"
RESULTS = """bailleur;hors_qpv;q1_hors_qpv;source
Toit;100;25;Test
Logis;101;25;Test
Habitat;40;;Test
Foyer;0;0;Test
"""
RULES = """regle;libelle;valeur;unite;debut;fin;reference
q1_hors_qpv;Part due;25 %;%;2017-01-29;;CCH
"""
PLACES = (
    "data/2022-06-16/mixite_bailleurs_annuelle.csv, lignes {0}, colonne q1_hors_qpv (Test) ; "
    "data/2022-06-16/mixite_bailleurs_annuelle.csv, lignes {0}, colonne hors_qpv (Test) ; "
    "data/reference/regles.csv, ligne 2, colonne valeur (CCH)"
)


@pytest.fixture
def count(tmp_path: Path) -> Callable[[str, str], int]:
    """Count what words say in four rows of bailleurs: 25 %, just below, unknown, and of nothing."""
    for path, text in (
        (f"params/{DATE}.yml", 'region: "32"\nobservation: {}\n'),
        (f"data/{DATE}/mixite_bailleurs_annuelle.csv", RESULTS),
        ("data/reference/regles.csv", RULES),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    commission = Commission(tmp_path, DATE)

    def counted(words: str, lines: str = "2 à 5") -> int:
        cells = commission.project.named(PLACES.format(lines))
        return int(Count(commission, {"territoire": "32", "periode": "2021"}, cells)(words))

    return counted


def test_bailleurs_below_a_limit(count: Callable[..., int]) -> None:
    # 25 ÷ 100 reaches 25 %, 25 ÷ 101 doesn't; the others have no share.
    words = "nombre de bailleurs dont le résultat est {}, parmi 4 (une ligne par bailleur)"
    assert count(words.format("inférieur à 25\u202f%")) == 1
    assert count(words.format("publié")) == 2


def test_what_bailleurs_lack(count: Callable[..., int]) -> None:
    # 25 % of 101 is 25.25: 26 are due, 25 are done.
    assert count(
        "attributions qui manquent pour atteindre 25\u202f%, à l’unité supérieure, aux 2 bailleurs "
        "dont le résultat est publié, parmi 4 (une ligne par bailleur)"
    ) == (1)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("inférieur à 25\u202f%, parmi 3", "2 à 4"),
        ("inférieur à 25\u202f%, parmi 3", "2 à 5"),
        ("inférieur à 20\u202f%, parmi 4", "2 à 5"),
        ("inconnu, parmi 4", "2 à 5"),
    ],
)
def test_words_that_their_rows_deny(count: Callable[..., int], words: str, lines: str) -> None:
    with pytest.raises(FormulaError):
        count(f"nombre de bailleurs dont le résultat est {words} (une ligne par bailleur)", lines)


@pytest.mark.parametrize(
    "source",
    [
        "data/2022-06-16/absent.csv, ligne 2, colonne hors_qpv",
        "data/reference/regles.csv, ligne 3, colonne valeur (CCH)",
        "data/reference/regles.csv, ligne 2, colonne nombre (CCH)",
        "data/reference/regles.csv, ligne 2, colonne valeur (Code du travail)",
        "data/reference/regles.csv, colonne valeur",
    ],
)
def test_places_that_hold_nothing(count: Callable[..., int], tmp_path: Path, source: str) -> None:
    with pytest.raises(AssertionError):
        Project(tmp_path).named(source)


def test_lines_of_files(tmp_path: Path) -> None:
    """A row starts on the first of its lines; a mapping on that of its key, or of its dash."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "t.csv").write_text('a;source\n"1\n2";x\n3;y\n', "utf-8-sig")
    (tmp_path / "data" / "g.yml").write_text(
        "source: s\ncriteres:\n  un:\n    points: 3\n    tranches:\n      - de: 1\n"
        "        points: 2\n",
        "utf-8",
    )
    found = Project(tmp_path).named(
        "data/t.csv, ligne 4, colonne a (y) ; data/g.yml, lignes 3 et 6, colonne points (s)"
    )
    assert [cell.texte for cell in found] == ["3", "3", "2"]

from datetime import date
from pathlib import Path

import pytest

from hdflib.inputs.law import FICHIER, read_law
from hdflib.rules.law import NoRuleError

ROOT = Path(__file__).parents[2]
HEADER = "regle;libelle;valeur;unite;debut;fin;reference\n"


def read(tmp_path, content):
    path = tmp_path / FICHIER
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    problems = []
    return read_law(tmp_path, problems), [str(problem) for problem in problems]


@pytest.fixture(scope="module")
def law():
    problems = []
    found = read_law(ROOT, problems)
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("echeance_flux", date(2022, 2, 22), date(2021, 11, 24)),
        ("echeance_flux", date(2022, 2, 23), date(2023, 11, 23)),
        ("echeance_cotation", date(2022, 2, 22), date(2021, 12, 31)),
        ("echeance_cotation", date(2022, 6, 16), date(2023, 12, 31)),
        ("part_prioritaires", date(2022, 6, 16), 0.25),
        ("q1_hors_qpv", date(2022, 6, 16), 0.25),
        ("q234_qpv", date(2022, 6, 16), 0.5),
        ("part_etat", date(2022, 6, 16), 0.3),
        ("delai_compte_rendu", date(2022, 6, 16), 15),
    ],
)
def test_a_number_is_that_of_the_text_in_force(law, code, day, expected):
    assert law.at(code, day).valeur == expected


def test_no_number_before_its_text(law):
    with pytest.raises(NoRuleError, match="delai_compte_rendu on 2022-02-22"):
        law.at("delai_compte_rendu", date(2022, 2, 22))
    with pytest.raises(NoRuleError):
        law.at("inconnue", date(2022, 6, 16))


def test_every_wrong_row_is_reported_and_the_others_are_read(tmp_path):
    found, problems = read(
        tmp_path,
        HEADER
        + "a;A;25 %;%;2017-01-29;2022-02-22;Loi\n"
        + "a;A;30 %;%;2022-02-22;;Loi\n"
        + "b;B;250 %;%;2017-01-29;;Loi\n"
        + "c;C;15;heures;2017-01-29;;Loi\n"
        + "d;D;2023-13-01;date;2017-01-29;;Loi\n"
        + "e;;1,5;mois;29/01/2017;;Loi\n"
        + "f;F\n",
    )
    assert [regle.code for regle in found.regles] == ["a", "a"]
    places = [problem.removeprefix(f"{FICHIER}, ligne ").split(".")[0] for problem in problems]
    assert places == [
        "4, colonne « valeur » : Un pourcentage entre 0 et 100 % est attendu",
        "5, colonne « unite » : Une unité est attendue parmi : %, date, jours, mois, ans",
        "6, colonne « valeur » : Cette date n’existe pas",
        "7, colonne « libelle » : Cette cellule doit être remplie",
        "7, colonne « valeur » : Un nombre entier est attendu",
        "7, colonne « debut » : Une date AAAA-MM-JJ est attendue",
        "8 : 7 cellules sont attendues, 2 lues",
        "3, colonne « debut » : Deux versions de « a » valent le même jour (lignes 2 et 3)",
    ]


def test_another_header_is_refused(tmp_path):
    found, problems = read(tmp_path, "code;valeur\na;25 %\n")
    assert found.regles == ()
    assert problems[0].startswith(f"{FICHIER}, ligne 1 : Les colonnes attendues sont : regle ;")

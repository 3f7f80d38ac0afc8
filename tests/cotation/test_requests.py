"""Requests of a grid: the columns that it needs, and what their file says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest
from grids import DAY, SMALL, critere, grid

from hdflib.cotation.columns import make_schema
from hdflib.cotation.project import Project
from hdflib.cotation.requests import AbsentColumnsError, Requests
from hdflib.cotation.scoring import score_requests
from hdflib.errors import HdfError
from hdflib.extracts.columns import Type
from hdflib.extracts.errors import ExtractError
from hdflib.rules.cotation.grid import Bareme, Grille, Tranche

HEADER = (
    "Numéro unique;Date de création;Priorité;Handicap;Pièces valides;Divorce;Suroccupation;"
    "Non décent"
)
Reader = Callable[..., Requests]


def test_columns_are_those_of_the_grid_with_the_synonyms_of_the_exports(
    project: Project, dunkerque: Grille
) -> None:
    schema = make_schema(dunkerque, project.known)
    columns = {column.name: column for column in schema.colonnes}
    assert [column.name for column in schema.required] == ["numero_unique", "date_depot"]
    # 16 + 11 + 5 criteria: 3 share `situation`, 2 `label`, one reads `date_depot`; one document.
    assert len(columns) == 2 + 32 - 2 - 1 - 1 + 1
    assert columns["label"].type is Type.CHOIX
    assert columns["label"].codes["pdalpd"] == "pdalhpd"
    assert columns["quartile"].codes["1erquartile"] == "q1"
    assert columns["handicap"].type is Type.OUI_NON
    assert "situation de handicap" in columns["handicap"].synonymes
    assert columns["pieces_valides"].type is Type.VALIDITE


def test_a_mutation_is_asked_for_when_mutations_have_their_own_scale(project: Project) -> None:
    schema = make_schema(grid(SMALL, SMALL), project.known)
    assert "mutation" in [column.name for column in schema.required]


def test_codes_of_an_unknown_column_are_those_of_the_grid(project: Project) -> None:
    asked = Bareme(
        (
            critere("parc_prive", 3, colonne="parc", valeurs=("prive",)),
            critere("parc_social", 2, colonne="parc", valeurs=("hlm", "sem")),
        )
    )
    (column,) = [c for c in make_schema(grid(asked), project.known).colonnes if c.name == "parc"]
    assert [column.codes.get(text) for text in ("prive", "hlm", "sem", "non", "autre", "?")] == [
        "prive",
        "hlm",
        "sem",
        "aucun",
        "aucun",
        None,
    ]


def test_a_grid_may_name_a_code_by_one_of_its_synonyms(project: Project) -> None:
    asked = Bareme((critere("rue", 3, colonne="situation", valeurs=("sans-abri",)),))
    schema = make_schema(grid(asked), project.known)
    (column,) = [c for c in schema.colonnes if c.name == "situation"]
    assert column.codes["rue"] == column.codes["sansabri"] == "sans-abri"
    assert column.codes["hotel"] == "hotel"


def test_a_column_that_is_to_hold_two_things_is_refused(project: Project) -> None:
    asked = Bareme(
        (critere("a", 1), critere("b", 2, colonne="a", tranches=(Tranche(1, None, 2, ""),)))
    )
    with pytest.raises(HdfError, match="la colonne « a » sert à des critères"):
        make_schema(grid(asked), project.known)


def test_a_file_is_read_and_scored(reader: Reader, database: duckdb.DuckDBPyConnection) -> None:
    rows = [
        "059210100000000001;01/01/2015;DALO;oui;31/12/2030;non;;",
        "059210100000000002;16/07/2021;non;x;16/06/2022;OUI;oui;oui",
        "059210100000000003;17/07/2021;PDALPD;oui;15/06/2022;;non;oui",
        "059210100000000004;01/06/2022;;oui;oui;;;",
        "059210100000000005;01/06/2022;;oui;non;;;",
    ]
    read = reader(grid(SMALL), [HEADER, *rows])
    assert (read.loading.read, read.loading.kept, read.absent) == (5, 5, ())
    score_requests(database, grid(SMALL), DAY)
    # 100 + 30 + 2; 30 + 1 + 1 + 4; 3; 30; 0.
    assert database.execute("SELECT points, rang FROM cotation ORDER BY demande").fetchall() == [
        (132, 1),
        (36, 2),
        (3, 4),
        (30, 3),
        (0, 5),
    ]


def test_numbers_are_kept_only_where_they_are_asked_for(
    reader: Reader, database: duckdb.DuckDBPyConnection
) -> None:
    lines = [HEADER, "059210100000000001;01/01/2015;DALO;oui;oui;non;non;non"]
    names = "SELECT column_name FROM duckdb_columns() WHERE table_name = 'demandes'"
    reader(grid(SMALL), lines)
    assert ("numero_unique",) not in database.execute(names).fetchall()
    reader(grid(SMALL), lines, numbers=True)
    assert ("numero_unique",) in database.execute(names).fetchall()


def test_rows_to_mend_and_later_requests_are_counted_and_never_quoted(
    reader: Reader, tmp_path: Path
) -> None:
    rows = [
        "059210100000000001;01/01/2015;DALO;oui;oui;non;non;non",
        "059210100000000001;01/01/2016;DALO;oui;oui;non;non;non",
        "059210100000000002;17/06/2022;DALO;oui;oui;non;non;non",
        "059210100000000003;01/01/2015;Zorglub;oui;oui;non;non;non",
        "059210100000000004;;DALO;oui;oui;non;non;non",
        "059210100000000005;01/01/2015;DALO;oui;31/02/2030;non;non;non",
    ]
    loading = reader(grid(SMALL), [HEADER, *rows]).loading
    assert loading.kept == 1
    assert loading.excluded == {"postérieure à l’observation": 1}
    assert loading.rejected == {
        "doublon": 1,
        "valeur hors de la liste": 1,
        "cellule obligatoire vide": 1,
        "date illisible": 1,
    }
    report = tmp_path / "rejets.csv"
    with pytest.raises(ExtractError) as caught:
        reader(grid(SMALL), [HEADER, *rows], max_rejected=0.5, report=report)
    said = str(caught.value) + report.read_text("utf-8-sig")
    assert "059210100000000" not in said
    assert "Zorglub" not in said


def test_absent_columns_are_named_with_the_criteria_that_need_them(
    reader: Reader, database: duckdb.DuckDBPyConnection
) -> None:
    lines = ["numero_unique;date_depot;label;handicap;divorce;suroccupation"]
    lines.append("059210100000000001;01/06/2022;DALO;oui;oui;oui")
    with pytest.raises(AbsentColumnsError) as caught:
        reader(grid(SMALL), lines)
    assert str(caught.value).splitlines()[1:3] == [
        "  pieces_valides : « Libellé handicap »",
        "  non_decent : « Libellé non_decent »",
    ]
    assert "--admettre-colonnes-absentes" in str(caught.value)
    read = reader(grid(SMALL), lines, accept_absent=True)
    assert [absent.colonne for absent in read.absent] == ["pieces_valides", "non_decent"]
    score_requests(database, grid(SMALL), DAY)
    # 100 + 1 + 4: nothing for a disability without a valid document.
    assert database.execute("SELECT points FROM cotation").fetchall() == [(105,)]


def test_columns_that_describe_households_are_read_when_asked_for(
    reader: Reader, database: duckdb.DuckDBPyConnection
) -> None:
    lines = [f"{HEADER};Type de ménage;Quartile;Demande de mutation;Code INSEE"]
    lines.append("059210100000000001;01/06/2022;;;;;;;Famille monoparentale;Q2;oui;59183")
    describing = ("commune", "quartile", "composition", "mutation")
    assert reader(grid(SMALL), lines, describing).loading.kept == 1
    names = "composition, quartile, mutation, commune"
    assert database.execute(f"SELECT {names} FROM demandes").fetchall() == [
        ("monoparentale", "q2", True, "59183")
    ]


def test_a_file_of_which_nothing_is_left_is_refused(reader: Reader) -> None:
    lines = [HEADER, "059210100000000001;01/07/2022;;;;;;"]
    with pytest.raises(HdfError, match="aucune demande à coter"):
        reader(grid(SMALL), lines)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("oui", True),
        ("non", False),
        ("", False),
        ("16/06/2022", True),
        ("15/06/2022", False),
        ("2035-01-01", True),
    ],
)
def test_validity_of_a_document(
    reader: Reader, database: duckdb.DuckDBPyConnection, text: str, valid: bool
) -> None:
    reader(grid(SMALL), [HEADER, f"059210100000000001;01/06/2022;;oui;{text};;;"])
    score_requests(database, grid(SMALL), DAY)
    assert database.execute("SELECT points FROM cotation").fetchall() == [(30 * valid,)]


def test_seniority_is_seen_on_the_day_of_scoring(
    reader: Reader, database: duckdb.DuckDBPyConnection
) -> None:
    reader(grid(SMALL), [HEADER, "059210100000000001;16/07/2021;;;;;;"])
    for day, points in ((date(2022, 6, 15), 0), (DAY, 1), (date(2023, 4, 16), 2)):
        score_requests(database, grid(SMALL), day)
        assert database.execute("SELECT points FROM cotation").fetchall() == [(points,)]

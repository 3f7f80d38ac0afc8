"""Generated requests of a grid."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from hdflib.cotation.columns import DESCRIBING, make_schema
from hdflib.cotation.project import Project, read_project
from hdflib.cotation.requests import load_requests
from hdflib.demo.cotation import make_requests_for
from hdflib.demo.files import write_csv
from hdflib.extracts.loading import connect
from hdflib.rules.cotation.grid import Bareme, Bloc, Critere, Grille

ROOT = Path(__file__).parents[2]
COMMUNES = ("59183", "59155", "59271")
AU = date(2022, 6, 16)
SIZE = 20_000


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


@pytest.fixture(scope="module")
def dunkerque(project: Project) -> Grille:
    return project.grid(ROOT / "data" / "reference" / "cotation" / "245900428.yml")


@pytest.fixture(scope="module")
def frame(dunkerque: Grille) -> pd.DataFrame:
    return make_requests_for(dunkerque, SIZE, 7, au=AU, communes=COMMUNES)


def test_every_column_of_the_grid_is_there_and_every_row_is_sound(
    project: Project, dunkerque: Grille, frame: pd.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "demandes.csv"
    write_csv(frame, path)
    schema = make_schema(dunkerque, project.known, DESCRIBING)
    with connect() as connection:
        read = load_requests(connection, schema, dunkerque, path, project.communes, AU, 0.0)
    assert (read.loading.kept, read.loading.read, read.absent) == (SIZE, SIZE, ())
    assert set(read.loading.columns["demandes.csv"]) == {c.name for c in schema.colonnes}


def test_shares_are_those_that_are_meant(frame: pd.DataFrame) -> None:
    # Four standard deviations of 20 000 draws: 4 × √(p (1 − p) ÷ 20 000).
    assert (frame["mutation"] == "oui").mean() == pytest.approx(0.49, abs=0.0142)
    assert (frame["handicap"] == "oui").mean() == pytest.approx(0.09, abs=0.0081)
    assert (frame["quartile"] == "q1").mean() == pytest.approx(0.27, abs=0.0126)
    assert (frame["pieces_valides"] == "").mean() == pytest.approx(0.15, abs=0.0101)
    days = pd.to_datetime(frame["pieces_valides"], format="%d/%m/%Y", errors="coerce")
    assert (days >= pd.Timestamp(AU)).mean() == pytest.approx(0.65, abs=0.0135)
    # 1, 1/2 and 1/3: the first commune has 6 elevenths.
    assert (frame["commune"] == "59183").mean() == pytest.approx(6 / 11, abs=0.0141)


def test_a_person_alone_has_no_child(frame: pd.DataFrame) -> None:
    alone = frame[frame["composition"] == "seule"]
    assert set(alone["suroccupation_mineur"]) == {"non"}
    assert "oui" in set(frame["suroccupation_mineur"])


def test_the_same_seed_gives_the_same_requests(dunkerque: Grille) -> None:
    first, same, other = (make_requests_for(dunkerque, 50, seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, same)
    assert not first.equals(other)
    assert "commune" not in first


def test_numbers_are_distinct_and_days_are_past(frame: pd.DataFrame) -> None:
    assert frame["numero_unique"].nunique() == SIZE
    assert frame["numero_unique"].str.fullmatch(r"\d{18}").all()
    assert pd.to_datetime(frame["date_depot"], format="%d/%m/%Y").max() <= pd.Timestamp(AU)


def test_codes_of_a_column_that_exports_lack_are_drawn_too() -> None:
    parc = Critere("parc", "Parc", Bloc.LOCAL, 2, False, "parc", ("prive", "hlm"))
    grille = Grille("g.yml", "Essai", "245900428", AU, "Essai", Bareme((parc,)))
    assert set(make_requests_for(grille, 500, 1)["parc"]) == {"prive", "hlm", "aucun"}

"""The file of points: what it holds, and where it may be."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from hdflib.cotation.batch import score_file
from hdflib.cotation.results import check_target, default_target, report_of
from hdflib.errors import HdfError

ROOT = Path(__file__).parents[2]
GRID = ROOT / "data" / "reference" / "cotation" / "245900428.yml"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("demandes.csv", "demandes.cotation.csv"),
        ("demandes.2022.csv.gz", "demandes.2022.cotation.csv"),
        ("Demandes.XLSX", "Demandes.cotation.csv"),
        ("demandes", "demandes.cotation.csv"),
    ],
)
def test_points_go_beside_the_requests(name: str, target: str) -> None:
    assert default_target(Path("dossier") / name) == Path("dossier") / target


def test_rejected_rows_are_listed_beside_the_points() -> None:
    assert report_of(Path("d/demandes.cotation.csv")) == Path("d/demandes.rejets.csv")
    assert report_of(Path("d/points.csv")) == Path("d/points.rejets.csv")


@pytest.mark.parametrize(
    "target",
    [
        "points.csv",
        "data/points.csv",
        "data/2022-06-16/points.csv",
        "data/extracts/../points.csv",
        "data/extracts.csv",
        "outputs/points.csv",
        "lien/points.csv",
    ],
)
def test_nothing_is_written_where_git_looks(tmp_path: Path, target: str) -> None:
    (tmp_path / "data" / "extracts").mkdir(parents=True)
    (tmp_path / "lien").symlink_to(tmp_path / "data")
    with pytest.raises(HdfError, match="seul data/extracts/ peut en contenir"):
        check_target(tmp_path, tmp_path / target, tmp_path / "data" / "extracts" / "d.csv")


def test_extracts_and_what_is_out_of_the_project_may_hold_points(tmp_path: Path) -> None:
    project, elsewhere = tmp_path / "projet", tmp_path / "ailleurs"
    source = elsewhere / "d.csv"
    for folder in (project / "data" / "extracts", project / "demo" / "data" / "extracts"):
        folder.mkdir(parents=True)
        check_target(project, folder / "points.csv", source)
    elsewhere.mkdir()
    check_target(project, elsewhere / "points.csv", source)


def test_requests_are_not_replaced_and_a_folder_is_needed(tmp_path: Path) -> None:
    source = tmp_path / "d.csv"
    source.touch()
    with pytest.raises(HdfError, match="il n’est pas remplacé"):
        check_target(ROOT, tmp_path / "." / "d.csv", source)
    for target in (tmp_path, tmp_path / "absent" / "points.csv"):
        with pytest.raises(HdfError, match="ne peut pas être écrit"):
            check_target(ROOT, target, source)


def test_a_scored_file_gives_each_request_its_points(tmp_path: Path) -> None:
    path = tmp_path / "demandes.csv"
    path.write_text(
        "numero_unique;date_depot;label;situation;quartile;pieces_valides\n"
        "059210100000000002;01/06/2022;aucun;logé;Q1;oui\n"
        "059210100000000001;01/06/2022;aucun;logé;Q1;oui\n"
        "059210100000000003;16/07/2021;DALO;hôtel;Q2;oui\n"
        "059210100000000004;16/07/2021;DALO;hôtel;Q2;non\n"
        "059210100000000005;16/07/2021;?;hôtel;Q2;non\n",
        "utf-8",
    )
    with pytest.raises(HdfError, match="au-delà des 2 % admis"):
        score_file(ROOT, GRID, path, date(2022, 6, 16), accept_absent=True)
    path.write_text(path.read_text("utf-8").replace(";?;", ";PDALHPD;"), "utf-8")
    batch = score_file(ROOT, GRID, path, date(2022, 6, 16), accept_absent=True)
    assert batch.target == tmp_path / "demandes.cotation.csv"
    assert batch.target.read_text("utf-8") == (
        "numero_unique;points;rang;criteres\n"
        # 1 000 + 30 + 1; 1 000 + 1; 500 + 1; 30.
        "059210100000000003;1031;1;dalo, hebergement, anciennete\n"
        "059210100000000004;1001;2;dalo, anciennete\n"
        "059210100000000005;501;3;anciennete, pdalhpd\n"
        "059210100000000001;30;4;premier_quartile\n"
        "059210100000000002;30;4;premier_quartile\n"
    )
    assert stat.S_IMODE(batch.target.stat().st_mode) == 0o600
    assert batch.report is None
    assert sorted(p.name for p in tmp_path.iterdir()) == ["demandes.cotation.csv", "demandes.csv"]

"""What the tests of the cotation share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from grids import DAY

from hdflib.cotation.columns import make_schema
from hdflib.cotation.project import Project, read_project
from hdflib.cotation.requests import Requests, load_requests
from hdflib.extracts.loading import connect
from hdflib.rules.cotation.grid import Grille

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def project() -> Project:
    return read_project(ROOT)


@pytest.fixture(scope="session")
def dunkerque(project: Project) -> Grille:
    return project.grid(ROOT / "data" / "reference" / "cotation" / "245900428.yml")


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as opened:
        yield opened


@pytest.fixture
def reader(
    database: duckdb.DuckDBPyConnection, project: Project, tmp_path: Path
) -> Callable[..., Requests]:
    """Load the lines of a CSV file of requests."""

    def run(
        grille: Grille,
        lines: list[str],
        describing: tuple[str, ...] = (),
        max_rejected: float = 1,
        **more: bool,
    ) -> Requests:
        path = tmp_path / "demandes.csv"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        schema = make_schema(grille, project.known, describing)
        return load_requests(
            database, schema, grille, path, project.communes, DAY, max_rejected, **more
        )

    return run

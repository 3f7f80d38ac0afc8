"""What the tests of extracts share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import duckdb
import pytest

from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.files import Bound
from hdflib.extracts.loading import Loading, connect, load
from hdflib.extracts.schema import read_sources
from hdflib.inputs.reference import Commune, read_communes

ROOT = Path(__file__).parents[2]

Load = Callable[..., Loading]


@pytest.fixture(scope="session")
def sources() -> Mapping[str, SourceSchema]:
    return read_sources(ROOT)


@pytest.fixture(scope="session")
def communes() -> Mapping[str, Commune]:
    return read_communes(ROOT / "data" / "reference" / "region-32")


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as opened:
        yield opened


@pytest.fixture
def loader(
    connection: duckdb.DuckDBPyConnection,
    sources: Mapping[str, SourceSchema],
    communes: Mapping[str, Commune],
    tmp_path: Path,
) -> Load:
    """Load the source `source` of the folder `tmp_path`, as seen on 30 June 2022."""

    def run(
        source: str = "sne_attributions",
        max_rejected: float = 1,
        report: Path | None = None,
        bound: Bound | None = None,
    ) -> Loading:
        return load(
            connection,
            sources[source],
            tmp_path,
            communes,
            date(2022, 6, 30),
            max_rejected,
            report=report,
            today=date(2022, 7, 15),
            bound=bound,
        )

    return run

"""One demonstration, made by the command as a user would, that all tests of it read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
import pytest
from click.testing import CliRunner
from exports import SITUATIONS, days, read

from hdflib.cli import hdf
from hdflib.demo import project
from hdflib.extracts import aggregate as aggregation
from hdflib.extracts import relations

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Made:
    """The project, what the command printed, and what was counted before secrecy."""

    root: Path
    printed: str
    counted: tuple[Any, Any]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    target = tmp_path_factory.mktemp("demo") / "projet fictif"
    measures, aggregated = [], []

    def link(given, *others):
        measures.append(given)
        return relations.link(given, *others)

    def aggregate(*given):
        aggregated.append(aggregation.aggregate(*given))
        return aggregated[0]

    with patch.object(aggregation, "link", link), patch.object(project, "aggregate", aggregate):
        words = ["demo", "--dossier", str(target)]
        done = CliRunner().invoke(hdf, words, env={"HDF_ROOT": str(ROOT)}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    printed = " ".join(done.output.split())
    return Made(target, printed, (measures[0], aggregated[0].protection))


@pytest.fixture(scope="session")
def counted(made):
    return made.counted


@pytest.fixture(scope="session")
def demo(made):
    return made.root


@pytest.fixture(scope="session")
def extracts(demo):
    return demo / "data" / "extracts"


@pytest.fixture(scope="session")
def communes(demo):
    path = demo / "data" / "reference" / "region-32" / "communes.csv"
    return read(path)[["code", "epci", "departement"]].set_index("code")


@pytest.fixture(scope="session")
def leases(extracts, communes):
    """Give the leases that count, told apart without the library."""
    files = [read(extracts / "sne_attributions" / f"{year}.csv") for year in (2021, 2022)]
    rows = pd.concat(files).join(communes, on="commune")
    rows["day"], rows["depot"] = days(rows["date_bail"]), days(rows["date_depot"])
    rows["kind"] = rows["situation"].map(SITUATIONS)
    rows["q1_hors"] = (rows["quartile"] == "Q1") | rows["relogement"].isin(["NPNRU", "ORCOD"])
    kept = rows[rows["day"].notna() & rows["departement"].notna()]
    return kept.drop_duplicates(["numero_unique", "date_bail"])

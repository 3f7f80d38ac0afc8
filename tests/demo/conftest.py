"""What the tests of the demonstration read of it."""

from __future__ import annotations

import pandas as pd
import pytest
from exports import SITUATIONS, days, read


@pytest.fixture(scope="session")
def counted(made):
    return made.counted


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

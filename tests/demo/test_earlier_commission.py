"""The commission before the one demonstrated: its counts, and what the pages say of it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from exports import read

from hdflib.analyse import Analyse
from hdflib.inputs.edition import read_edition
from hdflib.sections import fnavdl, publics
from hdflib.sections.editions import draw_keys

DATE, LAST = "2022-06-16", "2022-03-17"
MONTHS = {DATE: 5, LAST: 2}


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture(scope="module")
def edition(demo):
    return read_edition(demo, DATE)


def test_it_is_generated_and_shorter(demo):
    earlier = read_edition(demo, LAST)
    assert earlier.params.fictive
    sections = [point.section for point in earlier.params.agenda]
    assert sections == [
        "context",
        "priority_households",
        "logement_dabord",
        "attribution_reform",
        "ahi_transformation",
    ]
    assert "siao" not in earlier.tables


def test_leases_are_counted_to_the_end_of_february(demo, leases):
    early = leases[
        (leases["day"] >= np.datetime64("2022-01-01"))
        & (leases["day"] <= np.datetime64("2022-02-28"))
    ]
    table = read(demo / "data" / LAST / "menages_prioritaires.csv").set_index("territoire")
    for code in ("02", "59", "60", "62", "80"):
        counted = int((early["departement"] == code).sum())
        assert int(table.loc[code, "attributions_totales"]) == counted


def rate(demo, date: str) -> Fraction:
    row = read(demo / "data" / date / "menages_prioritaires.csv").set_index("territoire").loc["59"]
    return Fraction(int(row["attributions"]) * 12, int(row["objectif_annuel"]) * MONTHS[date])


def test_the_page_of_the_nord_says_how_its_rate_moved(demo, edition):
    before, now = rate(demo, LAST), rate(demo, DATE)
    analyse = Analyse(edition, edition.territoires.get("59"), "priority_households")
    view = publics.draw_keys(publics.compute_public(analyse, "menages_prioritaires"))
    gap = round((now - before) * 100)
    assert gap > 0
    assert (
        f"+{gap} points, en hausse depuis la commission du 17 mars 2022 "
        f"({round(before * 100)} % au 28 février 2022)" in plain(view.titre)
    )


def test_what_it_did_not_present_is_not_compared(edition):
    analyse = Analyse(edition, edition.territoires.region, "fnavdl")
    assert "commission" not in draw_keys(analyse, fnavdl.tiles).titre

"""The commission before the one demonstrated: fewer tables, counted from the same records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from hdflib.extracts.aggregate import aggregate

DATE = "2022-03-17"
OBSERVATIONS: Mapping[str, str] = {
    "menages_prioritaires": "2022-02-28",
    "sortants_hebergement": "2022-02-28",
    "sans_abri": "2022-02-28",
    "attributions_mensuelles": "2022-02-28",
    "mixite": "2022-02-28",
    "sorties_hebergement": "2022-02-28",
    "reforme_etapes": "2022-02-28",
    "reforme_epci": DATE,
}
"""Observation date of each table; those left out would take long to protect."""
ABSENT = ("fnavdl", "news")
"""Sections that it didn't present."""


def write_earlier(made: Path, params: str, extracts: Path) -> None:
    """Write the params of the commission, and count its tables.

    Parameters
    ----------
    made
        The project of the demonstration.
    params
        Text of the params of the later commission.
    extracts
        Folder of the extracts; its reports of faults are those of this count.
    """
    content = yaml.safe_load(params)
    content["commission"] = date.fromisoformat(DATE)
    content["observation"] = dict(OBSERVATIONS)
    content["agenda"] = [p for p in content["agenda"] if p["section"] not in ABSENT]
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    (made / "params" / f"{DATE}.yml").write_text(text, "utf-8")
    (made / "data" / DATE).mkdir()
    aggregate(made, DATE, extracts, lambda loading: None)

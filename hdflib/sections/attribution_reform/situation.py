"""Situation of each EPCI in the reform: whether it is concerned, and the steps that it passed."""

from __future__ import annotations

from collections.abc import Mapping

from hdflib.analyse import Analyse
from hdflib.figures import Etat
from hdflib.inputs.table import Row
from hdflib.sections.attribution_reform.progress import ETAPES
from hdflib.territories import Territoire

TABLE = "reforme_epci"
NOT_YET = "non"


def epci_situations(analyse: Analyse) -> Mapping[Territoire, Row]:
    """Give the row of each EPCI; empty if the table wasn't transmitted."""
    source = analyse.table(TABLE)
    territoires = analyse.edition.territoires
    return {territoires.get(row.text("epci")): row for row in source} if source else {}


def concerned(analyse: Analyse) -> set[Territoire] | None:
    """Give the EPCI that must carry the reform out; None if the table doesn't say it of any."""
    rows = epci_situations(analyse)
    if not any(row.text("concerne") for row in rows.values()):
        return None
    return {t for t, row in rows.items() if row.text("concerne") == "oui"}


def count_steps(analyse: Analyse) -> dict[str, int]:
    """Count the steps passed by each concerned EPCI of which all are known, by its code."""
    own = concerned(analyse)
    return {
        t.code: sum(read_step(analyse, row, etape) != NOT_YET for etape in ETAPES)
        for t, row in epci_situations(analyse).items()
        if (own is None or t in own) and all(row.text(etape) for etape in ETAPES)
    }


def read_step(analyse: Analyse, row: Row, etape: str) -> str:
    """Read a step at the observation date: one that is only planned then isn't passed yet."""
    text, day = row.text(etape), analyse.observation(TABLE).isoformat()
    # A year or a month is compared with as much of the day.
    planned = text[:1].isdigit() and text > day[: len(text)]
    return NOT_YET if planned else text


def say_step(analyse: Analyse, row: Row | None, etape: str) -> str:
    """Say when a step was passed: "05/03/2019", "oui", "non", or that it isn't known."""
    text = read_step(analyse, row, etape) if row else ""
    if not text:
        return Etat.NON_TRANSMIS.value
    # In figures, because four dates in full would leave no room for the results.
    return text if text in ("oui", NOT_YET) else write_day(text)


def write_day(iso: str) -> str:
    """Write an ISO day, month or year in figures: "05/03/2019"."""
    return "/".join(reversed(iso.split("-")))

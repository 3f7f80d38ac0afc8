"""What the records add up to: published counts, and magnitudes that no table gives."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

OBSERVATIONS: Mapping[str, str] = {
    "menages_prioritaires": "2022-05-31",
    "sortants_hebergement": "2022-04-30",
    "sans_abri": "2022-04-30",
    "attributions_mensuelles": "2022-04-30",
    "bilan_prioritaires": "2021-12-31",
    "assiette_flux": "2022-04-30",
    "reservataires": "2021-12-31",
    "flux_bailleurs": "2021-12-31",
    "siao": "2022-04-30",
    "sorties_hebergement": "2022-04-30",
    "mixite": "2022-04-30",
    "mixite_annuelle": "2021-12-31",
    "mixite_bailleurs": "2022-04-30",
    "mixite_bailleurs_annuelle": "2021-12-31",
    "quartile_mouvements": "2021-12-31",
    "bailleurs_tranches": "2022-04-30",
    "bilan_regions": "2022-04-30",
    "reforme_etapes": "2022-04-30",
    "reforme_epci": "2022-06-16",
    "ahi_credits": "2022-05-31",
}
"""Observation date of each table."""

ATTRIBUTIONS: Mapping[str, int] = {"02": 1389, "59": 6430, "60": 1575, "62": 4190, "80": 1207}
"""Leases from 1 January to 30 April 2022, by département."""

MONTHS: Mapping[str, int] = {
    "2021-01": 3700,
    "2021-02": 3750,
    "2021-03": 4050,
    "2021-04": 3750,
    "2021-05": 3700,
    "2021-06": 4200,
    "2021-07": 4300,
    "2021-08": 3400,
    "2021-09": 4100,
    "2021-10": 4200,
    "2021-11": 3900,
    "2021-12": 3450,
    "2022-01": 3370,
    "2022-02": 3500,
    "2022-03": 4070,
    "2022-04": 3851,
    "2022-05": 3609,
    "2022-06": 700,
}
"""Leases by month in the région; those of June come after every observation."""

PERIODS: Mapping[str, tuple[str, ...]] = {
    "early_2021": ("2021-01", "2021-02", "2021-03", "2021-04"),
    "late_2021": tuple(f"2021-{month:02d}" for month in range(5, 13)),
    "early_2022": ("2022-01", "2022-02", "2022-03", "2022-04"),
    "may_2022": ("2022-05",),
    "june_2022": ("2022-06",),
}
"""Months of each period, on which the counts by EPCI are set apart."""

SORTANTS: Mapping[str, int] = {
    "early_2021": 650,
    "late_2021": 1330,
    "may_2022": 140,
    "june_2022": 25,
}
"""Sortants d'hébergement by period, where they aren't published by département."""

SANS_ABRI: Mapping[str, int] = {
    "early_2021": 374,
    "late_2021": 790,
    "may_2022": 85,
    "june_2022": 15,
}
"""Sans-abri by period, where they aren't published by département."""

PRIORITY_2021 = 3850
"""Priority households housed from January to May 2021: about as many as a year later."""

REQUESTS = 190_000
"""Requests for social housing in progress at 30 April 2022."""

MOVEMENTS: Mapping[str, int] = {"sample": 25_000, "entered": 1000, "left": 2250, "stayed": 3500}
"""Requests of 2021 compared, and those of them that entered, left or kept the first quartile."""

STEPS: Mapping[str, int] = {"cil": 30, "orientations": 27, "cia": 20, "ppgdid": 19}
"""EPCI that passed each step of the reform at 30 April 2022."""

RATE_PRIORITY_LOW = ("200067999", 0.071)
RATE_PRIORITY_HIGH = ("248000531", 0.42)
"""EPCI with the smallest and the largest share of priority households in 2021, and the share."""

RATES_Q1: Mapping[str, float] = {
    "200072460": 0.072,
    "246200364": 0.13,
    "245901160": 0.37,
    "248000531": 0.28,
    "245900428": 0.265,
    "246200299": 0.205,
    "200042190": 0.22,
    "246200729": 0.215,
    "200033579": 0.225,
}
"""Share of the first quartile out of QPV at 30 April 2022, of the EPCI that the sessions name."""

FALLING: tuple[str, ...] = (
    "200093201",
    "200072460",
    "246200364",
    "248000531",
    "245900428",
    "246200299",
    "200042190",
    "246200729",
    "200033579",
)
"""Concerned EPCI whose share is below their own of 2021."""

MEL = "200093201"
"""The EPCI that is large enough to take what rounding leaves."""

SHARES: Mapping[str, float] = {
    "qpv": 0.30,
    "q1": 0.18,
    "q234": 0.75,
    "q234_2021": 0.77,
    "q4": 0.23,
}
"""Shares of the région: QPV in all leases, first quartile out of QPV, others in QPV."""


def read_published(root: Path, table: str, column: str) -> dict[str, int]:
    """Give a column of a published table by département, without what isn't a number.

    Parameters
    ----------
    root
        The project.
    table, column
        Name of a file of `data/2022-06-16` and of a column of whole numbers.
    """
    path = root / "data" / "2022-06-16" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        texts = {r["territoire"]: r[column] for r in csv.DictReader(file, delimiter=";")}
    return {
        code: parse_whole(text)
        for code, text in texts.items()
        if code in ATTRIBUTIONS and text[:1].isdigit()
    }


def parse_whole(text: str) -> int:
    """Read a whole number whatever its thousands are separated by."""
    return int("".join(text.split()))

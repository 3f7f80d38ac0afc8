"""Communes of a région, with the codes they used to have: communes.csv."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from .membership import Membership
from .packages import Record

COLUMNS = ("code", "nom", "epci", "departement", "anciens_codes")
PARTS = ("commune-deleguee", "commune-associee")


def build_communes(records: Iterable[Record], membership: Membership) -> list[dict[str, str]]:
    """Describe each present commune of the région, by code.

    Returns
    -------
    list of dict
        Rows with the columns `COLUMNS`. The former codes are those of the communes that merged
        into it, whether they live on as delegated or associated communes or not.
    """
    former = _former_codes(records)
    present = {r["code"]: r for r in records if r["type"] == "commune-actuelle"}
    return [
        {
            "code": code,
            "nom": present[code]["nom"].replace("'", "’"),
            "epci": membership.epci_of.get(code, ""),
            "departement": departement,
            "anciens_codes": "|".join(sorted(former[code] - present.keys())),
        }
        for code, departement in sorted(membership.departement_of.items())
    ]


def write_communes(rows: Iterable[Mapping[str, str]], path: Path) -> None:
    """Write communes.csv: UTF-8, semicolons, Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _former_codes(records: Iterable[Record]) -> defaultdict[str, set[str]]:
    former: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        if record["type"] == "commune-actuelle":
            former[record["code"]].update(record.get("anciensCodes", ()))
        elif record["type"] in PARTS:
            former[record["chefLieu"]].add(record["code"])
    return former

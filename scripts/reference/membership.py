"""Région, départements and EPCI, their members and populations: territoires.csv."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .packages import Record, ReferenceError

COLUMNS = (
    "code",
    "niveau",
    "nom",
    "type_liaison",
    "departement",
    "communes",
    "population",
    "alias",
    "region_majoritaire",
)


@dataclass(frozen=True)
class Membership:
    """What a région is made of.

    Attributes
    ----------
    region
        Record of the région.
    departements, epci
        Records of its départements, and of the EPCI with at least one commune in it, by code.
    departement_of, epci_of
        Of each commune of the région, the code of its département and of its EPCI. A few
        islands of Bretagne and Pays de la Loire belong to no EPCI.
    population_of
        Municipal population of each of these communes.
    """

    region: Record
    departements: list[Record]
    epci: list[Record]
    departement_of: dict[str, str]
    epci_of: dict[str, str]
    population_of: dict[str, int]


def select_region(decoupage: Mapping[str, list[Record]], code: str) -> Membership:
    """Keep what concerns the région whose INSEE code is `code`."""
    regions = {r["code"]: r for r in decoupage["regions"] if r["zone"] == "metro"}
    if code not in regions:
        raise ReferenceError(
            f"Région inconnue : « {code} ». Codes admis : {', '.join(sorted(regions))}."
        )
    communes = [
        c
        for c in decoupage["communes"]
        if c["type"] == "commune-actuelle" and c.get("region") == code
    ]
    departement_of = {c["code"]: c["departement"] for c in communes}
    # The legal populations in force when the EPCI were drawn up stand with their members;
    # those of communes.json are a year younger and serve only the islands without EPCI.
    population_of = {c["code"]: c["population"] for c in communes}
    epci_of: dict[str, str] = {}
    for epci in decoupage["epci"]:
        for member in epci["membres"]:
            if member["code"] in departement_of:
                epci_of[member["code"]] = epci["code"]
                population_of[member["code"]] = member["populationMunicipale"]
    kept = set(epci_of.values())
    return Membership(
        regions[code],
        _by_code(d for d in decoupage["departements"] if d["region"] == code),
        _by_code(e for e in decoupage["epci"] if e["code"] in kept),
        departement_of,
        epci_of,
        population_of,
    )


def build_rows(
    membership: Membership, aliases: Mapping[str, list[str]]
) -> list[dict[str, str | int]]:
    """Describe the région, then its départements, then its EPCI, each by code.

    Returns
    -------
    list of dict
        Rows with the columns `COLUMNS`. The population of an EPCI is that of the whole EPCI,
        its number of communes only counts those of the région.
    """
    rows = [_region_row(membership)]
    rows += [_departement_row(membership, record) for record in membership.departements]
    rows += [_epci_row(membership, record) for record in membership.epci]
    for row in rows:
        row["nom"] = str(row["nom"]).replace("'", "’")
        row["alias"] = "|".join(aliases.get(str(row["code"]), []))
    return rows


def read_aliases(path: Path) -> dict[str, list[str]]:
    """Read the other names of territoires, typed by hand (code;alias)."""
    aliases: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            aliases[row["code"]].append(row["alias"])
    return aliases


def write_rows(rows: Iterable[Mapping[str, str | int]], path: Path) -> None:
    """Write territoires.csv: UTF-8, semicolons, Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _by_code(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: record["code"])


def _region_row(membership: Membership) -> dict[str, str | int]:
    return {
        "code": membership.region["code"],
        "niveau": "region",
        "nom": membership.region["nom"],
        "type_liaison": membership.region["typeLiaison"],
        "departement": "",
        "communes": len(membership.departement_of),
        "population": sum(membership.population_of.values()),
        "region_majoritaire": "oui",
    }


def _departement_row(membership: Membership, record: Record) -> dict[str, str | int]:
    members = [c for c, dep in membership.departement_of.items() if dep == record["code"]]
    return {
        "code": record["code"],
        "niveau": "departement",
        "nom": record["nom"],
        "type_liaison": record["typeLiaison"],
        "departement": record["code"],
        "communes": len(members),
        "population": sum(membership.population_of[c] for c in members),
        "region_majoritaire": "oui",
    }


def _epci_row(membership: Membership, record: Record) -> dict[str, str | int]:
    members = [c for c, epci in membership.epci_of.items() if epci == record["code"]]
    inside: Counter[str] = Counter()
    for commune in members:
        inside[membership.departement_of[commune]] += membership.population_of[commune]
    majority = 2 * inside.total() > record["populationMunicipale"]
    return {
        "code": record["code"],
        "niveau": "epci",
        "nom": record["nom"],
        "type_liaison": 0,
        "departement": min(inside, key=lambda code: (-inside[code], code)),
        "communes": len(members),
        "population": record["populationMunicipale"],
        "region_majoritaire": "oui" if majority else "non",
    }

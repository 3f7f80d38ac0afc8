"""What a pack lacks: figures that aren't known, and tables that weren't transmitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hdflib.display import french
from hdflib.figures import Etat
from hdflib.inputs.edition import Edition
from hdflib.inputs.tables import schemas
from hdflib.packs.wording import Lexique

AWAITED = (Etat.EN_COURS, Etat.NON_TRANSMIS)
"""States of what is still to come; secrecy is no lack."""
NAMED = 3
"""EPCI up to which all are named."""
EPCI, REGION = "epci", "region"
LANDMARKS = "reperes/"
"""Beginning of the names of the tables that a section can do without."""


@dataclass(frozen=True)
class Manque:
    """What a section lacks, in words."""

    section: str
    texte: str


def missing_figures(
    edition: Edition, figures: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, list[Manque]]:
    """Give the inputs that aren't known, by their state, the same ones of several places together.

    Parameters
    ----------
    edition
        What names indicators and territories.
    figures
        Records of figures by section; those that lack an input only repeat it.
    """
    lexique = Lexique(edition.indicateurs, edition.territoires, {})
    found: dict[str, list[Manque]] = {}
    for etat in AWAITED:
        for section, records in figures.items():
            groups: dict[str, dict[str, None]] = {}
            for record in records:
                if record["affichage"] == etat.value and not record["formule"]:
                    groups.setdefault(named(lexique, record), {})[record["territoire"]] = None
            for name, places in groups.items():
                where = french.liste(place_names(edition, list(places)))
                found.setdefault(etat.value, []).append(Manque(section, f"{name} ({where})"))
    return found


def named(lexique: Lexique, record: Mapping[str, Any]) -> str:
    """Name what a record is a figure of: "objectif annuel, ménages prioritaires"."""
    name = french.minuscule(lexique.indicateur(record["indicateur"]))
    details = lexique.details(record["public"], record["modalite"])
    return ", ".join([name, *map(french.minuscule, details)])


def place_names(edition: Edition, codes: Sequence[str]) -> Iterator[str]:
    """Name territories, the région after its départements; many EPCI aren't named one by one."""
    found = [edition.territoires.get(code) for code in codes]
    epci = [t.nom for t in found if t.niveau == EPCI]
    others = [t for t in found if t.niveau != EPCI]
    yield from (t.nom for t in sorted(others, key=lambda t: (t.niveau == REGION, t.code)))
    yield from epci if len(epci) <= NAMED else ["plusieurs EPCI"]


def missing_tables(edition: Edition, sections: Sequence[str]) -> list[Manque]:
    """Give the tables that sections could show and that weren't transmitted, by section."""
    found: dict[str, list[str]] = {}
    for name, schema in schemas(sections).items():
        absent = name not in edition.tables and not name.startswith(LANDMARKS)
        if absent and schema.section in sections:
            found.setdefault(schema.section, []).append(schema.titre)
    return [Manque(s, " ; ".join(found[s])) for s in sections if s in found]

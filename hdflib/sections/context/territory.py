"""The territory of the page: communes, EPCI, population."""

from __future__ import annotations

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.maps import locator
from hdflib.display.palette import ABSENT, BLEU_CLAIR
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View

PLURAL = 4
"""INSEE's code of the names with a plural article ("les Hauts-de-France")."""


def compute(analyse: Analyse) -> pd.DataFrame:
    """Give the territories of the région: name, communes, EPCI, population (2019)."""
    territoires = analyse.edition.territoires
    rows = [
        (t.code, t.nom, t.communes, len(territoires.epci(t.code)), t.population)
        for t in analyse.departements
    ]
    region = analyse.region
    rows.append(
        (region.code, region.nom, region.communes, len(territoires.epci()), region.population)
    )
    return pd.DataFrame(rows, columns=["code", "nom", "communes", "epci", "population"])


def draw_territory(analyse: Analyse) -> View:
    """Draw the départements with their communes, EPCI and population."""
    lignes = []
    for code, nom, *numbers in compute(analyse).itertuples(index=False):
        kind = "total" if code == analyse.region.code else ""
        kind = "courant" if code == analyse.courant else kind
        lignes.append(Ligne(nom, [french.nombre(number) for number in numbers], kind))
    return table(
        "tableau-territoires",
        "Les territoires de la commission",
        "Région / département",
        [Colonne("Communes"), Colonne("EPCI"), Colonne("Population 2019")],
        lignes,
    )


def draw_epci(analyse: Analyse) -> View | None:
    """Draw the EPCI of the page's département with their communes and population."""
    if analyse.regional:
        return None
    found = analyse.edition.territoires.epci(analyse.courant)
    epci = sorted(found, key=lambda e: -e.population)
    return table(
        "tableau-epci",
        f"Les EPCI {analyse.territoire.de}",
        "EPCI",
        [Colonne("Communes dans la région"), Colonne("Population 2019")],
        [Ligne(e.nom, [french.nombre(e.communes), french.nombre(e.population)]) for e in epci],
    )


def draw_map(analyse: Analyse) -> View:
    """Map the EPCI of the région, those of the page's département set apart."""
    territoires = analyse.edition.territoires
    own = {e.code for e in territoires.epci(analyse.courant)}
    where = analyse.territoire
    count = len(own)
    return locator(
        "carte-territoires",
        f"Les EPCI {where.de}",
        analyse.edition.contours,
        dict.fromkeys(own, BLEU_CLAIR),
        {t.code: t.nom for t in analyse.departements},
        {f"EPCI {where.de}": BLEU_CLAIR} | ({} if analyse.regional else {"Autres EPCI": ABSENT}),
        f"{count} EPCI {where.dans}.",
    )


def say_territory(analyse: Analyse) -> Sentence | None:
    """Say the territory's size."""
    where = analyse.territoire
    return phrase(
        "{sujet} {verbe} {population} habitants, {communes} communes et {epci} EPCI.",
        sujet=french.majuscule(where.le),
        verbe="comptent" if where.type_liaison == PLURAL else "compte",
        population=french.nombre(where.population),
        communes=french.nombre(where.communes),
        epci=str(len(analyse.edition.territoires.epci(analyse.courant))),
    )

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
from hdflib.figures import Figure, gather
from hdflib.territories import Territoire

PLURAL = 4
"""INSEE's code of the names with a plural article ("les Hauts-de-France")."""
YEARS = {"communes": "2022", "epci": "2022", "population": "2019"}
"""Year of each number of the territories."""


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


def counted(analyse: Analyse, territoire: Territoire, code: str) -> Figure:
    """Make the figure of the communes or of the population of a territory."""
    return Figure(
        analyse.indicateur(code),
        territoire.code,
        territoire.communes if code == "communes" else territoire.population,
        periode=YEARS[code],
        sources=(analyse.place(territoire, code),),
    )


def count_epci(analyse: Analyse, territoire: Territoire) -> Figure:
    """Count the EPCI of the région, or those of a département."""
    own = analyse.edition.territoires.epci(
        territoire.code if territoire.niveau == "departement" else None
    )
    return Figure(
        analyse.indicateur("epci"),
        territoire.code,
        len(own),
        periode=YEARS["epci"],
        formule="nombre d’EPCI du territoire (une ligne par EPCI)",
        sources=gather(analyse.place(epci, "departement") for epci in own),
    )


def draw_territory(analyse: Analyse) -> View:
    """Draw the départements with their communes, EPCI and population."""
    lignes = []
    for territoire in (*analyse.departements, analyse.region):
        kind = "total" if territoire is analyse.region else ""
        kind = "courant" if territoire.code == analyse.courant else kind
        cells = (
            counted(analyse, territoire, "communes"),
            count_epci(analyse, territoire),
            counted(analyse, territoire, "population"),
        )
        lignes.append(Ligne(territoire.nom, cells, kind))
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
    return table(
        "tableau-epci",
        f"Les EPCI {analyse.territoire.de}",
        "EPCI",
        [Colonne("Communes dans la région"), Colonne("Population 2019")],
        [
            Ligne(e.nom, [counted(analyse, e, code) for code in ("communes", "population")])
            for e in sorted(found, key=lambda e: -e.population)
        ],
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
        population=counted(analyse, where, "population"),
        communes=counted(analyse, where, "communes"),
        epci=count_epci(analyse, where),
    )

"""General context: the territory, the fall of attributions, the deadlines ahead."""

from __future__ import annotations

from datetime import date

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.charts import Barre, bars
from hdflib.display.grammar import Sentence, accord, phrase
from hdflib.display.maps import locator
from hdflib.display.palette import ABSENT, BLEU_CLAIR
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.inputs.table import Row
from hdflib.sections.changes import at_date, say_change
from hdflib.sections.common import row_dates
from hdflib.sections.publics import compute_public
from hdflib.sections.words import NOMS

DEADLINES = "echeances"
EVERYONE = "Toutes attributions"
PLURAL = 4
"""INSEE's code of the names with a plural article ("les Hauts-de-France")."""
NOTES = (
    "Population : populations municipales légales 2019 (INSEE), en vigueur au 1er janvier 2022. "
    "EPCI : périmètres au 1er janvier 2022 ; un EPCI à cheval sur deux départements est rattaché "
    "à celui où vit la plus grande part de sa population, et sa population est comptée en entier.",
    "Fond de carte : IGN, ADMIN EXPRESS COG (Licence Ouverte 2.0).",
)


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


def evolutions(analyse: Analyse) -> dict[str, Figure]:
    """Give the change of attributions against the year before: all publics, then each one."""
    overall = analyse.repere("evolution_attributions", public="ensemble")
    found = {EVERYONE: overall} if overall else {}
    for nom, libelle in NOMS.items():
        public = compute_public(analyse, nom)
        if public is not None:
            figure = public.get("evolution_attributions", analyse.region)
            if figure.connu:
                found[french.majuscule(libelle)] = figure
    return found


def draw_evolutions(analyse: Analyse) -> View | None:
    """Draw the change of attributions in the région by public."""
    changes = evolutions(analyse)
    return bars(
        "graphique-evolution-attributions",
        "Évolution des attributions dans la région par rapport à l’année précédente",
        [Barre(label, figure, rank == 0) for rank, (label, figure) in enumerate(changes.items())],
    )


def say_context(analyse: Analyse) -> list[Sentence | None]:
    """Say the territory's size, then the change of attributions in the région."""
    where = analyse.territoire
    return [
        phrase(
            "{sujet} {verbe} {population} habitants, {communes} communes et {epci} EPCI.",
            sujet=french.majuscule(where.le),
            verbe="comptent" if where.type_liaison == PLURAL else "compte",
            population=french.nombre(where.population),
            communes=french.nombre(where.communes),
            epci=str(len(analyse.edition.territoires.epci(analyse.courant))),
        ),
        *(say_attributions(label, figure) for label, figure in evolutions(analyse).items()),
    ]


def say_attributions(label: str, change: Figure) -> Sentence | None:
    """Say the change of attributions to a public, or to all of them."""
    return say_change(
        change,
        " sur un an des attributions {a} dans la région, {jour}.",
        a="à tous les publics" if label == EVERYONE else f"aux {french.minuscule(label)}",
        jour=at_date(date.fromisoformat(change.periode)),
    )


def draw_deadlines(analyse: Analyse) -> View | None:
    """Draw the deadlines in order, those already past at the commission's date marked."""
    source = analyse.table(DEADLINES)
    if source is None:
        return None
    rows = sorted(source, key=lambda row: row.text("debut"))
    return table(
        "tableau-echeances",
        "Échéances et rendez-vous",
        "Date",
        [
            Colonne("Thème", nombre=False),
            Colonne("Attendu", nombre=False),
            Colonne("Délai", nombre=False),
            Colonne("Texte", nombre=False),
        ],
        [
            Ligne(
                row_dates(row),
                [row.text("theme"), row.text("objet"), delay(analyse, row), row.text("reference")],
            )
            for row in rows
        ],
    )


def delay(analyse: Analyse, row: Row) -> str:
    """Give the time left at the commission's date: days under two months, else whole months."""
    text, now = row.text("fin") or row.text("debut"), analyse.edition.params.commission
    if len(text) < len("2022-01-01"):
        year, month = (int(part) for part in f"{text}-12".split("-")[:2])
        months = (year - now.year) * 12 + month - now.month
        if months == 0:
            return "ce mois-ci"
        return f"{months} mois" if months > 0 else "échu"
    day = date.fromisoformat(text)
    if day <= now:
        return "échu" if day < now else "aujourd’hui"
    months = (day.year - now.year) * 12 + day.month - now.month - (day.day < now.day)
    days = (day - now).days
    return f"{months} mois" if months >= 2 else f"{days} {accord(days, 'jour')}"

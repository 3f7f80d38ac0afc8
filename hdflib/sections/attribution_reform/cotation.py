"""Cotation of requests: EPCI where it is active, and steps of those of the page."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.maps import locator
from hdflib.display.palette import BLEU
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure, gather
from hdflib.sections.common import row_dates
from hdflib.sections.words import agree


def active_cotation(analyse: Analyse) -> list[str]:
    """Give the codes of the EPCI whose cotation is active in the SNE."""
    source = analyse.table("reforme_epci")
    if source is None:
        return []
    return [row.text("epci") for row in source.where(cotation_active="oui")]


def cotation_figure(analyse: Analyse) -> Figure | None:
    """Count the EPCI whose cotation is active."""
    source = analyse.table("reforme_epci")
    if source is None:
        return None
    rows = source.where(cotation_active="oui")
    names = french.liste(analyse.nom(row.text("epci")) for row in rows) if rows else "aucun"
    return Figure(
        analyse.indicateur("epci_cotation_active"),
        analyse.region.code,
        len(rows),
        periode=analyse.observation("reforme_epci").isoformat(),
        formule=f"nombre d’EPCI : {names}",
        sources=gather(source.source(row, "cotation_active") for row in source),
    )


def draw_map(analyse: Analyse) -> View | None:
    """Map the EPCI whose cotation is active: those of the région, or of the page's département."""
    active = active_cotation(analyse)
    if not active:
        return None
    own = [code for code in active if analyse.concerns(code)]
    names = {code: analyse.nom(code) for code in own}
    where = analyse.territoire.dans
    text = (
        f"EPCI dont la cotation est active {where} : {french.liste(names.values())}."
        if names
        else f"Aucun EPCI n’a activé la cotation {where}."
    )
    return locator(
        "carte-cotation",
        f"Cotation de la demande active dans le SNE, par EPCI, {where}",
        analyse.edition.contours,
        dict.fromkeys(own, BLEU),
        {code: short(name) for code, name in names.items()},
        {"Cotation active": BLEU, "Pas de cotation active": "#eceef2"},
        text,
        cadre=analyse.courant,
        beside=True,
    )


def short(name: str) -> str:
    """Cut a long EPCI name into lines, for a label."""
    kind, _, rest = name.partition(" ")
    return f"{kind} {rest}" if len(name) < 18 else f"{kind}\n{rest}"


def say_cotation(analyse: Analyse) -> Sentence | None:
    """Name the EPCI whose cotation is active."""
    figure = cotation_figure(analyse)
    if figure is None or not figure.number:
        return None
    epci = [analyse.edition.territoires.get(code) for code in active_cotation(analyse)]
    return phrase(
        "Dans la région, {n} EPCI {ont} une cotation active dans le SNE : {noms}.",
        n=figure,
        ont=agree(figure, "a", "ont"),
        noms=french.liste(e.le for e in epci),
    )


def draw_steps(analyse: Analyse) -> View | None:
    """Draw the steps by which an EPCI of the page set its cotation up."""
    source = analyse.table("cotation_demarche")
    rows = [row for row in source if analyse.concerns(row.text("epci"))] if source else []
    if not rows:
        return None
    names = list(dict.fromkeys(analyse.nom(row.text("epci")) for row in rows))
    return table(
        "demarche-cotation",
        f"Mise en place de la cotation : {french.liste(names)}",
        "Date",
        [Colonne("Étape", nombre=False)],
        [Ligne(row_dates(row), [row.text("etape")]) for row in rows],
    )

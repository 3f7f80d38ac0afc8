"""Cotation grids of the page: criteria, points, and when they count."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure, Source
from hdflib.rules.cotation.grid import Bareme, Bloc, Critere, Cumul, Grille
from hdflib.rules.cotation.proof import Apport, apports

BLOCS = {
    Bloc.OBLIGATOIRE: "Critères obligatoires",
    Bloc.FACULTATIF: "Critères facultatifs",
    Bloc.LOCAL: "Priorités locales",
}
TABLES = ("reforme_epci", "cotation_demarche")
"""Tables about cotation: without them, a page says that nothing was transmitted."""
NEW, MOVES = "demandes nouvelles", "mutations"


def grids(analyse: Analyse) -> list[Grille]:
    """Give the grids of the EPCI of the page, if the commission has tables about cotation."""
    if not any(map(analyse.table, TABLES)):
        return []
    return [g for g in analyse.edition.grilles.values() if analyse.concerns(g.epci)]


def scales(grille: Grille) -> list[tuple[str, Bareme]]:
    """Give what applies to requests, named if it isn't the same for all."""
    if grille.mutations is None:
        return [("", grille.demandes)]
    return [(NEW, grille.demandes), (MOVES, grille.mutations)]


def draw_grids(analyse: Analyse) -> list[View]:
    """Draw the grids of the EPCI of the page, one table for each scale."""
    return [
        draw_grid(analyse, grille, named, bareme)
        for grille in grids(analyse)
        for named, bareme in scales(grille)
    ]


def draw_grid(analyse: Analyse, grille: Grille, named: str, bareme: Bareme) -> View:
    """Draw what applies to requests: each criterion with its points, and when they count."""
    lignes = [
        Ligne(
            apport.libelle,
            [points_figure(analyse, grille, apport, named), say_condition(bareme, critere)],
            groupe=BLOCS[critere.bloc],
        )
        for critere in bareme.criteres
        for apport in apports(critere)
    ]
    since = "depuis le" if grille.debut <= analyse.edition.params.commission else "à partir du"
    where = analyse.edition.territoires.get(grille.epci).de
    return table(
        "-".join(["grille-cotation", grille.epci, *named.split()]),
        f"Grille de cotation {where}, en vigueur {since} {french.date_longue(grille.debut)}"
        + (f" : {named}" if named else ""),
        "Critère",
        [Colonne("Points"), Colonne("Condition", nombre=False)],
        lignes,
    )


def points_figure(analyse: Analyse, grille: Grille, apport: Apport, named: str = "") -> Figure:
    """Make the figure of the points of a criterion, or of one of its brackets."""
    return Figure(
        analyse.indicateur("points_cotation"),
        grille.epci,
        apport.points,
        periode=analyse.edition.params.iso,
        modalite=f"{apport.libelle}, {named}" if named == MOVES else apport.libelle,
        sources=(source(grille, apport),),
    )


def source(grille: Grille, apport: Apport) -> Source:
    """Give where the points of a criterion, or of one of its brackets, were read."""
    place = apport.tranche or apport.critere
    return Source(grille.fichier, place.ligne, "points", grille.source)


def say_condition(bareme: Bareme, critere: Critere) -> str:
    """Say when a criterion counts: a valid document, one bracket, the highest of a group."""
    said = ["pièce valide" if critere.justificatif else "sans pièce"]
    if len(critere.tranches) > 1:
        said.append("une seule tranche compte")
    highest = [g.nom for g in bareme.groupes if g.cumul is Cumul.MAXIMUM]
    if critere.groupe in highest:
        said.append(f"seul le plus élevé de « {critere.groupe} » compte")
    if critere.prioritaire and critere.bloc is not Bloc.OBLIGATOIRE:
        said.append("vaut priorité")
    return " ; ".join(said)


def grid_sources(analyse: Analyse) -> list[str]:
    """List the files of the grids, with the documents that they come from."""
    return [f"{grille.fichier} — {grille.source}" for grille in grids(analyse)]

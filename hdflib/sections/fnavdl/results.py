"""Tables and charts of what the projects have come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hdflib.display import french
from hdflib.display.charts import Barre, bars
from hdflib.display.tables import Cell, Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.sections.fnavdl.parcours import STEPS, Parcours
from hdflib.sections.fnavdl.steps import Etape, objectives, share, steps
from hdflib.territories import Territoire

FEWEST = 3
"""Steps from which a funnel is drawn."""


def draw_results(projets: Sequence[Parcours]) -> View | None:
    """Draw the steps of each project, with their shares of the step before and of the first."""
    lignes = [
        Ligne(step.libelle, [step.figure, step.precedente or "", step.premiere or ""], "", name)
        for parcours in projets
        for name in (title(parcours),)
        for step in [*steps(parcours), *dwellings(parcours)]
    ]
    if not lignes:
        return None
    return table(
        "tableau-parcours",
        "Parcours des ménages, projet par projet",
        "Étape",
        [
            Colonne("Nombre"),
            Colonne("Part de l’étape précédente"),
            Colonne("Part de la première étape"),
        ],
        lignes,
    )


def title(parcours: Parcours) -> str:
    """Name a project, with its territory and the day at which its steps are seen."""
    days = {step.figure.periode for step in steps(parcours) if "-" in step.figure.periode}
    when = f", {french.jusque(min(days))}" if len(days) == 1 else ""
    return f"{parcours.projet} ({parcours.territoire.nom}){when}"


def dwellings(parcours: Parcours) -> Iterator[Etape]:
    """Give what a project of dwellings has come to."""
    if parcours.logements:
        low, high = parcours.logements
        yield Etape("Logements visés, au moins", low)
        yield Etape("Logements visés, au plus", high)
    filed = parcours.whole("dossiers_caleol")
    if filed:
        yield Etape(filed.indicateur.libelle, filed)


def draw_objectives(projets: Sequence[Parcours]) -> View | None:
    """Draw the objectives of each project and what is done of them."""
    lignes = [
        Ligne(objective_label(goal.modalite), [goal.vises, goal.faits, goal.taux], "", p.projet)
        for p in projets
        for goal in objectives(p)
    ]
    if not lignes:
        return None
    return table(
        "tableau-objectifs-projets",
        "Objectifs des projets et accompagnements acceptés ou engagés",
        "Public",
        [Colonne("Objectif", unite=True), Colonne("Accompagnements"), Colonne("Réalisation")],
        lignes,
    )


def objective_label(modalite: str) -> str:
    """Name the public of an objective."""
    return (
        f"Ensemble, {modalite}"
        if modalite == "par an"
        else french.majuscule(modalite) or "Ensemble"
    )


def draw_epci(projets: Sequence[Parcours]) -> View | None:
    """Draw the diagnostics and the supports accepted in each EPCI of the projects."""
    lignes = [
        Ligne(place.nom, epci_cells(parcours, place), "", parcours.projet)
        for parcours in projets
        for place in parcours.epci
    ]
    if not lignes:
        return None
    return table(
        "tableau-projets-epci",
        "Diagnostics et accompagnements par EPCI",
        "EPCI",
        [
            Colonne("Diagnostics demandés"),
            Colonne("Diagnostics réalisés"),
            Colonne("Part des demandés"),
            Colonne("Accompagnements acceptés"),
            Colonne("Part des réalisés"),
        ],
        lignes,
    )


def epci_cells(parcours: Parcours, place: Territoire) -> list[Cell]:
    """Give the steps of an EPCI, each but the first followed by its share of the one before."""
    figures = [parcours.by_epci(code).get(place) for code in STEPS]
    cells: list[Cell] = [figures[0] or ""]
    for previous, figure in pairwise(figures):
        rate: Cell = ""
        if figure and previous:
            name = figure.indicateur.libelle
            rate = share(parcours, "part_etape_precedente", name, figure, previous)
        cells += [figure or "", rate]
    return cells


def draw_funnels(projets: Sequence[Parcours]) -> list[View | None]:
    """Draw the funnel of each project that has several steps."""
    return [
        bars(
            f"entonnoir-{rank}",
            f"Projet {parcours.projet} : du diagnostic à l’accompagnement",
            [Barre(s.libelle, s.figure, s.figure.indicateur.code in STEPS) for s in known],
        )
        for rank, parcours in enumerate(projets, 1)
        if len(known := steps(parcours)) >= FEWEST
    ]

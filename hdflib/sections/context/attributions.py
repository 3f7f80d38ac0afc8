"""The change of attributions: by public over a year, and month by month for all of them."""

from __future__ import annotations

from datetime import date

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.charts import Barre, bars
from hdflib.display.grammar import Sentence
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.sections.changes import at_date, say_change
from hdflib.sections.publics import compute_public, overall_change
from hdflib.sections.words import NOMS

EVERYONE = "Toutes attributions"


def evolutions(analyse: Analyse) -> dict[str, Figure]:
    """Give the change of attributions against the year before: all publics, then each one."""
    overall = overall_change(analyse)
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


def say_evolutions(analyse: Analyse) -> list[Sentence | None]:
    """Say the change of attributions in the région: all publics, then each one."""
    return [say_attributions(label, figure) for label, figure in evolutions(analyse).items()]


def say_attributions(label: str, change: Figure) -> Sentence | None:
    """Say the change of attributions to a public, or to all of them."""
    return say_change(
        change,
        " sur un an des attributions {a} dans la région, {jour}.",
        a="à tous les publics" if label == EVERYONE else f"aux {french.minuscule(label)}",
        jour=at_date(date.fromisoformat(change.periode)),
    )

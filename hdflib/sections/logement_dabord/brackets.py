"""Bailleurs by bracket of achievement of their objective to date."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.charts import Barre, bars
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure, total
from hdflib.inputs.table import Row
from hdflib.sections.words import NOMS, agree

TRANCHES = "bailleurs_tranches"
SORTANTS = "sortants_hebergement"
SANS_ABRI = "sans_abri"


def brackets(analyse: Analyse, public: str) -> list[Row]:
    """Give the brackets of achievement of a public, from the lowest."""
    source = analyse.table(TRANCHES)
    rows = source.where(public=public) if source else []
    return sorted(rows, key=lower_bound)


def lower_bound(row: Row) -> float:
    """Give the lower bound of a bracket, 0 if it isn't filled."""
    value = row.cells["borne_min"].value
    return value if isinstance(value, (int, float)) else 0


def bracket_figures(analyse: Analyse, public: str) -> list[tuple[str, Figure]]:
    """Give the number of bailleurs of each bracket of achievement, with its label."""
    source = analyse.table(TRANCHES)
    if source is None:
        return []
    day = analyse.observation(TRANCHES).isoformat()
    found = []
    for row in brackets(analyse, public):
        low, high = row.cells["borne_min"].value, row.cells["borne_max"].value
        label = bracket_label(low, high)
        figure = analyse.figure(
            source,
            row,
            "bailleurs",
            "bailleurs",
            analyse.region.code,
            public=public,
            periode=day,
            modalite=label,
        )
        found.append((label, figure))
    return found


def bracket_label(low: float | str | None, high: float | str | None) -> str:
    """Name a bracket: "de 50 à 75 %", or "plus de 100 %" for the last one."""
    start = french.pourcentage(low) if isinstance(low, (int, float)) else ""
    if not isinstance(high, (int, float)):
        return f"plus de {start}" if start else "tous"
    return f"de {french.sans_unite(start) or '0'} à {french.pourcentage(high)}"


def draw_brackets(analyse: Analyse, public: str = SORTANTS) -> View | None:
    """Draw the bailleurs by bracket of achievement of their objective to date."""
    name = f"bailleurs-{public.replace('_', '-')}"
    title = (
        f"Bailleurs selon le taux de réalisation de leur objectif à date ({NOMS[public]}, région)"
    )
    pairs = list(bracket_figures(analyse, public))
    return bars(
        name,
        title,
        [Barre(label, figure, True) for label, figure in pairs],
        donnees=table(
            f"{name}-donnees",
            title,
            "Taux",
            [Colonne("Bailleurs")],
            [Ligne(label, [figure]) for label, figure in pairs],
        ),
    )


def say_brackets(analyse: Analyse, public: str = SORTANTS) -> Sentence | None:
    """Say how many bailleurs reach their objective: those of the last bracket, from 100 % on."""
    rows = brackets(analyse, public)
    figures = [figure for _, figure in bracket_figures(analyse, public)]
    if not rows or lower_bound(rows[-1]) != 1 or not all(figure.connu for figure in figures):
        return None
    best = figures[-1]
    whole = total(analyse.indicateur("bailleurs_total"), figures, modalite="")
    reach = agree(best, "atteint son objectif", "atteignent leur objectif")
    return phrase(
        "Dans la région, aucun des {total} bailleurs suivis n’atteint son objectif à date."
        if best.number == 0
        else "Dans la région, {n} des {total} bailleurs suivis {atteint} à date.",
        n=best,
        total=whole,
        atteint=reach,
    )

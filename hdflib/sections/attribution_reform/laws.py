"""Measures of the new laws."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View


def draw_laws(analyse: Analyse) -> View | None:
    """Draw the measures of the new laws, under each law."""
    source = analyse.table("mesures")
    if source is None:
        return None
    return table(
        "mesures",
        "Ce que changent les lois récentes",
        "Thème",
        [Colonne("Mesure", nombre=False), Colonne("Texte", nombre=False)],
        [
            Ligne(
                row.text("theme"),
                [row.text("mesure"), row.text("reference")],
                groupe=row.text("loi"),
            )
            for row in source
        ],
    )

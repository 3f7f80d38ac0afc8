"""News of the commission."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View

TABLE = "actualites"


def draw_news(analyse: Analyse) -> View | None:
    """Draw the news that concern the page's territory."""
    source = analyse.table(TABLE)
    rows = [row for row in source if analyse.concerns(row.text("territoire"))] if source else []
    if not rows:
        return None
    return table(
        "tableau-actualites",
        "Actualités présentées à la commission",
        "Territoire",
        [Colonne("Contenu", nombre=False)],
        [
            Ligne(
                analyse.nom(row.text("territoire")),
                [row.text("contenu")],
                groupe=row.text("titre"),
            )
            for row in rows
        ],
    )

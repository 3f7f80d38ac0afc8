"""Projects presented to the commission, and profiles of the households supported."""

from __future__ import annotations

import re
from textwrap import fill

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.ranges import Etendue, ranges
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure

RANGE_END = re.compile(", (minimum|maximum)$")


def draw_projects(analyse: Analyse) -> View | None:
    """Draw the projects presented that concern the page."""
    source = analyse.table("fnavdl_projets")
    rows = [row for row in source if analyse.concerns(row.text("territoire"))] if source else []
    if not rows:
        return None
    return table(
        "tableau-projets",
        "Projets présentés à la commission",
        "Projet",
        [Colonne(name, nombre=False) for name in ("Territoire", "Porteur", "Partenaires", "Objet")],
        [
            Ligne(
                row.text("projet"),
                [
                    analyse.nom(row.text("territoire")),
                    row.text("porteur"),
                    row.text("partenaires"),
                    row.text("objet"),
                ],
            )
            for row in rows
        ],
    )


def draw_profiles(analyse: Analyse) -> View | None:
    """Draw the profiles of the households supported: a range between départements, or a share."""
    found: dict[str, list[Figure]] = {}
    for _, figure in analyse.reperes():
        if figure.indicateur.code == "part_profil" and figure.connu:
            name = fill(french.majuscule(RANGE_END.sub("", figure.modalite)), 28)
            if figure.territoire != analyse.region.code:
                name += f"\n({analyse.nom(figure.territoire)})"
            found.setdefault(name, []).append(figure)
    if not found:
        return None
    return ranges(
        "profils",
        "Profils des ménages accompagnés : part, ou étendue selon les départements",
        [Etendue(name, figures[0], figures[-1]) for name, figures in found.items()],
    )

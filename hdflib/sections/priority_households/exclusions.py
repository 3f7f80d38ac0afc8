"""What the base of gestion en flux leaves out, by date of law (CCH, L.441-1 and R.441-5)."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure, Source
from hdflib.inputs.exclusions import FICHIER
from hdflib.rules.flux import Exclusion, excluded_on


def draw_exclusions(analyse: Analyse) -> View | None:
    """Draw the attributions left out at the commission's date, since when, and by what text."""
    day = analyse.edition.params.commission
    found = excluded_on(analyse.edition.exclusions, day)
    if not found:
        return None
    return table(
        "tableau-exclusions-flux",
        f"Attributions exclues de l’assiette de la gestion en flux au {french.date_longue(day)}",
        "Motif",
        [
            Colonne("Depuis le", nombre=False),
            Colonne("Texte de référence", nombre=False),
        ],
        [
            Ligne(exclusion.motif, [since(analyse, exclusion), exclusion.reference])
            for exclusion in found
        ],
    )


def since(analyse: Analyse, exclusion: Exclusion) -> Figure:
    """Give the first day on which attributions are left out."""
    return Figure(
        analyse.indicateur("exclusion_flux"),
        analyse.region.code,
        exclusion.debut.isoformat(),
        periode=str(exclusion.debut.year),
        modalite=exclusion.motif,
        sources=(Source(FICHIER, exclusion.ligne, "debut", exclusion.reference),),
    )

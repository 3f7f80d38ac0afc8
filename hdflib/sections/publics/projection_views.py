"""The table, the chart and the method notes of a projection."""

from __future__ import annotations

from hdflib.display import french
from hdflib.display.projection import Trajet, trajectories
from hdflib.display.tables import Colonne, table
from hdflib.display.views import View
from hdflib.sections.common import territory_row
from hdflib.sections.publics.projection import Projection
from hdflib.sections.publics.projection_range import HIGH, LOW, RANGE

GROUPS = {
    "BILAN": ("objectif_annuel", "attributions"),
    "FIN D’ANNÉE": ("projection_annuelle", "part_objectif_projection", *RANGE),
    "POUR ATTEINDRE L’OBJECTIF": ("reste_a_reloger", "rythme_constate", "rythme_necessaire"),
}
TITLES = {
    "projection_annuelle": "Projection au rythme constaté",
    "rythme_necessaire": "À reloger par mois d’ici la fin de l’année",
    "rythme_constate": "Relogés par mois depuis le 1er janvier",
}
"""Titles of columns that read better in their group than the names of the indicators."""
NOTES = (
    "Projection en fin d’année = attributions × 12 ÷ mois écoulés : elle prolonge le rythme "
    "constaté depuis le 1er janvier et ne prévoit pas les variations de l’année. Ménages à "
    "reloger par mois = (objectif annuel − attributions) ÷ mois restants.",
)
RANGED = (
    "Fourchette de la projection : les mois restants sont comparés à toutes les périodes d’autant "
    "de mois consécutifs depuis le 1er janvier de l’année précédente, pour les attributions à tous "
    "les publics. Le rythme constaté est multiplié par le rapport entre la moyenne mensuelle de "
    "la période (la plus basse, puis la plus haute) et celle des mois écoulés de l’année. La "
    "projection peut se situer hors de cette fourchette si le début de l’année diffère de toutes "
    "ces périodes."
)
UNRANGED = (
    "La projection n’a pas de fourchette : elle demande les attributions à tous les publics mois "
    "par mois depuis janvier de l’année précédente, qui ne sont pas transmises ou sont incomplètes."
)


def projection_notes(*projections: Projection | None) -> tuple[str, ...]:
    """Give the method notes of the projections of a page; none if nothing is projected."""
    shown = [projection for projection in projections if projection]
    if not shown:
        return ()
    return (*NOTES, RANGED if any(p.ranged for p in shown) else UNRANGED)


def name(projection: Projection) -> str:
    """Name the public in an identifier of the page."""
    return projection.public.nom.replace("_", "-")


def draw_projection(projection: Projection) -> View:
    """Draw the table of a projection: the year end, then what the objective still asks for."""
    public = projection.public
    codes = [
        (group, code)
        for group, members in GROUPS.items()
        for code in members
        if projection.ranged or code not in RANGE
    ]
    return table(
        f"projection-{name(projection)}",
        f"{french.majuscule(public.libelle)} : projection en fin d’année d’après le bilan au "
        f"{french.date_longue(public.observation)}",
        "Région / département",
        [
            Colonne(TITLES.get(code, projection.get(code).indicateur.libelle), group)
            for group, code in codes
        ],
        [
            territory_row(public.analyse, t, [projection.get(code, t) for _, code in codes])
            for t in public.territoires
        ],
    )


def draw_trajectories(projection: Projection) -> View | None:
    """Draw the year end of each département against its objective."""
    public = projection.public
    day = french.jour_mois(public.observation)
    return trajectories(
        f"trajectoire-{name(projection)}",
        f"{french.majuscule(public.libelle)} : projection en fin d’année, par département",
        [
            Trajet(
                t.nom,
                fait=projection.get("attributions", t),
                fin=projection.get("projection_annuelle", t),
                but=projection.get("objectif_annuel", t),
                bas=projection.get(LOW, t),
                haut=projection.get(HIGH, t),
                courant=t.code == public.analyse.courant,
            )
            for t in public.analyse.departements
        ],
        (f"attributions au {day}", "projection", "objectif", "fourchette"),
    )

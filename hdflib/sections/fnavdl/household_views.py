"""Table and chart of the households to support and supported."""

from __future__ import annotations

from hdflib.display.charts import Barre, bars
from hdflib.display.tables import Colonne, table
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.sections.common import territory_row
from hdflib.sections.fnavdl.figures import Fnavdl
from hdflib.territories import Territoire

COLUMNS = {
    "menages_a_accompagner": "MÉNAGES",
    "menages_accompagnes": "MÉNAGES",
    "taux_accompagnement": "MÉNAGES",
    "couverture_stock": "STOCK",
    "cout_menage_vise": "COÛT",
    "cout_menage_accompagne": "COÛT",
    "projets_retenus": "PROJETS",
    "part_projets_partenariat": "PROJETS",
}
"""Codes of the table's columns, and the group that each stands under."""


def draw_households(fund: Fnavdl, annee: str) -> View | None:
    """Draw the households and projects by département; None unless one is known."""
    if not by_departement(fund, annee):
        return None
    codes = [code for code in COLUMNS if (code, annee, fund.analyse.region.code) in fund.menages]
    return table(
        f"tableau-menages-{annee}",
        f"Ménages accompagnés et projets retenus, appel à projets {annee}",
        "Région / département",
        [Colonne(fund.analyse.indicateur(code).libelle, COLUMNS[code]) for code in codes],
        [
            territory_row(fund.analyse, t, [fund.menages[code, annee, t.code] for code in codes])
            for t in fund.territoires
        ],
    )


def by_departement(fund: Fnavdl, annee: str) -> bool:
    """Whether the households of a département are known."""
    return any(
        figure is not None and figure.connu
        for t in fund.analyse.departements
        for figure in (fund.menages.get(("menages_a_accompagner", annee, t.code)),)
    )


def draw_coverage(fund: Fnavdl, annee: str) -> View | None:
    """Draw the share of the priority stock to support in each département."""
    shares = coverages(fund, annee)
    if not shares:
        return None
    whole = fund.menages["couverture_stock", annee, fund.analyse.region.code]
    return bars(
        f"graphique-couverture-{annee}",
        "Ménages à accompagner, en part des ménages prioritaires en attente",
        [Barre(t.nom, figure, t.code == fund.analyse.courant) for t, figure in shares.items()],
        (whole.number, f"région : {whole.affichage}") if whole.connu else None,
    )


def coverages(fund: Fnavdl, annee: str) -> dict[Territoire, Figure]:
    """Give the coverage of the stock of each département, if computed."""
    return {
        t: figure
        for t in fund.analyse.departements
        if (figure := fund.menages.get(("couverture_stock", annee, t.code)))
    }

"""Households to support and supported, their cost, and the share of the stock that they are."""

from __future__ import annotations

from collections.abc import Mapping

from hdflib.analyse import Analyse
from hdflib.figures import Etat, Figure, ratio
from hdflib.rules.support import cost_per_household, coverage
from hdflib.sections.publics import compute_public, read_counts
from hdflib.sections.ruled import ruled
from hdflib.territories import Territoire

MENAGES = "fnavdl_menages"
COUNTS = {
    "objectif": "menages_a_accompagner",
    "accompagnes": "menages_accompagnes",
    "projets": "projets_retenus",
    "projets_partenariat": "projets_partenariat",
}
COSTS = {
    "cout_menage_vise": "menages_a_accompagner",
    "cout_menage_accompagne": "menages_accompagnes",
}
"""Codes of the costs, and of the households that the amount is divided by."""
ByTerritory = Mapping[Territoire, Figure]


def household_figures(
    analyse: Analyse, amounts: Mapping[tuple[str, str, str], Figure], year: str
) -> dict[str, ByTerritory]:
    """Compute the figures of the households of a year, by indicator code then by territory.

    Parameters
    ----------
    analyse
        What the page is about.
    amounts
        Amounts of the fund by (indicator code, year, territory code).
    year
        Year of the call for projects.

    Returns
    -------
    dict
        For the départements, then the région. What the landmarks give of the région stands before
        the sum of the table. Empty if no number of households is known for that year.
    """
    found = {code: read(analyse, column, code, year) for column, code in COUNTS.items()}
    if not any(f.connu for code in COSTS.values() for f in found[code].values()):
        return {}
    planned, done = found["menages_a_accompagner"], found["menages_accompagnes"]
    get = analyse.indicateur
    found["taux_accompagnement"] = {
        t: ratio(get("taux_accompagnement"), done[t], planned[t]) for t in planned
    }
    for code, households in COSTS.items():
        found[code] = {
            t: cost(analyse, code, amounts["montant_departement", year, t.code], figure)
            for t, figure in found[households].items()
        }
    return found | shared(analyse, found, year) | covered(analyse, planned, year)


def read(analyse: Analyse, column: str, code: str, year: str) -> dict[Territoire, Figure]:
    """Read a count by territory; the région's is the published one where there is one."""
    source = analyse.table(MENAGES)
    day = f"{year}-12-31" if code == "menages_accompagnes" else year
    found = (
        read_counts(analyse, source, column, code, periode=day, annee=year)
        if source
        else {
            t: Figure(analyse.indicateur(code), t.code, None, Etat.NON_TRANSMIS, periode=day)
            for t in (*analyse.departements, analyse.region)
        }
    )
    return found | {analyse.region: of_region(analyse, code, year, found[analyse.region])}


def of_region(analyse: Analyse, code: str, year: str, own: Figure) -> Figure:
    """Give the published number of the région before the one of the table."""
    published = analyse.repere(code, annee=year)
    return published if published and (published.connu or not own.connu) else own


def cost(analyse: Analyse, code: str, amount: Figure, households: Figure) -> Figure:
    """Give the amount for each household, at the date of the households."""
    return ruled(
        analyse.indicateur(code),
        (amount, households),
        "{} ÷ {}",
        cost_per_household,
        periode=households.periode,
    )


def shared(analyse: Analyse, found: Mapping[str, ByTerritory], year: str) -> dict[str, ByTerritory]:
    """Give the share of the projects that are held by a bailleur with an association."""
    code = "part_projets_partenariat"
    own = {
        t: ratio(analyse.indicateur(code), part, found["projets_retenus"][t])
        for t, part in found["projets_partenariat"].items()
    }
    return {code: own | {analyse.region: of_region(analyse, code, year, own[analyse.region])}}


def covered(analyse: Analyse, planned: ByTerritory, year: str) -> dict[str, ByTerritory]:
    """Give the priority households waiting on 1 January after, and the share to support of them."""
    public = compute_public(analyse, "menages_prioritaires")
    if public is None or public.observation.year != int(year) + 1:
        return {}
    stock = {t: public.get("stock_debut_annee", t) for t in planned}
    coverages = {
        t: ruled(
            analyse.indicateur("couverture_stock"),
            (households, stock[t]),
            "{} ÷ {}",
            coverage,
            periode=stock[t].periode,
        )
        for t, households in planned.items()
    }
    return {"stock_debut_annee": stock, "couverture_stock": coverages}

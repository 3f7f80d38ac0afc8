"""The tables, charts, map and key figures of the fund."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.charts import Serie, grouped_bars, stacked_bars
from hdflib.display.keys import Tuile
from hdflib.display.maps import choropleth
from hdflib.display.palette import BLEU, BLEU_CLAIR
from hdflib.display.tables import Colonne, table
from hdflib.display.views import View
from hdflib.sections.common import territory_row
from hdflib.sections.fnavdl.figures import AMOUNTS, SHARES, Fnavdl, compute


def draw_table(fund: Fnavdl, annee: str) -> View:
    """Draw the financing of a year by département and holder, with shares."""
    codes = [*AMOUNTS.values(), "part_departement", *SHARES]
    if any(key[:2] == ("evolution_financement", annee) for key in fund.figures):
        codes.append("evolution_financement")
    groups = dict.fromkeys(AMOUNTS.values(), "FINANCEMENT") | {
        "part_departement": "PARTS",
        **dict.fromkeys(SHARES, "PARTS"),
        "evolution_financement": "ÉVOLUTION",
    }
    return table(
        f"tableau-fnavdl-{annee}",
        f"FNAVDL {annee} : financement par département et par porteur",
        "Région / département",
        [Colonne(fund.analyse.indicateur(code).libelle, groups[code]) for code in codes],
        [
            territory_row(fund.analyse, t, [fund.get(code, annee, t) for code in codes])
            for t in fund.territoires
        ],
    )


def draw_chart(fund: Fnavdl, annee: str) -> View | None:
    """Draw the financing of a year, by holder."""
    departements = fund.analyse.departements
    return stacked_bars(
        f"graphique-fnavdl-{annee}",
        f"FNAVDL {annee} : financement par porteur",
        [t.nom for t in departements],
        [
            Serie(
                "Associations",
                BLEU,
                [fund.get("montant_associations", annee, t) for t in departements],
            ),
            Serie(
                "Bailleurs et associations",
                BLEU_CLAIR,
                [fund.get("montant_bailleurs", annee, t) for t in departements],
            ),
        ],
    )


def draw_years(fund: Fnavdl) -> View | None:
    """Draw the financing of each département over the years."""
    departements = fund.analyse.departements
    colours = [BLEU_CLAIR, BLEU][-len(fund.annees) :]
    return grouped_bars(
        "graphique-fnavdl-annees",
        "FNAVDL : financement par département et par année",
        [t.nom for t in departements],
        [
            Serie(year, colour, [fund.get("montant_departement", year, t) for t in departements])
            for year, colour in zip(fund.annees[-2:], colours, strict=True)
        ],
    )


def draw_map(fund: Fnavdl, annee: str) -> View | None:
    """Map the share of each département in a year's financing."""
    departements = fund.analyse.departements
    return choropleth(
        "carte-fnavdl",
        f"FNAVDL {annee} : part de chaque département dans le financement",
        fund.analyse.edition.contours,
        {t: fund.get("part_departement", annee, t) for t in departements},
        fund.analyse.edition.params.seuils.part_departement,
        fund.analyse.courant,
    )


def tiles(analyse: Analyse) -> list[Tuile]:
    """Give the key figures: money and households of the page's territory, then the région's."""
    fund = compute(analyse)
    if fund is None:
        return []
    where, region, year = analyse.territoire, analyse.region, fund.annees[-1]
    amount = fund.get("montant_departement", year, where)
    found = [Tuile(amount, f"de financement {where.dans}", rang=1)]
    if not analyse.regional:
        share = fund.get("part_departement", year, where)
        found.append(Tuile(share, "du financement de la région"))
    for code, label in (
        ("enveloppe_fnavdl", "d’enveloppe régionale"),
        ("menages_a_accompagner", "ménages à accompagner dans la région"),
    ):
        figure = analyse.repere(code, annee=year) or analyse.repere(code)
        if figure is not None:
            found.append(Tuile(figure, label))
    costs = [
        figure
        for annee in reversed(fund.annees)
        if (figure := fund.menages.get(("cout_menage_vise", annee, region.code)))
    ]
    if costs:
        found.append(Tuile(costs[0], "par ménage à accompagner dans la région"))
    return found

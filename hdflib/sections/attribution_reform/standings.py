"""Results of the EPCI against their own objectives, in a table."""

from __future__ import annotations

from collections.abc import Mapping

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.tables import Cell, Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Etat, Figure
from hdflib.sections.attribution_reform.mixity import (
    ANNUELLE,
    MIXITE,
    Q1,
    Q234,
    Shares,
    compute_shares,
    legal_share,
    without_object,
    year,
)
from hdflib.sections.attribution_reform.objectives import Bilan, compute_bilans
from hdflib.sections.attribution_reform.situation import concerned
from hdflib.territories import Territoire

OUT, IN = "Hors QPV : premier quartile et relogés", "En QPV : quartiles 2, 3 et 4"
RESULTS = ((MIXITE, Q1), (ANNUELLE, Q1), (MIXITE, Q234), (ANNUELLE, Q234))
NOTHING = "sans objet"


def draw_standings(analyse: Analyse) -> View | None:
    """Draw the results of the EPCI of the page against their objectives; those of the région come
    by département, the most populated first."""
    bilans = compute_bilans(analyse)
    own = sorted(
        (t for t in bilans if analyse.courant in (None, t.departement)),
        key=lambda t: (t.departement or "", -t.population, t.code),
    )
    if not own:
        return None
    results = {key: compute_shares(analyse, *key) for key in RESULTS}
    whom = " concernés par la réforme" if concerned(analyse) is not None else ""
    return table(
        "tableau-epci-mixite",
        f"Résultats et objectifs des EPCI {analyse.territoire.de}{whom}",
        "EPCI",
        columns(analyse, results),
        [
            *(
                Ligne(
                    t.nom,
                    epci_cells(results, t, bilans[t]),
                    groupe=analyse.nom(t.departement) if analyse.regional and t.departement else "",
                )
                for t in own
            ),
            *([] if analyse.regional else [whole_row(analyse, results)]),
        ],
    )


def columns(analyse: Analyse, results: Mapping[tuple[str, str], Shares]) -> list[Colonne]:
    """Give the columns: objective, results and what lacks, then results in QPV and verdict."""
    day = french.date_longue(analyse.observation(MIXITE))
    before = {code: before_column(analyse, group, results[ANNUELLE, code]) for code, group in NAMES}
    least = french.pourcentage_court(legal_share(analyse, Q234))
    return [
        Colonne("Objectif", OUT),
        Colonne(f"Au {day}", OUT),
        Colonne("Attributions manquantes", OUT),
        *before[Q1],
        Colonne(f"Au {day}", IN),
        *before[Q234],
        Colonne(f"Atteint {least}", IN, nombre=False),
        Colonne("Sans baisse", IN, nombre=False),
    ]


NAMES = ((Q1, OUT), (Q234, IN))


def before_column(analyse: Analyse, group: str, shares: Shares) -> list[Colonne]:
    """Give the column of the year before, if it was transmitted."""
    return [Colonne(year(analyse, ANNUELLE), group)] if shares else []


def epci_cells(
    results: Mapping[tuple[str, str], Shares], t: Territoire, bilan: Bilan
) -> list[Cell]:
    """Give the cells of an EPCI."""
    return [
        bilan.objectif,
        result_cell(results[MIXITE, Q1], t),
        NOTHING if without_object(bilan.manque) else bilan.manque,
        *before_cell(results[ANNUELLE, Q1], t),
        result_cell(results[MIXITE, Q234], t),
        *before_cell(results[ANNUELLE, Q234], t),
        *verdicts(bilan, results[MIXITE, Q234].get(t)),
    ]


def before_cell(shares: Shares, t: Territoire) -> list[Cell]:
    """Give the result of the year before, if it was transmitted."""
    return [result_cell(shares, t)] if shares else []


def result_cell(shares: Shares, t: Territoire) -> Cell:
    """Give the result of a territory, or say that it has none to give or has no row."""
    figure = shares.get(t)
    if figure is None:
        return Etat.NON_TRANSMIS.value
    return NOTHING if without_object(figure) else figure


def verdicts(bilan: Bilan, share: Figure | None) -> list[str]:
    """Say whether a result in QPV reaches the least share, and whether it keeps its level."""
    if bilan.plancher is None:
        empty = share is not None and without_object(share)
        return [NOTHING if empty else "non connu"] * 2
    kept = "oui" if bilan.plancher.maintenu else "non"
    return ["oui" if bilan.plancher.atteint else "non", kept if bilan.compare else "non connu"]


def whole_row(analyse: Analyse, results: Mapping[tuple[str, str], Shares]) -> Ligne:
    """Give the row of the département, whose objectives are those of each EPCI."""
    t = analyse.territoire
    cells = [
        "",
        result_cell(results[MIXITE, Q1], t),
        "",
        *before_cell(results[ANNUELLE, Q1], t),
        result_cell(results[MIXITE, Q234], t),
        *before_cell(results[ANNUELLE, Q234], t),
        "",
        "",
    ]
    return Ligne(f"Ensemble {t.de}", cells, "total")

"""Table of the EPCI that must carry the reform out: steps passed and results."""

from __future__ import annotations

from collections.abc import Mapping

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.tables import Cell, Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Etat, Figure
from hdflib.inputs.table import Row
from hdflib.sections.attribution_reform.mixity import (
    ANNUELLE,
    MIXITE,
    Q1,
    Q234,
    compute_shares,
    without_object,
    year,
)
from hdflib.sections.attribution_reform.progress import ETAPES, SHORT
from hdflib.sections.attribution_reform.situation import (
    TABLE,
    concerned,
    epci_situations,
    say_step,
)
from hdflib.territories import Territoire

RESULTS = ((MIXITE, Q1), (ANNUELLE, Q1), (MIXITE, Q234))
HEADINGS = {Q1: "Premier quartile et relogés hors QPV", Q234: "Quartiles 2, 3 et 4 en QPV"}


def draw_epci_table(analyse: Analyse) -> View | None:
    """Draw the concerned EPCI of the page: the steps that each passed, and its results.

    On the région's page, steps only: its maps have the tables of the results.
    """
    results = {
        (nom, code): shares
        for nom, code in RESULTS
        if not analyse.regional and (shares := compute_shares(analyse, nom, code))
    }
    rows = epci_situations(analyse)
    steps = any(row.text(etape) for row in rows.values() for etape in ETAPES)
    own = own_epci(analyse, rows, results)
    if not own or not (steps or results):
        return None
    return table(
        "tableau-epci-reforme",
        f"{'Étapes et résultats' if results else 'Étapes'} des EPCI {analyse.territoire.de}"
        + (" concernés par la réforme" if concerned(analyse) is not None else ""),
        "EPCI",
        [*step_columns(analyse, steps), *(result_column(analyse, *key) for key in results)],
        [
            *(
                Ligne(
                    t.nom,
                    [
                        *(say_steps(analyse, rows.get(t)) if steps else []),
                        *(result_cell(shares, t) for shares in results.values()),
                    ],
                    groupe=analyse.nom(t.departement) if analyse.regional and t.departement else "",
                )
                for t in own
            ),
            *whole_row(analyse, steps, results),
        ],
    )


def own_epci(
    analyse: Analyse,
    rows: Mapping[Territoire, Row],
    results: Mapping[tuple[str, str], Mapping[Territoire, Figure]],
) -> list[Territoire]:
    """Give the concerned EPCI of the page by département, the most populated first."""
    found = concerned(analyse)
    if found is None:
        found = set(rows).union(*results.values())
    own = [t for t in found if t.niveau == "epci" and analyse.courant in (None, t.departement)]
    return sorted(own, key=lambda t: (t.departement or "", -t.population, t.code))


def step_columns(analyse: Analyse, steps: bool) -> list[Colonne]:
    """Give the columns of the steps and of the cotation."""
    if not steps:
        return []
    group = f"Étapes franchies au {french.date_longue(analyse.observation(TABLE))}"
    return [
        *(Colonne(SHORT[etape], group, nombre=False) for etape in ETAPES),
        Colonne("Cotation active", nombre=False),
    ]


def say_steps(analyse: Analyse, row: Row | None) -> list[str]:
    """Say each step that an EPCI passed, then whether its cotation is active."""
    active = row.text("cotation_active") if row else ""
    return [
        *(say_step(analyse, row, etape) for etape in ETAPES),
        active or Etat.NON_TRANSMIS.value,
    ]


def result_column(analyse: Analyse, nom: str, code: str) -> Colonne:
    """Give the column of a result: its date, or its year, under what it is."""
    if nom == ANNUELLE:
        return Colonne(year(analyse, nom), HEADINGS[code])
    day = french.date_longue(analyse.observation(nom))
    return Colonne(f"Au {day}", HEADINGS[code])


def result_cell(shares: Mapping[Territoire, Figure], t: Territoire) -> Cell:
    """Give the result of a territory, or say that it has none to give or has no row."""
    figure = shares.get(t)
    if figure is None:
        return Etat.NON_TRANSMIS.value
    return "sans objet" if without_object(figure) else figure


def whole_row(
    analyse: Analyse,
    steps: bool,
    results: Mapping[tuple[str, str], Mapping[Territoire, Figure]],
) -> list[Ligne]:
    """Give the row of the whole département, which has results but no steps."""
    if not results:
        return []
    cells = [result_cell(shares, analyse.territoire) for shares in results.values()]
    blank = [""] * len(step_columns(analyse, steps))
    return [Ligne(f"Ensemble {analyse.territoire.de}", [*blank, *cells], "total")]

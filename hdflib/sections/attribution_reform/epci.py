"""Table of the EPCI that must carry the reform out: steps passed, and what is late or due."""

from __future__ import annotations

from collections.abc import Mapping

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Etat
from hdflib.inputs.table import Row
from hdflib.rules.reform import Stade
from hdflib.sections.attribution_reform.dates import time_left
from hdflib.sections.attribution_reform.obligations import Obligation, list_obligations
from hdflib.sections.attribution_reform.progress import ETAPES, SHORT
from hdflib.sections.attribution_reform.situation import (
    TABLE,
    concerned,
    epci_situations,
    say_step,
    write_day,
)
from hdflib.territories import Territoire

NAMES = {
    "cia": "CIA",
    "notification": "objectifs à notifier",
    "ppgdid": "PPGDID",
    "cotation": "cotation",
}
"""Obligations that have a deadline, in short."""


def draw_epci_table(analyse: Analyse) -> View | None:
    """Draw the concerned EPCI of the page: the steps that each passed, what is late or due."""
    rows = epci_situations(analyse)
    own = own_epci(analyse, rows)
    if not own or not any(row.text(etape) for row in rows.values() for etape in ETAPES):
        return None
    found = list_obligations(analyse, None)
    late = any(t in o.attendus for o in found if o.situation.stade is Stade.EN_RETARD for t in own)
    group = f"Étapes franchies au {french.date_longue(analyse.observation(TABLE))}"
    day = french.date_longue(analyse.edition.params.commission)
    return table(
        "tableau-epci-reforme",
        f"Étapes des EPCI {analyse.territoire.de}"
        + (" concernés par la réforme" if concerned(analyse) is not None else ""),
        "EPCI",
        [
            *(Colonne(SHORT[etape], group, nombre=False) for etape in ETAPES),
            Colonne("Cotation active", group, nombre=False),
            *([Colonne(f"En retard au {day}", nombre=False)] if late else []),
            Colonne("Prochaine échéance", nombre=False),
        ],
        [
            Ligne(
                t.nom,
                [
                    *say_steps(analyse, rows[t]),
                    *([say_late(analyse, found, t)] if late else []),
                    say_due(found, t),
                ],
                groupe=analyse.nom(t.departement) if analyse.regional and t.departement else "",
            )
            for t in own
        ],
    )


def own_epci(analyse: Analyse, rows: Mapping[Territoire, Row]) -> list[Territoire]:
    """Give the concerned EPCI of the page by département, the most populated first."""
    found = concerned(analyse)
    own = [t for t in rows if analyse.courant in (None, t.departement)]
    return sorted(
        (t for t in own if found is None or t in found),
        key=lambda t: (t.departement or "", -t.population, t.code),
    )


def say_steps(analyse: Analyse, row: Row) -> list[str]:
    """Say each step that an EPCI passed, then whether its cotation is active."""
    return [
        *(say_step(analyse, row, etape) for etape in ETAPES),
        row.text("cotation_active") or Etat.NON_TRANSMIS.value,
    ]


def say_late(analyse: Analyse, found: list[Obligation], t: Territoire) -> str:
    """Say what an EPCI is late for, and since how long."""
    late = [o for o in found if t in o.attendus and o.situation.stade is Stade.EN_RETARD]
    said = []
    for obligation in late:
        assert obligation.echeance is not None
        time = time_left(analyse, obligation.echeance, obligation.situation)
        said.append(f"{NAMES[obligation.code]} ({time.avec_unite})" if time else "")
    return french.liste(said) if said else "non"


def say_due(found: list[Obligation], t: Territoire) -> str:
    """Say what an EPCI must do next, and by when: "22/10/2022 : CIA"."""
    ahead = [o for o in found if t in o.attendus and o.situation.stade is Stade.A_VENIR]
    # Objectives are to be notified once the CIA is late only.
    in_time = any(o.code == "cia" for o in ahead)
    due: dict[str, list[str]] = {}
    for o in ahead:
        if o.echeance and not (in_time and o.code == "notification"):
            due.setdefault(str(o.echeance.value), []).append(NAMES[o.code])
    if not due:
        return "–"
    day = min(due)
    return f"{write_day(day)} : {french.liste(due[day])}"

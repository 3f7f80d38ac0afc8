"""Check of the shares of the flow that conventions give to the réservataires."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hdflib.display import french
from hdflib.errors import Problem
from hdflib.inputs.table import Row, Table
from hdflib.rules.flux import ETAT
from hdflib.rules.law import Law

DROITS = "droits_reservation"


def check_rights(table: Table | None, law: Law, day: date, problems: list[Problem]) -> None:
    """Report the shares beyond what the law allows on a day: the préfet's, and all together."""
    if table is not None:
        problems += [*_state_problems(table, law, day), *_sum_problems(table)]


def _state_problems(table: Table, law: Law, day: date) -> Iterator[Problem]:
    ceiling = law.find("part_etat", day)
    if ceiling is None:
        return
    for row in table.where(reservataire=ETAT):
        if _share(row) > ceiling.number:
            constat = f"La part de l’État dépasse {french.pourcentage_court(ceiling.number)}."
            remede = f"Corrigez-la ({ceiling.reference})."
            yield Problem(table.fichier, constat, remede, row.ligne, "taux", row.cells["taux"].brut)


def _sum_problems(table: Table) -> Iterator[Problem]:
    total = sum(french.exact(_share(row)) for row in table)
    if total > 1:
        constat = f"Les parts de tous font {french.pourcentage_court(float(total))} du flux."
        remede = "Corrigez-les : le bailleur dispose de ce qu’elles laissent."
        yield Problem(table.fichier, constat, remede, table.rows[-1].ligne, "taux")


def _share(row: Row) -> float:
    value = row.cells["taux"].value
    return value if isinstance(value, (int, float)) else 0.0

"""The audit of what an edition publishes, with what earlier editions add."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hdflib.analyse import written_decimals
from hdflib.disclosure.audit import Audit, audit
from hdflib.disclosure.knowledge import Fact, grown, rounded_rate
from hdflib.disclosure.rule import Rule
from hdflib.disclosure.system import Cell, Key, Relation, System, merge
from hdflib.figures import Etat
from hdflib.inputs.cells import Cell as Read
from hdflib.inputs.edition import Edition, read_edition
from hdflib.inputs.params import commissions
from hdflib.inputs.table import Table

CUMULATIVE = ("attributions", "attributions_totales")
"""Columns that count from 1 January, and so never fall within a year."""
PART, WHOLE, RATE = "attributions", "attributions_totales", "poids_attributions"


def audit_edition(root: Path, iso: str) -> Audit:
    """Attack the hidden cells of an edition.

    The attacker has all the tables of the edition by territory, the published weights, and the
    earlier editions of the same year, whose cumulative counts can only have grown. A cell that
    wasn't transmitted is unknown to everybody and isn't audited.

    Raises
    ------
    HdfError
        If the commission doesn't exist or its inputs hold problems.
    """
    edition = read_edition(root, iso)
    earlier = [read_edition(root, before) for before in commissions(root) if before < iso]
    same_year = [e for e in earlier if e.params.commission.year == edition.params.commission.year]
    system = merge(*(system_of(e) for e in (edition, *same_year)))
    facts = [*weight_facts(edition, system)]
    for before in same_year:
        facts += growth_facts(edition, before, system)
    rule = Rule(edition.params.extractions.seuil_secret)
    return audit(system, hidden_cells(edition), rule, known=facts)


def key_of(edition: Edition, table: Table, column: str, territoire: str) -> Key:
    """Name a cell; the total of attributions is one cell whatever the public."""
    day = edition.params.observation[table.schema.nom].isoformat()
    name = column if column == WHOLE else f"{table.schema.nom}.{column}"
    return (name, day, territoire)


def cells_of(edition: Edition) -> Iterator[tuple[Key, Read]]:
    """Give the cells of counts of the dated tables by territory, with their keys."""
    for table in edition.tables.values():
        columns = [c.nom for c in table.schema.colonnes if c.somme and c.etats]
        if table.schema.datee and table.schema.cle == ("territoire",):
            for row in table:
                for column in columns:
                    cell = row.cells[column]
                    if cell.etat in (Etat.CONNU, Etat.SECRET):
                        yield key_of(edition, table, column, row.text("territoire")), cell


def system_of(edition: Edition) -> System:
    """Give the cells of an edition, hidden ones without value, and the sums of the région."""
    cells = {
        key: Cell(key, None if cell.etat is Etat.SECRET else int(float(cell.value or 0)))
        for key, cell in cells_of(edition)
    }
    codes = [t.code for t in edition.territoires.departements]
    region = edition.territoires.region.code
    relations = []
    for name, day, territoire in cells:
        parts = tuple((name, day, code) for code in codes)
        if territoire == region and all(part in cells for part in parts):
            relations.append(Relation((name, day, region), parts))
    return System(tuple(cells.values()), tuple(relations))


def hidden_cells(edition: Edition) -> list[Key]:
    """Give the cells that the edition hides."""
    return list(dict.fromkeys(k for k, cell in cells_of(edition) if cell.etat is Etat.SECRET))


def weight_facts(edition: Edition, system: System) -> Iterator[Fact]:
    """Give what the published weights tell of the attributions and their total."""
    values = system.values
    for table in edition.tables.values():
        if RATE not in [column.nom for column in table.schema.colonnes]:
            continue
        for row in table:
            cell, code = row.cells[RATE], row.text("territoire")
            part, whole = (key_of(edition, table, column, code) for column in (PART, WHOLE))
            if isinstance(cell.value, float) and {part, whole} <= values.keys():
                decimals = written_decimals(cell.brut)
                yield from rounded_rate(part, whole, cell.value, decimals, table.fichier)


def growth_facts(edition: Edition, before: Edition, system: System) -> Iterator[Fact]:
    """Give what an earlier edition of the year tells: cumulative counts have not fallen."""
    known = system.values
    for name, table in edition.tables.items():
        if name not in before.tables or name not in edition.params.observation:
            continue
        for column in CUMULATIVE:
            for territoire in edition.territoires.packs:
                now = key_of(edition, table, column, territoire.code)
                past = key_of(before, before.tables[name], column, territoire.code)
                if now != past and {now, past} <= known.keys():
                    yield grown(now, past, before.params.iso)

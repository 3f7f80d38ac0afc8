"""The audit of what an edition publishes, with what earlier editions add."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from hdflib.analyse import written_decimals
from hdflib.disclosure.audit import Audit, audit
from hdflib.disclosure.knowledge import Fact, grown, rounded_rate
from hdflib.disclosure.rule import Rule
from hdflib.disclosure.system import Cell, Key, Relation, System, merge
from hdflib.extracts.definitions import Definitions, Par, read_definitions
from hdflib.extracts.measures import BAILLEUR, Geography, Measure
from hdflib.extracts.relations import link
from hdflib.extracts.tally import month_bounds
from hdflib.extracts.writing import PROVENANCE
from hdflib.figures import Etat
from hdflib.inputs.cells import Cell as Read
from hdflib.inputs.edition import Edition, read_edition
from hdflib.inputs.params import commissions
from hdflib.inputs.reference import read_communes
from hdflib.inputs.table import Row, Table

PART, WHOLE, RATE = "attributions", "attributions_totales", "poids_attributions"
CUMULATIVE = (PART, WHOLE)
"""Columns that count from 1 January, and so never fall within a year."""

RUBRIQUES = (Par.MOIS, Par.RESERVATAIRE)
"""What rows are about beside their territory."""

Place = tuple[str, str, str]
"""Table, column and member: territory, month and territory, or bailleur."""


def audit_edition(root: Path, iso: str) -> Audit:
    """Attack the hidden cells of an edition.

    The attacker has all the tables of the edition, the definitions that tie them, the published
    weights, and the earlier editions of the same year, whose cumulative counts can only have
    grown. A cell that wasn't transmitted is unknown to everybody and isn't audited.

    Raises
    ------
    HdfError
        If the commission doesn't exist or its inputs hold problems.
    """
    now = open_published(root, iso)
    before = [open_published(root, day) for day in commissions(root) if day[:4] == iso[:4]]
    earlier = [edition for edition in before if edition.iso < iso]
    system = now.system
    for edition in earlier:
        system = merge(system, beside(edition.system, system, edition.iso))
    facts = [*weight_facts(now)]
    for edition in earlier:
        facts += growth_facts(now, edition, system)
    rule = Rule(now.edition.params.extractions.seuil_secret)
    result = audit(system, now.hidden, rule, known=facts)
    own = set(now.hidden)
    return Audit(rule, tuple(row for row in result.rows if row.key in own or not row.protected))


@dataclass(frozen=True)
class Published:
    """An edition as its readers have it.

    Attributes
    ----------
    edition
        Its checked inputs.
    definitions, geography
        What its counted tables hold, and the territories that tie them.
    counted
        Names of the tables that were counted from records; the others were typed.
    """

    edition: Edition
    definitions: Definitions
    geography: Geography
    counted: frozenset[str]

    @property
    def iso(self) -> str:
        """Date of the session."""
        return self.edition.params.iso

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The counted columns, hidden cells without value."""
        return tuple(
            measure
            for name in self.definitions.tables
            if name in self.counted and name in self.edition.tables
            for measure in self._measures(self.edition.tables[name])
        )

    def _measures(self, table: Table) -> Iterator[Measure]:
        name = table.schema.nom
        given, day = self.definitions.tables[name], self.edition.params.observation[name]
        for column, definition in given.colonnes.items():
            cells: dict[str, dict[str, int | None]] = {}
            for row in table:
                cell = row.cells[column]
                if cell.etat in (Etat.CONNU, Etat.SECRET):
                    rubrique = row.text(given.par) if given.par in RUBRIQUES else ""
                    cells.setdefault(rubrique, {})[_member(row, given.par)] = _count(cell)
            for rubrique, values in cells.items():
                monthly = given.par is Par.MOIS
                bounds = month_bounds(rubrique) if monthly else definition.bounds(day)
                condition = self.definitions.condition(definition, day)
                latent = dict.fromkeys(self._latent(given.par, values))
                yield Measure(
                    name,
                    column,
                    rubrique,
                    given.par,
                    definition,
                    condition,
                    day,
                    bounds,
                    values,
                    latent,
                )

    def _latent(self, par: Par, values: Mapping[str, int | None]) -> list[str]:
        if par is Par.BAILLEUR:
            return [self.geography.region]
        if par is not Par.EPCI or not values.keys() >= set(self.geography.epci):
            return []
        members = map(self.geography.member, self.geography.pieces)
        return [member for member in members if member not in values]

    @cached_property
    def system(self) -> System:
        """All the cells, hidden and latent ones without value, and what ties them.

        A latent cell that the others give is not published for that: it is to be judged.
        """
        linked = link(self.measures, self.definitions, self.geography)
        return merge(linked.system.seen(linked.latent), _typed_system(self))

    @cached_property
    def hidden(self) -> list[Key]:
        """Keys of the cells that the edition hides."""
        secret = [key for key, cell in _typed_cells(self) if cell.etat is Etat.SECRET]
        for measure in self.measures:
            secret += [measure.key(m) for m, value in measure.cells.items() if value is None]
        return list(dict.fromkeys(secret))

    def key(self, place: Place) -> Key:
        """Give the key of a cell in the system.

        In typed tables, the total of attributions at a day is one cell whatever the public.
        """
        table, column, member = place
        if table in self.counted and table in self.definitions.tables:
            own = (m for m in self.measures if (m.table, m.colonne) == (table, column))
            return next(own).key(member)
        day = self.edition.params.observation[table].isoformat()
        return (column if column == WHOLE else f"{table}.{column}", day, member)

    @cached_property
    def places(self) -> list[Place]:
        """Cells of counts by territory of the dated tables."""
        return [
            (table.schema.nom, column.nom, row.text("territoire"))
            for table in self.edition.tables.values()
            if table.schema.datee and table.schema.cle == ("territoire",)
            for row in table
            for column in table.schema.colonnes
            if column.somme
            and column.etats
            and row.cells[column.nom].etat in (Etat.CONNU, Etat.SECRET)
            and (table.schema.nom not in self.counted or self._defines(table, column.nom))
        ]

    def _defines(self, table: Table, column: str) -> bool:
        given = self.definitions.tables.get(table.schema.nom)
        return given is not None and column in given.colonnes


def open_published(root: Path, iso: str) -> Published:
    """Read an edition as its readers have it.

    Raises
    ------
    HdfError
        If the commission doesn't exist or its inputs hold problems.
    """
    edition = read_edition(root, iso)
    reference = root / "data" / "reference" / f"region-{edition.params.region}"
    geography = Geography.of(edition.territoires, read_communes(reference).values())
    path = root / "data" / iso / PROVENANCE
    counted = json.loads(path.read_text("utf-8"))["tables"] if path.exists() else {}
    return Published(edition, read_definitions(root), geography, frozenset(counted))


def beside(system: System, other: System, mark: str) -> System:
    """Give a system whose cells don't contradict another one's.

    Sources are revised: an edition may give another value than an earlier one did for the same
    count. All that is tied to such a count is then another cell, whose key ends with `mark`.
    """
    values = other.values
    parts = []
    for part in system.split():
        clash = any(
            None not in (value, values.get(key)) and value != values[key]
            for key, value in part.values.items()
        )
        parts.append(_marked(part, mark) if clash else part)
    return merge(*parts)


def _marked(system: System, mark: str) -> System:
    names = {key: (*key, mark) for key in system.values}
    return System(
        tuple(Cell(names[cell.key], cell.value) for cell in system.cells),
        tuple(
            Relation(names[relation.total], tuple(names[part] for part in relation.parts))
            for relation in system.relations
        ),
    )


def _member(row: Row, par: Par) -> str:
    return BAILLEUR + row.text("bailleur") if par is Par.BAILLEUR else row.text("territoire")


def _count(cell: Read) -> int | None:
    return None if cell.etat is Etat.SECRET else int(float(cell.value or 0))


def _typed_cells(published: Published) -> Iterator[tuple[Key, Read]]:
    for place in published.places:
        table, column, territoire = place
        if table not in published.counted:
            row = published.edition.tables[table].row(territoire=territoire)
            assert row is not None
            yield published.key(place), row.cells[column]


def _typed_system(published: Published) -> System:
    """Give the cells of the typed tables, and the sums of the région."""
    cells = {key: Cell(key, _count(cell)) for key, cell in _typed_cells(published)}
    region, codes = published.geography.region, published.geography.departements
    relations = []
    for name, day, territoire in cells:
        parts = tuple((name, day, code) for code in codes)
        if territoire == region and all(part in cells for part in parts):
            relations.append(Relation((name, day, region), parts))
    return System(tuple(cells.values()), tuple(relations))


def weight_facts(published: Published) -> Iterator[Fact]:
    """Give what the published weights tell of the attributions and their total."""
    for table in published.edition.tables.values():
        if RATE not in [column.nom for column in table.schema.colonnes]:
            continue
        for row in (row for row in table if isinstance(row.cells[RATE].value, float)):
            rate, code = row.cells[RATE], row.text("territoire")
            part, whole = (published.key((table.schema.nom, c, code)) for c in (PART, WHOLE))
            if {part, whole} <= published.system.values.keys():
                decimals = written_decimals(rate.brut)
                share = float(rate.value or 0)
                yield from rounded_rate(part, whole, share, decimals, table.fichier)


def growth_facts(now: Published, before: Published, system: System) -> Iterator[Fact]:
    """Give what an earlier edition of the year tells: cumulative counts have not fallen."""
    shared = set(now.places) & set(before.places)
    for place in sorted(shared):
        table, column, _ = place
        dates = [published.edition.params.observation[table] for published in (now, before)]
        if column in CUMULATIVE and _same_year(dates):
            keys = now.key(place), before.key(place)
            if keys[0] != keys[1] and system.values.keys() >= set(keys):
                yield grown(*keys, before.iso)


def _same_year(days: Sequence[date]) -> bool:
    return len({day.year for day in days}) == 1

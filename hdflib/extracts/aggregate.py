"""From a folder of extracts to the protected tables of a commission."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from hdflib.commission import Commission
from hdflib.disclosure.audit import Audit
from hdflib.disclosure.protection import Protection
from hdflib.errors import HdfError
from hdflib.extracts.administrative import (
    Rows,
    bracket_bailleurs,
    count_steps,
    follow_reform,
    read_objectives,
    sum_fnavdl,
    sum_places,
)
from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.counts import Asked
from hdflib.extracts.definitions import Definitions, read_definitions
from hdflib.extracts.files import has_files
from hdflib.extracts.loading import Loading, connect, load
from hdflib.extracts.measures import Geography, Measure
from hdflib.extracts.provenance import describe
from hdflib.extracts.quartiles import fill_quartiles
from hdflib.extracts.relations import link
from hdflib.extracts.schema import read_sources
from hdflib.extracts.secrecy import hide
from hdflib.extracts.tally import make_measures, refuse_numbers
from hdflib.extracts.writing import OBJECTIVE, PROVENANCE, counted_rows, write_tables
from hdflib.inputs.params import read_params
from hdflib.inputs.reference import read_communes, read_territoires
from hdflib.inputs.tables import SCHEMAS

NEEDED: Mapping[str, tuple[str, ...]] = {
    "bailleurs_tranches": ("objectifs", "sne_attributions"),
    "reforme_etapes": ("reforme",),
    "reforme_epci": ("reforme",),
    "fnavdl_enveloppes": ("fnavdl",),
    "ahi_places": ("ahi",),
}
"""Sources of the tables that count no household."""


@dataclass(frozen=True)
class Aggregated:
    """What was aggregated.

    Attributes
    ----------
    tables, undated
        The files written, and the names of the tables left out for want of an observation date.
    loadings
        What became of the rows of each source.
    protection, audit
        The cells hidden, and the attack on them.
    """

    tables: tuple[Path, ...]
    undated: tuple[str, ...]
    loadings: tuple[Loading, ...]
    protection: Protection
    audit: Audit


@dataclass(frozen=True)
class Task:
    """What is to be counted: the commission, the definitions, and the sources that have files."""

    params: Commission
    definitions: Definitions
    sources: Mapping[str, SourceSchema]
    geography: Geography

    @property
    def observations(self) -> dict[str, date]:
        """Day at which each table that can be made is seen; the session's for undated ones."""
        given = self.params.observation
        return {
            name: given.get(name, self.params.commission)
            for name in (*self.definitions.tables, *NEEDED)
            if self._has_sources(name) and (name in given or not SCHEMAS[name].datee)
        }

    @property
    def undated(self) -> tuple[str, ...]:
        """Tables that could be made, had they an observation date in params."""
        names = (*self.definitions.tables, *NEEDED)
        return tuple(n for n in names if self._has_sources(n) and n not in self.observations)

    def _has_sources(self, table: str) -> bool:
        present = [source in self.sources for source in self.sources_of(table)]
        # A counted table is made from what is there: its other columns stay empty.
        return all(present) if table in NEEDED else any(present)

    def last_day(self, source: str) -> date:
        """Give the latest day from which a source is seen; the session's if no table says."""
        days = [
            day
            for name, day in self.observations.items()
            if name in self.params.observation and source in self.sources_of(name)
        ]
        return max(days, default=self.params.commission)

    def sources_of(self, table: str) -> Sequence[str]:
        """Give the names of the sources that a table is made from."""
        given = self.definitions.tables.get(table)
        return given.sources if given else NEEDED[table]


def aggregate(root: Path, iso: str, extracts: Path, done: Callable[[Loading], None]) -> Aggregated:
    """Read, validate, count and protect the extracts of a commission, then write its tables.

    Nothing is written under `data/<date>/` unless everything succeeds. A table that was typed by
    hand is never replaced.

    Parameters
    ----------
    root, iso
        Project, and date of the commission.
    extracts
        Folder of the extracts; the report of each source's faults is written there.
    done
        Called after each source.

    Raises
    ------
    HdfError
        If a source can't be used, a table was typed by hand, or the protection leaks.
    """
    params = read_params(root, iso)
    reference = root / "data" / "reference" / f"region-{params.region}"
    communes = read_communes(reference)
    geography = Geography.of(read_territoires(reference), communes.values())
    sources = present(read_sources(root), extracts)
    task = Task(params, read_definitions(root), sources, geography)
    folder = root / "data" / iso
    refuse_typed(folder, task)
    with connect() as connection:
        loadings = []
        for name, schema in task.sources.items():
            loading = load(
                connection,
                schema,
                extracts,
                communes,
                task.last_day(name),
                params.extractions.rejets_max,
                report=extracts / f"rejets-{name}.csv",
            )
            loadings.append(loading)
            done(loading)
        fill_quartiles(connection, task.sources)
        measures = make_measures(
            connection, task.definitions, task.observations, list(task.sources), geography
        )
        refuse_numbers(measures)
        objectives = objectives_of(connection, task, measures)
        others = administrative(connection, task)
    linked = link(measures, task.definitions, geography)
    protection, result = hide(linked, params.extractions.seuil_secret)
    tables = {
        name: counted_rows(
            [m for m in measures if m.table == name], protection.hidden, objectives.get(name, {})
        )
        for name in dict.fromkeys(m.table for m in measures)
    } | {name: rows for name, rows in others.items() if rows}
    provenance = describe(task, loadings, measures, protection, list(tables))
    origins = {name: origin(task, name) for name in tables}
    written = write_tables(folder, tables, origins, provenance)
    return Aggregated(written, task.undated, tuple(loadings), protection, result)


def present(sources: Mapping[str, SourceSchema], extracts: Path) -> dict[str, SourceSchema]:
    """Give the sources that have files.

    Raises
    ------
    HdfError
        If none has.
    """
    found = {name: schema for name, schema in sources.items() if has_files(extracts, name)}
    if not found:
        raise HdfError(
            f"Aucune extraction dans « {extracts} ». Fichiers attendus : "
            f"{', '.join(f'{name}.csv' for name in sources)} (ou .xlsx, .ods, .parquet, .csv.gz)."
        )
    return found


def refuse_typed(folder: Path, task: Task) -> None:
    """Refuse to replace tables that an earlier aggregation didn't write.

    Raises
    ------
    HdfError
        Naming them.
    """
    path = folder / PROVENANCE
    known = json.loads(path.read_text("utf-8"))["tables"] if path.exists() else {}
    typed = [
        f"{name}.csv"
        for name in task.observations
        if (folder / f"{name}.csv").exists() and name not in known
    ]
    if typed:
        raise HdfError(
            f"Ces tables de data/{task.params.iso}/ ont été saisies, et non agrégées : "
            f"{', '.join(typed)}. Déplacez-les pour les remplacer par un calcul."
        )


def objectives_of(
    connection: duckdb.DuckDBPyConnection, task: Task, measures: Sequence[Measure]
) -> dict[str, dict[str, str]]:
    """Give the objectives by territory of the tables that have them."""
    return {
        table: read_objectives(
            connection, table, task.observations[table].year, task.geography, list(task.sources)
        )
        for table in dict.fromkeys(m.table for m in measures)
        if OBJECTIVE in [column.nom for column in SCHEMAS[table].colonnes]
    }


def administrative(connection: duckdb.DuckDBPyConnection, task: Task) -> dict[str, Rows]:
    """Give the rows of the tables that count no household."""
    days = {name: day for name, day in task.observations.items() if name in NEEDED}
    found: dict[str, Rows] = {}
    for name, day in days.items():
        match name:
            case "bailleurs_tranches":
                conditions = bracketed(task.definitions, day)
                limits = task.params.seuils.taux_objectif
                found[name] = bracket_bailleurs(connection, conditions, day, limits)
            case "reforme_etapes":
                found[name] = count_steps(connection, day)
            case "reforme_epci":
                found[name] = follow_reform(connection, day)
            case "fnavdl_enveloppes":
                found[name] = sum_fnavdl(connection, task.geography)
            case "ahi_places":
                found[name] = sum_places(connection, task.geography, day)
    return found


def bracketed(definitions: Definitions, day: date) -> dict[str, str]:
    """Give the SQL of the attributions to each public whose bailleurs are ranked in brackets."""
    found = {}
    for public in ("sortants_hebergement", "sans_abri"):
        if public in definitions.tables:
            definition = definitions.tables[public].colonnes["attributions"]
            condition = definitions.condition(definition, day)
            found[public] = Asked(public, condition, definition.bounds(day)).sql
    return found


def origin(task: Task, table: str) -> str:
    """Say which sources a table was made from."""
    names = [name for name in task.sources_of(table) if name in task.sources]
    labels = [task.sources[name].libelle for name in names]
    return "Calcul sur extractions : " + " ; ".join(labels)

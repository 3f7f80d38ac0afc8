"""The counts of a commission, from the sources that were loaded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import duckdb

from hdflib.errors import HdfError
from hdflib.extracts.counts import Asked, Group, count
from hdflib.extracts.definitions import Definition, Definitions, Par
from hdflib.extracts.measures import BAILLEUR, Geography, Measure, spread

Place = tuple[str, str]
"""Table and column."""
NUMBER = re.compile(r"(?=[0-9A-Za-z]{15})(?:[A-Za-z]*[0-9]){10}")
"""A run of letters and figures as long as a unique number, ten of them figures."""


def make_measures(
    connection: duckdb.DuckDBPyConnection,
    definitions: Definitions,
    observations: Mapping[str, date],
    loaded: Collection[str],
    geography: Geography,
) -> tuple[Measure, ...]:
    """Count every defined column whose source was loaded and whose table has an observation date.

    Parameters
    ----------
    connection
        Holds the loaded sources.
    definitions, observations
        What is counted, and the observation date of each table.
    loaded
        Names of the loaded sources.
    geography
        The territories.

    Returns
    -------
    tuple of Measure
        In the order of the definitions.
    """
    asked = _asked(definitions, observations, loaded)
    counted: dict[Place, dict[Group, int]] = {}
    for (source, par), counts in asked.items():
        found = count(connection, source, par, list(counts.values()))
        counted |= dict(zip(counts, found, strict=True))
    named = _bailleurs(definitions, counted)
    return tuple(
        measure
        for place, values in sorted(counted.items(), key=lambda item: _rank(definitions, item[0]))
        for measure in _measures(
            definitions,
            place,
            observations[place[0]],
            {**dict.fromkeys(named.get(place[0], ()), 0), **values},
            geography,
        )
    )


def _bailleurs(
    definitions: Definitions, counted: Mapping[Place, Mapping[Group, int]]
) -> dict[str, list[Group]]:
    """Give the bailleurs of each table by bailleur: those that one of its columns counts."""
    found: dict[str, dict[Group, None]] = {}
    for (table, _), values in counted.items():
        if definitions.tables[table].par is Par.BAILLEUR:
            found.setdefault(table, {}).update(dict.fromkeys(values))
    return {table: list(groups) for table, groups in found.items()}


def _rank(definitions: Definitions, place: Place) -> tuple[int, int]:
    table, column = place
    columns = definitions.tables[table].colonnes
    return list(definitions.tables).index(table), list(columns).index(column)


def _asked(
    definitions: Definitions, observations: Mapping[str, date], loaded: Collection[str]
) -> dict[tuple[str, Par], dict[Place, Asked]]:
    """Gather the counts by source and kind of group."""
    found: dict[tuple[str, Par], dict[Place, Asked]] = {}
    for table, given in definitions.tables.items():
        for column, definition in given.colonnes.items():
            if table in observations and definition.source in loaded:
                day = observations[table]
                condition = definitions.condition(definition, day)
                asked = Asked(f"{table}.{column}", condition, definition.bounds(day))
                found.setdefault((definition.source, given.par), {})[table, column] = asked
    return found


def _measures(
    definitions: Definitions,
    place: Place,
    day: date,
    values: Mapping[Group, int],
    geography: Geography,
) -> Iterator[Measure]:
    table, column = place
    given = definitions.tables[table]
    definition = given.colonnes[column]

    def make(
        cells: Mapping[str, int | None],
        latent: Mapping[str, int | None],
        bounds: tuple[date, date] | None,
        month: str = "",
    ) -> Measure:
        condition = definitions.condition(definition, day)
        return Measure(
            table, column, month, given.par, definition, condition, day, bounds, cells, latent
        )

    bounds = definition.bounds(day)
    match given.par:
        case Par.MOIS:
            for month in months_of(definition, day):
                of_month = {(g[1], g[2]): n for g, n in values.items() if g[0] == month}
                yield make(*spread(of_month, geography, epci=False), month_bounds(month), month)
        case Par.BAILLEUR:
            cells = {BAILLEUR + group[0]: n for group, n in sorted(values.items())}
            yield make(cells, {geography.region: sum(values.values())}, bounds)
        case _:
            pieces = {(group[0], group[1]): n for group, n in values.items()}
            yield make(*spread(pieces, geography, given.par is Par.EPCI), bounds)


def months_of(definition: Definition, day: date) -> list[str]:
    """Give the whole months that a definition counts; one that isn't over at `day` is left out."""
    bounds = definition.bounds(day)
    assert bounds is not None, "a table by month counts leases"
    first, last = bounds
    months = [
        f"{year}-{month:02d}" for year in range(first.year, last.year + 1) for month in range(1, 13)
    ]
    return [month for month in months if month_bounds(month)[1] <= last]


def month_bounds(month: str) -> tuple[date, date]:
    """Give the first and last day of a month."""
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, 1), date.fromordinal(following.toordinal() - 1)


def refuse_numbers(measures: Iterable[Measure]) -> None:
    """Refuse bailleurs whose name looks like the number of a request: it would be published.

    Raises
    ------
    HdfError
        Naming the table, never the text.
    """
    for measure in measures:
        names = measure.cells if measure.par is Par.BAILLEUR else ()
        if any(NUMBER.search(name) for name in names):
            raise HdfError(
                f"{measure.definition.source} : la colonne « bailleur » contient ce qui "
                "ressemble à des numéros de demande. Vérifiez que ses titres et ses colonnes ne "
                "sont pas décalés."
            )

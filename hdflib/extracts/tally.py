"""The counts of a commission, from the sources that were loaded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import duckdb

from hdflib.errors import HdfError
from hdflib.extracts.counts import Asked, Group, count, is_filled
from hdflib.extracts.definitions import Definition, Definitions, Par
from hdflib.extracts.measures import BAILLEUR, Geography, Measure, spread
from hdflib.rules.flux import INCONNU, RESERVATAIRES

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
    asked = _asked(definitions, observations, _known(connection, definitions, loaded))
    counted: dict[Place, dict[Group, int]] = {}
    for (source, par), counts in asked.items():
        found = count(connection, source, par, list(counts.values()))
        counted |= dict(zip(counts, found, strict=True))
    named = _named(definitions, counted)
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


def _named(
    definitions: Definitions, counted: Mapping[Place, Mapping[Group, int]]
) -> dict[str, list[Group]]:
    """Give the bailleurs or réservataires of the tables by these: those that a column counts."""
    found: dict[str, dict[Group, None]] = {}
    for (table, _), values in counted.items():
        if definitions.tables[table].par in (Par.BAILLEUR, Par.RESERVATAIRE):
            found.setdefault(table, {}).update(dict.fromkeys(values))
    return {table: list(groups) for table, groups in found.items()}


def _rank(definitions: Definitions, place: Place) -> tuple[int, int]:
    table, column = place
    columns = definitions.tables[table].colonnes
    return list(definitions.tables).index(table), list(columns).index(column)


def _known(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, loaded: Collection[str]
) -> list[Definition]:
    """Give the counts that the loaded sources let know: of a column left empty, 0 would be said."""
    given = [d for table in definitions.tables.values() for d in table.colonnes.values()]
    needed = {(d.source, d.exige) for d in given if d.exige and d.source in loaded}
    empty = {
        (source, column) for source, column in needed if not is_filled(connection, source, column)
    }
    return [d for d in given if d.source in loaded and (d.source, d.exige) not in empty]


def _asked(
    definitions: Definitions, observations: Mapping[str, date], known: Collection[Definition]
) -> dict[tuple[str, Par], dict[Place, Asked]]:
    """Gather the counts by source and kind of group."""
    found: dict[tuple[str, Par], dict[Place, Asked]] = {}
    for table, given in definitions.tables.items():
        for column, definition in given.colonnes.items():
            if table in observations and definition in known:
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
        rubrique: str = "",
    ) -> Measure:
        condition = definitions.condition(definition, day)
        return Measure(
            table, column, rubrique, given.par, definition, condition, day, bounds, cells, latent
        )

    bounds = definition.bounds(day)
    match given.par:
        case Par.MOIS:
            for month in months_of(definition, day):
                own = _pieces_of(month, values)
                yield make(*spread(own, geography, epci=False), month_bounds(month), month)
        case Par.RESERVATAIRE:
            unknown = [INCONNU] if any(group[0] == INCONNU for group in values) else []
            for name in (*RESERVATAIRES, *unknown):
                own = _pieces_of(name, values)
                yield make(*spread(own, geography, epci=False), bounds, name)
        case Par.BAILLEUR:
            cells = {BAILLEUR + group[0]: n for group, n in sorted(values.items())}
            yield make(cells, {geography.region: sum(values.values())}, bounds)
        case _:
            pieces = {(group[0], group[1]): n for group, n in values.items()}
            yield make(*spread(pieces, geography, given.par is Par.EPCI), bounds)


def _pieces_of(rubrique: str, values: Mapping[Group, int]) -> dict[tuple[str, str], int]:
    """Give the counts by département and EPCI of a month or of a réservataire."""
    return {(group[1], group[2]): n for group, n in values.items() if group[0] == rubrique}


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

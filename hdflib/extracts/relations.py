"""How the cells of all tables are tied: territories, months, réservataires, parts of wholes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hdflib.disclosure.system import Cell, Key, Relation, System
from hdflib.extracts.definitions import RESTE, Definitions, Par
from hdflib.extracts.measures import BAILLEUR, Geography, Measure, published_keys


@dataclass(frozen=True)
class Linked:
    """All cells as one system, and those of them that no table publishes."""

    system: System
    latent: frozenset[Key]


def link(measures: Sequence[Measure], definitions: Definitions, geography: Geography) -> Linked:
    """Tie the cells of all tables as a reader of the definitions can.

    Latent cells stand for what isn't published but bounds what is: the part of an EPCI that lies
    in a département, a whole less its published parts, the région of a count by bailleur, the
    sum of all réservataires.
    """
    values: dict[Key, int | None] = {}
    for measure in measures:
        for member, value in measure.values.items():
            key = measure.key(member)
            # What one table leaves unknown, another may publish.
            values[key] = values.get(key) if value is None else value
    reserved = list(_by_reservataire(measures))
    for relation in reserved:
        values.setdefault(relation.total, _sum(relation, values))
    relations = [
        *_territorial(values, geography),
        *_monthly(measures, values),
        *reserved,
        *_by_bailleur(values, geography.region),
    ]
    for relation in _sums(measures, definitions, values):
        for key in relation.parts:
            if key not in values:
                values[key] = _remainder(relation, key, values)
        relations.append(relation)
    cells = tuple(Cell(key, value) for key, value in values.items())
    latent = values.keys() - published_keys(measures)
    return Linked(System(cells, tuple(relations)), frozenset(latent))


def _territorial(values: Iterable[Key], geography: Geography) -> Iterator[Relation]:
    """Tie the région to its départements, and both to EPCI where these are counted."""
    members: dict[str, set[str]] = {}
    for name, member in values:
        members.setdefault(name, set()).add(member)
    for name, found in members.items():
        if found >= {geography.region, *geography.departements}:
            codes = geography.departements
            yield Relation((name, geography.region), tuple((name, code) for code in codes))
        if not found >= set(geography.epci):
            continue
        for code in geography.departements:
            pieces = [geography.member(piece) for piece in geography.pieces if piece[0] == code]
            yield Relation((name, code), tuple((name, member) for member in pieces))
        for code in geography.epci:
            if (parts := geography.parts(code)) != [code]:
                yield Relation((name, code), tuple((name, member) for member in parts))


def _monthly(measures: Sequence[Measure], values: Iterable[Key]) -> Iterator[Relation]:
    """Tie the counts since a 1 January to those of the months, where the months fill the period."""
    known = set(values)
    months = [m for m in measures if m.par is Par.MOIS]
    for whole in {m.name: m for m in measures if m.bounds and not m.rubrique}.values():
        assert whole.bounds is not None
        parts = [
            m
            for m in months
            if m.bounds
            and (m.definition.source, m.condition) == (whole.definition.source, whole.condition)
            and whole.bounds[0] <= m.bounds[0] <= m.bounds[1] <= whole.bounds[1]
        ]
        if sum(map(_days, parts)) != _days(whole):
            continue
        for member in whole.values:
            keys = tuple(m.key(member) for m in parts)
            if known.issuperset(keys):
                yield Relation(whole.key(member), keys)


def _days(measure: Measure) -> int:
    assert measure.bounds is not None
    first, last = measure.bounds
    return (last - first).days + 1


def _by_reservataire(measures: Iterable[Measure]) -> Iterator[Relation]:
    """Tie a count to those of the réservataires, who share out all attributions."""
    parts: dict[Key, dict[Key, None]] = {}
    for measure in measures:
        for member in measure.cells if measure.par is Par.RESERVATAIRE else ():
            parts.setdefault((measure.whole, member), {})[measure.key(member)] = None
    for whole, keys in parts.items():
        yield Relation(whole, tuple(keys))


def _by_bailleur(values: Iterable[Key], region: str) -> Iterator[Relation]:
    parts: dict[str, list[Key]] = {}
    for name, member in values:
        if member.startswith(BAILLEUR):
            parts.setdefault(name, []).append((name, member))
    for name, keys in parts.items():
        yield Relation((name, region), tuple(keys))


def _sums(
    measures: Sequence[Measure], definitions: Definitions, values: Iterable[Key]
) -> Iterator[Relation]:
    """Tie wholes to their parts for every member that has both."""
    known = set(values)
    columns = {(m.table, m.rubrique, m.colonne): m for m in measures}
    for table, rubrique in dict.fromkeys((m.table, m.rubrique) for m in measures):
        for whole, parts in definitions.tables[table].sums:
            places = {name: (table, rubrique, name) for name in (whole, *parts) if name != RESTE}
            if not columns.keys() >= set(places.values()):
                continue
            own = columns[places.pop(whole)]
            for member in own.values:
                keys = [columns[place].key(member) for place in places.values()]
                if not known.issuperset(keys):
                    continue
                if RESTE in parts:
                    keys.append((" − ".join([own.name, *(name for name, _ in keys)]), member))
                yield Relation(own.key(member), tuple(keys))


def _sum(relation: Relation, values: Mapping[Key, int | None]) -> int | None:
    parts = [values[part] for part in relation.parts]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _remainder(relation: Relation, key: Key, values: dict[Key, int | None]) -> int | None:
    others = [values[part] for part in relation.parts if part != key]
    whole = values[relation.total]
    if whole is None or None in others:
        return None
    return whole - sum(value for value in others if value is not None)

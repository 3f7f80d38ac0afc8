"""Points and ranks of all the requests of a table, in SQL."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from hdflib.cotation.columns import DEPOT, MUTATION, REQUESTS, choices
from hdflib.extracts.expressions import literal
from hdflib.extracts.raw import execute
from hdflib.rules.cotation.grid import Bareme, Critere, Cumul, Grille
from hdflib.rules.cotation.points import WORDS

SCORED = "cotation"
"""Table of the points, unless another is named."""


def score_requests(
    connection: duckdb.DuckDBPyConnection,
    grille: Grille,
    day: date,
    into: str = SCORED,
    *,
    named: bool = False,
) -> None:
    """Score the requests of the table `demandes` as `hdflib.rules.cotation.points.score` does.

    Parameters
    ----------
    connection
        Database with the requests (see `hdflib.cotation.requests.load_requests`).
    grille
        What applies to them.
    day
        Day at which seniority and the validity of documents are seen.
    into
        Table to create: ``demande`` (row of the request), ``points`` and ``rang``. The rank goes by
        points, then by the day of the request, the earliest first; requests equal in both share it.
    named
        Whether to add ``criteres``, the codes of those that count; it takes as long as the points.
    """
    coded = choices(grille)
    selects = [_select(Scale(grille.demandes, coded, day), "true", named)]
    if grille.mutations:
        moves = f"coalesce({MUTATION}, false)"
        selects = [
            _select(Scale(grille.demandes, coded, day), f"NOT {moves}", named),
            _select(Scale(grille.mutations, coded, day), moves, named),
        ]
    execute(
        connection,
        f"CREATE OR REPLACE TEMP TABLE {quote(into)} AS SELECT * EXCLUDE ({DEPOT}), "
        f"rank() OVER (ORDER BY points DESC, {DEPOT} NULLS LAST) AS rang "
        f"FROM ({' UNION ALL '.join(selects)})",
    )


@dataclass(frozen=True)
class Scale:
    """The SQL of what applies to some requests.

    Attributes
    ----------
    bareme, day
        What applies, and the day of scoring.
    coded
        Columns that hold codes; the other ones hold oui or non.
    """

    bareme: Bareme
    coded: Collection[str]
    day: date

    def given(self) -> Iterator[str]:
        """Give the points that each criterion gives by itself, NULL if it isn't met."""
        for rank, critere in enumerate(self.bareme.criteres):
            yield f"CASE {self._cases(critere)} END AS p{rank}"

    def highest(self) -> Iterator[str]:
        """Give the highest points of each group that counts at its maximum."""
        for rank, members in self._maxima():
            yield f"greatest({', '.join(f'p{member}' for member in members)}) AS g{rank}"

    def counted(self) -> Iterator[str]:
        """Give the points by which each criterion counts, NULL if it doesn't."""
        kept = {member: (rank, members) for rank, members in self._maxima() for member in members}
        for i in range(len(self.bareme.criteres)):
            if i not in kept:
                yield f"p{i} AS c{i}"
                continue
            rank, members = kept[i]
            before = "".join(f" AND p{j} IS DISTINCT FROM g{rank}" for j in members if j < i)
            yield f"CASE WHEN p{i} = g{rank}{before} THEN p{i} END AS c{i}"

    def _cases(self, critere: Critere) -> str:
        condition = self._document(critere)
        if not critere.tranches:
            return f"WHEN {self._says(critere)}{condition} THEN {critere.points}"
        months = months_sql(quote(critere.colonne), self.day)
        return " ".join(
            f"WHEN {months} >= {t.minimum}"
            f"{'' if t.maximum is None else f' AND {months} <= {t.maximum}'}"
            f"{condition} THEN {t.points}"
            for t in critere.tranches
        )

    def _says(self, critere: Critere) -> str:
        column, wanted = quote(critere.colonne), critere.valeurs or (WORDS[True],)
        if critere.colonne in self.coded:
            return f"{column} IN ({', '.join(map(literal, wanted))})"
        both = {word: column if value else f"NOT {column}" for value, word in WORDS.items()}
        return f"({' OR '.join(both[word] for word in wanted)})"

    def _document(self, critere: Critere) -> str:
        if not critere.justificatif:
            return ""
        return f" AND {quote(critere.justificatif)} >= DATE '{self.day}'"

    def _maxima(self) -> Iterator[tuple[int, list[int]]]:
        for rank, groupe in enumerate(self.bareme.groupes):
            members = [i for i, c in enumerate(self.bareme.criteres) if c.groupe == groupe.nom]
            if groupe.cumul is Cumul.MAXIMUM and members:
                yield rank, members


def months_sql(column: str, day: date) -> str:
    """Give the SQL of the whole months from a date to a day."""
    last = day.day == monthrange(day.year, day.month)[1]
    months = f"({12 * day.year + day.month} - 12 * year({column}) - month({column}))"
    return months if last else f"({months} - (day({column}) > {day.day})::INTEGER)"


def quote(name: str) -> str:
    """Write a name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def _select(scale: Scale, condition: str, named: bool) -> str:
    """Select the points of the requests that a condition takes."""
    codes = [critere.code for critere in scale.bareme.criteres]
    terms = " + ".join(["0", *(f"coalesce(c{i}, 0)" for i in range(len(codes)))])
    given = ", ".join(["rowid AS demande", DEPOT, *scale.given()])
    alone = f"SELECT {given} FROM {REQUESTS} WHERE {condition}"
    highest = ", ".join(["*", *scale.highest()])
    counted = ", ".join(["demande", DEPOT, *scale.counted()])
    return (
        f"SELECT demande, {DEPOT}, {terms} AS points{_names(codes) if named else ''} "
        f"FROM (SELECT {counted} FROM (SELECT {highest} FROM ({alone})))"
    )


def _names(codes: Sequence[str]) -> str:
    """Give the SQL of the codes that count, as one text."""
    cases = (f"CASE WHEN c{i} IS NOT NULL THEN {literal(c)} END" for i, c in enumerate(codes))
    return f", concat_ws(', ', {', '.join(cases)}) AS criteres"

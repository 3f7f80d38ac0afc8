"""The tables that count no household: objectives, bailleurs, reform, FNAVDL, places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import duckdb

from hdflib.extracts.measures import Geography
from hdflib.rules.objectives import months_elapsed

Rows = list[dict[str, str]]
"""Rows of a table: text by column, without the source."""

ETAPES = ("cil", "orientations", "cia", "ppgdid")
SUIVI = ("objectifs_notifies", "travailleurs_essentiels", "sapeurs_pompiers", "residences_mixite")
"""Steps that older follow-ups don't have."""
EN_COURS = "en cours"


def read_objectives(
    connection: duckdb.DuckDBPyConnection,
    public: str,
    year: int,
    geography: Geography,
    loaded: Sequence[str],
) -> dict[str, str]:
    """Give the yearly objective for a public by territory, as text; those not given are left out.

    The bailleurs' objectives add up to those of the départements, these to the région's; those of
    EPCI come from their own source. One that is being finalised makes its sum so too.
    """
    found: dict[str, str] = {}
    if "objectifs" in loaded:
        rows = _rows(
            connection,
            "SELECT departement, sum(objectif), coalesce(bool_or(etat = 'en_cours'), false) "
            "FROM objectifs WHERE public = $1 AND annee = $2 GROUP BY 1",
            [public, year],
        )
        found = {
            str(code): EN_COURS if pending else _whole(total)
            for code, total, pending in rows
            if pending or total is not None
        }
        parts = [found.get(code) for code in geography.departements]
        if EN_COURS in parts:
            found[geography.region] = EN_COURS
        elif None not in parts:
            found[geography.region] = str(sum(int(part) for part in parts if part))
    if "objectifs_epci" in loaded:
        query = "SELECT epci, objectif FROM objectifs_epci WHERE public = $1 AND annee = $2"
        rows = _rows(connection, query, [public, year])
        found |= {str(code): _whole(goal) for code, goal in rows}
    return found


def bracket_bailleurs(
    connection: duckdb.DuckDBPyConnection,
    conditions: Mapping[str, str],
    observation: date,
    limits: Sequence[float],
) -> Rows:
    """Count the bailleurs by bracket of achievement of their objective to date.

    Parameters
    ----------
    conditions
        SQL of the attributions to each public, period included.
    observation
        Day of the counts; the objective is prorated to it.
    limits
        Limits of the brackets, as fractions.
    """
    edges = [Fraction(0), *(Fraction(str(limit)) for limit in limits)]
    shown = [f"{float(100 * edge):g} %".replace(".", ",") for edge in edges]
    bounds = [*pairwise(shown), (shown[-1], "")]
    share = Fraction(months_elapsed(observation)) / 12
    found = []
    for public, condition in conditions.items():
        rows = _rows(
            connection,
            "SELECT o.objectif, coalesce(a.n, 0) FROM "
            "(SELECT bailleur, sum(objectif) AS objectif FROM objectifs "
            "WHERE public = $1 AND annee = $2 GROUP BY 1) AS o LEFT JOIN "
            f"(SELECT bailleur, count(*) AS n FROM sne_attributions WHERE {condition} GROUP BY 1) "
            "AS a USING (bailleur) WHERE o.objectif > 0",
            [public, observation.year],
        )
        rates = [Fraction(int(str(n))) / (Fraction(str(goal)) * share) for goal, n in rows]
        ranks = [sum(rate >= edge for edge in edges) - 1 for rate in rates]
        found += [
            {
                "public": public,
                "borne_min": low,
                "borne_max": high,
                "bailleurs": str(ranks.count(i)),
            }
            for i, (low, high) in enumerate(bounds)
            if rates
        ]
    return found


def follow_reform(connection: duckdb.DuckDBPyConnection, observation: date) -> Rows:
    """Give the situation of each EPCI at a day: the date of the steps passed by then.

    A column of the follow-up of loi 3DS that no row fills isn't transmitted.
    """
    passed = "WHEN {0} <= $1 THEN strftime({0}, '%Y-%m-%d')"
    steps = [f"CASE {passed.format(step)} ELSE 'non' END" for step in ETAPES]
    empty = "WHEN NOT concerne OR count({0}) OVER () = 0 THEN ''"
    followed = [f"CASE {passed.format(s)} {empty.format(s)} ELSE 'non' END" for s in SUIVI]
    rows = _rows(
        connection,
        f"SELECT epci, if(concerne, 'oui', 'non'), {', '.join(steps)}, "
        "CASE WHEN cotation_active THEN 'oui' WHEN NOT cotation_active THEN 'non' ELSE '' END, "
        "coalesce(strftime(entree, '%Y-%m-%d'), ''), "
        "coalesce(regexp_replace(replace(taux_cia::VARCHAR, '.', ','), ',0$', '') || ' %', ''), "
        f"{', '.join(followed)} FROM reforme ORDER BY epci",
        [observation],
    )
    columns = ("epci", "concerne", *ETAPES, "cotation_active", "entree", "taux_cia", *SUIVI)
    return [dict(zip(columns, map(str, row), strict=True)) for row in rows]


def count_steps(connection: duckdb.DuckDBPyConnection, observation: date) -> Rows:
    """Count the concerned EPCI, and those of them that passed each step by a day."""
    counted = ", ".join(f"count(*) FILTER ({step} <= $1)" for step in ETAPES)
    query = f"SELECT count(*), {counted} FROM reforme WHERE concerne"
    (numbers,) = _rows(connection, query, [observation])
    names = ("concernes", *ETAPES)
    return [{"etape": e, "nombre": str(n)} for e, n in zip(names, numbers, strict=True)]


def sum_fnavdl(connection: duckdb.DuckDBPyConnection, geography: Geography) -> Rows:
    """Add up the FNAVDL projects by year and territory, each sum rounded to the euro by itself."""
    amounts = (
        "sum(montant) FILTER (porteur = 'association'), "
        "sum(montant) FILTER (porteur = 'bailleur'), sum(montant)"
    )
    rows = _rows(
        connection,
        f"SELECT annee, coalesce(departement, $1), {amounts} FROM fnavdl "
        "GROUP BY GROUPING SETS ((annee, departement), (annee)) "
        "ORDER BY annee, departement NULLS LAST",
        [geography.region],
    )
    columns = ("annee", "territoire", "associations", "bailleurs", "enveloppe")
    return [
        dict(zip(columns, [_whole(year), str(code), *map(_whole, sums)], strict=True))
        for year, code, *sums in rows
    ]


def sum_places(connection: duckdb.DuckDBPyConnection, geography: Geography, last: date) -> Rows:
    """Add up the places by day up to `last`, kind and territory; where there is none, 0."""
    rows = _rows(
        connection,
        "SELECT strftime(date, '%Y-%m-%d'), type, departement, sum(places) FROM ahi "
        "WHERE date <= $1 GROUP BY ALL",
        [last],
    )
    places = {(str(day), str(kind), str(code)): int(_whole(n)) for day, kind, code, n in rows}
    found = []
    for day, kind in sorted({key[:2] for key in places}):
        own = {code: places.get((day, kind, code), 0) for code in geography.departements}
        for code, number in {**own, geography.region: sum(own.values())}.items():
            found.append({"jour": day, "type": kind, "territoire": code, "places": str(number)})
    return found


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[object]
) -> list[tuple[object, ...]]:
    return connection.execute(query, list(values)).fetchall()


def _whole(number: object) -> str:
    """Write a number without decimals, halves upwards; cents are exact again before that."""
    cents = Decimal(str(number or 0)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return str(cents.quantize(Decimal(1), ROUND_HALF_UP))

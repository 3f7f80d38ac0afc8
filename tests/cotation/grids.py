"""Grids and requests made by hand, and strategies that draw others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import duckdb
from hypothesis import strategies as st

from hdflib.cotation.columns import REQUESTS, choices
from hdflib.rules.cotation.grid import Bareme, Bloc, Critere, Cumul, Grille, Groupe, Tranche
from hdflib.rules.cotation.points import Value

DAY = date(2022, 6, 16)


def critere(code: str, points: int, **more: object) -> Critere:
    """Make an optional criterion, whose column has the name of its code."""
    given = {"bloc": Bloc.FACULTATIF, "prioritaire": False, "colonne": code} | more
    return Critere(code, f"Libellé {code}", points=points, **given)


def grid(bareme: Bareme, mutations: Bareme | None = None) -> Grille:
    return Grille(
        "data/reference/cotation/essai.yml",
        "Grille d’essai",
        "245900428",
        date(2021, 9, 1),
        "Essai",
        bareme,
        mutations,
    )


SENIORITY = critere(
    "anciennete",
    2,
    colonne="date_depot",
    tranches=(Tranche(11, 20, 1, "de 11 à 20 mois"), Tranche(21, None, 2, "21 mois et plus")),
)
SMALL = Bareme(
    (
        critere(
            "dalo",
            100,
            bloc=Bloc.OBLIGATOIRE,
            prioritaire=True,
            colonne="label",
            valeurs=("dalo",),
        ),
        critere(
            "handicap",
            30,
            bloc=Bloc.OBLIGATOIRE,
            prioritaire=True,
            justificatif="pieces_valides",
        ),
        SENIORITY,
        critere("divorce", 1),
        critere("suroccupation", 4, groupe="Logement"),
        critere("non_decent", 3, groupe="Logement"),
    ),
    (Groupe("Logement", Cumul.MAXIMUM),),
)
"""A priority gives 30 or 100 points, all the others 7 at most: 2 + 1 + the highest of 4 and 3."""


def sql_type(grille: Grille, column: str) -> str:
    """Give the SQL type of a column of the requests, as the reading of a file makes it."""
    criteria = grille.criteres
    if column in {c.colonne for c in criteria if c.tranches} | {c.justificatif for c in criteria}:
        return "DATE"
    if column == "date_depot":
        return "DATE"
    return "VARCHAR" if column in choices(grille) else "BOOLEAN"


def fill(
    connection: duckdb.DuckDBPyConnection, grille: Grille, rows: Sequence[Mapping[str, Value]]
) -> None:
    """Create the table of the requests from rows of typed values."""
    criteria = grille.criteres
    names = {"date_depot", "mutation"}
    names |= {name for c in criteria for name in (c.colonne, c.justificatif) if name}
    columns = sorted(names)
    types = ", ".join(f'"{name}" {sql_type(grille, name)}' for name in columns)
    connection.execute(f"CREATE OR REPLACE TABLE {REQUESTS} ({types})")
    documents = {c.justificatif for c in criteria}
    marks = ", ".join("?" for _ in columns)
    for row in rows:
        cells = [_cell(row.get(name), name in documents) for name in columns]
        connection.execute(f"INSERT INTO {REQUESTS} VALUES ({marks})", cells)


def _cell(value: Value, document: bool) -> Value:
    if document and isinstance(value, bool):
        return "infinity" if value else "-infinity"
    return value


COLUMNS = ("a", "b", "c", "d", "e")
CODED = "choix"
CODES = ("rouge", "vert", "bleu")
DOCUMENTS = ("", "pieces", "autre_piece")
GROUPS = {"G": Cumul.MAXIMUM, "H": Cumul.MAXIMUM, "S": Cumul.SOMME}
POINTS = st.integers(-3, 40)


@st.composite
def criteria(draw: st.DrawFn, code: str) -> Critere:
    kind = draw(st.sampled_from(("oui_non", "choix", "tranches")))
    more: dict[str, object] = {
        "justificatif": draw(st.sampled_from(DOCUMENTS)),
        "groupe": draw(st.sampled_from(("", *GROUPS))),
    }
    if kind == "oui_non":
        more["colonne"] = draw(st.sampled_from(COLUMNS))
        more["valeurs"] = draw(st.sampled_from(((), ("oui",), ("non",), ("oui", "non"))))
    elif kind == "choix":
        more["colonne"] = CODED
        more["valeurs"] = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True).map(tuple))
    else:
        more["colonne"] = "date_depot"
        more["tranches"] = draw(brackets())
    return critere(code, draw(POINTS), **more)


@st.composite
def brackets(draw: st.DrawFn) -> tuple[Tranche, ...]:
    """Draw exclusive brackets, the last one open."""
    bounds = draw(st.lists(st.integers(0, 60), min_size=1, max_size=4, unique=True).map(sorted))
    ends = [after - 1 for after in bounds[1:]]
    return tuple(
        Tranche(start, end, draw(POINTS), "")
        for start, end in zip(bounds, [*ends, None], strict=True)
    )


@st.composite
def scales(draw: st.DrawFn) -> Bareme:
    found = tuple(draw(criteria(f"c{i}")) for i in range(draw(st.integers(1, 7))))
    used = {c.groupe for c in found}
    return Bareme(found, tuple(Groupe(n, cumul) for n, cumul in GROUPS.items() if n in used))


@st.composite
def grids(draw: st.DrawFn) -> Grille:
    return grid(draw(scales()), draw(st.none() | scales()))


DAYS = st.integers(0, 3000).map(lambda n: DAY - timedelta(n)) | st.sampled_from(
    [date(2022, 1, 31), date(2021, 8, 31), date(2020, 2, 29), date(2021, 7, 16), date(2021, 7, 17)]
)
REQUEST = st.fixed_dictionaries(
    {
        "date_depot": st.none() | DAYS,
        "mutation": st.booleans() | st.none(),
        CODED: st.none() | st.sampled_from((*CODES, "jaune")),
        "pieces": st.none() | st.booleans() | DAYS | st.just(DAY) | st.just(date(2030, 1, 1)),
        "autre_piece": st.none() | st.booleans() | DAYS,
        **{name: st.none() | st.booleans() for name in COLUMNS},
    }
)

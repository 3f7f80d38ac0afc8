"""What the rows of an EPCI, a bailleur or a région say, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil

from cells import Cell, read_number
from spans import FormulaError

WHOLES = ("hors_qpv", "en_qpv", "objectif_annuel", "attributions_totales")
"""Columns that a share is of."""
ADDED = ("travailleurs_essentiels", "sapeurs_pompiers", "residences_mixite")
"""Columns of what loi 3DS adds to a CIA."""
STEPS = ("cil", "orientations", "ppgdid", "cotation_active", "objectifs_notifies", *ADDED)
"""Columns of the steps of an EPCI, besides its CIA."""

Own = Mapping[str, Mapping[str, Cell]]
"""The cells of an EPCI, a bailleur or a région, by table then by column."""


def percent(text: str) -> Fraction:
    """Read a percentage."""
    value = read_number(text.rstrip("\u202f%"))
    if value is None:
        raise FormulaError(f"{text} is no percentage")
    return value / 100


def each(own: Own) -> Iterable[Cell]:
    """Give all the cells of one."""
    return (cell for columns in own.values() for cell in columns.values())


def published(own: Own) -> bool:
    """Whether all that a result comes from is known, and it is a result of something."""
    return all(c.etat is None and not (c.colonne in WHOLES and c.number == 0) for c in each(own))


def hidden(own: Own) -> bool:
    """Whether secrecy hides a result."""
    return any(cell.etat == "s" for cell in each(own))


def share(own: Own, table: str) -> Fraction:
    """Give the share of a whole that a table gives."""
    columns = own[table]
    (whole,) = (cell.number for name, cell in columns.items() if name in WHOLES)
    (part,) = (cell.number for name, cell in columns.items() if name not in WHOLES)
    return part / whole


def tables(own: Own) -> tuple[str, str]:
    """Give the table of the period, then that of the year before."""
    (before,) = (name for name in own if name.endswith("_annuelle"))
    return before.removesuffix("_annuelle"), before


def lacking(own: Own, rate: Fraction) -> int:
    """Give the attributions that a result lacks to reach a rate."""
    columns = own[next(name for name in own if name.startswith("mixite"))]
    whole, part = columns["hors_qpv"].number, columns["q1_hors_qpv"].number
    return max(0, ceil(rate * whole) - part)

"""Rates of counts: which ones would give a hidden count away."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hdflib.disclosure.system import Key, System


@dataclass(frozen=True)
class Rate:
    """A rate that is to be published, part ÷ whole.

    Attributes
    ----------
    name
        What identifies it for the caller.
    part, whole
        Cells it is computed from. The part needn't belong to the whole.
    """

    name: str
    part: Key
    whole: Key


@dataclass(frozen=True)
class HiddenRate:
    """A rate to hide and the reason, in French; it tells nothing of the hidden counts."""

    rate: Rate
    reason: str


def rates_to_hide(
    rates: Iterable[Rate], system: System, hidden: Collection[Key]
) -> tuple[HiddenRate, ...]:
    """List the rates that must not be published, in the order given.

    Those whose part or whole is hidden or unknown: with the other one, a rate gives it up to the
    rounding, which for small counts is exactly. A rate of two published counts tells nothing
    that they don't.

    Raises
    ------
    ValueError
        If a rate names a cell that the system lacks.
    """
    rates = list(rates)
    values = system.values
    if strangers := [r.name for r in rates if not {r.part, r.whole} <= values.keys()]:
        raise ValueError(f"rates of cells that no table holds: {strangers}")
    absent = {*hidden, *(key for key, value in values.items() if value is None)}
    found = ((rate, _reason(rate.part in absent, rate.whole in absent)) for rate in rates)
    return tuple(HiddenRate(rate, reason) for rate, reason in found if reason)


def _reason(part_hidden: bool, whole_hidden: bool) -> str:
    if part_hidden and whole_hidden:
        return "numérateur et dénominateur masqués"
    if part_hidden:
        return "numérateur masqué, que le taux et le dénominateur publié donneraient"
    if whole_hidden:
        return "dénominateur masqué, que le taux et le numérateur publié donneraient"
    return ""

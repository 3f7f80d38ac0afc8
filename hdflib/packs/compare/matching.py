"""Matching of the figures of two productions.

Which figure is compared with which, pack by pack:

1. Two figures are the same if they have the same indicator, public, territory, modality and unit,
   and the same period. The sections that quote a figure don't count, unless they give it
   differently: then each section's figure is compared with that of the same section.
2. Between two commissions, observation dates move on. Of the figures that differ by their period
   alone, and whose periods are of one precision (year, month, day), the latest ones of each side
   are the same figure too, if neither has its equal by the first rule and the later commission
   has the later period.
3. Anything else appeared or vanished: a figure is never compared with one of another period.
4. Between two commissions, what either says of the commission before it is left out: it is that
   one's figure, and it would be the equal that the first rule looks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from hdflib.figures import EARLIER
from hdflib.packs.chiffres import Chiffre

Marque = tuple[object, ...]
Mark = Callable[[Chiffre], Marque]


class Cle(NamedTuple):
    """What identifies a figure in a pack; `marque` tells apart those that sections give unalike."""

    indicateur: str
    public: str
    territoire: str
    modalite: str
    unite: str
    periode: str
    marque: Marque = ()


Pair = tuple[Chiffre | None, Chiffre | None]
"""A figure before and after; None where it isn't."""


def contents(chiffre: Chiffre) -> tuple[object, str]:
    """Give what a figure says: its value and its display."""
    return chiffre.value, chiffre.affichage


def match(
    before: Sequence[Chiffre], after: Sequence[Chiffre], dates: tuple[str, str]
) -> Iterator[Pair]:
    """Pair the figures of a pack by the rules of this module; each is in one pair."""
    if two_commissions(dates):
        before, after = own(before), own(after)
    marks = tell_apart(before, after)
    old, new = by_key(before, marks), by_key(after, marks)
    twins = pair_latest(old, new, dates)
    for key, chiffre in old.items():
        yield chiffre, new.get(twins.get(key, key))
    taken = {twins.get(key, key) for key in old}
    for key, chiffre in new.items():
        if key not in taken:
            yield None, chiffre


def two_commissions(dates: tuple[str, str]) -> bool:
    """Whether two productions are of different commissions."""
    return all(dates) and dates[0] != dates[1]


def own(chiffres: Sequence[Chiffre]) -> list[Chiffre]:
    """Leave out the figures that a pack quotes from an earlier commission."""
    return [chiffre for chiffre in chiffres if not chiffre.modalite.endswith(EARLIER)]


def by_key(chiffres: Iterable[Chiffre], marks: Mapping[Cle, Mark]) -> dict[Cle, Chiffre]:
    """Give the figures of a pack by what identifies them, each once with all its sections."""
    found: dict[Cle, Chiffre] = {}
    for chiffre in chiffres:
        series = series_of(chiffre)
        key = series._replace(periode=chiffre.periode, marque=marks[series](chiffre))
        known = found.get(key, chiffre)
        sections = tuple(dict.fromkeys((*known.sections, *chiffre.sections)))
        found[key] = replace(known, sections=sections)
    return found


def series_of(chiffre: Chiffre) -> Cle:
    """Give what identifies a figure whatever its period."""
    return Cle(*(getattr(chiffre, name) for name in Cle._fields[:-1]))._replace(periode="")


def tell_apart(*sides: Iterable[Chiffre]) -> dict[Cle, Mark]:
    """Choose how to tell the quotes of a figure apart: by the least that leaves none ambiguous.

    The same way holds for both sides and all periods, so that what one side gives unalike is
    compared section by section.
    """
    quotes: dict[Cle, list[tuple[int, Chiffre]]] = {}
    for side, chiffres in enumerate(sides):
        for chiffre in chiffres:
            quotes.setdefault(series_of(chiffre), []).append((side, chiffre))
    return {
        series: next(mark for mark in MARKS if not ambiguous(mark, quoted))
        for series, quoted in quotes.items()
    }


def ambiguous(mark: Mark, quotes: Iterable[tuple[int, Chiffre]]) -> bool:
    """Whether figures of one side, period and mark say two things."""
    said: dict[tuple[int, str, Marque], tuple[object, str]] = {}
    return any(
        said.setdefault((side, chiffre.periode, mark(chiffre)), contents(chiffre))
        != contents(chiffre)
        for side, chiffre in quotes
    )


MARKS: tuple[Mark, ...] = (
    lambda chiffre: (),
    lambda chiffre: chiffre.sections,
    lambda chiffre: (*chiffre.sections, *contents(chiffre)),
)
"""Ways to tell apart the quotes of a figure: none, by section, by section and what it says."""


def pair_latest(
    old: Collection[Cle], new: Collection[Cle], dates: tuple[str, str]
) -> dict[Cle, Cle]:
    """Pair the latest figures of two commissions that differ by their period alone."""
    if not two_commissions(dates):
        return {}
    was, now = latest(old), latest(new)
    forward = dates[0] < dates[1]
    return {
        key: now[series]
        for series, key in was.items()
        if series in now
        and key not in new
        and now[series] not in old
        and (key.periode < now[series].periode) == forward
    }


def latest(keys: Iterable[Cle]) -> dict[Cle, Cle]:
    """Give the figure of the latest period among those that differ by their period alone.

    The key has the shape of the period ("9999-99") in its place.
    """
    found: dict[Cle, Cle] = {}
    for key in keys:
        series = key._replace(periode=re.sub(r"\d", "9", key.periode))
        found[series] = max(key, found.get(series, key), key=lambda k: k.periode)
    return found

"""The funnel of a project of support: from the diagnostics asked to the households supported.

The fonds national d'accompagnement vers et dans le logement (CCH, L.300-2) pays for projects in
which a household is first assessed (diagnostic), then accepts or refuses the support, which may be
stopped before its term.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Gap(StrEnum):
    """A way in which the steps of a funnel can't all be right."""

    MADE = "more diagnostics made than asked"
    ANSWERS = "accepted and refused don't add up to the diagnostics made"
    STOPPED = "more supports stopped than accepted"


@dataclass(frozen=True)
class Funnel:
    """The steps of a project, None where they aren't known.

    Attributes
    ----------
    asked, made
        Diagnostics asked, and those of them that were made.
    accepted, refused
        Households that accepted the support after the diagnostic, and those that refused it.
    stopped
        Supports accepted, then stopped.
    """

    asked: int | None = None
    made: int | None = None
    accepted: int | None = None
    refused: int | None = None
    stopped: int | None = None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What contradicts itself among the known steps."""
        found = []
        if passes(self.made, self.asked):
            found.append(Gap.MADE)
        if self._answers_differ:
            found.append(Gap.ANSWERS)
        if passes(self.stopped, self.accepted):
            found.append(Gap.STOPPED)
        return tuple(found)

    @property
    def _answers_differ(self) -> bool:
        if self.made is None:
            return False
        if self.accepted is None or self.refused is None:
            return passes(self.accepted, self.made) or passes(self.refused, self.made)
        return self.accepted + self.refused != self.made


def passes(part: int | None, whole: int | None) -> bool:
    """Whether a part passes its whole, both being known."""
    return part is not None and whole is not None and part > whole


def in_progress(accepted: int, stopped: int) -> int | None:
    """Give the supports in progress, accepted less stopped; None if more stopped than accepted."""
    return accepted - stopped if stopped <= accepted else None


def conversion(number: int, earlier: int) -> Fraction | None:
    """Give what is left of an earlier step, None if it was 0."""
    return Fraction(number) / Fraction(earlier) if earlier else None


def achievement(done: int, objective: int) -> Fraction | None:
    """Give the share of an objective that is achieved, above 1 if passed; None without one."""
    return Fraction(done) / Fraction(objective) if objective else None


def missing_part(whole: int, parts: Sequence[int]) -> int:
    """Give what parts lack to make their whole: 0 if they add up, negative if they pass it."""
    return whole - sum(parts)

"""The rule of secrecy: which counts are secret, and how well they must be hidden."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """What counts as a secret, and as a protection of it.

    A count is secret if 0 < count < threshold. It is protected if an attacker who has every
    published figure must still hold possible all of 0, 1, …, threshold - 1 for it. A width alone
    would not do: an interval of 4 to 14 has the width but proves "4 or more", which is more than
    the rule itself tells of a hidden count.

    Zeros are published as 0 by default: nobody is described by them. A zero may yet be hidden to
    protect others. If it never were, readers would know that whatever is hidden is 1 or more, and
    two hidden counts of sum 2 would be read exactly. Hence 0, not 1, as the bottom of the range.

    Attributes
    ----------
    threshold
        Smallest count of households that isn't secret, 2 or more. No public text sets one for
        SNE counts; 11 is the rule for fiscal data on persons.
    zeros_are_secret
        Whether a count of 0 must be hidden too.

    Raises
    ------
    ValueError
        If the threshold is below 2.
    """

    threshold: int = 11
    zeros_are_secret: bool = False

    def __post_init__(self) -> None:
        if self.threshold < 2:
            raise ValueError(f"a threshold below 2 hides nothing: {self.threshold}")

    def is_secret(self, value: int | None) -> bool:
        """Tell whether a count must be hidden; an unknown one may be small."""
        if value is None:
            return True
        return value < self.threshold and (value > 0 or self.zeros_are_secret)

    def covers(self, lo: float, hi: float) -> bool:
        """Tell whether an attacker's interval leaves possible all that the rule protects."""
        return lo <= 0 and hi >= self.threshold - 1

    def is_wide(self, lo: float, hi: float) -> bool:
        """Tell whether an interval is as wide as the range that the rule protects."""
        return hi - lo >= self.threshold - 1

    def concerns(self, lo: float, hi: float) -> bool:
        """Tell whether a count known to be in the interval may be a secret one."""
        return lo < self.threshold and (hi > 0 or self.zeros_are_secret)


DEFAULT_RULE = Rule()

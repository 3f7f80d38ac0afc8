"""Figures computed by a rule, whose result is exact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from hdflib.figures import Figure, Indicateur, compute


def ruled(
    indicateur: Indicateur,
    inputs: Sequence[Figure],
    formula: str,
    rule: Callable[..., Fraction | int | None],
    **identity: str,
) -> Figure:
    """Compute a figure by a rule of `hdflib.rules`; see `hdflib.figures.compute`."""

    def value(*numbers: float) -> float | None:
        result = rule(*numbers)
        return float(result) if isinstance(result, Fraction) else result

    return compute(indicateur, inputs, formula, value, **identity)

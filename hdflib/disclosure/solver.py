"""HiGHS models: silent, on one thread, the same at each run."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A linear constraint: lo <= sum of weight × column <= hi."""

    columns: list[int]
    weights: list[float]
    lo: float
    hi: float


def make_model(columns: int, upper: float, whole: bool) -> highspy.Highs:
    """Give a model of so many columns, each between 0 and `upper`, whole numbers or reals."""
    model: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    # Must come before anything else, or HiGHS writes its name on the standard output.
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.addVars(columns, np.zeros(columns), np.full(columns, upper))
    if whole:
        kind = np.full(columns, int(highspy.HighsVarType.kInteger), np.uint8)
        model.changeColsIntegrality(columns, np.arange(columns, dtype=np.int32), kind)
    return model


def add_rows(model: highspy.Highs, rows: Iterable[Row]) -> None:
    """Add constraints to a model."""
    for row in rows:
        columns = np.array(row.columns, np.int32)
        model.addRow(row.lo, row.hi, len(columns), columns, np.array(row.weights, np.float64))


def has_point(model: highspy.Highs) -> bool:
    """Tell whether the last run found a point that fits all constraints."""
    feasible = int(highspy.SolutionStatus.kSolutionStatusFeasible)
    return int(model.getInfo().primal_solution_status) == feasible


def point_of(model: highspy.Highs) -> Vector:
    """Give the values of the columns after the last run."""
    return np.array(model.getSolution().col_value, np.float64)


def is_whole(point: Vector, tolerance: float = 1e-6) -> bool:
    """Tell whether all values are whole numbers."""
    return math.isclose(float(np.abs(point - np.round(point)).max(initial=0)), 0, abs_tol=tolerance)

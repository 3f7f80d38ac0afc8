"""A notebook gives the same bytes from a warm kernel and from a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from hdflib.inputs.edition import read_edition
from hdflib.packs.execute import WORTH, execute_runs
from hdflib.packs.plan import make_plan

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def runs():
    plan = make_plan(read_edition(ROOT, "2022-06-16"), ["59"])
    return plan.runs


@pytest.fixture(scope="module")
def executed(runs, tmp_path_factory):
    return {
        cold: execute_runs(
            ROOT, runs, tmp_path_factory.mktemp("carnets"), lambda result: None, cold=cold
        )
        for cold in (True, False)
    }


def test_same_bytes(runs, executed) -> None:
    # Enough for the second execution to have a server.
    assert len(runs) == 7 >= WORTH
    for run in runs:
        cold, warm = (executed[kind][run] for kind in (True, False))
        assert (cold.failure, warm.failure) == (None, None)
        assert cold.notebook.read_text("utf-8") == warm.notebook.read_text("utf-8")

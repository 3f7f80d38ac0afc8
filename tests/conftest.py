"""What tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from hdflib.inputs.edition import read_edition
from hdflib.packs.build import build
from hdflib.packs.plan import make_plan

ROOT = Path(__file__).parents[1]
COMMISSION = "2022-06-16"


@pytest.fixture(scope="session")
def built_packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the packs of the commission once, and give the folder of each territory."""
    outputs = tmp_path_factory.mktemp("outputs")
    plan = make_plan(read_edition(ROOT, COMMISSION))
    built = build(ROOT, plan, outputs, lambda result: None)
    assert [(r.run.point.section, r.failure) for r in built.failures] == []
    return {state.territoire: outputs / COMMISSION / state.dossier for state in built.packs}

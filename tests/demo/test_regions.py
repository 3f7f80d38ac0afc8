"""The generated national balance gives the région its published ranks."""

from pathlib import Path

import numpy as np
import pytest

from hdflib.demo.regions import make_regions

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", [2022, 7])
@pytest.mark.parametrize(
    # 559 of 2 100, 12th; 334 of 1 150, 14th.
    ("public", "done", "goal", "rank"),
    [("sortants_hebergement", 559, 2100, 12), ("sans_abri", 334, 1150, 14)],
)
def test_published_ranks(seed, public, done, goal, rank):
    frame = make_regions(np.random.default_rng(seed), ROOT)["bilan_regions"]
    own = frame[frame["public"] == public]
    assert own["region"].is_unique
    assert len(own) == 17
    rates = own["attributions"].astype(int) / own["objectif_annuel"].astype(int)
    assert (rates > done / goal).sum() == rank - 1
    assert (rates < done / goal).sum() == 18 - rank

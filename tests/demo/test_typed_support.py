"""Generated credits, households supported and destinations of exits."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hdflib.demo.exits import DESTINATIONS, add_exits
from hdflib.demo.support import make_credits, make_supported

ROOT = Path(__file__).parents[2]


def numbers(table):
    counts = table.drop(columns=["annee"]).set_index("territoire").astype(int)
    whole = counts.loc["32"]
    parts = counts.drop("32")
    assert (parts.sum() == whole).all()
    return parts, whole


@pytest.mark.parametrize("seed", range(5))
def test_credits_add_up_to_those_announced(seed):
    parts, whole = numbers(make_credits(np.random.default_rng(seed), ROOT)["ahi_credits"])
    # « 1 M€ du BOP 177 ».
    assert whole["credits"] == 1_000_000
    assert (parts["payes"] <= parts["engages"]).all()
    assert (parts["engages"] <= parts["credits"]).all()
    assert (parts > 0).all(axis=None)


@pytest.mark.parametrize("seed", range(5))
def test_households_add_up_to_the_published_ones(seed):
    parts, whole = numbers(make_supported(np.random.default_rng(seed), ROOT)["fnavdl_menages"])
    # 39 % of 46 projects are 18.
    assert whole.to_dict() == {
        "objectif": 1700,
        "accompagnes": 1000,
        "projets": 46,
        "projets_partenariat": 18,
    }
    # 30 % of the 3 181 priority households of the Nord, the highest coverage.
    stock = pd.Series({"02": 483, "59": 3181, "60": 1060, "62": 2166, "80": 933})
    assert parts.loc["59", "objectif"] == 954
    assert (parts["objectif"] / stock).idxmax() == "59"
    assert (parts["accompagnes"] <= parts["objectif"]).all()
    assert (parts["projets_partenariat"] <= parts["projets"]).all()


def test_only_those_who_left_have_a_destination():
    rows = pd.DataFrame(
        {
            "commune": np.resize(["59350", "62041", "80021"], 3000),
            "date_fin": np.resize(["", "01/02/2022"], 3000),
        }
    )
    made = add_exits(np.random.default_rng(1), rows)
    gone = made["date_fin"] != ""
    assert set(made.loc[~gone, "sortie"]) == {""}
    assert set(made.loc[gone, "sortie"]) == set(DESTINATIONS)
    pd.testing.assert_frame_equal(made[["commune", "date_fin"]], rows)
    social = (made[gone]["sortie"] == "logement social").groupby(made[gone]["commune"].str[:2])
    assert social.mean()["62"] > social.mean()["59"]

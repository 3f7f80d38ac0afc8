from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo import typed

ROOT = Path(__file__).parents[2]


def first(rng: np.random.Generator, root: Path) -> typed.Tables:
    return {"premiere": pd.DataFrame({"n": [str(rng.integers(10**9))]})}


def second(rng: np.random.Generator, root: Path) -> typed.Tables:
    return {"seconde": pd.DataFrame({"n": [str(rng.integers(10**9))]})}


def test_a_table_more_changes_none_of_the_others(monkeypatch):
    monkeypatch.setattr(typed, "MAKERS", (first,))
    alone = typed.make_typed(ROOT, 7)
    monkeypatch.setattr(typed, "MAKERS", (second, first))
    both = typed.make_typed(ROOT, 7)
    assert list(both) == ["seconde", "premiere"]
    pd.testing.assert_frame_equal(alone["premiere"], both["premiere"])
    assert both["premiere"]["n"][0] != both["seconde"]["n"][0]
    assert typed.make_typed(ROOT, 8)["premiere"]["n"][0] != both["premiere"]["n"][0]


def test_typed_tables_say_that_they_are_fictive(monkeypatch, tmp_path):
    monkeypatch.setattr(typed, "MAKERS", (first,))
    typed.write_typed(ROOT, tmp_path, 7)
    lines = (tmp_path / "premiere.csv").read_text("utf-8").splitlines()
    assert lines[0] == "n;source"
    assert lines[1].endswith(";Données fictives")

"""Time `hdf cotation` and a simulation on generated requests against a bare scan of the same file.

python benchmarks/cotation.py [--rows 1000000] [--runs 5]
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import duckdb

from hdflib.cotation.project import read_project
from hdflib.demo.cotation import AU, make_requests_for

ROOT = Path(__file__).resolve().parents[1]
GRID = ROOT / "data" / "reference" / "cotation" / "245900428.yml"
BARE = """
import duckdb
rows = "read_csv('{path}', delim = ';', all_varchar = true)"
duckdb.sql(f"SELECT quartile, count(*) FROM {{rows}} GROUP BY ALL").fetchall()
"""
SIMULATE = """
import time
from hdflib.cotation.study import open_study
start = time.perf_counter()
study = open_study({grid!r}, {path!r}, {day!r}, 300_000)
read = time.perf_counter()
study.simulate("premier_quartile", 60)
print(f"reading {{read - start:.2f}} s, simulation {{time.perf_counter() - read:.2f}} s")
"""


def main() -> None:
    """Generate the requests, then time the three in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demandes.csv"
        generate(path, arguments.rows)
        print(f"{arguments.rows} rows, {path.stat().st_size / 1e6:.0f} MB")
        given = {"path": str(path), "grid": str(GRID), "day": AU.isoformat()}
        words = {
            "bare": ["-c", BARE.format(**given)],
            "hdf cotation": ["-m", "hdflib", "cotation", GRID, path, "--au", AU.isoformat()],
            "simulation": ["-c", SIMULATE.format(**given)],
        }
        runs = [{name: timed(w) for name, w in words.items()} for _ in range(arguments.runs)]
    for name in words:
        seconds = median(run[name] for run in runs)
        ratio = median(run[name] / run["bare"] for run in runs)
        print(f"{name}: median {seconds:.2f} s, ratio to the bare scan {ratio:.1f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest peak {peak:.0f} MiB")


def generate(path: Path, rows: int) -> None:
    """Write generated requests with every column of the grid."""
    project = read_project(ROOT)
    grille = project.grid(GRID)
    communes = [c.code for c in project.communes.values() if c.epci == grille.epci]
    frame = make_requests_for(grille, rows, 2022, communes=communes)
    duckdb.from_df(frame).write_csv(str(path), sep=";")


def timed(words: Sequence[str | Path]) -> float:
    """Run Python on some words in a process of its own, and give its seconds."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "HDF_ROOT": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    if done.stdout.startswith("reading"):
        print(done.stdout.strip())
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

"""Time `hdf aggregate` on generated records against DuckDB's bare aggregation of the same file.

python benchmarks/aggregate.py [--rows 5000000]
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[1]
DATE = "2022-06-16"
GENERATE = """
COPY (
  SELECT
    printf('%018d', i) AS "Numéro unique",
    strftime(DATE '2021-01-01' + CAST(random() * 500 AS INTEGER), '%d/%m/%Y') AS "Date du bail",
    c.code AS "Code INSEE",
    'Bailleur ' || (i % 60) AS "Bailleur",
    CASE WHEN random() < 0.3 THEN 'oui' ELSE 'non' END AS "QPV",
    ['Sans abri', 'CHRS', 'Locataire HLM', 'Chez un tiers'][1 + (i % 4)] AS "Situation",
    ['DALO', 'PDALHPD', 'aucun', 'aucun'][1 + (i % 4)] AS "Label"
  FROM range(?) AS t(i)
  JOIN (SELECT code, row_number() OVER () - 1 AS n FROM read_csv(?, all_varchar = true)) AS c
    ON c.n = i % 3788
) TO '{path}' (DELIMITER ';', HEADER)
"""
BARE = """
SELECT "Code INSEE"[:2], "Situation", "Label", "QPV", count(*)
FROM read_csv('{path}', delim = ';', all_varchar = true) GROUP BY ALL
"""


def main() -> None:
    """Generate the records, then time both, three runs each in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder))
        path = project / "data" / "extracts" / "sne_attributions.csv"
        communes = ROOT / "data" / "reference" / "region-32" / "communes.csv"
        duckdb.execute(GENERATE.format(path=path), [rows, str(communes)])
        print(f"{rows} rows, {path.stat().st_size / 1e6:.0f} MB")
        ratios = []
        for _ in range(3):
            query = f"import duckdb; duckdb.sql({BARE.format(path=path)!r}).fetchall()"
            bare = timed([sys.executable, "-c", query], project)
            full = timed([sys.executable, "-m", "hdflib", "aggregate"], project)
            ratios.append(full / bare)
            print(f"bare {bare:.1f} s, hdf aggregate {full:.1f} s, ratio {full / bare:.1f}")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"median ratio {sorted(ratios)[1]:.1f}, largest peak {peak:.0f} MiB")


def make_project(folder: Path) -> Path:
    """Make a project that has reference data and params, and no figures."""
    project = folder / "projet"
    shutil.copytree(ROOT / "data" / "reference", project / "data" / "reference")
    shutil.copytree(ROOT / "notebooks", project / "notebooks")
    (project / "data" / "extracts").mkdir()
    (project / "params").mkdir()
    shutil.copy(ROOT / "params" / f"{DATE}.yml", project / "params")
    return project


def timed(command: list[str], project: Path) -> float:
    """Run a command, and give its seconds."""
    start = time.perf_counter()
    subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

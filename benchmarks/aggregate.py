"""Time `hdf aggregate` on generated records against DuckDB's bare aggregation of the same file.

python benchmarks/aggregate.py [--rows 5000000] [--pairs 5]
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
from statistics import median

import duckdb

ROOT = Path(__file__).resolve().parents[1]
DATE = "2022-06-16"
GENERATE = """
COPY (
  SELECT
    printf('%018d', 59000000000000000 + i * 7) AS "Numéro unique",
    strftime(DATE '2021-01-01' + CAST(random() * 500 AS INTEGER), '%d/%m/%Y') AS "Date du bail",
    c.code AS "Code INSEE",
    'Bailleur ' || (i % 60) AS "Bailleur",
    if(random() < 0.3, 'oui', 'non') AS "QPV",
    if(random() < 0.03, 'oui', 'non') AS "Ancienne ZUS",
    ['Sans abri', 'CHRS', 'Locataire HLM', 'Chez un tiers', 'Propriétaire', 'Hôtel']
      [1 + CAST(floor(random() * 6) AS INTEGER)] AS "Situation antérieure",
    if(random() < 0.02, 'oui', 'non') AS "DNA",
    ['DALO', 'PDALHPD', 'aucun', 'aucun'][1 + (i % 4)] AS "Label",
    ['Préfet', 'Action logement', 'Collectivité', 'Bailleur']
      [1 + CAST(floor(random() * 4) AS INTEGER)] AS "Réservataire",
    CAST(1 + floor(random() * 4) AS INTEGER) AS "Quartile",
    if(random() < 0.25, 'NPNRU', 'Aucun') AS "Relogement",
    if(random() < 0.2, 'oui', 'non') AS "Mutation",
    strftime(DATE '2015-01-01' + CAST(random() * 2000 AS INTEGER), '%d/%m/%Y')
      AS "Date de création",
    CAST(1 + floor(random() * 4) AS INTEGER) AS "Quartile à la demande"
  FROM range(?) AS t(i)
  JOIN (SELECT code, row_number() OVER () - 1 AS n FROM read_csv(?, all_varchar = true)) AS c
    ON c.n = i % 3788
) TO '{path}' (DELIMITER ';', HEADER)
"""
BARE = """
SELECT "Code INSEE"[:2], "Date du bail"[4:], "Situation antérieure", "Label", "QPV", "Quartile",
  count(*)
FROM read_csv('{path}', delim = ';', all_varchar = true) GROUP BY ALL
"""


def main() -> None:
    """Generate the records, then time both in turn, and the stages of the loading."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder))
        path = project / "data" / "extracts" / "sne_attributions.csv"
        communes = ROOT / "data" / "reference" / "region-32" / "communes.csv"
        duckdb.execute(GENERATE.format(path=path), [arguments.rows, str(communes)])
        print(f"{arguments.rows} rows, {path.stat().st_size / 1e6:.0f} MB")
        query = f"import duckdb; duckdb.sql({BARE.format(path=path)!r}).fetchall()"
        pairs = []
        for _ in range(arguments.pairs):
            bare = timed([sys.executable, "-c", query], project)
            full = timed([sys.executable, "-m", "hdflib", "aggregate"], project)
            pairs.append((bare, full))
            print(f"bare {bare:.2f} s, hdf aggregate {full:.2f} s, ratio {full / bare:.2f}")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        bare, full = (median(times) for times in zip(*pairs, strict=True))
        ratio = median(full / bare for bare, full in pairs)
        print(f"medians: bare {bare:.2f} s, hdf aggregate {full:.2f} s, ratio {ratio:.2f}")
        print(f"largest peak {peak:.0f} MiB")
        subprocess.run([sys.executable, Path(__file__).with_name("stages.py"), path], check=True)


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

"""Time the stages of the loading of a file of SNE attributions.

python benchmarks/stages.py FILE
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from hdflib.extracts import delimited, loading, proving
from hdflib.extracts.loading import connect, load
from hdflib.extracts.schema import read_sources
from hdflib.inputs.reference import read_communes

ROOT = Path(__file__).resolve().parents[1]
STAGES: tuple[tuple[ModuleType, str, str], ...] = (
    (delimited, "find_encoding", "encoding"),
    (delimited, "count_lines", "lines"),
    (proving, "_learn", "texts of the sample"),
    (loading, "prove", "reading and proving, sample included"),
    (loading, "stage", "examining the rows not proved"),
    (loading, "reject_duplicates", "duplicates"),
    (loading, "make_account", "account, end of SHA-256 included"),
    (loading, "_keep", "table"),
)


def main() -> None:
    """Load the file, and print the seconds of each stage."""
    for module, name, label in STAGES:
        setattr(module, name, timed(getattr(module, name), label))
    schema = read_sources(ROOT)["sne_attributions"]
    communes = read_communes(ROOT / "data" / "reference" / "region-32")
    whole = timed(load, "loading, the whole of it")
    with connect() as connection:
        whole(connection, schema, [Path(sys.argv[1])], communes, date(2022, 6, 30), 0.5)


def timed(function: Callable[..., Any], label: str) -> Callable[..., Any]:
    """Wrap a function so that it prints its seconds."""

    def run(*args: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args)
        finally:
            print(f"  {label}: {time.perf_counter() - start:.2f} s")

    return run


if __name__ == "__main__":
    main()

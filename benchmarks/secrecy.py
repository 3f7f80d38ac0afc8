"""Time the suppression and the audit of all the tables of the demonstration.

python benchmarks/secrecy.py
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from hdflib.demo.project import DATE, make_demo
from hdflib.disclosure.audit import Audit
from hdflib.disclosure.protection import Protection
from hdflib.extracts import aggregate, secrecy
from hdflib.extracts.published import audit_edition
from hdflib.extracts.relations import Linked

ROOT = Path(__file__).resolve().parents[1]
Result = TypeVar("Result")


def main() -> None:
    """Make the demonstration once, timing its suppression, then audit what it publishes."""

    def hide(linked: Linked, threshold: int) -> tuple[Protection, Audit]:
        print(f"{len(linked.system.cells)} cells, {len(linked.system.relations)} sums")
        protection, result = timed("suppression", lambda: secrecy.hide(linked, threshold))
        primary, complementary = len(protection.primary), len(protection.complementary)
        print(f"{primary} secret, {complementary} hidden for them, gap {protection.gap:.1%}")
        return protection, result

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "demo"
        with patch.object(aggregate, "hide", hide):
            make_demo(ROOT, target, 2022, lambda loading: None)
        result = timed("audit of the published tables", lambda: audit_edition(target, DATE))
        print(f"{len(result.rows)} hidden cells, {len(result.leaks)} leaks")


def timed(label: str, work: Callable[[], Result]) -> Result:
    """Do some work, and print its seconds."""
    start = time.perf_counter()
    result = work()
    print(f"{label}: {time.perf_counter() - start:.1f} s")
    return result


if __name__ == "__main__":
    main()

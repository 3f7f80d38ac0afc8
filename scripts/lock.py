"""Renew requirements.lock: exact versions with hashes for Python 3.11 to 3.13, no index address."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
HEADER = "# Exact versions with hashes for Python 3.11 to 3.13; renew with: make lock\n"
EXTRAS = ("test", "reference")


def main() -> None:
    """Compile the lock with uv, for every platform and supported Python."""
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--universal",
        "--python-version=3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--upgrade",
        *(f"--extra={extra}" for extra in EXTRAS),
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "UV_NO_CONFIG": "1"},
    )
    if re.search(r"https?://|file:", done.stdout):
        sys.exit("The lock holds an address: a dependency isn't from the index.")
    LOCK.write_text(HEADER + done.stdout, "utf-8")


if __name__ == "__main__":
    main()

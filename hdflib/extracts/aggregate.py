"""From a folder of extracts to the protected tables of a commission."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hdflib.commission import Commission
from hdflib.disclosure.audit import Audit
from hdflib.disclosure.protection import Protection
from hdflib.errors import HdfError
from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.definitions import Definitions, read_definitions
from hdflib.extracts.files import has_files
from hdflib.extracts.loading import Loading, connect, load
from hdflib.extracts.schema import read_sources
from hdflib.extracts.secrecy import hide
from hdflib.extracts.tally import OBJECTIVE_COLUMN, OBJECTIVES, Tally, make_tally
from hdflib.inputs.params import read_params
from hdflib.inputs.reference import read_communes, read_territoires
from hdflib.inputs.tables import SCHEMAS
from hdflib.territories import Territoires

PROVENANCE = "provenance.json"
SECRET = "s"


@dataclass(frozen=True)
class Aggregated:
    """What was aggregated: the tables written, the sources, and the protection with its audit."""

    tables: tuple[Path, ...]
    loadings: tuple[Loading, ...]
    protection: Protection
    audit: Audit


def aggregate(root: Path, iso: str, extracts: Path, done: Callable[[Loading], None]) -> Aggregated:
    """Read, validate, count and protect the extracts of a commission, then write its tables.

    Nothing is written under `data/<date>/` unless everything succeeds. A table that was typed by
    hand is never replaced.

    Parameters
    ----------
    root, iso
        Project, and date of the commission.
    extracts
        Folder of the extracts; the report of each source's faults is written there.
    done
        Called after each source.

    Raises
    ------
    HdfError
        If a source can't be used, a table was typed by hand, or the protection leaks.
    """
    params = read_params(root, iso)
    reference = root / "data" / "reference" / f"region-{params.region}"
    territoires, communes = read_territoires(reference), read_communes(reference)
    definitions = read_definitions(root)
    sources = present(read_sources(root), extracts)
    refuse_typed(root, params, definitions)
    observations = {
        name: params.observation[name] for name in definitions if name in params.observation
    }
    with connect() as connection:
        loadings = []
        for name, schema in sources.items():
            loading = load(
                connection,
                schema,
                extracts,
                communes,
                last_observation(name, definitions, observations),
                params.extractions.rejets_max,
                report=extracts / f"rejets-{name}.csv",
            )
            loadings.append(loading)
            done(loading)
        codes = [t.code for t in territoires.departements]
        tally = make_tally(connection, definitions, observations, list(sources), codes)
    protection, result = hide(
        tally.measures, territoires.region.code, params.extractions.seuil_secret
    )
    provenance = describe(params, sources, loadings, tally, protection)
    tables = write_tables(root, params, territoires, sources, tally, protection, provenance)
    return Aggregated(tables, tuple(loadings), protection, result)


def present(sources: Mapping[str, SourceSchema], extracts: Path) -> dict[str, SourceSchema]:
    """Give the sources that have files.

    Raises
    ------
    HdfError
        If none has.
    """
    found = {name: schema for name, schema in sources.items() if has_files(extracts, name)}
    if not found:
        raise HdfError(
            f"Aucune extraction dans « {extracts} ». Fichiers attendus : "
            f"{', '.join(f'{name}.csv' for name in sources)} (ou .xlsx, .ods, .parquet, .csv.gz)."
        )
    return found


def last_observation(
    source: str, definitions: Definitions, observations: Mapping[str, date]
) -> date:
    """Give the latest day from which a source is seen."""
    used = [
        observations[table]
        for table in observations
        for definition in definitions[table].values()
        if source in (definition.source, OBJECTIVES)
    ]
    if not used:
        raise HdfError(f"Aucune table de cette commission ne compte la source « {source} ».")
    return max(used)


def refuse_typed(root: Path, params: Commission, definitions: Definitions) -> None:
    """Refuse to replace tables that an earlier aggregation didn't write.

    Raises
    ------
    HdfError
        Naming them.
    """
    folder = root / "data" / params.iso
    path = folder / PROVENANCE
    known = json.loads(path.read_text("utf-8"))["tables"] if path.exists() else {}
    typed = [
        f"{name}.csv"
        for name in definitions
        if (folder / f"{name}.csv").exists() and name not in known
    ]
    if typed:
        raise HdfError(
            f"Ces tables de data/{params.iso}/ ont été saisies, et non agrégées : "
            f"{', '.join(typed)}. Déplacez-les pour les remplacer par un calcul."
        )


def table_rows(
    table: str, territoires: Territoires, origin: str, tally: Tally, protection: Protection
) -> list[list[str]]:
    """Give the header and the rows of a table, hidden counts as "s", the région last."""
    columns = [column.nom for column in SCHEMAS[table].colonnes]
    region = territoires.region.code
    cells: dict[tuple[str, str], str] = {}
    for measure in (m for m in tally.measures if m.table == table):
        for code, value in {**measure.counts, region: sum(measure.counts.values())}.items():
            shown = SECRET if measure.key(code) in protection.hidden else str(value)
            cells[measure.colonne, code] = shown
    objectives = tally.objectives.get(table, {})
    for code, objective in objectives.items():
        cells[OBJECTIVE_COLUMN, code] = "" if objective is None else str(objective)
    rows = [columns]
    for territoire in (*territoires.departements, territoires.region):
        fixed = {"territoire": territoire.code, "source": origin}
        rows.append([fixed.get(c, cells.get((c, territoire.code), "")) for c in columns])
    return rows


def write_tables(
    root: Path,
    params: Commission,
    territoires: Territoires,
    sources: Mapping[str, SourceSchema],
    tally: Tally,
    protection: Protection,
    provenance: Mapping[str, Any],
) -> tuple[Path, ...]:
    """Write the tables and their provenance aside, then move them into place."""
    folder = root / "data" / params.iso
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".agregation-") as draft:
        for table in tally.tables:
            used = dict.fromkeys(m.definition.source for m in tally.measures if m.table == table)
            origin = "Calcul sur extractions : " + " ; ".join(sources[n].libelle for n in used)
            with (Path(draft) / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
                rows = table_rows(table, territoires, origin, tally, protection)
                csv.writer(file, delimiter=";", lineterminator="\n").writerows(rows)
        text = json.dumps(provenance, ensure_ascii=False, indent=1, sort_keys=True)
        (Path(draft) / PROVENANCE).write_text(text + "\n", "utf-8")
        names = [*(f"{table}.csv" for table in tally.tables), PROVENANCE]
        for name in names:
            shutil.move(Path(draft) / name, folder / name)
    return tuple(folder / name for name in names)


def describe(
    params: Commission,
    sources: Mapping[str, SourceSchema],
    loadings: Sequence[Loading],
    tally: Tally,
    protection: Protection,
) -> dict[str, Any]:
    """Give the provenance: files, rows, definitions, decisions of secrecy; never a record."""
    return {
        "commission": params.iso,
        "sources": {
            loading.source: {
                "libelle": sources[loading.source].libelle,
                "fichiers": [
                    {"nom": file.name, "sha256": file.sha256, "octets": file.size}
                    for file in loading.files
                ],
                "lignes_lues": loading.read,
                "lignes_retenues": loading.kept,
                "lignes_exclues": {reason.value: n for reason, n in loading.excluded.items()},
                "lignes_rejetees": {reason.value: n for reason, n in loading.rejected.items()},
            }
            for loading in loadings
        },
        "tables": {
            table: {
                measure.colonne: {
                    "source": measure.definition.source,
                    "definition": measure.definition.definition,
                    "condition": measure.definition.condition,
                    "reference": measure.definition.reference,
                    "observation": measure.observation.isoformat(),
                    "masques": sorted(
                        key[1] for key in protection.hidden if key[0] == measure.name
                    ),
                }
                for measure in tally.measures
                if measure.table == table
            }
            for table in tally.tables
        },
        "secret": {
            "seuil": params.extractions.seuil_secret,
            # Which of them are under the threshold would help an attacker.
            "masques": len(protection.hidden),
        },
    }

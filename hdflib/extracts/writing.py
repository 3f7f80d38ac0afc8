"""The tables of a commission as files: rows, and the folder that they replace in one go."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hdflib.disclosure.system import Key
from hdflib.extracts.administrative import Rows
from hdflib.extracts.definitions import Par
from hdflib.extracts.measures import BAILLEUR, Measure
from hdflib.inputs.tables import SCHEMAS

PROVENANCE = "provenance.json"
SECRET = "s"
OBJECTIVE = "objectif_annuel"


def counted_rows(
    measures: Sequence[Measure],
    hidden: Collection[Key],
    objectives: Mapping[str, str],
) -> Rows:
    """Give the rows of a counted table, hidden counts as "s".

    Départements come first, then the région, then EPCI; months, réservataires and bailleurs are
    in order.
    """
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for measure in measures:
        for member, value in measure.cells.items():
            row = rows.setdefault((measure.rubrique, member), _identity(measure, member))
            secret = measure.key(member) in hidden
            row[measure.colonne] = SECRET if secret else "" if value is None else str(value)
            if OBJECTIVE in [column.nom for column in SCHEMAS[measure.table].colonnes]:
                row[OBJECTIVE] = objectives.get(member, "")
    return list(rows.values())


def _identity(measure: Measure, member: str) -> dict[str, str]:
    if measure.par is Par.BAILLEUR:
        return {"bailleur": member.removeprefix(BAILLEUR)}
    own = {measure.par.value: measure.rubrique} if measure.rubrique else {}
    return {**own, "territoire": member}


def write_tables(
    folder: Path,
    tables: Mapping[str, Rows],
    origins: Mapping[str, str],
    provenance: Mapping[str, Any],
) -> tuple[Path, ...]:
    """Write the tables and their provenance aside, then move them into place.

    Parameters
    ----------
    folder
        `data/<date>/` of the project.
    tables, origins
        Rows by table, and what the column "source" says.
    provenance
        What is known of their making.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".agregation-") as draft:
        names = [f"{table}.csv" for table in tables] + [PROVENANCE]
        for table, rows in tables.items():
            with (Path(draft) / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
                lines = _lines(table, rows, origins[table])
                csv.writer(file, delimiter=";", lineterminator="\n").writerows(lines)
        text = json.dumps(provenance, ensure_ascii=False, indent=1, sort_keys=True)
        (Path(draft) / PROVENANCE).write_text(text + "\n", "utf-8")
        for name in names:
            shutil.move(Path(draft) / name, folder / name)
    return tuple(folder / name for name in names)


def _lines(table: str, rows: Rows, origin: str) -> Iterator[list[str]]:
    columns = [column.nom for column in SCHEMAS[table].colonnes]
    yield columns
    for row in rows:
        yield [origin if name == "source" else row.get(name, "") for name in columns]

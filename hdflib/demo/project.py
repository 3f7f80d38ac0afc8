"""A project of generated figures, apart from the real one."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat

from hdflib.demo.earlier import write_earlier
from hdflib.demo.extracts import write_extracts
from hdflib.demo.margins import OBSERVATIONS
from hdflib.demo.typed import write_typed
from hdflib.errors import HdfError
from hdflib.extracts.aggregate import NEEDED, Aggregated, aggregate
from hdflib.extracts.definitions import read_definitions
from hdflib.extracts.loading import Loading

DATE = "2022-06-16"
MARK = ".donnees-fictives"
"""File that tells a folder made here from any other."""
COMPUTED = frozenset(
    {
        "evolution_attributions",
        "rang_regions",
        "part_q1_hors_qpv",
        "epci_objectif_q1",
        "epci_q1_en_baisse",
        "part_q234_qpv",
        "part_q4_qpv",
        "epci_objectif_q234",
        "echantillon_q1",
        "entrees_q1",
        "sorties_q1",
        "maintien_q1",
        "solde_q1",
        "part_attributions_prioritaires",
        "stock",
    }
)
"""Landmarks that the records give."""
NATIONAL = "moyenne nationale"
"""Modality of the landmarks that no record of the région gives."""


def make_demo(root: Path, target: Path, seed: int, done: Callable[[Loading], None]) -> Aggregated:
    """Make a project whose records are generated, and aggregate them for two commissions.

    Parameters
    ----------
    root
        The real project: its reference data, notebooks and typed tables are copied, and its
        published figures are those that the records add up to.
    target
        Folder of the new project; one made here earlier is replaced.
    seed
        Of the random generator: the same seed gives the same files.
    done
        Called after each source.

    Raises
    ------
    HdfError
        If the folder holds anything else.
    """
    if target.exists() and not (target / MARK).exists() and any(target.iterdir()):
        raise HdfError(
            f"Le dossier « {target} » existe et n’a pas été fait par « hdf demo » : il n’est pas "
            "remplacé. Choisissez un autre dossier avec --dossier."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".demonstration-") as draft:
        made = Path(draft) / "projet"
        _copy_project(root, made)
        write_typed(root, made / "data" / DATE, seed)
        extracts = made / "data" / "extracts"
        extracts.mkdir()
        write_extracts(root, extracts, seed)
        # First, so that the reports of faults that stay are those of the newest commission.
        write_earlier(made, (made / "params" / f"{DATE}.yml").read_text("utf-8"), extracts)
        aggregated = aggregate(made, DATE, extracts, done)
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)
    tables = tuple(target / path.relative_to(made) for path in aggregated.tables)
    return replace(aggregated, tables=tables)


def _copy_project(root: Path, made: Path) -> None:
    (made / "notebooks").mkdir(parents=True)
    (made / "params").mkdir()
    (made / MARK).touch()
    shutil.copytree(root / "data" / "reference", made / "data" / "reference")
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        _copy_notebook(path, made / "notebooks" / path.name)
    params = (root / "params" / f"{DATE}.yml").read_text("utf-8")
    (made / "params" / f"{DATE}.yml").write_text(_fictive(params), "utf-8")
    counted = {*read_definitions(root).tables, *NEEDED}
    for path in sorted((root / "data" / DATE).rglob("*.csv")):
        if path.stem not in counted:
            copy = made / path.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if path.parent.name == "reperes":
                _copy_landmarks(path, copy)
            else:
                shutil.copy(path, copy)


def _copy_notebook(path: Path, copy: Path) -> None:
    """Copy a notebook without its stored outputs, which show real figures."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, copy)


def _fictive(params: str) -> str:
    """Mark the params, and give the observation dates of the tables that are counted."""
    dates = "".join(f"  {table}: {day}\n" for table, day in OBSERVATIONS.items())
    marked = params.replace("\nregion:", "\ndonnees: fictives\nregion:", 1)
    return re.sub(r"(?m)^observation:\n(  .*\n)+", f"observation:\n{dates}", marked)


def _copy_landmarks(path: Path, copy: Path) -> None:
    """Copy the landmarks of a section that the records don't give; no file if none is left."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        names = reader.fieldnames or []
        rows = [r for r in reader if r["indicateur"] not in COMPUTED or r["modalite"] == NATIONAL]
    if rows:
        with copy.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, delimiter=";", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

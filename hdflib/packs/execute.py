"""Execution of the notebooks by papermill, in several processes."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from traitlets import default

from hdflib.errors import shorten
from hdflib.kernels.warm import SOCKET_PATH, warm_kernels
from hdflib.packs.plan import Run

TIMEOUT = 600
"""Seconds after which a cell is given up."""
WORTH = 5
"""Runs from which the start of a warm server is earned back."""
PARAMETERS_ID = "parametres"


@dataclass(frozen=True)
class Failure:
    """Why a notebook failed: rank of the cell (from 1, None if none) and message."""

    cellule: int | None
    message: str

    def __str__(self) -> str:
        return f"cellule {self.cellule} : {self.message}" if self.cellule else self.message


@dataclass(frozen=True)
class Result:
    """What came of a run: the executed notebook, its duration, and its failure if any."""

    run: Run
    notebook: Path
    seconds: float
    failure: Failure | None


def execute_runs(
    root: Path,
    runs: Sequence[Run],
    folder: Path,
    done: Callable[[Result], None],
    *,
    cold: bool = False,
) -> dict[Run, Result]:
    """Execute runs over all cores; a run that fails doesn't stop the others.

    Parameters
    ----------
    root, runs
        Project, and what to execute.
    folder
        Where executed notebooks are written, one subfolder per territory.
    done
        Called with each result as it comes.
    cold
        Whether each kernel is a new process, which imports everything itself.

    Returns
    -------
    dict
        The result of every run.
    """
    context = multiprocessing.get_context("spawn")
    workers = max(1, min(cores(), len(runs)))
    sections = list(dict.fromkeys(run.point.section for run in runs))
    with (
        warm_kernels([] if cold or len(runs) < WORTH else sections) as environment,
        ProcessPoolExecutor(
            workers, mp_context=context, initializer=set_environment, initargs=(environment,)
        ) as pool,
    ):
        return collect(pool, root, runs, folder, done)


def set_environment(variables: Mapping[str, str]) -> None:
    """Set environment variables of a process that executes."""
    os.environ.update(variables)


def collect(
    executor: Executor,
    root: Path,
    runs: Sequence[Run],
    folder: Path,
    done: Callable[[Result], None],
) -> dict[Run, Result]:
    """Submit the runs to an executor and gather their results as they come."""
    futures = {executor.submit(execute, root, run, target(folder, run)): run for run in runs}
    results = {}
    for future in as_completed(futures):
        run = futures[future]
        error = future.exception()
        if error is None:
            result = future.result()
        elif isinstance(error, Exception):
            message = f"le processus s’est arrêté ({type(error).__name__})"
            result = Result(run, target(folder, run), 0, Failure(None, message))
        else:
            raise error
        results[run] = result
        done(result)
    return results


def target(folder: Path, run: Run) -> Path:
    """Give the path of the executed notebook."""
    return folder / run.territoire.slug / "notebooks" / f"{run.point.section}.ipynb"


def cores() -> int:
    """Count the cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def execute(root: Path, run: Run, output: Path) -> Result:
    """Execute a notebook for a commission and a territory, and clean what it leaves.

    Errors of the notebook are given back, not raised.
    """
    # papermill is slow to import: only the processes that execute need it.
    import papermill

    start = time.perf_counter()
    output.parent.mkdir(parents=True, exist_ok=True)
    failure = None
    try:
        with TemporaryDirectory(prefix="hdf-") as private:
            papermill.execute_notebook(
                run.notebook(root),
                output,
                {"commission": run.commission, "territoire": run.territoire.code},
                cwd=root / "notebooks",
                progress_bar=False,
                record_timing=False,
                execution_timeout=TIMEOUT,
                # Nothing of a kernel is worth waiting for, once its notebook is done.
                shutdown_kernel="immediate",
                extra_arguments=["--log-level=CRITICAL"],
                **private_manager(private),
            )
    except Exception as error:
        failure = Failure(failed_cell(output), explain(error))
    if output.exists():
        notebook = nbformat.read(output, as_version=4)
        nbformat.write(clean(notebook), output)
    return Result(run, output, time.perf_counter() - start, failure)


def private_manager(folder: str) -> dict[str, Any]:
    """Give papermill a kernel manager that talks through files of a folder, not through a port.

    Only the user can open them. Where the system has no such files, or the path is too long for
    them, the default manager serves.
    """
    connection = str(Path(folder) / "noyau.json")
    if os.name != "posix" or len(os.fsencode(connection)) > SOCKET_PATH:
        return {}

    class PrivateKernelManager(AsyncKernelManager):
        @default("transport")
        def _default_transport(self) -> str:
            return "ipc"

        @default("connection_file")
        def _default_connection_file(self) -> str:
            return connection

    return {"kernel_manager_class": PrivateKernelManager}


def failed_cell(output: Path) -> int | None:
    """Find the rank of the cell that failed in the notebook as it was written."""
    if not output.exists():
        return None
    cells = nbformat.read(output, as_version=4).cells
    # Counted as in the notebook itself, where the injected parameters aren't.
    code = [cell for cell in cells if cell.cell_type == "code" and not is_injected(cell)]
    for rank, cell in enumerate(code, 1):
        states = cell.metadata.get("papermill", {})
        if states.get("exception") or states.get("status") in ("failed", "running"):
            return rank
    return None


def is_injected(cell: NotebookNode) -> bool:
    """Whether papermill added this cell to set the parameters."""
    return "injected-parameters" in cell.metadata.get("tags", ())


def explain(error: Exception) -> str:
    """Put the error of a run in words, on one line."""
    if isinstance(error, CellTimeoutError):
        return f"la cellule ne s’est pas terminée en {TIMEOUT} secondes"
    if isinstance(error, DeadKernelError):
        return "le noyau s’est arrêté (mémoire épuisée ?)"
    name = getattr(error, "ename", type(error).__name__)
    value = getattr(error, "evalue", str(error))
    return f"{name} : {shorten(value, 300)}"


def clean(notebook: NotebookNode) -> NotebookNode:
    """Take out of an executed notebook what differs from one run to the next."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if is_injected(cell):
            cell["id"] = PARAMETERS_ID
    return notebook

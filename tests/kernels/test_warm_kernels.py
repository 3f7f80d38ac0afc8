"""Warm kernels behave as new ones do, and never outlive who started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager, KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

from hdflib.kernels import warm
from hdflib.kernels.process import ForkedProcess
from hdflib.kernels.provisioner import NAME, SERVER, arguments
from hdflib.kernels.warm import warm_kernels

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with warm_kernels(["news"]) as environment:
        assert environment["JUPYTER_DEFAULT_PROVISIONER_NAME"] == NAME
        yield environment[SERVER]


@pytest.fixture
def warmed(server, monkeypatch):
    """Make jupyter_client ask the server for every kernel."""
    monkeypatch.setenv(SERVER, server)
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", NAME)


def client(*sources: str, manager: KernelManager | None = None, **options) -> NotebookClient:
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    return NotebookClient(notebook, km=manager, kernel_name="python3", **options)


def run(*sources: str, **options) -> list[list[nbformat.NotebookNode]]:
    """Run cells in a kernel, and give the outputs of each."""
    executed = client(*sources, **options).execute()
    return [cell.outputs for cell in executed.cells]


def printed(*sources: str, **options) -> str:
    outputs = run(*sources, **options)[-1]
    return "".join(output.text for output in outputs if output.output_type == "stream")


def is_alive(pid: int) -> bool:
    # A process that ended but wasn't waited for isn't alive.
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for_end(*pids: int) -> None:
    end = time.monotonic() + 10
    while any(map(is_alive, pids)):
        assert time.monotonic() < end, pids
        time.sleep(0.05)


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_kernel_is_a_fork_that_has_the_imports(warmed, server) -> None:
    loaded = printed("import os, sys\nprint('seaborn' in sys.modules, os.getppid())").split()
    assert loaded[0] == "True"
    assert "hdflib.kernels.server" in Path(f"/proc/{loaded[1]}/cmdline").read_text()


def test_each_kernel_is_a_process_of_its_own(warmed) -> None:
    one, other = (printed("import os\nprint(os.getpid())") for _ in range(2))
    assert one != other


def test_names_of_what_is_loaded_are_not_given_to_notebooks(warmed) -> None:
    outputs = run("try:\n    pd\nexcept NameError as error:\n    print(error)")
    assert outputs[0][0].text == "name 'pd' is not defined\n"


FIGURE = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('implicite')"


def test_a_figure_shows_without_being_asked_for(warmed, monkeypatch) -> None:
    fork = run(FIGURE)[0]
    assert "image/png" in fork[-1].data
    monkeypatch.delenv(SERVER)
    assert fork == run(FIGURE)[0]


def test_a_cell_that_hangs_is_given_up_and_its_kernel_ended(warmed) -> None:
    manager = AsyncKernelManager(kernel_name="python3")
    hung = client("import time\ntime.sleep(60)", manager=manager, timeout=1)
    hung.owns_km = True
    with pytest.raises(CellTimeoutError):
        hung.execute()
    assert not manager.has_kernel


def test_an_interrupt_stops_the_cell_and_not_the_kernel(warmed) -> None:
    outputs = run(
        "import time\ntry:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    print('interrompu')",
        "print('suite')",
        timeout=1,
        interrupt_on_timeout=True,
    )
    assert outputs[0][0].text == "interrompu\n"
    assert outputs[1][0].text == "suite\n"


def test_the_death_of_a_kernel_is_seen(warmed) -> None:
    with pytest.raises(DeadKernelError):
        run("import os\nos._exit(3)")


def test_random_numbers_differ_from_one_kernel_to_the_next(warmed) -> None:
    source = "import random, numpy as np\nprint(random.random(), np.random.rand())"
    first, second = (printed(source).split() for _ in range(2))
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_environment_and_folder_are_those_asked_for(warmed, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("HDF_ESSAI", "é ; $(date)")
    source = "import os, sys\nprint(os.getcwd(), os.environ['HDF_ESSAI'], 'PATH' in os.environ)"
    (tmp_path / "voisin.py").write_text("A = 7\n")
    resources = {"metadata": {"path": str(tmp_path)}}
    assert printed(source, resources=resources) == f"{tmp_path} é ; $(date) True\n"
    assert printed("import voisin\nprint(voisin.A)", resources=resources) == "7\n"


def test_a_kernel_reads_no_input_and_writes_nowhere(warmed) -> None:
    assert printed("import os\nprint(os.read(0, 5))\nos.write(1, b'x')").startswith("b''")


def test_exit_codes(server) -> None:
    cwd = str(Path.cwd())
    # ipykernel ends with 1 on options that it doesn't know how to read.
    process = ForkedProcess(server, ["-f", "/nulle/part/noyau.json", "--transport=x"], cwd, {})
    assert process.wait(timeout=20) != 0
    assert process.poll() == process.returncode
    process.kill()
    slow = ForkedProcess(server, [], cwd, dict(os.environ))
    assert slow.poll() is None
    with pytest.raises(TimeoutError):
        slow.wait(timeout=0.05)
    slow.kill()
    assert slow.wait(timeout=10) == -signal.SIGKILL


def test_a_starter_that_goes_takes_its_kernel_along(server) -> None:
    process = ForkedProcess(server, [], str(Path.cwd()), dict(os.environ))
    assert is_alive(process.pid)
    process.socket.close()
    wait_for_end(process.pid)


STARTER = """
import os, time
from pathlib import Path
from hdflib.kernels.process import ForkedProcess
from hdflib.kernels.warm import warm_kernels
with warm_kernels(["news"]) as environment:
    kernel = ForkedProcess(environment["HDF_KERNEL_SERVER"], [], str(Path.cwd()), dict(os.environ))
    print(kernel.pid, flush=True)
    time.sleep(60)
"""


@contextmanager
def starter() -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """Run a process that starts a server and a kernel; give it, and their numbers."""
    command = [sys.executable, "-c", STARTER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        kernel = int(process.stdout.readline())
        try:
            yield process, parent(kernel), kernel
        finally:
            process.kill()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_outlives_the_starter(end) -> None:
    with starter() as (process, server, kernel):
        assert is_alive(server)
        process.send_signal(end)
        process.wait(timeout=20)
        wait_for_end(server, kernel)


def test_a_server_that_is_killed_takes_its_kernels_along() -> None:
    with starter() as (_, server, kernel):
        os.kill(server, signal.SIGKILL)
        wait_for_end(server, kernel)


def test_without_a_server_kernels_are_ordinary_ones(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", NAME)
    source = "import os\nprint(os.getppid())"
    for path in (None, str(tmp_path / "absent")):
        if path:
            monkeypatch.setenv(SERVER, path)
        assert printed(source) == f"{os.getpid()}\n"


def test_a_server_that_cannot_start_leaves_ordinary_kernels() -> None:
    with warm_kernels(["absent"]) as environment:
        assert environment == {}


def test_no_server_where_processes_are_not_forked(monkeypatch) -> None:
    monkeypatch.setattr(warm.sys, "platform", "darwin")
    with warm_kernels(["news"]) as environment:
        assert environment == {}


def test_no_server_where_its_socket_would_have_too_long_a_path(monkeypatch) -> None:
    monkeypatch.setattr(warm, "SOCKET_PATH", 5)
    with warm_kernels(["news"]) as environment:
        assert environment == {}


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ([sys.executable, "-m", "ipykernel_launcher", "-f", "k.json"], ["-f", "k.json"]),
        ([sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher"], []),
        (["/usr/bin/R", "--slave", "-e", "IRkernel::main()"], None),
        (["/other/python", "-m", "ipykernel_launcher", "-f", "k.json"], None),
    ],
)
def test_only_kernels_of_this_interpreter_are_forked(command, expected) -> None:
    assert arguments(command) == expected

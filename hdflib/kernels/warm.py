"""The warm server of a build."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jupyter_client.provisioning.factory import KernelProvisionerFactory

from hdflib.kernels.provisioner import NAME, SERVER

MODULES = (
    "ipykernel.kernelapp",
    "IPython.core.completerlib",
    "matplotlib_inline.backend_inline",
    "matplotlib.backends.backend_svg",
    "seaborn",
    "great_tables",
    "hdflib.notebook",
)
"""What every notebook imports, before the modules of its section."""
SOCKET_PATH = 100
"""Longest path of a Unix socket that every system takes, in bytes."""


@contextmanager
def warm_kernels(sections: Sequence[str]) -> Iterator[dict[str, str]]:
    """Run a server, and give the environment that leads to it.

    Where processes can't be forked safely, which is anywhere but on Linux, the environment is
    empty: kernels are then ordinary processes.

    Parameters
    ----------
    sections
        Names of the sections whose modules the server imports too; without any there is no
        server.
    """
    if not sections or sys.platform != "linux" or not registered():
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="hdf-") as folder:
        path = str(Path(folder) / "serveur")
        if len(os.fsencode(path)) > SOCKET_PATH:
            yield {}
            return
        modules = [*MODULES, *(f"hdflib.sections.{section}" for section in sections)]
        command = [sys.executable, "-m", "hdflib.kernels.server", path, *modules]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as server:
            assert server.stdin is not None
            assert server.stdout is not None
            ready = server.stdout.readline() == b"ready\n"
            try:
                yield {"JUPYTER_DEFAULT_PROVISIONER_NAME": NAME, SERVER: path} if ready else {}
            finally:
                server.stdin.close()


def registered() -> bool:
    """Whether jupyter_client knows the provisioner, by the entry point of the installed package."""
    return NAME in KernelProvisionerFactory.instance().provisioners

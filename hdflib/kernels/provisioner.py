"""A kernel provisioner of jupyter_client that asks a warm server for each kernel.

It is chosen by the environment (`JUPYTER_DEFAULT_PROVISIONER_NAME=hdf-warm`), so that neither
notebooks nor kernelspecs know of it. Without a server, or for a kernel of another interpreter, it
starts an ordinary process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from hdflib.kernels.process import ForkedProcess

NAME = "hdf-warm"
"""Name of the entry point."""
SERVER = "HDF_KERNEL_SERVER"
"""Variable that holds the path of the server's socket."""
LAUNCHER = "ipykernel_launcher"


class WarmProvisioner(LocalProvisioner):
    """Starts kernels by forking a warm server."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel: a fork where that can be, a new process otherwise."""
        server, argv = os.environ.get(SERVER), arguments(cmd)
        if not server or argv is None:
            return await super().launch_kernel(cmd, **kwargs)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:
            fork = ForkedProcess(server, argv, cwd, kwargs.get("env") or os.environ)
        except OSError:
            return await super().launch_kernel(cmd, **kwargs)
        # It offers what is used of a Popen.
        self.process = cast("subprocess.Popen[bytes]", fork)
        # A fork leads its session, hence its group.
        self.pid = self.pgid = fork.pid
        self.cwd = cwd
        return self.connection_info


def arguments(cmd: Sequence[str]) -> list[str] | None:
    """Give the arguments of a command that starts ipykernel in this interpreter, else None.

    >>> import sys
    >>> arguments([sys.executable, "-m", "ipykernel_launcher", "-f", "k.json"])
    ['-f', 'k.json']
    """
    if LAUNCHER not in cmd or not same_interpreter(cmd[0]):
        return None
    return list(cmd[list(cmd).index(LAUNCHER) + 1 :])


def same_interpreter(program: str) -> bool:
    """Whether a program is the interpreter that runs this."""
    return program in ("python", "python3") or Path(program) == Path(sys.executable)

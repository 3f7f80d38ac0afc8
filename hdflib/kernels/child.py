"""What becomes of a fork: an ordinary ipykernel, whose imports are already there."""

from __future__ import annotations

import contextlib
import ctypes
import os
import random
import signal
import sys
import traceback
from importlib import import_module
from typing import Any, NoReturn

DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG, of linux/prctl.h."""


def become_kernel(request: dict[str, Any]) -> NoReturn:
    """Run a kernel in this process, and never return.

    Parameters
    ----------
    request
        "argv" (arguments of ipykernel), "cwd" (folder), "env" (the whole environment).
    """
    code = 1
    try:
        settle(request)
        run_kernel(request["argv"])
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stderr.flush()
        # Not sys.exit: what the server would do on its own exit isn't the kernel's business.
        os._exit(code)


def settle(request: dict[str, Any]) -> None:
    """Give the fork a session, a folder, an environment and random numbers of its own."""
    os.setsid()
    die_with_the_server()
    os.environ.clear()
    os.environ.update(request["env"])
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    os.chdir(request["cwd"])
    nothing = os.open(os.devnull, os.O_RDWR)
    # Standard input is the server's lifeline: a kernel that read it would cut it.
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    sys.argv = ["ipykernel_launcher", *request["argv"]]
    # Where python -m puts the current folder.
    sys.path[0] = request["cwd"]


def die_with_the_server() -> None:
    """Ask Linux to end this process with the one that forked it, even by SIGKILL."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGKILL)


def run_kernel(argv: list[str]) -> None:
    """Start ipykernel as `python -m ipykernel_launcher` does, and serve until its shutdown."""
    app = import_module("ipykernel.kernelapp").IPKernelApp.instance()
    app.initialize(argv)
    show_figures()
    app.start()


def show_figures() -> None:
    """Let a cell show the figures that it draws, as the import of pyplot does in a new kernel."""
    if "matplotlib.pyplot" in sys.modules:
        import_module("matplotlib_inline.backend_inline")._enable_matplotlib_integration()

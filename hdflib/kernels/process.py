"""A forked kernel as its starter sees it: what `subprocess.Popen` offers, over a socket."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

STARTED = 30.0
"""Seconds that the server has to fork."""
PAUSE = 0.01


class ForkedProcess:
    """A kernel that a server forked.

    Parameters
    ----------
    server
        Path of the server's socket.
    argv, cwd, env
        Arguments of ipykernel, folder and whole environment.

    Raises
    ------
    OSError
        If the server isn't there.
    """

    stdin = stdout = stderr = None

    def __init__(self, server: str, argv: Sequence[str], cwd: str, env: Mapping[str, str]) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self.socket.settimeout(STARTED)
            self.socket.connect(server)
            request = {"argv": list(argv), "cwd": cwd, "env": dict(env)}
            self.socket.sendall(json.dumps(request).encode() + b"\n")
            self.buffer = b""
            while b"\n" not in self.buffer:
                self.buffer += self._receive()
        except OSError:
            self.socket.close()
            raise
        line, self.buffer = self.buffer.split(b"\n", 1)
        self.pid: int = json.loads(line)["pid"]
        self.returncode: int | None = None
        self.socket.setblocking(False)

    def _receive(self) -> bytes:
        data = self.socket.recv(4096)
        if not data:
            raise ConnectionError("the kernel server closed the connection")
        return data

    def poll(self) -> int | None:
        """Give the exit code, None while the kernel runs."""
        if self.returncode is None:
            try:
                self.buffer += self._receive()
            except BlockingIOError:
                return None
            except OSError:
                # The server is gone, and the kernel with it.
                self._close(-signal.SIGKILL)
                return self.returncode
            if b"\n" in self.buffer:
                self._close(json.loads(self.buffer)["exit"])
        return self.returncode

    def _close(self, code: int) -> None:
        self.returncode = code
        self.socket.close()

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end of the kernel, and give its exit code.

        Raises
        ------
        TimeoutError
            If it runs longer than the timeout, in seconds.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise TimeoutError(f"the kernel {self.pid} still runs after {timeout} s")
            time.sleep(PAUSE)
        return code

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel, if it runs."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signum)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)

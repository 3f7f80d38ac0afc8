"""The process that kernels are forked from: it imports once what every notebook imports.

Run as ``python -m hdflib.kernels.server SOCKET MODULE…``. It lives as long as its standard input is
open: whoever started it holds the other end, and can't leave it behind by dying.

A client connects to the Unix socket and sends one line of JSON: the arguments of the kernel, its
folder and its environment. It gets a line with the process number, then one with the exit code. A
connection that closes takes its kernel along.
"""

from __future__ import annotations

import builtins
import gc
import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from hdflib.kernels.child import become_kernel

REQUEST = 1_000_000
"""Most bytes of a request: an environment is some kilobytes."""


class Server:
    """Forks kernels on request, and tells their ends.

    Parameters
    ----------
    path
        Where its Unix socket is made.
    """

    def __init__(self, path: str) -> None:
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(path)
        self.listener.listen(64)
        self.selector = selectors.DefaultSelector()
        self.kernels: dict[int, socket.socket] = {}
        self.received: dict[socket.socket, bytes] = {}
        self.wake, self.bell = socket.socketpair()
        self.bell.setblocking(False)
        self.wake.setblocking(False)

    def run(self) -> None:
        """Serve until standard input closes, then end every kernel."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        # A break of the terminal is for whoever started it, who then closes standard input.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(self.bell.fileno(), warn_on_full_buffer=False)
        for source in (self.listener, self.wake, sys.stdin):
            self.selector.register(source, selectors.EVENT_READ)
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is sys.stdin:
                    self.end()
                    return
                self.handle(key.fileobj)

    def handle(self, source: Any) -> None:
        """Do what a source asks for."""
        if source is self.listener:
            client, _ = self.listener.accept()
            self.received[client] = b""
            self.selector.register(client, selectors.EVENT_READ)
        elif source is self.wake:
            with suppress(BlockingIOError):
                self.wake.recv(4096)
            self.reap()
        elif source in self.received:
            self.read(source)

    def read(self, client: socket.socket) -> None:
        """Read from a client: its request, or that it is gone."""
        try:
            data = client.recv(65536)
        except OSError:
            data = b""
        self.received[client] += data
        if not data or len(self.received[client]) > REQUEST:
            self.forget(client)
        elif self.received[client].endswith(b"\n"):
            request = json.loads(self.received[client])
            self.received[client] = b""
            self.fork(client, request)

    def fork(self, client: socket.socket, request: dict[str, Any]) -> None:
        """Fork a kernel for a client."""
        pid = os.fork()
        if pid == 0:
            self.leave()
            become_kernel(request)
        self.kernels[pid] = client
        tell(client, {"pid": pid})

    def leave(self) -> None:
        """Close in a kernel what is the server's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.selector.close()
        for own in (self.listener, self.wake, self.bell, *self.received):
            own.close()

    def reap(self) -> None:
        """Tell the clients of the kernels that have ended."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            client = self.kernels.pop(pid, None)
            if client is not None:
                tell(client, {"exit": os.waitstatus_to_exitcode(status)})

    def forget(self, client: socket.socket) -> None:
        """Close the connection of a client, and end its kernel."""
        for pid, owner in self.kernels.items():
            if owner is client:
                # A fork that hasn't begun its session yet has no group of its own.
                for kill in (os.killpg, os.kill):
                    with suppress(ProcessLookupError):
                        kill(pid, signal.SIGKILL)
        self.selector.unregister(client)
        del self.received[client]
        client.close()

    def end(self) -> None:
        """End every kernel."""
        for client in list(self.received):
            self.forget(client)


def tell(client: socket.socket, message: dict[str, int]) -> None:
    """Send a line to a client, who may be gone."""
    with suppress(OSError):
        client.sendall(json.dumps(message).encode() + b"\n")


@contextmanager
def as_in_a_kernel() -> Iterator[None]:
    """Answer a module that asks, when it is imported, whether it runs in a kernel: pandas does."""
    vars(builtins)["get_ipython"] = lambda: SimpleNamespace(kernel=True)
    try:
        yield
    finally:
        del vars(builtins)["get_ipython"]


def main(path: str, modules: list[str]) -> None:
    """Import the modules, say that the server is ready, and serve."""
    # What a kernel sets before a notebook can import matplotlib.
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    with as_in_a_kernel():
        for module in modules:
            import_module(module)
    # What is imported stays: nothing of it is worth collecting in each kernel.
    gc.collect()
    gc.freeze()
    server = Server(path)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    server.run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

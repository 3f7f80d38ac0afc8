"""Quarto: finding it, checking its version, and one rendering by it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hdflib.errors import HdfError

VARIABLE = "QUARTO_PATH"
"""Environment variable that gives the path of Quarto."""
OLDEST = (1, 4)
TIMEOUT = 300.0
"""Seconds that a rendering may take."""
ASK = 30.0
"""Seconds that Quarto may take to say its version."""
GRACE = 5.0
"""Seconds to read the last messages of a stopped program."""
LINES = 8
"""Lines of Quarto's messages that an error quotes."""
KEPT = ("PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "LD_LIBRARY_PATH", "FONTCONFIG_FILE")
PREFIXES = ("QUARTO_", "DENO_", "CONDA_", "XDG_")
"""Variables that Quarto runs with: those that say where it and its tools are."""
INSTALL = (
    "Installez Quarto (1.4 ou plus récent) avec conda : « conda env create --file "
    "environment.yml », qui le prend sur conda-forge ; s’il est déjà installé, donnez son chemin "
    f"avec --quarto ou la variable {VARIABLE}."
)
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class QuartoError(HdfError):
    """Quarto is missing, too old, or failed."""


class MissingQuartoError(QuartoError):
    """Quarto isn't on this machine."""


@dataclass(frozen=True)
class Quarto:
    """An installed Quarto: its path and its version."""

    path: str
    version: tuple[int, ...]

    def render(
        self, folder: Path, source: str, target: str, output: str, timeout: float = TIMEOUT
    ) -> Path:
        """Render a file of a folder, executing nothing.

        Parameters
        ----------
        folder
            Private folder where Quarto works.
        source, output
            Names of what is read and written there.
        target
            Format, as Quarto names it.
        timeout
            Seconds after which Quarto is stopped with all that it started.

        Raises
        ------
        QuartoError
            If it fails, takes too long or writes nothing; with the end of what it said.
        """
        words = ["render", source, "--to", target, "--output", output, "--no-execute"]
        said = run([self.path, *words], folder, timeout)
        made = folder / output
        if not made.is_file():
            raise QuartoError(f"Quarto n’a pas écrit « {output} ».{quoted(said)}")
        return made


def find_quarto(path: str | None = None, environment: Mapping[str, str] = os.environ) -> Quarto:
    """Find Quarto: at the path given, else at that of the environment, else on PATH.

    Raises
    ------
    MissingQuartoError
        If it is nowhere.
    QuartoError
        If it isn't at the path given, doesn't answer or is too old.
    """
    asked = path or environment.get(VARIABLE)
    if asked:
        found = shutil.which(str(Path(asked).expanduser().absolute()))
        if not found:
            origin = "--quarto" if path else VARIABLE
            raise QuartoError(f"« {asked} », donné par {origin}, n’est pas un programme. {INSTALL}")
    else:
        found = shutil.which("quarto", path=environment.get("PATH"))
        if not found:
            raise MissingQuartoError(f"Quarto n’est pas installé sur ce poste. {INSTALL}")
    version = read_version(run([found, "--version"], Path(tempfile.gettempdir()), ASK))
    if version[:2] < OLDEST:
        said = ".".join(map(str, version)) or "inconnue"
        raise QuartoError(f"La version de Quarto ({said}, « {found} ») ne convient pas. {INSTALL}")
    return Quarto(found, version)


def read_version(said: str) -> tuple[int, ...]:
    """Read a version such as "1.5.57"; empty if there is none."""
    match = re.search(r"^\s*v?(\d+(?:\.\d+)+)", said, re.MULTILINE)
    return tuple(map(int, match[1].split("."))) if match else ()


def run(words: Sequence[str], folder: Path, timeout: float) -> str:
    """Run a program without a shell, and give what it said.

    Raises
    ------
    QuartoError
        If it can't start, fails or takes too long.
    """
    try:
        process = subprocess.Popen(
            words,
            cwd=folder,
            env=surroundings(os.environ, folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        raise QuartoError(f"« {words[0]} » ne démarre pas ({error.strerror}). {INSTALL}") from error
    try:
        said, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        raise QuartoError(
            f"Quarto n’a pas fini après {timeout:g} s et a été arrêté ; --delai lui donne plus de "
            f"temps.{quoted(stop(process))}"
        ) from error
    except BaseException:
        stop(process)
        raise
    if process.returncode:
        raise QuartoError(f"Quarto a échoué (code {process.returncode}).{quoted(said)}")
    return said


def stop(process: subprocess.Popen[str]) -> str:
    """Stop a program and all that it started, and give what it had said."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    # What left its group may hold its output open.
    with suppress(subprocess.TimeoutExpired):
        return process.communicate(timeout=GRACE)[0]
    return ""


def surroundings(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Give the variables that Quarto runs with: nothing of this project, nothing private."""
    kept = {k: v for k, v in environment.items() if k in KEPT or k.startswith(PREFIXES)}
    return {**kept, "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TMPDIR": str(folder)}


def quoted(said: str) -> str:
    """Quote the end of what Quarto said, empty if it said nothing."""
    lines = [line.rstrip() for line in COLOURS.sub("", said).splitlines() if line.strip()]
    return "\n".join(["", "Derniers messages de Quarto :", *lines[-LINES:]]) if lines else ""

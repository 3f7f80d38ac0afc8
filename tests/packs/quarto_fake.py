"""A program that stands for Quarto: it does what its settings say, and records how it was run."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = """#!{python}
import json, os, pathlib, shutil, subprocess, sys, time

here = pathlib.Path(__file__).parent
settings = json.loads((here / "settings.json").read_text("utf-8"))
words = sys.argv[1:]
call = {{
    "words": words,
    "cwd": os.getcwd(),
    "environment": dict(os.environ),
    "stdin": sys.stdin.read(),
    "files": sorted(os.listdir()),
}}
if words == ["--version"]:
    print(settings["version"])
    sys.exit(settings.get("version_code", 0))
source = pathlib.Path(words[1])
call["source"] = source.read_text("utf-8") if source.is_file() else ""
(here / "call.json").write_text(json.dumps(call), "utf-8")
print(settings.get("said", ""), file=sys.stderr)
if settings.get("hang"):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    (here / "child.txt").write_text(str(child.pid), "utf-8")
    time.sleep(600)
if settings.get("code"):
    sys.exit(settings["code"])
if "--output" in words and not settings.get("nothing"):
    shutil.copy(here / settings["result"], words[words.index("--output") + 1])
"""


@dataclass(frozen=True)
class Fake:
    """The stand-in: its program, whose folder has its settings and the record of its last run."""

    program: Path

    def set(self, **settings: Any) -> None:
        """Change what it does."""
        path = self.program.with_name("settings.json")
        known = json.loads(path.read_text("utf-8")) if path.exists() else {}
        path.write_text(json.dumps({**known, **settings}), "utf-8")

    def give(self, name: str, content: bytes) -> None:
        """Change what it writes."""
        self.program.with_name(name).write_bytes(content)
        self.set(result=name)

    @property
    def call(self) -> dict[str, Any]:
        """How it was run the last time to render."""
        return json.loads(self.program.with_name("call.json").read_text("utf-8"))


def make_fake(folder: Path, name: str = "quarto", version: str = "1.5.57") -> Fake:
    """Put a stand-in into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(SOURCE.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    fake = Fake(program)
    fake.set(version=version)
    fake.give("result", b"made")
    return fake

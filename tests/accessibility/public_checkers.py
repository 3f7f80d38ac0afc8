"""The public checkers of pages that npm installs: axe-core, html-validate, vnu."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
HTML_VALIDATE = MODULES / "html-validate" / "bin" / "html-validate.mjs"
CONFIG = HERE / "htmlvalidate.mjs"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
TAGS = ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@dataclass(frozen=True)
class Remark:
    """What axe-core says of an element: rule, reasons, and the element."""

    rule: str
    reasons: tuple[str, ...]
    html: str


def absent() -> str:
    """Say what is missing to run the checkers, empty if nothing."""
    programs = [name for name in ("node", "java") if shutil.which(name) is None]
    files = [path.name for path in (AXE, HTML_VALIDATE, VNU) if not path.is_file()]
    return ", ".join(programs + files)


def axe(page: Page) -> tuple[list[Remark], list[Remark]]:
    """Give what axe-core finds wrong on a page, and what it can't tell."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        """tags => axe.run(document, {
             runOnly: {type: 'tag', values: tags}, resultTypes: ['violations', 'incomplete']})""",
        TAGS,
    )
    return remarks(found["violations"]), remarks(found["incomplete"])


def remarks(rules: Sequence[dict[str, Any]]) -> list[Remark]:
    """Give the remarks of the rules that axe-core ran."""
    return [
        Remark(rule["id"], tuple(said["message"] for said in reasons(node)), node["html"][:200])
        for rule in rules
        for node in rule["nodes"]
    ]


def reasons(node: dict[str, Any]) -> list[dict[str, str]]:
    """Give what axe-core says of an element, whatever way it counts."""
    return [*node["any"], *node["all"], *node["none"]]


def vnu(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """Give the remarks of the Nu Html Checker on each page."""
    command = ["java", "-jar", VNU, "--format", "json", "--stdout", "--exit-zero-always", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said: dict[Path, list[str]] = {path: [] for path in paths}
    for remark in json.loads(done.stdout)["messages"]:
        path = Path(unquote(urlsplit(remark["url"]).path))
        said[path].append(f"{remark.get('lastLine')}: {remark['message']}")
    return said


def html_validate(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """Give the remarks of html-validate on each page."""
    with TemporaryDirectory() as folder:
        # Its report goes through a file: on its way out, node cuts what a pipe hasn't taken.
        report = Path(folder) / "report.json"
        command = ["node", HTML_VALIDATE, "--formatter", f"json={report}", "--config", CONFIG]
        done = subprocess.run([*command, *paths], capture_output=True, text=True, check=False)
        assert report.is_file(), done.stderr
        files = json.loads(report.read_text("utf-8"))
    said: dict[Path, list[str]] = {path: [] for path in paths}
    for file in files:
        said[Path(file["filePath"])] += [
            f"{remark['line']}: {remark['ruleId']}: {remark['message']}"
            for remark in file["messages"]
        ]
    return said

"""Drawings as files, for the formats that hold no SVG of a page."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

CONVERTER = "rsvg-convert"
"""Program that turns SVG into PNG."""
FACTOR = 3
"""Pixels of a PNG for each point of a drawing: sharp on a projector and in print."""
WAIT = 60
"""Seconds that a conversion may take."""


@dataclass
class Pictures:
    """The drawings of an export, each written once it is asked for.

    Attributes
    ----------
    folder
        Where they are written.
    png
        Whether the format wants PNG; SVG otherwise.
    missing
        Whether a drawing couldn't be converted, for want of the program.
    alternatives
        Text that stands for each, by the name of its file.
    """

    folder: Path
    png: bool
    missing: bool = False
    alternatives: dict[str, str] = field(default_factory=dict)

    def add(self, svg: str, alternative: str) -> str:
        """Write a drawing and give its name, empty if it can't be converted."""
        name = f"dessin-{len(self.alternatives) + 1}.svg"
        path = self.folder / name
        path.write_text(sized(svg), "utf-8")
        if self.png:
            name = f"{path.stem}.png"
            if not convert(path, self.folder / name):
                self.missing = True
                return ""
        self.alternatives[name] = alternative
        return name


def sized(svg: str) -> str:
    """Give a drawing the size of its own coordinates, in points, which a page leaves open."""
    _, _, width, height = svg.partition('viewBox="')[2].partition('"')[0].split()
    return svg.replace("<svg", f'<svg width="{width}pt" height="{height}pt"', 1)


def convert(source: Path, target: Path) -> bool:
    """Convert SVG to PNG; whether it could be done."""
    program = shutil.which(CONVERTER)
    if not program:
        return False
    words = [program, "--zoom", str(FACTOR), "--background-color", "white"]
    try:
        subprocess.run(
            [*words, "--output", str(target), str(source)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WAIT,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return target.is_file()

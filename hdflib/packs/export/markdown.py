"""Pandoc's Markdown, for the formats that have no HTML: text, tables, images."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hdflib.packs.export.grid import Grid

SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
"""Every mark that Markdown could take for more than itself."""
MARGIN = 3
"""Characters that a column has beside its text."""
WIDTH = 130
"""Characters on a line of a document's table."""


def escaped(text: str) -> str:
    """Give plain text as Markdown that reads the same, on one line.

    >>> escaped("5 * 3 [a]")
    '5 \\\\* 3 \\\\[a\\\\]'
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split(" ")).replace("\n", " "))


def bullets(texts: Iterable[str]) -> str:
    """Give texts as a list, each a paragraph: docx sets others as small as tables."""
    return "\n\n".join(f"- {escaped(text)}" for text in texts)


def paragraphs(texts: Iterable[str]) -> str:
    """Give texts as paragraphs."""
    return "\n\n".join(map(escaped, texts))


def heading(text: str, level: int) -> str:
    """Give a heading that has no number of its own."""
    return f"{'#' * level} {escaped(text)}"


def image(path: str, alternative: str, legende: str = "", width: str = "") -> str:
    """Give an image with its text alternative, its caption and its width if it has one."""
    words = alternative.replace("\\", "").replace('"', "”")
    size = f' width="{width}"' if width else ""
    return f'![{escaped(legende)}]({path}){{fig-alt="{words}"{size}}}'


def bold(text: str) -> str:
    """Give a text in bold."""
    return f"**{escaped(text)}**"


def caption(text: str) -> str:
    """Give the caption of a table above it; docx keeps it on the table's page."""
    return f'::: {{custom-style="Table Caption"}}\n{bold(text)}\n:::'


def table(grid: Grid, legende: str = "", width: int = WIDTH) -> str:
    """Give a table, without a label: Quarto drops the labelled ones from pptx."""
    lines = [
        line([escaped(column) for column in heads(grid)]),
        rule(grid, width),
        *(line(emphasized(row.cells, row.genre)) for row in grid.rangs),
    ]
    below = f"\n\n: {escaped(legende)}" if legende else ""
    return "\n".join(lines) + below


def heads(grid: Grid) -> list[str]:
    """Give the headers, each with that of its group only if another column has the same."""
    labels = grid.labels
    return [
        label if labels.count(label) == 1 else whole
        for label, whole in zip(labels, grid.colonnes, strict=True)
    ]


def line(cells: Sequence[str]) -> str:
    """Give a line of a table."""
    return f"| {' | '.join(cells)} |"


def rule(grid: Grid, width: int) -> str:
    """Give the rule under the headers: sides of the columns, and their widths in dashes."""
    return line(
        [
            f":{'-' * (size + MARGIN)}" if left else f"{'-' * (size + MARGIN)}:"
            for size, left in zip(grid.shared(width), grid.gauche, strict=True)
        ]
    )


def emphasized(cells: Sequence[str], genre: str) -> list[str]:
    """Give the cells of a row; totals, the pack's own row and names of groups are in bold."""
    texts = [escaped(cell) for cell in cells]
    return [f"**{text}**" if genre and text.strip() else text for text in texts]

"""The formats of `hdf export`, and what Quarto is asked for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

STYLE = "style.css"
"""Name of the style beside what Quarto reads."""
OFFLINE = {
    "embed-resources": True,
    # MathJax comes from a server.
    "html-math-method": "plain",
    # Quarto would take the scopes of headers from tables.
    "html-table-processing": "none",
    "css": STYLE,
}
"""What makes a page of Quarto one file that asks for nothing."""
CONTENTS = {"toc": True, "toc-title": "Sommaire"}
"""What gives a document its table of contents."""


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes
    ----------
    quarto
        Its name for Quarto.
    extension
        Of the file.
    slides
        Whether it is made of slides, or is one document.
    html
        Whether it takes HTML as it is.
    png
        Whether it needs drawings as PNG.
    options
        What Quarto is asked.
    preamble
        What the document starts with, for Quarto alone.
    """

    quarto: str
    extension: str
    slides: bool
    html: bool
    png: bool
    options: dict[str, Any]
    preamble: str = ""


FORMATS = {
    "revealjs": Format(
        "revealjs",
        "html",
        slides=True,
        html=True,
        png=False,
        options={
            **OFFLINE,
            # The size that the slides are laid out for.
            "width": 1280,
            "height": 720,
            "margin": 0.02,
            "min-scale": 0.1,
            "slide-level": 2,
            "slide-number": "c/t",
            "transition": "none",
            "center": False,
        },
    ),
    "pptx": Format("pptx", "pptx", slides=True, html=False, png=True, options={"slide-level": 2}),
    "docx": Format("docx", "docx", slides=False, html=False, png=True, options={**CONTENTS}),
    "html": Format(
        "html",
        "html",
        slides=False,
        html=True,
        png=False,
        options={**OFFLINE, **CONTENTS, "anchor-sections": False},
    ),
    "typst": Format(
        "typst",
        "pdf",
        slides=False,
        html=False,
        png=False,
        options={
            **CONTENTS,
            "papersize": "a4",
            "fontsize": "9pt",
            "margin": {"x": "1.5cm", "y": "2cm"},
        },
        preamble=(
            "```{=typst}\n#show table: set text(size: 7pt, hyphenate: false)\n"
            "#show table: set par(justify: false)\n```"
        ),
    ),
}

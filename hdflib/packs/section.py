"""What a pack takes from an executed notebook: a section, its figures, its events."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import nbformat
from markdown_it import MarkdownIt
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from hdflib.commission import Point
from hdflib.display.brief import BRIEF_MIME, Bref, read_brief
from hdflib.display.events import Evenement, read_event
from hdflib.display.views import EVENTS_MIME, FIGURES_MIME
from hdflib.packs.execute import Failure
from hdflib.packs.store import anchor

HIDDEN = ("parameters", "injected-parameters", "hors-dossier", "papermill-error-cell-tag")
"""Tags of the cells that a pack leaves out."""
HEADING = "hdf-partie"
"""Class of the headings that come from a notebook's Markdown, not from a view."""
EMPTY_PART = re.compile(
    rf'<h3 class="{HEADING}">(?:(?!</h3>).)*</h3>\s*'
    rf'(?=<h3 class="{HEADING}">|<div class="hdf-(?:methode|reperes)">|\Z)',
    re.DOTALL,
)
"""A heading with nothing under it, because the table of its part wasn't transmitted."""


@dataclass(frozen=True)
class Section:
    """A section of a pack.

    Attributes
    ----------
    point, html
        Agenda item, and HTML of its results.
    figures, evenements, bref
        Figures, events, and what it gives to the top of the page.
    failure
        Why it has no results, if it hasn't.
    """

    point: Point
    html: str
    figures: tuple[dict[str, Any], ...]
    failure: Failure | None
    evenements: tuple[Evenement, ...] = ()
    bref: tuple[Bref, ...] = ()

    @property
    def ancre(self) -> str:
        """Identifier of the section on the page."""
        return anchor(self.point.section)


def read_section(point: Point, path: Path, failure: Failure | None) -> Section:
    """Read a section from its executed notebook; a failed one has no results."""
    if failure is not None:
        return Section(point, "", (), failure)
    notebook = nbformat.read(path, as_version=4)
    body, _ = exporter().from_notebook_node(notebook)
    return Section(
        point,
        EMPTY_PART.sub("", body),
        tuple(records_of(notebook, FIGURES_MIME)),
        None,
        tuple(read_event(record) for record in records_of(notebook, EVENTS_MIME)),
        tuple(read_brief(record) for record in records_of(notebook, BRIEF_MIME)),
    )


@cache
def exporter() -> HTMLExporter:
    """Make the exporter of sections, once: its templates are slow to load."""
    config = Config()
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = set(HIDDEN)
    with as_file(files("hdflib.packs") / "templates") as folder:
        made = HTMLExporter(
            config=config, template_name="section", extra_template_basedirs=[str(folder)]
        )
        made.register_filter("section_markdown", section_markdown)
        # The environment is made on first use, while the folder is there.
        _ = made.template
    return made


def section_markdown(source: str) -> Markup:
    """Give Markdown in HTML, raw HTML as text, headings one level lower than in the notebook."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(source)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        if token.type == "heading_open":
            token.attrSet("class", HEADING)
    parser = MarkdownIt("commonmark", {"html": False})
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def records_of(notebook: NotebookNode, mime: str) -> list[dict[str, Any]]:
    """Gather what the visible cells of a notebook carry of a kind, each once."""
    found: dict[str, dict[str, Any]] = {}
    for cell in notebook.cells:
        if set(HIDDEN) & set(cell.metadata.get("tags", ())):
            continue
        for output in cell.get("outputs", ()):
            for record in output.get("data", {}).get(mime, ()):
                found.setdefault(json.dumps(record), dict(record))
    return list(found.values())

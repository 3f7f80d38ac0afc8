"""From executed notebooks to the page of a pack."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, PackageLoader
from markdown_it import MarkdownIt
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from hdflib.commission import Commission, Point
from hdflib.display import french
from hdflib.display.brief import BRIEF_MIME, Bref, read_brief
from hdflib.display.events import Evenement, read_event
from hdflib.display.views import EVENTS_MIME, FIGURES_MIME
from hdflib.inputs.edition import Edition
from hdflib.inputs.tables import schemas
from hdflib.packs.brief import make_brief
from hdflib.packs.execute import Failure
from hdflib.packs.fiches import make_fiches
from hdflib.packs.headers import shorten_drawings, shorten_headers
from hdflib.packs.links import Links, unlinked
from hdflib.packs.outlines import share_outlines
from hdflib.packs.store import anchor, names_of
from hdflib.territories import Territoire

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


@cache
def environment() -> Environment:
    """Make the environment of the page templates, where every value is escaped."""
    return Environment(
        loader=PackageLoader("hdflib.packs"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def stylesheet(*extra: str) -> Markup:
    """Give the whole style of a page, then the sheets of `packs` that it alone needs."""
    sheets = [files("hdflib.display") / name for name in ("style.css", "page.css")]
    sheets += [files("hdflib.packs") / name for name in extra]
    return Markup("\n".join(sheet.read_text("utf-8") for sheet in sheets))


def render_pack(
    edition: Edition,
    territoire: Territoire,
    sections: Sequence[Section],
    etat: str,
    *,
    cards: bool = True,
) -> str:
    """Make the page of a pack, whole: every drawing by itself.

    Parameters
    ----------
    edition, territoire
        Edition and territory.
    sections
        In agenda order.
    etat
        "complet", "incomplet" or "extrait".
    cards
        Whether each number leads to its card; they have no place on paper.
    """
    params = edition.params
    rows = [row for section in sections for row in section.figures] if cards else []
    fiches = make_fiches(edition, rows)
    links = Links(fiches.ancres)
    change = links.link if cards else unlinked
    # In page order, so that a card leads back to the first place of its figure.
    bref = make_brief(edition, sections, change)
    sections = [replace(section, html=change(section.html)) for section in sections]
    return (
        environment()
        .get_template("dossier.html.j2")
        .render(
            params=params,
            noms=names_of(params),
            territoire=territoire,
            sections=sections,
            bref=bref,
            evenements=[evenement for section in sections for evenement in section.evenements],
            etat=etat,
            groupes=fiches.groupes,
            retours=links.retours,
            date=french.date_longue(params.commission),
            observations=observations(params, [section.point for section in sections]),
            css=stylesheet(),
        )
    )


def lighten(page: str) -> str:
    """Make a page lighter, showing the same: names of headers short, outlines drawn once."""
    outlines, page = share_outlines(shorten_drawings(shorten_headers(page)))
    return page.replace("<main", f"{outlines}\n<main", 1) if outlines else page


def observations(params: Commission, points: Sequence[Point]) -> list[tuple[str, str]]:
    """Give the observation dates of the sections shown: date in full, and the tables seen then."""
    shown = {point.section for point in points}
    known = schemas(shown)
    dates: dict[str, list[str]] = {}
    for name, day in sorted(params.observation.items(), key=lambda item: item[1]):
        if known[name].section in shown:
            dates.setdefault(french.date_longue(day), []).append(known[name].titre)
    return [(day, french.liste(titles)) for day, titles in dates.items()]

"""What the executed notebooks of a pack show, piece by piece: tables, drawings, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from markdown_it import MarkdownIt
from markdown_it.token import Token
from nbformat import NotebookNode

from hdflib.display.traced import mark_of
from hdflib.display.views import FIGURES_MIME
from hdflib.packs.export.grid import Grid, merged, read_grid
from hdflib.packs.export.markup import Element, parse, unmarked
from hdflib.packs.section import HIDDEN

REFERRING = re.compile(
    r"^(?:Ce|Cet|Cette|Ces|Ceux|Celui|Celle)\b|\b(?:ce (?:nombre|taux|total)|cette part)\b"
)
"""What a sentence that can't be understood alone has."""
Record = dict[str, Any]
"""A figure as a notebook gives it."""


@dataclass(frozen=True)
class Message:
    """A sentence, and the marks of its figures."""

    texte: str
    marques: frozenset[str]


@dataclass(frozen=True)
class Messages:
    """The sentences of a list."""

    phrases: tuple[Message, ...]


@dataclass(frozen=True)
class Drawing:
    """A chart or a map: SVG, the text that stands for it, a note below."""

    svg: str
    alternative: str
    note: str = ""


@dataclass(frozen=True)
class Tile:
    """A key figure: its value, its label, and the lines below."""

    valeur: str
    libelle: str
    lignes: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeyFigures:
    """A row of key figures."""

    tuiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Text:
    """Paragraphs: of a notice, of the method, or of the notebook itself."""

    paragraphes: tuple[str, ...]
    sources: tuple[str, ...] = ()
    methode: bool = False


Content = Grid | Drawing | KeyFigures | Messages | Text


@dataclass(frozen=True)
class Piece:
    """A piece of a section.

    Attributes
    ----------
    partie
        Heading that it stands under, empty before the first one.
    titre
        Its caption, empty if it has none.
    contenu
        What it shows.
    figures
        Its figures, by mark.
    repere
        Whether it gathers published landmarks of the whole section.
    """

    partie: str
    titre: str
    contenu: Content
    figures: dict[str, Record]
    repere: bool = False


def read_pieces(path: Path) -> list[Piece]:
    """Read the pieces of a section from its executed notebook, in its order."""
    notebook = nbformat.read(path, as_version=4)
    pieces: list[Piece] = []
    partie = ""
    for cell in visible(notebook):
        if cell.cell_type == "markdown":
            for titre, texte in blocks(cell.source):
                partie = titre or partie
                if texte:
                    pieces.append(Piece(partie, "", Text((texte,)), {}))
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            records = {mark_of(record): dict(record) for record in data.get(FIGURES_MIME, ())}
            root = parse(data.get("text/html", ""))
            pieces += (with_figures(partie, part, records) for part in contents(root))
    return pieces


def visible(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Give the cells that a pack shows."""
    for cell in notebook.cells:
        if not set(HIDDEN) & set(cell.metadata.get("tags", ())):
            yield cell


def blocks(source: str) -> Iterator[tuple[str, str]]:
    """Give the headings and the paragraphs of Markdown, each with the other empty."""
    kind = ""
    for token in MarkdownIt("commonmark").parse(source):
        if token.type == "inline":
            text = "".join(map(words, token.children or ()))
            yield (text, "") if kind == "heading_open" else ("", text)
        kind = token.type


def words(token: Token) -> str:
    """Give the text of a piece of a paragraph, without its style."""
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def contents(element: Element) -> Iterator[tuple[Element, str, Content]]:
    """Give what an output shows: element, caption and content of each piece."""
    for child in element.elements:
        if child.has("hdf-reperes"):
            titre = next(child.all("h3")).text
            grids = [read_grid(frame) for frame in child.all("div") if frame.has("hdf-cadre")]
            yield from ((child, grid.titre, grid) for grid in merged(grids, titre))
        elif found := content(child):
            yield (child, *found)
        else:
            yield from contents(child)


def content(element: Element) -> tuple[str, Content] | None:
    """Read the content of an element, None if it is only a box of others."""
    if element.has("hdf-cadre"):
        grid = read_grid(element)
        return grid.titre, grid
    if element.has("hdf-figure"):
        return next(element.all("figcaption")).text, read_drawing(element)
    if element.has("hdf-cles"):
        return "", KeyFigures(tuple(read_tile(tile) for tile in element.elements))
    if element.has("hdf-phrases"):
        return next(element.all("h3")).text, Messages(tuple(read_messages(element)))
    if element.has("hdf-methode"):
        sources = tuple(item.text for item in element.all("li"))
        notes = [part.text for part in element.elements if part.tag == "p"]
        return "", Text(tuple(notes[: len(notes) - bool(sources)]), sources, methode=True)
    if element.has("hdf-avis"):
        return "", Text((element.text,))
    return None


def read_messages(element: Element) -> Iterator[Message]:
    """Read sentences; one that speaks of "ce taux" stays with the one before it."""
    held: Message | None = None
    for item in element.all("li"):
        found = Message(item.text, marks(item))
        if held and REFERRING.search(found.texte):
            held = Message(f"{held.texte} {found.texte}", held.marques | found.marques)
            continue
        if held:
            yield held
        held = found
    if held:
        yield held


def read_drawing(figure: Element) -> Drawing:
    """Read a chart or a map; the table of its figures stays folded away on the page."""
    svg = next(figure.all("svg"))
    note = next((part.text for part in figure.elements if part.tag == "p"), "")
    return Drawing(unmarked(svg.source), next(svg.all("title")).text, note)


def read_tile(tile: Element) -> Tile:
    """Read a key figure."""
    value, label = next(tile.all("b")), next(tile.all("span"))
    lines = tuple(line.text for line in tile.elements if line.tag == "small")
    return Tile(value.text, label.text, lines)


def marks(element: Element) -> frozenset[str]:
    """Give the marks of the figures that an element shows."""
    return frozenset(data.attributes["value"] for data in element.all("data"))


def with_figures(
    partie: str, part: tuple[Element, str, Content], records: dict[str, Record]
) -> Piece:
    """Make a piece with the figures that it shows."""
    element, titre, contenu = part
    found = marks(element)
    shown = {mark: record for mark, record in records.items() if mark in found}
    if not shown and isinstance(contenu, Drawing):
        # A map marks no place; the text that stands for it has its numbers.
        shown = {m: r for m, r in records.items() if says(contenu.alternative, r["affichage"])}
    repere = element.has("hdf-reperes")
    return Piece("" if repere else partie, titre, contenu, shown, repere)


def says(texte: str, affichage: str) -> bool:
    """Whether a text has a displayed number, whole."""
    whole = rf"(?<!\w)(?<!\d[,\s]){re.escape(affichage)}(?!\w|[,\s]\d)"
    return bool(re.search(whole, texte))

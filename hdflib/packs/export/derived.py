"""Notebooks for Quarto, derived from the executed ones: a cell for each slide or piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import yaml
from markupsafe import Markup
from nbformat import NotebookNode, v4

from hdflib.commission import Commission, Point
from hdflib.display import french
from hdflib.packs.export import markdown
from hdflib.packs.export.formats import Format
from hdflib.packs.export.grid import Grid
from hdflib.packs.export.pictures import Pictures
from hdflib.packs.export.pieces import Content, Drawing, KeyFigures, Messages, Piece, Text, Tile
from hdflib.packs.export.slides import FICTIVE, SUMMARY, Deck, Slide
from hdflib.packs.export.slides_page import content_html, slide_html
from hdflib.territories import Territoire

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
"""What Quarto asks of any notebook, though it executes nothing."""
LANDMARKS = "Repères publiés"
SHARE = "75%"
"""Width of a drawing in a document."""
METHOD = "Méthode et sources"

Chapters = Sequence[tuple[Point, Sequence[Piece]]]
"""The sections of a pack with their pieces."""


def slides_notebook(deck: Deck, form: Format, pictures: Pictures) -> NotebookNode:
    """Make the notebook of slides: a title of level 1 for a section, of level 2 for a slide."""
    cells = []
    for chapter in deck.chapitres:
        cells.append(markdown.heading(chapter.point.titre, 1))
        for slide in chapter.slides:
            body = slide_body(slide, deck.mention, form, pictures)
            cells.append(f"{markdown.heading(slide.titre, 2)}\n\n{body}")
    if any(chapter.renvois for chapter in deck.chapitres):
        listed = [
            f"{chapter.point.titre} : {' ; '.join(chapter.renvois)}."
            for chapter in deck.chapitres
            if chapter.renvois
        ]
        title = markdown.heading("Tableaux à lire dans le dossier", 2)
        cells.append(f"{title}\n\n{markdown.bullets(listed)}")
    return notebook(deck.params, deck.territoire, form, cells)


def slide_body(slide: Slide, mention: str, form: Format, pictures: Pictures) -> str:
    """Give what a slide shows, with its source."""
    said = ". ".join(filter(None, (mention, slide.source)))
    if not form.html:
        return captioned(slide, said, pictures)
    own = slide_html(slide)
    parts = [
        Markup('<p class="{}">{}</p>').format(name, text) if text else ""
        for name, text in (("rubrique", slide.rubrique), ("source", said))
    ]
    return raw(Markup("").join((parts[0], own, parts[1])))


def captioned(slide: Slide, said: str, pictures: Pictures) -> str:
    """Give what a slide shows, with one caption that says all the rest.

    pptx puts a text beside a table or a picture on a slide of its own, but for a caption.
    """
    contenu = slide.contenu
    legende = f"{slide.legende}." if slide.legende else ""
    if isinstance(contenu, Grid | Drawing):
        whole = " ".join(filter(None, (legende, said, contenu.note)))
        return piece_body(replace(contenu, note=""), whole, pictures)
    body = "" if contenu is None else piece_body(contenu, "", pictures)
    return "\n\n".join(filter(None, (body, markdown.escaped(said))))


def document_notebook(
    params: Commission,
    territoire: Territoire,
    chapters: Chapters,
    form: Format,
    pictures: Pictures,
) -> NotebookNode:
    """Make the notebook of a document, in the order of the pack."""
    cells = [form.preamble] if form.preamble else []
    if params.fictive:
        cells.append(FICTIVE_NOTE)
    for point, pieces in chapters:
        cells.append(markdown.heading(point.titre, 1))
        part = ""
        for piece in pieces:
            if (name := part_of(piece)) != part:
                part = name
                cells.append(markdown.heading(part, 2))
            cells.append(document_body(piece, form, pictures))
    return notebook(params, territoire, form, cells)


FICTIVE_NOTE = (
    f"**{FICTIVE}** – démonstration\\ : ces chiffres ont été fabriqués et ne décrivent aucune "
    "situation réelle."
)


def part_of(piece: Piece) -> str:
    """Give the heading that a piece of a document stands under."""
    if piece.repere:
        return LANDMARKS
    if isinstance(piece.contenu, Text) and piece.contenu.methode:
        return METHOD
    return piece.partie


def document_body(piece: Piece, form: Format, pictures: Pictures) -> str:
    """Give a piece of a document, with its caption."""
    contenu = piece.contenu
    if isinstance(contenu, Messages):
        listed = markdown.bullets(message.texte for message in contenu.phrases)
        return f"{markdown.bold(piece.titre or SUMMARY)}\n\n{listed}"
    if form.html and not isinstance(contenu, Text):
        return raw(content_html(contenu, piece.titre))
    if isinstance(contenu, Drawing):
        drawn = drawing_body(contenu, piece.titre, pictures, SHARE)
        return noted(drawn, contenu.note)
    body = piece_body(contenu, "", pictures)
    # Above the table and not in it: a typst table with a caption isn't cut between pages.
    return f"{markdown.caption(piece.titre)}\n\n{body}" if isinstance(contenu, Grid) else body


def raw(html: Markup) -> str:
    """Give HTML that Quarto leaves as it is."""
    return f"```{{=html}}\n{html}\n```"


def piece_body(contenu: Content, legende: str, pictures: Pictures) -> str:
    """Give a content in Markdown."""
    match contenu:
        case Grid():
            return noted(markdown.table(contenu, legende), contenu.note)
        case Drawing():
            return noted(drawing_body(contenu, legende, pictures), contenu.note)
        case KeyFigures():
            return markdown.bullets(tile_text(tile) for tile in contenu.tuiles)
        case Messages():
            return markdown.bullets(message.texte for message in contenu.phrases)
        case Text():
            return "\n\n".join(
                filter(
                    None,
                    (markdown.paragraphs(contenu.paragraphes), markdown.bullets(contenu.sources)),
                )
            )


def tile_text(tile: Tile) -> str:
    """Give a key figure in one line."""
    lines = f" ({' ; '.join(tile.lignes)})" if tile.lignes else ""
    return f"{tile.valeur} {tile.libelle}{lines}"


def noted(body: str, note: str) -> str:
    """Add the note of a table or a drawing below it."""
    return f"{body}\n\n{markdown.escaped(note)}" if note else body


def drawing_body(drawing: Drawing, legende: str, pictures: Pictures, width: str = "") -> str:
    """Give a drawing; in words where it can't be converted."""
    name = pictures.add(drawing.svg, drawing.alternative)
    if name:
        return markdown.image(name, drawing.alternative, legende, width)
    words = markdown.bullets(re.split(r"\s; ", drawing.alternative))
    return f"{markdown.escaped(legende)}\n\n{words}" if legende else words


def notebook(
    params: Commission, territoire: Territoire, form: Format, cells: Sequence[str]
) -> NotebookNode:
    """Make a notebook that Quarto renders without executing anything."""
    made = v4.new_notebook(
        cells=[v4.new_raw_cell(front_matter(params, territoire, form)), *numbered(cells)],
        metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}},
    )
    made.cells[0].id = "entete"
    return made


def numbered(cells: Sequence[str]) -> Iterator[NotebookNode]:
    """Make cells whose names are their ranks, and not drawn at random."""
    for rank, cell in enumerate(cells, 1):
        made = v4.new_markdown_cell(cell)
        made.id = f"cellule-{rank}"
        yield made


def front_matter(params: Commission, territoire: Territoire, form: Format) -> str:
    """Give the header of a notebook: titles, language, and what Quarto is asked."""
    label = f"[{FICTIVE}] " if params.fictive else ""
    day = french.date_longue(params.commission)
    content = {
        "title": markdown.escaped(f"{label}{params.titre}"),
        "subtitle": markdown.escaped(f"{territoire.nom} – {day}"),
        "author": markdown.escaped(params.service),
        "lang": "fr",
        "execute": {"enabled": False},
        "format": {form.quarto: form.options},
    }
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    return f"---\n{text}---"

"""Slides in one page: no script, no request, one printed sheet each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from markupsafe import Markup

from hdflib.packs.export.grid import Grid
from hdflib.packs.export.pieces import Content, Drawing, KeyFigures, Messages, Text, Tile
from hdflib.packs.export.slides import LARGE, Deck, Slide
from hdflib.packs.store import names_of
from hdflib.packs.theme import environment

HEADS = 2
"""Slides before the first section: title and agenda."""


def render_deck(deck: Deck) -> str:
    """Make the page of the slides of a pack."""
    ranks, rank = [], HEADS + 1
    for chapter in deck.chapitres:
        ranks.append(rank)
        rank += 1 + len(chapter.slides)
    elsewhere = [chapter for chapter in deck.chapitres if chapter.renvois]
    return (
        environment()
        .get_template("diaporama.html.j2")
        .render(
            deck=deck,
            params=deck.params,
            noms=names_of(deck.params),
            chapitres=list(zip(ranks, deck.chapitres, strict=True)),
            ailleurs=elsewhere,
            total=rank - 1 + bool(elsewhere),
            corps=slide_html,
            large=LARGE,
            dessin=lambda slide: isinstance(slide.contenu, Drawing),
            tableau=lambda slide: isinstance(slide.contenu, Grid),
            css=deck_style(),
        )
    )


@cache
def deck_style() -> Markup:
    """Give the style of the slides."""
    return Markup(styles("slides.css"))


@cache
def quarto_style() -> str:
    """Give the style of Quarto's slides and documents in HTML, beside its own."""
    return styles("quarto.css")


def styles(name: str) -> str:
    """Give the style of the components of a page, then one of this package."""
    components = files("hdflib.display").joinpath("style.css").read_text("utf-8")
    return components + files("hdflib.packs").joinpath(name).read_text("utf-8")


def slide_html(slide: Slide) -> Markup:
    """Give the HTML of what a slide shows."""
    if slide.contenu is None:
        return Markup("")
    return content_html(slide.contenu, slide.legende or slide.titre, shown=bool(slide.legende))


def content_html(contenu: Content, legende: str, *, shown: bool = True) -> Markup:
    """Give the HTML of a content, its caption for screen readers alone unless it is shown."""
    match contenu:
        case Grid():
            return contenu.html(shown=shown)
        case Drawing():
            return drawing_html(contenu, legende, shown=shown)
        case KeyFigures():
            return Markup('<ul class="hdf-cles">{}</ul>').format(
                Markup("").join(map(tile_html, contenu.tuiles))
            )
        case Messages():
            listed = (Markup("<li>{}</li>").format(m.texte) for m in contenu.phrases)
            return Markup('<ul class="messages">{}</ul>').format(Markup("").join(listed))
        case Text():
            return Markup("").join(
                Markup('<p class="hdf-avis">{}</p>').format(text) for text in contenu.paragraphes
            )


def drawing_html(drawing: Drawing, legende: str, *, shown: bool) -> Markup:
    """Give the HTML of a chart or a map."""
    kind = Markup("") if shown else Markup(' class="visuellement-masque"')
    caption = Markup("<figcaption{}>{}</figcaption>").format(kind, legende)
    note = Markup('<p class="hdf-etat">{}</p>').format(drawing.note) if drawing.note else ""
    return Markup('<figure class="hdf-figure">{}{}{}</figure>').format(
        caption, Markup(drawing.svg), note
    )


def tile_html(tile: Tile) -> Markup:
    """Give the HTML of a key figure."""
    lines = Markup("").join(Markup("<small>{}</small>").format(line) for line in tile.lignes)
    return Markup("<li><b>{}</b> <span>{}</span>{}</li>").format(tile.valeur, tile.libelle, lines)

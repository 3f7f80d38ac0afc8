"""The slides of a pack: one message each, with its table or its drawing, and its source."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hdflib.commission import Commission, Point
from hdflib.display import french
from hdflib.display.grammar import accord
from hdflib.packs.export.grid import Grid, suite
from hdflib.packs.export.headlines import LONGEST, headlines
from hdflib.packs.export.pieces import Content, Message, Messages, Piece, Text
from hdflib.packs.store import anchor, names_of
from hdflib.territories import Territoire

SENTENCES, CHARACTERS = 6, 760
"""Sentences of a slide at most, and their characters."""
PARTS = 3
"""Slides of a table at most; a longer one is read in the pack."""
SOURCES = 3
"""Sources named on a slide at most."""
SPACE = 37.8
"""Height in rem of a slide's title, content and source together."""
LARGE = 110
"""Characters of a title in large letters at most."""
FICTIVE = "Données fictives"
SUMMARY = "À retenir"


@dataclass(frozen=True)
class Slide:
    """A slide.

    Attributes
    ----------
    rubrique
        Line above the title: part of the section.
    titre
        A sentence, or the caption where none says what it shows.
    contenu
        What it shows, None if the title says it all.
    legende
        Caption of what it shows, where the title is a sentence.
    source
        Where its figures come from.
    """

    rubrique: str
    titre: str
    contenu: Content | None = None
    legende: str = ""
    source: str = ""


@dataclass(frozen=True)
class Chapter:
    """The slides of a section, and the tables too long for them: caption and rows."""

    point: Point
    slides: tuple[Slide, ...]
    renvois: tuple[str, ...] = ()

    @property
    def ancre(self) -> str:
        """Identifier of its first slide."""
        return anchor(self.point.section)


@dataclass(frozen=True)
class Deck:
    """The slides of a pack."""

    params: Commission
    territoire: Territoire
    chapitres: tuple[Chapter, ...]

    @property
    def date(self) -> str:
        """Date of the commission in full."""
        return french.date_longue(self.params.commission)

    @property
    def mention(self) -> str:
        """What every slide of generated figures says."""
        return FICTIVE if self.params.fictive else ""


def make_chapter(params: Commission, point: Point, pieces: Sequence[Piece]) -> Chapter:
    """Lay the pieces of a section out in slides, the sentences that head none after each part."""
    page = names_of(params).page
    headed = headlines(pieces, [rank for rank, piece in enumerate(pieces) if headable(piece)])
    said = {message.texte for message in headed.values()}
    slides: list[Slide] = []
    renvois: list[str] = []
    for (partie, _), group in groupby(
        enumerate(pieces), lambda pair: (pair[1].partie, pair[1].repere)
    ):
        left: list[str] = []
        for rank, piece in group:
            match piece.contenu:
                case Messages():
                    left += (m.texte for m in piece.contenu.phrases if m.texte not in said)
                case Grid() if too_long(piece.contenu):
                    renvois.append(elsewhere(piece))
                case Text(methode=True):
                    continue
                case _:
                    title = headed[rank].texte if rank in headed else ""
                    slides += shown(piece, title, point, source(piece, page))
        slides += summary(partie, left)
    return Chapter(point, tuple(slides), tuple(renvois))


def headable(piece: Piece) -> bool:
    """Whether a sentence may be the title of a piece."""
    contenu = piece.contenu
    return not (
        piece.repere
        or isinstance(contenu, Messages | Text)
        or (isinstance(contenu, Grid) and too_long(contenu))
    )


def too_long(grid: Grid) -> bool:
    """Whether a table is to be read in the pack: too wide for a slide, or too long for a few."""
    return not grid.scale or len(grid.parts()) > PARTS


def elsewhere(piece: Piece) -> str:
    """Name a table that is read in the pack: caption and rows."""
    assert isinstance(piece.contenu, Grid)
    count = sum(row.genre != "groupe" for row in piece.contenu.rangs)
    return f"{piece.titre} ({count} {accord(count, 'ligne')})"


def shown(piece: Piece, titre: str, point: Point, origine: str) -> Iterator[Slide]:
    """Give the slides of a table, of a drawing, of key figures or of a text."""
    topic = piece.partie or point.titre
    caption = piece.titre or (
        topic if isinstance(piece.contenu, Text) else f"Chiffres clés : {topic}"
    )
    parts: Iterable[Content] = (piece.contenu,)
    if isinstance(piece.contenu, Grid):
        below = (piece.titre if titre else "", piece.contenu.note)
        parts = piece.contenu.parts(room(titre or caption, origine, *below))
    for rank, part in enumerate(parts):
        yield Slide(
            "" if caption == piece.partie else piece.partie,
            (titre or caption) + suite(rank),
            part,
            piece.titre + suite(rank) if titre else "",
            origine,
        )


def room(titre: str, source: str, *lines: str) -> float:
    """Give the height in rem that a slide leaves to its table, beside some lines if not empty."""
    large = len(titre) <= LARGE
    head = math.ceil(len(titre) / (70 if large else 82)) * (2.1 if large else 1.8)
    below = max(2.0, 1.2 * math.ceil(len(source) / 130))
    # A tenth for what the widths of letters change.
    return 0.9 * (SPACE - head - below - 2.0 * sum(map(bool, lines)))


def summary(partie: str, sentences: Sequence[str]) -> Iterator[Slide]:
    """Give the slides of the sentences that head no other: the first is the title."""
    rubrique = f"{partie} – {SUMMARY}" if partie else SUMMARY
    for run in runs(sentences):
        if len(run[0]) > LONGEST:
            run.insert(0, SUMMARY)
        rest = Messages(tuple(Message(sentence, frozenset()) for sentence in run[1:]))
        yield Slide(rubrique, run[0], rest if rest.phrases else None)


def runs(sentences: Sequence[str]) -> Iterator[list[str]]:
    """Cut sentences into runs that a slide holds."""
    run: list[str] = []
    for sentence in sentences:
        if run and (len(run) > SENTENCES or sum(map(len, run)) + len(sentence) > CHARACTERS):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def source(piece: Piece, page: str) -> str:
    """Say where the figures of a piece come from; a text has none."""
    if isinstance(piece.contenu, Text):
        return ""
    cells = [cell for record in piece.figures.values() for cell in record.get("sources", ())]
    origins = dict.fromkeys(cell["origine"] or cell["fichier"] for cell in cells)
    names = list(dict.fromkeys(name for origin in origins for name in origin.split(" ; ")))
    if not names:
        return f"Source : « Méthode et sources » de {page}."
    rest = len(names) - SOURCES
    more = f" ; {rest} {accord(rest, 'autre')} dans {page}" if rest > 0 else ""
    return f"{accord(len(names), 'Source')} : {' ; '.join(names[:SOURCES])}{more}."

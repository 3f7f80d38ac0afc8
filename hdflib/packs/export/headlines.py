"""Which sentence says what a table or a drawing shows: the title of its slide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hdflib.packs.export.pieces import Message, Messages, Piece, Record

LONGEST = 190
"""Characters of a title at most: three lines of a slide."""
IDENTITY = ("indicateur", "public", "territoire", "periode", "modalite")
TOPIC = ("indicateur", "public")
ENOUGH = 0.5
"""Share of a sentence's figures that what it heads shows at least."""


def headlines(pieces: Sequence[Piece], ranks: Iterable[int]) -> dict[int, Message]:
    """Give the sentence that heads each of some pieces, by its rank; each serves once.

    A sentence heads the piece that shows most of its figures, and among those that show as many
    the one that shows the fewest others.
    """
    records = {mark: record for piece in pieces for mark, record in piece.figures.items()}
    spoken = [
        message
        for piece in pieces
        if isinstance(piece.contenu, Messages)
        for message in piece.contenu.phrases
        if message.marques and len(message.texte) <= LONGEST
    ]
    pairs = []
    for rank in ranks:
        piece = pieces[rank]
        for order, message in enumerate(spoken):
            quoted = [records[mark] for mark in message.marques if mark in records]
            if quoted and (score := share(quoted, piece)) >= ENOUGH:
                pairs.append((-score, len(piece.figures), rank, order))
    chosen: dict[int, Message] = {}
    used: set[int] = set()
    for _, _, rank, order in sorted(pairs):
        if rank not in chosen and order not in used:
            chosen[rank] = spoken[order]
            used.add(order)
    return chosen


def share(quoted: Sequence[Record], piece: Piece) -> float:
    """Give the share of a sentence's figures that a piece shows; the same topic counts for less."""
    shown = {identity(record, IDENTITY) for record in piece.figures.values()}
    topics = {identity(record, TOPIC) for record in piece.figures.values()}
    exact = sum(identity(record, IDENTITY) in shown for record in quoted)
    near = sum(identity(record, TOPIC) in topics for record in quoted)
    return (0.75 * exact + 0.25 * near) / len(quoted)


def identity(record: Record, keys: Sequence[str]) -> tuple[str, ...]:
    """Give what a figure is, by some of its keys."""
    return tuple(record[key] for key in keys)

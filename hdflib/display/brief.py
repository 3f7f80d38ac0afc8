"""What a view gives to the top of the page, where a reader begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

BRIEF_MIME = "application/vnd.hdflib.cles+json"
"""Output type that carries these pieces from the notebook to the pack."""


class Genre(StrEnum):
    """What a piece is: a key figure, a sentence, or a note on how figures are compared."""

    TUILE = "tuile"
    PHRASE = "phrase"
    NOTE = "note"


@dataclass(frozen=True)
class Bref:
    """A piece for the top of the page.

    Attributes
    ----------
    genre
        What it is.
    html
        HTML that is safe to show; its numbers are marked as in the view that gives it.
    """

    genre: Genre
    html: str


def brief_record(bref: Bref) -> dict[str, str]:
    """Give a piece as it travels in a notebook."""
    return {"genre": bref.genre.value, "html": str(bref.html)}


def read_brief(record: Mapping[str, str]) -> Bref:
    """Give back a piece that has travelled in a notebook."""
    return Bref(Genre(record["genre"]), record["html"])

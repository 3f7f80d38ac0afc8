"""An event that a reader may add to an agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True)
class Evenement:
    """An event of whole days.

    Attributes
    ----------
    cle
        What identifies it: the same event has the same key in every edition.
    debut, fin
        First and last day.
    resume, description, categorie
        What an agenda shows: one line, the details, the theme (French).
    """

    cle: str
    debut: date
    fin: date
    resume: str
    description: str
    categorie: str


def event_record(evenement: Evenement) -> dict[str, str]:
    """Give an event as it travels in a notebook."""
    record = asdict(evenement)
    return record | {name: record[name].isoformat() for name in ("debut", "fin")}


def read_event(record: Mapping[str, str]) -> Evenement:
    """Give back an event that has travelled in a notebook."""
    texts = {name: record[name] for name in ("cle", "resume", "description", "categorie")}
    debut, fin = (date.fromisoformat(record[name]) for name in ("debut", "fin"))
    return Evenement(debut=debut, fin=fin, **texts)

"""A change in words: a rise, a fall or neither, its size, and what it is against."""

from __future__ import annotations

from datetime import date

from hdflib.display import french
from hdflib.display.grammar import Sentence, ampleur, phrase, sens
from hdflib.figures import Figure

STABLE = "Stabilité"


def decimals(figure: Figure) -> int:
    """Give the decimals that a figure displays."""
    return figure.indicateur.decimales if figure.decimales is None else figure.decimales


def direction(change: Figure) -> str:
    """Name the direction of a change as it is displayed: Hausse, Baisse or Stabilité."""
    return sens(change.number, decimals(change))


def size(change: Figure | None) -> tuple[str, Figure] | None:
    """Give the size of a change without its sign: "14 %"."""
    if change is None or not change.connu:
        return None
    return ampleur(change.number, decimals(change)), change


def of(change: Figure) -> str:
    """Give what introduces the size of a change: "de ", or "d’environ "."""
    return "d’environ " if change.environ else "de "


def say_change(
    change: Figure | None, rest: str, **values: Figure | tuple[str, Figure] | str | None
) -> Sentence | None:
    """Say "Hausse de 9 %", "Baisse de 9 %" or "Stabilité", then the rest of the sentence."""
    if change is None or not change.connu:
        return None
    lead = direction(change)
    if lead != STABLE:
        lead += " " + of(change) + "{ampleur}"
    return phrase(lead + rest, ampleur=size(change), **values)


def end_with_change(
    sentence: Sentence | None, change: Figure | None, before: str
) -> Sentence | None:
    """End a sentence with how its number changed, if known: ", en hausse de 9 % par rapport à …".

    Parameters
    ----------
    sentence
        Sentence without its full stop; None stays None.
    change
        Relative change of its number.
    before
        What the number is compared with: "2021".
    """
    end = phrase(".")
    if change is not None and change.connu:
        way = direction(change)
        trend = "stable" if way == STABLE else f"en {way.lower()} {of(change)}{{ampleur}}"
        end = phrase(f", {trend} par rapport à {before}.", ampleur=size(change))
    return Sentence((*sentence.parts, *end.parts)) if sentence and end else None


def at_date(day: date) -> str:
    """Give a date after "à": "à fin avril 2021", or "au 15 avril 2021"."""
    text = french.fin_de_mois(day)
    return f"au {text.removeprefix('le ')}" if text.startswith("le ") else f"à {text}"

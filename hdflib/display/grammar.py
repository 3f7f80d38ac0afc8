"""French agreement and computed sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from hdflib.display.french import arrondi, pourcentage, typographie
from hdflib.figures import Figure


def accord(count: float, singulier: str, pluriel: str | None = None) -> str:
    """Give the form that agrees with `count`; French puts the plural from 2 on."""
    return singulier if abs(count) < 2 else (pluriel or singulier + "s")


def sens(evolution: float, decimales: int = 0) -> str:
    """Name the direction of a change as it is displayed: Hausse, Baisse or Stabilité."""
    shown = arrondi(evolution, decimales + 2)
    return "Stabilité" if shown == 0 else "Hausse" if shown > 0 else "Baisse"


def ampleur(evolution: float, decimales: int = 0) -> str:
    """Give the size of a change without its sign: "14 %"."""
    return pourcentage(abs(evolution), decimales)


Part = str | tuple[str, Figure]
"""Plain text, or a displayed number with its figure."""


@dataclass(frozen=True)
class Sentence:
    """A sentence whose numbers are figures.

    Attributes
    ----------
    parts
        Plain text and, in their places, the displayed numbers with their figure.
    """

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The sentence in plain text."""
        return typographie("".join(p if isinstance(p, str) else p[0] for p in self.parts))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures quoted, in order."""
        return tuple(part[1] for part in self.parts if not isinstance(part, str))


def phrase(template: str, **values: Figure | tuple[str, Figure] | str | None) -> Sentence | None:
    """Compose a sentence, or nothing when one of its figures has no value.

    Parameters
    ----------
    template
        Text with ``{name}`` places.
    values
        For each place a text, a figure (shown as it displays), or a pair of another display
        and the figure it stands for ("14 %" for a change of −14 %).

    Returns
    -------
    Sentence or None
        None if a value is None or a figure isn't known: a sentence stays silent rather than
        say half.
    """
    pieces: list[Part] = []
    for index, chunk in enumerate(template.replace("}", "{").split("{")):
        if index % 2 == 0:
            pieces.append(chunk)
            continue
        value = values[chunk]
        if value is None:
            return None
        if isinstance(value, str):
            pieces.append(value)
            continue
        shown, figure = (value.affichage, value) if isinstance(value, Figure) else value
        if not figure.connu:
            return None
        pieces.append((shown, figure))
    return Sentence(tuple(joined(pieces)))


def joined(pieces: Iterable[Part]) -> Iterator[Part]:
    """Join the texts that follow one another, so that their typography sees across their ends."""
    for text, run in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if not text:
            yield from run
        elif whole := "".join(map(str, run)):
            yield whole

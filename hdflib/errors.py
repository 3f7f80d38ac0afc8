"""Exceptions, and the problems that a user can mend in the data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class HdfError(Exception):
    """Base of the errors whose message is meant for the user, in French."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend in the inputs.

    Attributes
    ----------
    fichier
        Path relative to the project.
    ligne, colonne
        Line in the file (the header is line 1) and column name, or path of the key in a YAML
        file, where known.
    valeur
        What was read, as written.
    constat, remede
        What is wrong or was expected, and how to mend it (French sentences).
    """

    fichier: str
    constat: str
    remede: str
    ligne: int | None = None
    colonne: str | None = None
    valeur: str | None = None

    @property
    def lieu(self) -> str:
        """Where it stands: file, line, column."""
        parts = [self.fichier]
        if self.ligne is not None:
            parts.append(f"ligne {self.ligne}")
        if self.colonne is not None:
            word = "clé" if self.fichier.endswith((".yml", ".yaml")) else "colonne"
            parts.append(f"{word} « {self.colonne} »")
        return ", ".join(parts)

    def __str__(self) -> str:
        lue = "" if self.valeur is None else f" Valeur lue : « {shorten(self.valeur)} »."
        return f"{self.lieu} : {self.constat}{lue} {self.remede}"


class InputError(HdfError):
    """The inputs hold problems; all of them are in `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def suggest(name: str, allowed: Iterable[str], verbe: str = "écrire") -> str:
    """Ask whether the closest of the allowed names was meant; empty if none is close."""
    close = get_close_matches(name, allowed, n=1)
    return f"Vouliez-vous {verbe} « {close[0]} » ? " if close else ""


MANY = 11
"""Names beyond which a list of them would bury the right one."""


def hint(name: str, allowed: Iterable[str], verbe: str = "écrire") -> str:
    """Give the allowed names, after the closest one; that one alone if they are many."""
    names = list(allowed)
    closest = suggest(name, names, verbe)
    if closest and len(names) > MANY:
        return closest.strip()
    return f"{closest}Noms admis : {', '.join(names)}."


def shorten(text: str, length: int = 80) -> str:
    """Give `text` on one printable line of at most `length` characters."""
    line = "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))
    return line if len(line) <= length else line[: length - 1] + "…"

"""Reading of a hand-written YAML file, value by value: every problem is kept, none stops it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hdflib.errors import Problem, hint
from hdflib.inputs.yaml_file import Place, YamlFile, repeated_keys

WHOLE = re.compile(r"[+-]?\d{1,9}", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
KEYS = ("Des « clé: valeur » sont attendues.", "Écrivez-en une par ligne, en retrait.")
LIST = ("Une liste est attendue.", "Mettez les valeurs entre crochets, séparées par des virgules.")
MISSING = ("Cette clé obligatoire manque ou est vide.", "Ajoutez-la avec sa valeur.")
TEXT = ("Un texte est attendu.", "Écrivez-le sur la même ligne que la clé.")
NUMBER = ("Un nombre entier est attendu.", "Écrivez-le en chiffres, sans décimale ni unité.")
DATE = ("Une date AAAA-MM-JJ est attendue.", "Écrivez-la ainsi : 2021-09-01.")
ANSWER = ("« oui » ou « non » est attendu.", "Corrigez la valeur.")
TWICE = ("Cette clé figure deux fois.", "Gardez-la une seule fois.")


@dataclass(frozen=True)
class Reading:
    """A file that is being read, and what is to be mended in it."""

    file: YamlFile
    problems: list[Problem] = field(default_factory=list)

    def report(self, place: Place, constat: str, remede: str, valeur: str | None = None) -> None:
        """Keep a problem."""
        self.problems.append(self.file.problem(place, constat, remede, valeur))

    def report_repeated(self) -> None:
        """Keep the keys that figure twice anywhere."""
        for place, key in repeated_keys(self.file.node):
            self.report((*place, key), *TWICE)

    def value(self, place: Place) -> Any:
        """Give a value; empty if it is absent."""
        found: Any = self.file.content
        for part in place:
            inside = isinstance(found, Mapping if isinstance(part, str) else list)
            if not inside or (isinstance(part, str) and part not in found):
                return ""
            found = found[part]
        return found

    def keys(self, place: Place, allowed: Sequence[str] | None = None) -> list[str]:
        """Give the keys of a mapping, those allowed if they are given; the others are reported."""
        found = self.value(place)
        if found == "":
            return []
        if not isinstance(found, Mapping):
            self.report(place, *KEYS, found if isinstance(found, str) else None)
            return []
        for key in found:
            if allowed is not None and key not in allowed:
                self.report((*place, key), "Cette clé est inconnue.", hint(key, allowed))
        return [key for key in found if allowed is None or key in allowed]

    def items(self, place: Place) -> list[Any]:
        """Give the values of a list; empty if it is absent."""
        found = self.value(place)
        if found == "":
            return []
        if not isinstance(found, list):
            self.report(place, *LIST, found if isinstance(found, str) else None)
            return []
        return found

    def text(self, place: Place, *, required: bool = False) -> str:
        """Give a text on one line; empty if it is absent."""
        found = self.value(place)
        if not isinstance(found, str):
            self.report(place, *TEXT)
            return ""
        if required and not found.strip():
            self.report(place, *MISSING)
        return " ".join(found.split())

    def texts(self, place: Place) -> tuple[str, ...]:
        """Give a list of texts; one text alone is a list of it."""
        if isinstance(found := self.value(place), str):
            return (found,) if found else ()
        ranks = range(len(self.items(place)))
        return tuple(filter(None, (self.text((*place, rank), required=True) for rank in ranks)))

    def whole(self, place: Place) -> int | None:
        """Give a whole number; None if it is absent or isn't one, which is reported."""
        found = self.text(place).replace("\u2212", "-")
        if found and not WHOLE.fullmatch(found):
            self.report(place, *NUMBER, found)
        return int(found) if WHOLE.fullmatch(found) else None

    def day(self, place: Place) -> date | None:
        """Give a date; None if it is absent or isn't one, which is reported."""
        found = self.text(place, required=True)
        try:
            if DAY.fullmatch(found):
                return date.fromisoformat(found)
        except ValueError:
            pass
        if found:
            self.report(place, *DATE, found)
        return None

    def answer(self, place: Place) -> bool | None:
        """Give oui or non as a truth; None if it is absent or isn't one, which is reported."""
        found = self.text(place)
        if found not in ("", "oui", "non"):
            self.report(place, *ANSWER, found)
        return {"oui": True, "non": False}.get(found)

"""The folders of packs: written aside, then put in place whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from hdflib.commission import Commission

STATE = "etat.json"
SUFFIXES = {"complet": "", "incomplet": ".incomplet", "extrait": ".extrait"}


@dataclass(frozen=True)
class Names:
    """Names of what a pack holds: its page, its figures, the folder of its executed notebooks."""

    page: str
    chiffres: str
    carnets: str


NAMES = Names("dossier.html", "chiffres.csv", "notebooks")
FICTIVE_NAMES = Names(
    "dossier-donnees-fictives.html", "chiffres-donnees-fictives.csv", "notebooks-donnees-fictives"
)
"""Names that go with a page when it is copied or sent, and say what it is made of."""


def names_of(params: Commission) -> Names:
    """Give the names of what the packs of a commission hold."""
    return FICTIVE_NAMES if params.fictive else NAMES


@dataclass(frozen=True)
class State:
    """What the index says of a pack.

    Attributes
    ----------
    dossier, nom, territoire
        Folder name, name and code of the territory.
    etat
        "complet", "incomplet" or "extrait".
    chiffres
        Number of figures.
    sections
        Pairs of section and title, in agenda order.
    echecs
        Failures in words.
    """

    dossier: str
    nom: str
    territoire: str
    etat: str
    chiffres: int
    sections: tuple[tuple[str, str], ...]
    echecs: tuple[str, ...]

    @property
    def titres(self) -> list[str]:
        """Titles of the sections."""
        return [titre for _, titre in self.sections]


@contextmanager
def workshop(edition: Path) -> Iterator[Path]:
    """Make a folder for work in progress, on the disk of the outputs; removed in the end."""
    edition.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".construction-", dir=edition) as folder:
        yield Path(folder)


def install(built: Path, edition: Path, state: State) -> Path:
    """Put a built pack in place of the one of the same state.

    A complete pack also removes what an earlier failure left; an incomplete one or an excerpt
    stands beside the complete one and never replaces it.
    """
    text = json.dumps(asdict(state), ensure_ascii=False, indent=1)
    (built / STATE).write_text(text + "\n", "utf-8")
    place = edition / state.dossier
    if place.exists():
        # The old pack leaves by a rename, so that the place is empty only for an instant.
        place.rename(built.with_name(built.name + ".ancien"))
    built.rename(place)
    if state.etat == "complet":
        shutil.rmtree(edition / (state.dossier + SUFFIXES["incomplet"]), ignore_errors=True)
    return place


def read_states(edition: Path) -> list[State]:
    """Read the states of all packs of an edition, by folder name."""
    found = []
    for path in sorted(edition.glob(f"*/{STATE}")):
        content = json.loads(path.read_text("utf-8"))
        content["sections"] = tuple(tuple(pair) for pair in content["sections"])
        found.append(State(**{**content, "echecs": tuple(content["echecs"])}))
    return found

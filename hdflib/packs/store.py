"""The folders of packs: written aside, then put in place whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePath

from hdflib.commission import Commission
from hdflib.display import calendar

STATE = "etat.json"
SUFFIXES = {"complet": "", "incomplet": ".incomplet", "extrait": ".extrait"}


@dataclass(frozen=True)
class Names:
    """Names of what a build writes.

    Attributes
    ----------
    page, pdf, chiffres, classeur, classeur_libre, carnets, agenda
        In a pack: page, its PDF, figures (CSV, XLSX, ODS), folder of the executed notebooks,
        calendar.
    diaporama, document
        What `hdf export` adds to a pack, without the extension of its format.
    revue, accessibilite
        Beside the packs: page of what moved since the previous build, accessibility statement.
    """

    page: str
    pdf: str
    chiffres: str
    classeur: str
    classeur_libre: str
    carnets: str
    agenda: str
    diaporama: str
    document: str
    revue: str
    accessibilite: str


NAMES = Names(
    page="dossier.html",
    pdf="dossier.pdf",
    chiffres="chiffres.csv",
    classeur="chiffres.xlsx",
    classeur_libre="chiffres.ods",
    carnets="notebooks",
    agenda=calendar.FILE,
    diaporama="diaporama",
    document="document",
    revue="revue.html",
    accessibilite="accessibilite.html",
)
GENERATED = "-donnees-fictives"
"""What the name of a file or folder of generated figures has more, before its extension."""
FICTIVE_NAMES = Names(
    **{
        field: f"{PurePath(name).stem}{GENERATED}{PurePath(name).suffix}"
        for field, name in asdict(NAMES).items()
    }
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


def anchor(section: str) -> str:
    """Give the identifier of a section on the page of a pack."""
    return section.replace("_", "-")


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
        place.rename(replaced_by(built))
    built.rename(place)
    if state.etat == "complet":
        shutil.rmtree(edition / (state.dossier + SUFFIXES["incomplet"]), ignore_errors=True)
    return place


def replaced_by(built: Path) -> Path:
    """Give where the pack that a built one replaced stays until the workshop closes."""
    return built.with_name(built.name + ".ancien")


def read_states(edition: Path) -> list[State]:
    """Read the states of all packs of an edition, by folder name."""
    states = (read_state(path.parent) for path in sorted(edition.glob(f"*/{STATE}")))
    return [state for state in states if state]


def read_state(pack: Path) -> State | None:
    """Read the state of a pack, None if the folder has none."""
    path = pack / STATE
    if not path.is_file():
        return None
    written = json.loads(path.read_text("utf-8"))
    content = {field.name: written[field.name] for field in fields(State)}
    content["sections"] = tuple(tuple(pair) for pair in content["sections"])
    return State(**{**content, "echecs": tuple(content["echecs"])})

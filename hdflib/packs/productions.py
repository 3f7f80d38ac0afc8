"""Productions: the figures of built packs, read back from where they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hdflib.display.french import liste
from hdflib.errors import HdfError
from hdflib.packs.chiffres import FICTIVE, Chiffre, read_chiffres
from hdflib.packs.store import FICTIVE_NAMES, NAMES, State, read_state, read_states

ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
COMMISSION = re.compile(r"\bdata/(\d{4}-\d\d-\d\d)/", re.ASCII)
"""Where the source of a figure names the commission."""
PRINT = 12
"""Characters of a fingerprint that are shown."""


@dataclass(frozen=True)
class Production:
    """The figures of packs built together.

    Attributes
    ----------
    nom
        What the user called it.
    packs
        Figures of each complete pack, by the code of its territory; "" for a file alone.
    sections
        Titles of the sections, by name.
    fictive
        Whether its figures are generated.
    empreintes
        Start of the SHA-256 of the file of figures of each pack.
    """

    nom: str
    packs: Mapping[str, tuple[Chiffre, ...]]
    sections: Mapping[str, str]
    fictive: bool
    empreintes: Mapping[str, str]

    @property
    def date(self) -> str:
        """ISO date of the latest commission that its sources name, empty if none."""
        return max(
            (
                day
                for chiffres in self.packs.values()
                for chiffre in chiffres
                for day in COMMISSION.findall(chiffre.source)
            ),
            default="",
        )


def find_production(name: str, outputs: Path, known: Sequence[str]) -> Production:
    """Read the production that a name stands for.

    Parameters
    ----------
    name
        ISO date of an edition in `outputs`, or path of an edition, of a pack or of a
        `chiffres.csv`.
    outputs
        Folder of all editions.
    known
        Dates of the project's commissions.

    Raises
    ------
    HdfError
        If there is no such production.
    """
    path = outputs / name if ISO.fullmatch(name) else Path(name)
    if path.is_file():
        return read_file(name, path)
    if path.is_dir():
        return read_pack(name, path) if csv_of(path) else read_edition(name, path)
    if not ISO.fullmatch(name):
        raise HdfError(
            f"« {name} » n’existe pas. Donnez la date d’une édition produite (AAAA-MM-JJ), ou le "
            f"chemin d’une édition, d’un dossier ou d’un fichier {NAMES.chiffres}."
        )
    if name in known:
        raise HdfError(
            f"L’édition du {name} n’est pas dans « {outputs} ». Produisez-la : "
            f"hdf build --commission {name}"
        )
    raise HdfError(
        f"La commission « {name} » n’existe pas. Commissions connues : "
        f"{', '.join(known) or 'aucune'}."
    )


def read_edition(name: str, folder: Path) -> Production:
    """Read the complete packs of an edition."""
    states = [state for state in read_states(folder) if state.etat == "complet"]
    files = {state.territoire: csv_of(folder / state.dossier) for state in states}
    found = {code: path for code, path in files.items() if path}
    if not found:
        raise HdfError(
            f"« {name} » ne contient pas de chiffres : ni dossier complet, ni fichier "
            f"{NAMES.chiffres}. Donnez une édition, un dossier ou un fichier de chiffres."
        )
    return assemble(name, found, states)


def read_pack(name: str, folder: Path) -> Production:
    """Read a pack; without its state, its file of figures alone."""
    path = csv_of(folder)
    if path is None:
        raise HdfError(f"« {name} » ne contient pas de fichier {NAMES.chiffres}.")
    state = read_state(folder)
    if state is None:
        return assemble(name, {"": path}, ())
    if state.etat != "complet":
        kind = "un extrait" if state.etat == "extrait" else "un dossier incomplet"
        raise HdfError(f"« {name} » est {kind} : seuls les dossiers complets se comparent.")
    return assemble(name, {state.territoire: path}, (state,))


def read_file(name: str, path: Path) -> Production:
    """Read a file of figures, with its pack if it is in one."""
    if path.name in (NAMES.chiffres, FICTIVE_NAMES.chiffres):
        return read_pack(name, path.parent)
    return assemble(name, {"": path}, ())


def csv_of(folder: Path) -> Path | None:
    """Give the file of figures of a pack, None if the folder isn't one."""
    paths = (folder / names.chiffres for names in (NAMES, FICTIVE_NAMES))
    return next((path for path in paths if path.is_file()), None)


def assemble(name: str, files: Mapping[str, Path], states: Iterable[State]) -> Production:
    """Make a production of files of figures and of the states of their packs."""
    packs = {code: read_chiffres(path) for code, path in files.items()}
    prints = {code: fingerprint(path)[:PRINT] for code, path in files.items()}
    generated = any(c.source.startswith(FICTIVE) for pack in packs.values() for c in pack)
    named = any(path.name == FICTIVE_NAMES.chiffres for path in files.values())
    titles = {section: titre for state in states for section, titre in state.sections}
    return Production(name, packs, titles, generated or named, prints)


def fingerprint(path: Path) -> str:
    """Give the SHA-256 of a file of figures: `sha256sum` gives it too."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def face(avant: Production, apres: Production) -> tuple[Production, Production]:
    """Give two productions the packs that they have in common.

    A file alone faces the pack of the other side, if that is one pack.

    Raises
    ------
    HdfError
        If they have none, or if one is generated and the other real.
    """
    if avant.fictive != apres.fictive:
        false, true = (avant, apres) if avant.fictive else (apres, avant)
        raise HdfError(
            f"« {false.nom} » contient des données fictives et « {true.nom} » des données "
            "réelles : ils ne se comparent pas."
        )
    avant, apres = name_alone(avant, apres), name_alone(apres, avant)
    common = [code for code in avant.packs if code in apres.packs]
    if not common:
        raise HdfError(
            f"« {avant.nom} » et « {apres.nom} » n’ont aucun dossier en commun : "
            f"{described(avant)} d’un côté, {described(apres)} de l’autre."
        )
    return keep_packs(avant, common), keep_packs(apres, common)


def name_alone(alone: Production, other: Production) -> Production:
    """Take a file alone for the pack of the other side, if that is one pack."""
    if [*alone.packs] != [""] or len(other.packs) != 1:
        return alone
    (code,) = other.packs
    return replace(alone, packs={code: alone.packs[""]}, empreintes={code: alone.empreintes[""]})


def described(production: Production) -> str:
    """Name the packs of a production."""
    codes = [code for code in production.packs if code]
    return liste(codes) if codes else "un fichier sans dossier"


def keep_packs(production: Production, codes: Iterable[str]) -> Production:
    """Keep some packs of a production."""
    return replace(production, packs={code: production.packs[code] for code in codes})

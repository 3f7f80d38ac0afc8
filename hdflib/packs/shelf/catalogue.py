"""What is in the folder of outputs: commissions, their packs, the files of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from hdflib.commission import Commission, Point
from hdflib.display import french
from hdflib.errors import HdfError
from hdflib.inputs.params import commissions, read_params
from hdflib.inputs.reference import read_territoires
from hdflib.packs.productions import ISO, csv_of, fingerprint
from hdflib.packs.shelf.files import PAGES, first_file, formats_of, notebooks_of
from hdflib.packs.store import FICTIVE_NAMES, NAMES, STATE, State, names_of, read_states
from hdflib.territories import Territoires


@dataclass(frozen=True)
class Pack:
    """A pack in place.

    Attributes
    ----------
    state
        What its build said of it.
    page
        Name of its page; empty if it isn't there.
    formats
        Pairs of label and name of the other files, in the order shown.
    carnets
        Pairs of title and path of the executed notebooks.
    empreinte
        SHA-256 of its file of figures; empty if there is none.
    """

    state: State
    page: str
    formats: tuple[tuple[str, str], ...]
    carnets: tuple[tuple[str, str], ...]
    empreinte: str

    @property
    def sections(self) -> dict[str, bool]:
        """Whether each of its sections was computed."""
        return {
            section: not any(echec.startswith(f"{titre} : ") for echec in self.state.echecs)
            for section, titre in self.state.sections
        }


@dataclass(frozen=True)
class Lieu:
    """A territory of a commission: code, name, name as a complement, its packs, the best first."""

    code: str
    nom: str
    de: str
    packs: tuple[Pack, ...]


@dataclass(frozen=True)
class Seance:
    """A commission and its packs.

    Attributes
    ----------
    iso
        Date of the session; names its folder.
    params
        None if the project doesn't have them any more, or not readable.
    lieux
        Territories, in the order of the params.
    revue, accessibilite
        Names of the page of what moved since the previous build and of the accessibility
        statement; empty if they aren't there.
    """

    iso: str
    params: Commission | None
    lieux: tuple[Lieu, ...]
    revue: str
    accessibilite: str

    @property
    def date(self) -> str:
        """Date of the session in full."""
        return french.date_longue(date.fromisoformat(self.iso))

    @property
    def packs(self) -> list[Pack]:
        """All its packs."""
        return [pack for lieu in self.lieux for pack in lieu.packs]

    @property
    def fictive(self) -> bool:
        """Whether its figures are generated."""
        if self.params:
            return self.params.fictive
        return any(pack.page == FICTIVE_NAMES.page for pack in self.packs)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Agenda of the params, or what its packs show."""
        if self.params:
            return self.params.agenda
        shown = {name: titre for pack in self.packs for name, titre in pack.state.sections}
        return tuple(Point(section=name, titre=titre) for name, titre in shown.items())


@dataclass(frozen=True)
class Entree:
    """A pack that has a page, with its commission and its territory."""

    seance: Seance
    lieu: Lieu
    pack: Pack

    @property
    def precision(self) -> str:
        """What must be said of a pack that isn't complete, as a word; else empty."""
        etat = self.pack.state.etat
        return "" if etat == "complet" else f" ({etat})"

    @property
    def lien(self) -> str:
        """Address of its page from the folder of outputs."""
        return quote(f"{self.seance.iso}/{self.pack.state.dossier}/{self.pack.page}")


def entrees(seances: Iterable[Seance]) -> list[Entree]:
    """List the packs of commissions that have a page."""
    return [
        Entree(seance, lieu, pack)
        for seance in seances
        for lieu in seance.lieux
        for pack in lieu.packs
        if pack.page
    ]


def read_seances(root: Path, outputs: Path) -> list[Seance]:
    """Read the commissions that the project or the outputs know, newest first."""
    built = {path.parents[1].name for path in outputs.glob(f"*/*/{STATE}")}
    known = {iso for iso in (*commissions(root), *built) if ISO.fullmatch(iso)}
    return [read_seance(root, outputs, iso) for iso in sorted(known, reverse=True)]


def read_seance(root: Path, outputs: Path, iso: str) -> Seance:
    """Read a commission and the packs that it has in the outputs."""
    try:
        params = read_params(root, iso)
        territoires = read_territoires(root / "data" / "reference" / f"region-{params.region}")
    except HdfError:
        params, territoires = None, None
    edition = outputs / iso
    states = read_states(edition)
    codes = params.territoires if params else sorted({state.territoire for state in states})
    names = [names_of(params)] if params else [NAMES, FICTIVE_NAMES]
    return Seance(
        iso,
        params,
        tuple(read_lieu(edition, code, states, territoires) for code in codes),
        first_file(edition, (each.revue for each in names)),
        first_file(edition, (each.accessibilite for each in names)),
    )


def read_lieu(
    edition: Path, code: str, states: Iterable[State], territoires: Territoires | None
) -> Lieu:
    """Read the packs of a territory: complete, incomplete, then excerpt."""
    own = sorted((s for s in states if s.territoire == code), key=lambda s: len(s.dossier))
    found = territoires.find(code) if territoires else None
    nom = found.nom if found else own[0].nom if own else code
    packs = tuple(read_pack(edition / state.dossier, state) for state in own)
    return Lieu(code, nom, found.de if found else f"– {nom}", packs)


def read_pack(folder: Path, state: State) -> Pack:
    """Read what is in the folder of a pack."""
    figures = csv_of(folder)
    return Pack(
        state,
        first_file(folder, PAGES),
        tuple(formats_of(folder, state)),
        tuple(notebooks_of(folder, state)),
        fingerprint(figures) if figures else "",
    )

"""Where a figure of a built pack comes from: its cards, and the cells as they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from hdflib.display.traced import mark_of
from hdflib.display.views import FIGURES_MIME
from hdflib.errors import HdfError, hint
from hdflib.figures import Source
from hdflib.inputs.edition import Edition
from hdflib.inputs.text import RawTable, column_name, read_rows
from hdflib.packs.page.fiches import Fiche, Groupe, make_fiches
from hdflib.packs.section import records_of
from hdflib.packs.store import State, names_of, read_states


@dataclass(frozen=True)
class Cellule:
    """A cell that a figure was read from, and what it holds; None if it isn't there any more."""

    source: Source
    contenu: str | None


@dataclass(frozen=True)
class Trace:
    """A figure with its card, the indicator's words and the cells."""

    groupe: Groupe
    fiche: Fiche
    cellules: tuple[Cellule, ...]


def trace(
    root: Path, edition: Edition, outputs: Path, territoire: str, indicateur: str, public: str = ""
) -> list[Trace]:
    """Find the figures of a territory and an indicator in the built packs.

    Parameters
    ----------
    root, edition, outputs
        Project, the edition, and the folder of the results.
    territoire, indicateur, public
        Codes; an empty public asks for all of them.

    Returns
    -------
    list of Trace
        Each distinct figure once; one at least.

    Raises
    ------
    HdfError
        If no pack is built, or none has such a figure; the message gives the names that exist.
    """
    rows = list(records(edition, outputs, territoire))
    found = [
        row
        for row in rows
        if row["territoire"] == territoire
        and row["indicateur"] == indicateur
        and public in ("", row["public"])
    ]
    if not found:
        raise HdfError(explain(rows, territoire, indicateur, public))
    fiches = make_fiches(edition, found)
    cards = {f.ancre: (groupe, f) for groupe in fiches.groupes for f in groupe.fiches}
    by_card = {fiches.ancres[mark_of(row)]: row for row in found}
    reader = CellReader(root)
    return [
        Trace(*cards[ancre], tuple(reader.cells(row["sources"]))) for ancre, row in by_card.items()
    ]


def records(edition: Edition, outputs: Path, territoire: str) -> Iterator[dict[str, Any]]:
    """Give the figures of all built packs of an edition, those of the territory's own first."""
    folder = outputs / edition.params.iso
    states = sorted(read_states(folder), key=lambda state: state.territoire != territoire)
    if not states:
        raise HdfError(
            f"Aucun dossier de la commission du {edition.params.iso} n’est produit dans "
            f"« {outputs} ». Lancez hdf build, puis recommencez."
        )
    for state in states:
        yield from records_of_pack(folder / state.dossier / names_of(edition.params).carnets, state)


def records_of_pack(carnets: Path, state: State) -> Iterator[dict[str, Any]]:
    """Give the figures of a pack from its executed notebooks, in page order."""
    for section, _ in state.sections:
        path = carnets / f"{section}.ipynb"
        if path.is_file():
            yield from records_of(nbformat.read(path, as_version=4), FIGURES_MIME)


def explain(
    rows: Sequence[Mapping[str, Any]], territoire: str, indicateur: str, public: str
) -> str:
    """Say which of the names of a figure that isn't found is wrong, and which ones exist."""
    named = {"territoire": territoire, "indicateur": indicateur, "public": public}
    kept = list(rows)
    for name, value in named.items():
        known = dict.fromkeys(row[name] for row in kept if row[name])
        kept = [row for row in kept if value in ("", row[name])]
        if not kept:
            return (
                f"Aucun chiffre n’a {name} « {value} » dans les dossiers produits. "
                f"{hint(value, known)}"
            )
    return "Aucun chiffre ne correspond."


class CellReader:
    """Reads the cells of a project, each file once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.tables: dict[str, RawTable | None] = {}

    def cells(self, sources: Iterable[Mapping[str, Any]]) -> Iterator[Cellule]:
        """Give each cell with what it holds."""
        for written in sources:
            source = Source(**written)
            for line in source.lignes:
                place = Source(source.fichier, line, source.colonne, source.origine)
                yield Cellule(place, self.read(place))

    def read(self, place: Source) -> str | None:
        """Read a cell as it stands; a line of a file that isn't a table."""
        path = self.root / place.fichier
        if not path.is_file():
            return None
        if path.suffix != ".csv":
            lines = path.read_text("utf-8").splitlines()
            return lines[place.ligne - 1].strip() if place.ligne <= len(lines) else None
        if place.fichier not in self.tables:
            self.tables[place.fichier] = read_rows(path, place.fichier, [])
        table = self.tables[place.fichier]
        names = [column_name(name) for name in table.header] if table else []
        row = dict(table.rows).get(place.ligne) if table else None
        if row is None or place.colonne not in names:
            return None
        return row[names.index(place.colonne)]

"""What a project lends to a cotation: its grids, sources, communes and thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hdflib.commission import Extractions
from hdflib.extracts.columns import SourceSchema
from hdflib.extracts.schema import read_sources
from hdflib.inputs.cotation import read_grid
from hdflib.inputs.params import commissions, read_params
from hdflib.inputs.reference import Commune, read_communes
from hdflib.rules.cotation.grid import Grille

KNOWN = "sne_demandes"
"""Source whose columns lend their synonyms and values."""


@dataclass(frozen=True)
class Project:
    """A project, as a cotation needs it.

    Attributes
    ----------
    root
        Its folder.
    known
        Source of the requests.
    communes
        Communes of the régions that it has reference data of, by code.
    extractions
        Thresholds of its newest commission, or the usual ones.
    """

    root: Path
    known: SourceSchema
    communes: Mapping[str, Commune]
    extractions: Extractions

    def grid(self, path: Path) -> Grille:
        """Read a grid; its name in messages is relative to the project if it is there.

        Raises
        ------
        InputError
            With everything to mend.
        """
        place, root = path.resolve(), self.root.resolve()
        name = place.relative_to(root).as_posix() if place.is_relative_to(root) else path.name
        return read_grid(path, name)


def read_project(root: Path) -> Project:
    """Read what a project lends to a cotation.

    Raises
    ------
    InputError
        If its reference data or the params of its newest commission hold problems.
    """
    communes = {
        code: commune
        for folder in sorted((root / "data" / "reference").glob("region-*"))
        for code, commune in read_communes(folder).items()
    }
    dates = commissions(root)
    extractions = read_params(root, dates[-1]).extractions if dates else Extractions()
    return Project(root, read_sources(root)[KNOWN], communes, extractions)

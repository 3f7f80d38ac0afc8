"""Which notebooks run, for which territories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hdflib.commission import Point
from hdflib.display.french import liste
from hdflib.errors import HdfError
from hdflib.inputs.edition import Edition
from hdflib.territories import Territoire


@dataclass(frozen=True)
class Run:
    """A notebook to execute: agenda item, territory, and commission in ISO form."""

    point: Point
    territoire: Territoire
    commission: str

    def notebook(self, root: Path) -> Path:
        """Give the notebook of the section."""
        return root / "notebooks" / f"{self.point.section}.ipynb"


@dataclass(frozen=True)
class Plan:
    """The packs to build and their runs.

    Attributes
    ----------
    edition
        Inputs of the commission.
    territoires, points
        Packs to build, and the agenda items of each.
    """

    edition: Edition
    territoires: tuple[Territoire, ...]
    points: tuple[Point, ...]

    @property
    def complet(self) -> bool:
        """Whether the packs hold the whole agenda; otherwise they are excerpts."""
        return len(self.points) == len(self.edition.params.agenda)

    @property
    def runs(self) -> list[Run]:
        """All runs, pack after pack, in agenda order."""
        return [self.run(point, t) for t in self.territoires for point in self.points]

    def run(self, point: Point, territoire: Territoire) -> Run:
        """Give the run of an agenda item for a territory."""
        return Run(point, territoire, self.edition.params.iso)


def make_plan(edition: Edition, codes: Sequence[str] = (), sections: Sequence[str] = ()) -> Plan:
    """Plan the packs of a commission, or some of its territories and sections.

    Raises
    ------
    HdfError
        If a territory or a section isn't of the commission.
    """
    params, territoires = edition.params, edition.territoires
    wanted = [found.code if (found := territoires.find(code)) else code for code in codes]
    refuse_unknown("territoire", wanted, params.territoires)
    refuse_unknown("section", sections, [point.section for point in params.agenda])
    return Plan(
        edition,
        tuple(territoires.get(c) for c in params.territoires if not wanted or c in wanted),
        tuple(p for p in params.agenda if not sections or p.section in sections),
    )


def refuse_unknown(what: str, asked: Sequence[str], allowed: Sequence[str]) -> None:
    """Refuse the names that the commission doesn't have."""
    unknown = [f"« {name} »" for name in asked if name not in allowed]
    if unknown:
        raise HdfError(
            f"La commission n’a pas de {what} {liste(unknown, 'ni')}. "
            f"Valeurs admises : {', '.join(allowed)}."
        )

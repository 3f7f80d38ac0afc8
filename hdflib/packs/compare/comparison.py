"""What moved between two productions: figures changed, appeared, vanished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hdflib.packs.chiffres import Chiffre
from hdflib.packs.compare.matching import Pair, contents, match


@dataclass(frozen=True)
class Change:
    """A figure that moved.

    Attributes
    ----------
    avant, apres
        The figure on each side; None if it appeared or vanished.
    dossiers
        Codes of the territories in whose packs it moved so.
    sections
        Sections that quote it.
    """

    avant: Chiffre | None
    apres: Chiffre | None
    dossiers: tuple[str, ...]
    sections: tuple[str, ...]

    @property
    def chiffre(self) -> Chiffre:
        """The figure as it is last known."""
        known = self.apres or self.avant
        if known is None:
            raise ValueError("a change without a figure")
        return known

    @property
    def apparu(self) -> bool:
        """Whether the figure wasn't there before."""
        return self.avant is None

    @property
    def disparu(self) -> bool:
        """Whether the figure isn't there any more."""
        return self.apres is None

    @property
    def paire(self) -> tuple[Chiffre, Chiffre] | None:
        """The figure before and after, None if it appeared or vanished."""
        if self.avant is None or self.apres is None:
            return None
        return self.avant, self.apres

    @property
    def visible(self) -> bool:
        """Whether a reader of the page sees it."""
        return self.paire is None or self.paire[0].affichage != self.paire[1].affichage

    @property
    def etat(self) -> bool:
        """Whether what is known of it changed: its value came or left, or its state is another."""
        return self.paire is not None and self.visible and not all(c.connu for c in self.paire)

    @property
    def nombres(self) -> tuple[float, float] | None:
        """The numbers before and after, None unless both are known numbers."""
        if self.paire is None:
            return None
        before, after = (c.value for c in self.paire)
        if before is None or after is None or isinstance(before, str) or isinstance(after, str):
            return None
        return float(before), float(after)


def compare(
    before: Mapping[str, Sequence[Chiffre]],
    after: Mapping[str, Sequence[Chiffre]],
    dates: tuple[str, str],
) -> list[Change]:
    """Find what moved in the packs that both sides have.

    Parameters
    ----------
    before, after
        Figures of the packs, by the code of their territory.
    dates
        ISO date of the commission of each side, empty if it isn't known.

    Returns
    -------
    list of Change
        Each once, with all the packs and sections where it moved alike.
    """
    found: dict[Pair, Change] = {}
    for dossier in before:
        if dossier not in after:
            continue
        for avant, apres in match(before[dossier], after[dossier], dates):
            if not moved(avant, apres):
                continue
            sections = quoted(apres) or quoted(avant)
            known = found.setdefault((avant, apres), Change(avant, apres, (), ()))
            found[avant, apres] = replace(
                known,
                dossiers=(*known.dossiers, dossier),
                sections=tuple(dict.fromkeys((*known.sections, *sections))),
            )
    return list(found.values())


def quoted(chiffre: Chiffre | None) -> tuple[str, ...]:
    """Give the sections that quote a figure."""
    return chiffre.sections if chiffre else ()


def moved(avant: Chiffre | None, apres: Chiffre | None) -> bool:
    """Whether the value or its display changed, or the figure is on one side only."""
    return avant is None or apres is None or contents(avant) != contents(apres)

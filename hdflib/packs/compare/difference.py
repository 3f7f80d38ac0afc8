"""A difference: two productions, and what moved between them, sorted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hdflib.display.french import liste
from hdflib.errors import HdfError
from hdflib.packs.compare.comparison import Change, compare
from hdflib.packs.compare.importance import sort_changes
from hdflib.packs.productions import Production, face, keep_packs
from hdflib.territories import Territoires


@dataclass(frozen=True)
class Difference:
    """What moved between two productions.

    Attributes
    ----------
    avant, apres
        The productions, with the packs that both have.
    changes
        What moved, by importance.
    perdus, nouveaux
        Codes of the packs that only one of them has.
    """

    avant: Production
    apres: Production
    changes: tuple[Change, ...]
    perdus: tuple[str, ...]
    nouveaux: tuple[str, ...]

    @property
    def dossiers(self) -> tuple[str, ...]:
        """Codes of the packs compared."""
        return tuple(self.avant.packs)

    @property
    def dates(self) -> tuple[str, ...]:
        """ISO dates of the commissions compared, once if they are the same."""
        return tuple(day for day in dict.fromkeys((self.avant.date, self.apres.date)) if day)


def find_difference(
    avant: Production,
    apres: Production,
    territoires: Territoires,
    codes: Sequence[str] = (),
) -> Difference:
    """Compare two productions.

    Parameters
    ----------
    avant, apres
        What to compare.
    territoires
        Those of the project, which give the level of each figure.
    codes
        Packs to compare, by code or name of their territory; all that both have by default.

    Raises
    ------
    HdfError
        If the productions have nothing to compare.
    """
    old, new = face(avant, apres)
    wanted = [found.code if (found := territoires.find(code)) else code for code in codes]
    unknown = [f"« {code} »" for code in wanted if code not in old.packs]
    if unknown:
        raise HdfError(
            f"Les deux productions n’ont pas de dossier {liste(unknown, 'ni')} en commun. "
            f"Dossiers communs : {', '.join(old.packs)}."
        )
    kept = in_order(wanted or old.packs, territoires)
    old, new = keep_packs(old, kept), keep_packs(new, kept)
    changes = compare(old.packs, new.packs, (avant.date, apres.date))
    return Difference(
        old,
        new,
        tuple(sort_changes(changes, territoires)),
        () if codes else tuple(code for code in avant.packs if code and code not in new.packs),
        () if codes else tuple(code for code in apres.packs if code and code not in old.packs),
    )


def in_order(codes: Iterable[str], territoires: Territoires) -> list[str]:
    """Sort the codes of packs: the région, then the départements."""
    order = [t.code for t in territoires.packs]
    return sorted(
        dict.fromkeys(codes), key=lambda c: (order.index(c) if c in order else len(order), c)
    )

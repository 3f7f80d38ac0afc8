"""The previous production of an edition: kept beside its packs, and what moved since.

`precedent/` holds, for the last build that moved a figure, the figures that each of its packs had
before. A build that moves nothing leaves it alone, so that a review lasts until the figures move
again. Packs themselves stay a function of their inputs: only this folder and the page of the review
depend on what was built before.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from hdflib.errors import HdfError
from hdflib.inputs.edition import Edition
from hdflib.packs.chiffres import read_chiffres
from hdflib.packs.compare.comparison import moved
from hdflib.packs.compare.difference import Difference, find_difference
from hdflib.packs.compare.difference_page import Page, render_difference, render_still
from hdflib.packs.compare.matching import match
from hdflib.packs.compare.telling import summary
from hdflib.packs.look import Dress, neutral
from hdflib.packs.productions import read_edition
from hdflib.packs.store import STATE, State, names_of, replaced_by
from hdflib.packs.wording import Lexique

PRECEDENT = "precedent"
NOTE = (
    "Chaque dossier est comparé à ce qu’il était avant la dernière production qui a changé un "
    "chiffre."
)
NEVER = "Aucune production antérieure de ces dossiers n’a donné d’autres chiffres."
TITLE = "Ce qui a changé depuis la production précédente"


def keep_previous(folder: Path, edition: Path, states: Sequence[State], chiffres: str) -> bool:
    """Keep the figures of the complete packs that a build replaced, if it moved any.

    Parameters
    ----------
    folder
        Workshop of the build, where the replaced packs still are.
    edition
        Where the packs are in place.
    states
        Those of the packs just built.
    chiffres
        Name of the file of figures.

    Returns
    -------
    bool
        Whether a figure moved.
    """
    whole = [state for state in states if state.etat == "complet"]
    olds = {state: replaced_by(folder / state.dossier) for state in whole}
    changed = [
        state
        for state, old in olds.items()
        if differs(old / chiffres, edition / state.dossier / chiffres)
    ]
    if not changed:
        return False
    for state in whole:
        place = edition / PRECEDENT / state.dossier
        shutil.rmtree(place, ignore_errors=True)
        if state in changed:
            place.mkdir(parents=True)
            for name in (chiffres, STATE):
                shutil.copy(olds[state] / name, place / name)
    return True


def write_review(inputs: Edition, edition: Path, dress: Dress = neutral) -> tuple[Path, str]:
    """Write the page of what moved since the previous production of an edition.

    Returns
    -------
    Path, str
        The page, and the count of what moved in words.
    """
    params = inputs.params
    titles = {point.section: point.titre for point in params.agenda}
    lexique = Lexique(inputs.indicateurs, inputs.territoires, titles)
    difference = find_previous(inputs, edition)
    if difference is None:
        page = render_still(params, Page(TITLE, NEVER, index=True))
    else:
        packs = (
            ("Dossiers modifiés", difference.dossiers),
            ("Dossiers sans changement", difference.nouveaux),
        )
        page = render_difference(params, lexique, difference, Page(TITLE, NOTE, packs, index=True))
    path = edition / names_of(params).revue
    path.write_text(dress(page), "utf-8")
    return path, summary(difference.changes if difference else ())


def find_previous(inputs: Edition, edition: Path) -> Difference | None:
    """Compare the packs with their previous production, None if there is none that compares."""
    try:
        old = read_edition(PRECEDENT, edition / PRECEDENT)
        return find_difference(old, read_edition(edition.name, edition), inputs.territoires)
    except HdfError:
        return None


def differs(old: Path, new: Path) -> bool:
    """Whether a figure moved between two files; not if there was none, or of another form."""
    try:
        before = read_chiffres(old)
    except HdfError:
        return False
    return any(moved(*pair) for pair in match(before, read_chiffres(new), ("", "")))

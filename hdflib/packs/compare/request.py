"""A comparison that a user asks for by names: dates of editions, or paths."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hdflib.commission import Commission
from hdflib.errors import HdfError, InputError, Problem
from hdflib.inputs.indicators import read_indicators
from hdflib.inputs.params import commissions, read_params
from hdflib.inputs.reference import read_territoires
from hdflib.packs.compare.difference import Difference, find_difference
from hdflib.packs.productions import find_production
from hdflib.packs.wording import Lexique


def compare_named(
    root: Path,
    outputs: Path,
    names: tuple[str, str],
    codes: Sequence[str] = (),
) -> tuple[Commission, Lexique, Difference]:
    """Compare two productions.

    Parameters
    ----------
    root, outputs
        Project, and folder of all editions.
    names, codes
        What to compare, and the packs to keep; all that both have by default.

    Returns
    -------
    Commission, Lexique, Difference
        Newest commission of the project, names of what figures are, and what moved.

    Raises
    ------
    HdfError
        If one of them can't be read, or if they have nothing to compare.
    """
    known = commissions(root)
    avant, apres = (find_production(name, outputs, known) for name in names)
    if not known:
        raise HdfError("Aucune commission dans params/. Ajoutez-y un fichier AAAA-MM-JJ.yml.")
    params = read_params(root, known[-1])
    territoires = read_territoires(root / "data" / "reference" / f"region-{params.region}")
    titles = {point.section: point.titre for point in params.agenda}
    problems: list[Problem] = []
    indicateurs = read_indicators(root, problems)
    if problems:
        raise InputError(problems)
    lexique = Lexique(indicateurs, territoires, {**titles, **avant.sections, **apres.sections})
    difference = find_difference(avant, apres, territoires, codes)
    return params, lexique, difference

"""Grids that differ from another by a weight, and still keep to the law."""

from __future__ import annotations

from dataclasses import replace

from hdflib.cotation.words import say_bounds, say_points
from hdflib.errors import HdfError, hint
from hdflib.rules.cotation.grid import Bareme, Critere, Grille
from hdflib.rules.cotation.proof import prove


def with_points(grille: Grille, code: str, points: int) -> Grille:
    """Give a grid in which a criterion has other points, wherever it stands.

    Raises
    ------
    HdfError
        If no criterion has this code, it has brackets, or the proof of the grid no longer holds.
    """
    found = {c.code: c for c in grille.criteres}
    if code not in found:
        raise HdfError(f"{grille.titre} : aucun critère « {code} ». {hint(code, found)}")
    if found[code].tranches:
        raise HdfError(
            f"{grille.titre} : « {code} » a des tranches. Pour en changer les points, copiez la "
            "grille et modifiez-y ses tranches."
        )
    mutations = grille.mutations and _with_points(grille.mutations, code, points)
    demandes = _with_points(grille.demandes, code, points)
    changed = replace(grille, demandes=demandes, mutations=mutations)
    for bareme in (demandes, mutations):
        if bareme:
            _check(bareme, found[code], points)
    return changed


def _with_points(bareme: Bareme, code: str, points: int) -> Bareme:
    changed = (replace(c, points=points) if c.code == code else c for c in bareme.criteres)
    return replace(bareme, criteres=tuple(changed))


def _check(bareme: Bareme, critere: Critere, points: int) -> None:
    """Refuse points with which requests without any priority could outrank one that has some."""
    tried = f"Avec {say_points(points)} pour « {critere.libelle} »"
    if any(c.prioritaire and c.code == critere.code and points <= 0 for c in bareme.criteres):
        raise HdfError(f"{tried} : ce critère est prioritaire, il doit donner des points.")
    proof = prove(bareme)
    if not proof.holds:
        raise HdfError(
            f"{tried}, la grille ne respecterait plus la loi : {say_bounds(proof)} (CCH, "
            "R.441-2-10)."
        )

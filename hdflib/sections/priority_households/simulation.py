"""What other shares of the flow would give: a simulation, never a count."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.tables import Cell, Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.errors import HdfError
from hdflib.rules.flux import ETAT, Shares, SharesError, check_shares, whole_rights
from hdflib.rules.flux import simulate as simulate_rights
from hdflib.sections.priority_households.reserved import CONTINGENTS, NOMS, TABLE, fraction, period
from hdflib.sections.priority_households.rights import (
    OTHERS,
    REMAINDERS,
    SLOTS,
    Rights,
    compute_rights,
)
from hdflib.sections.ruled import ruled

POINTS = (-5, -1, 0, 1, 5)
"""Changes of share that the page shows, in points."""
FORBIDDEN = "non permis"


def draw_simulation(analyse: Analyse) -> View | None:
    """Draw the rights of each réservataire were its share, and the bailleur's alone, others."""
    found = compute_rights(analyse)
    if found is None or found.shares is None or not found.base.connu:
        return None
    return table(
        "simulation-droits-flux",
        f"Simulation d’après les attributions {period(analyse.observation(TABLE))} : droits de "
        "chaque réservataire si sa part seule changeait",
        "Réservataire",
        [Colonne(title(points)) for points in POINTS],
        [
            Ligne(NOMS[code], [cell(analyse, found, code, points) for points in POINTS])
            for code in OTHERS
        ],
    )


def ceilings(analyse: Analyse) -> dict[str, Fraction]:
    """Give the largest share that the law allows to the préfet (CCH, R.441-5)."""
    return {ETAT: fraction(analyse.regle("part_etat").number)}


def title(points: int) -> str:
    """Name a change of share."""
    if not points:
        return "Part actuelle"
    return f"{'+' if points > 0 else french.MINUS}{abs(points)} point{'s' * (abs(points) > 1)}"


def cell(analyse: Analyse, found: Rights, code: str, points: int) -> Cell:
    """Give the rights of a réservataire at another share, or say that the law forbids it."""
    shares, limits = found.shares, ceilings(analyse)
    assert shares is not None
    changed = {**shares, code: shares[code] + Fraction(points, 100)}
    try:
        check_shares(changed, limits)
    except SharesError:
        return FORBIDDEN
    return ruled(
        analyse.indicateur("droits_flux_simules"),
        (found.base, *(found.parts[name] for name in OTHERS)),
        simulated(code, points),
        lambda base, *_: whole_rights(int(base), changed)[code],
        modalite=f"{CONTINGENTS[code]}, {title(points)}",
    )


def simulated(code: str, points: int) -> str:
    """Give the formula of the rights of a réservataire whose share changes by points."""
    change = f" {'+' if points > 0 else '−'} {french.pourcentage(abs(points) / 100)}"
    moved = dict(zip(OTHERS, SLOTS, strict=True))
    moved[code] += change if points else ""
    own = f"({moved[code]})" if points else moved[code]
    return f"{own} × {{0}}, {REMAINDERS.format(*moved.values())}"


def simulate(analyse: Analyse, changes: Mapping[str, float]) -> pd.DataFrame | None:
    """Give what the page's territory would have given, were some shares of the flow others.

    Parameters
    ----------
    analyse
        The page.
    changes
        New share, as a fraction, by réservataire: ``{"etat": 0.28}``. The bailleurs have what all
        the shares leave.

    Returns
    -------
    pandas.DataFrame or None
        By réservataire: ``part``, ``droits``, ``part_simulee``, ``droits_simules`` and ``ecart``
        (simulated rights less the rights); None if a share or the base isn't known.

    Raises
    ------
    HdfError
        If a réservataire doesn't exist, or the law doesn't allow the shares.
    """
    if strangers := sorted(set(changes) - set(OTHERS)):
        raise HdfError(
            f"Réservataire inconnu : {', '.join(strangers)}. Choisissez parmi {', '.join(OTHERS)}."
        )
    found = compute_rights(analyse)
    if found is None or found.shares is None or not found.base.connu:
        return None
    base, limits = int(found.base.number), ceilings(analyse)
    before = {**found.shares}
    after = before | {name: fraction(share) for name, share in changes.items()}
    try:
        rights = [simulate_rights(base, shares, {}, limits) for shares in (before, after)]
    except SharesError as error:
        raise HdfError(
            "Ces parts ne sont pas permises : chacune va de 0 à 1 (0.28 pour 28 %), celle de "
            f"l’État ne dépasse pas {french.pourcentage_court(float(limits['etat']))} du flux, ni "
            "leur somme le flux entier."
        ) from error
    return _frame(before, after, *rights)


def _frame(before: Shares, after: Shares, rights: Shares, simulated: Shares) -> pd.DataFrame:
    left = [1 - sum(shares.values()) for shares in (before, after)]
    parts = [[*shares.values(), rest] for shares, rest in zip((before, after), left, strict=True)]
    frame = pd.DataFrame(
        {
            "part": parts[0],
            "droits": list(rights.values()),
            "part_simulee": parts[1],
            "droits_simules": list(simulated.values()),
        },
        index=pd.Index([NOMS[name] for name in rights], name="reservataire"),
    ).astype(float)
    return frame.assign(ecart=frame["droits_simules"] - frame["droits"])

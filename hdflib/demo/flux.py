"""Gestion en flux: leases to health staff, and the rights that conventions give."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from hdflib.demo.files import write_flags

STAFF = 0.012
"""Part of health staff in the other leases."""
RIGHTS = {
    "etat": ("30 %", "Convention fictive entre l’État et les bailleurs"),
    "action_logement": ("22 %", "Convention fictive d’Action Logement"),
    "collectivite": ("17,5 %", "Conventions fictives des collectivités"),
}
"""Share of the flow of each réservataire, and what sets it."""


def add_health_staff(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    """Add the column of the dwellings meant for health staff to leases as they are written.

    Parameters
    ----------
    rng
        Source of chance.
    rows
        Leases; those to priority or rehoused households and the transfers go to nobody of them.
    """
    free = (
        (rows["label"] == "aucun") & (rows["relogement"] == "aucun") & (rows["mutation"] == "non")
    )
    staff = free.to_numpy() & (rng.random(len(rows)) < STAFF)
    return rows.assign(personnel_sante=write_flags(staff))


def make_rights(_rng: np.random.Generator, _root: Path) -> dict[str, pd.DataFrame]:
    """Make the shares of the flow; those left are the bailleurs'."""
    rows = [
        {"reservataire": name, "taux": share, "reference": reference}
        for name, (share, reference) in RIGHTS.items()
    ]
    return {"droits_reservation": pd.DataFrame(rows)}

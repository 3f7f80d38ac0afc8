"""`chiffres.csv`: every figure of a pack."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hdflib.packs.render import Section

COLUMNS = (
    "section",
    "indicateur",
    "public",
    "territoire",
    "periode",
    "modalite",
    "valeur",
    "unite",
    "affichage",
    "formule",
    "source",
)


FICTIVE = "DONNÉES FICTIVES"


def write_chiffres(path: Path, sections: Sequence[Section], *, fictive: bool) -> int:
    """Write the figures of sections in page order, and count them.

    The file opens in a French spreadsheet: UTF-8 with its mark, `;`, decimal comma; a rate is a
    fraction, unrounded; a figure that isn't known has no value. The source of generated figures
    says what they are.
    """
    rows = [
        [section.point.section, *(cell(figure[name]) for name in COLUMNS[1:])]
        for section in sections
        for figure in section.figures
    ]
    if fictive:
        rows = [[*row[:-1], f"{FICTIVE} – {row[-1]}"] for row in rows]
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return len(rows)


def cell(value: Any) -> str:
    """Give a value as a spreadsheet reads it, and never as a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "'" + value if value.startswith(("=", "+", "@", "-", "\t", "\r")) else value
    return repr(value).replace(".", ",")

"""Numbers that lead to their source: marks that a pack turns into links."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import blake2s
from typing import Any

from markupsafe import Markup

from hdflib.figures import Figure

NUMBER, POINT = "hdf-chiffre", "hdf-point"
"""Classes of a number in a text, and of the place of one in a drawing."""


def record(figure: Figure) -> dict[str, Any]:
    """Give a figure as a row of `chiffres.csv`, without its section, its sources apart."""
    return {
        "indicateur": figure.indicateur.code,
        "public": figure.public,
        "territoire": figure.territoire,
        "periode": figure.periode,
        "modalite": figure.modalite,
        "valeur": figure.value,
        "unite": figure.indicateur.unite,
        "affichage": figure.affichage,
        "formule": figure.formule or missing(figure),
        "sources": [asdict(source) for source in figure.sources],
    }


def missing(figure: Figure) -> str:
    """Say which inputs a figure lacks, empty if none."""
    return f"manque : {', '.join(figure.manque)}" if figure.manque else ""


def mark_of(row: dict[str, Any]) -> str:
    """Give the mark of a figure from its record: the same for the same content."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return blake2s(text.encode(), digest_size=6).hexdigest()


def traced(shown: str, figure: Figure) -> Markup:
    """Mark a displayed number with its figure.

    >>> from hdflib.figures import Indicateur
    >>> traced("71 %", Figure(Indicateur("t", "Taux", "%", 0, ""), "59", 0.71))
    Markup('<data class="hdf-chiffre" value="d5d0ad9db5ea">71 %</data>')
    """
    return Markup('<data class="{}" value="{}">{}</data>').format(
        NUMBER, mark_of(record(figure)), shown
    )

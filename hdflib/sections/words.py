"""Words that several sections share: names of the publics, agreement, start of a range."""

from __future__ import annotations

from hdflib.display import french
from hdflib.display.grammar import accord
from hdflib.figures import Figure

NOMS = {
    "menages_prioritaires": "ménages prioritaires",
    "sortants_hebergement": "ménages sortants d’hébergement",
    "sans_abri": "ménages sans abri",
}
EN_ATTENTE = NOMS | {"sortants_hebergement": "ménages hébergés"}
"""The same publics while they wait: a household that waits hasn't left its shelter yet."""
SINGULIERS = {
    "ménages prioritaires": "ménage prioritaire",
    "ménages sortants d’hébergement": "ménage sortant d’hébergement",
    "ménages hébergés": "ménage hébergé",
    "ménages sans abri": "ménage sans abri",
}


def agree(figure: Figure, singulier: str, pluriel: str | None = None) -> str:
    """Give the form that agrees with a figure; the plural if it isn't known."""
    return accord(figure.number if figure.connu else 2, singulier, pluriel)


def households(figure: Figure, libelle: str) -> str:
    """Give a public in words, in agreement with a figure: "ménage sans abri"."""
    return agree(figure, SINGULIERS[libelle], libelle)


def range_start(figure: Figure | None) -> tuple[str, Figure] | None:
    """Show a percentage without its sign, for the first end of a range: "71" of "71 et 113 %"."""
    return (french.sans_unite(figure.affichage), figure) if figure else None

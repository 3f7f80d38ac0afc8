"""What is said of a grid and of its requests, in French."""

from __future__ import annotations

from hdflib.cotation.kinds import Egalite
from hdflib.display.french import nombre
from hdflib.display.grammar import accord
from hdflib.rules.cotation.proof import Proof

DIMENSIONS = {
    "composition": "Composition du ménage",
    "quartile": "Quartile de ressources",
    "anciennete": "Ancienneté de la demande",
    "mutation": "Nature de la demande",
    "commune": "Commune demandée",
}
"""Dimensions by which the requests are told apart, in the order of pages."""
MEMBERS = {
    "seule": "Personne seule",
    "couple": "Couple sans enfant",
    "monoparentale": "Famille monoparentale",
    "famille": "Couple avec enfants",
    "autre": "Autre ménage",
    "q1": "1er quartile",
    "q2": "2e quartile",
    "q3": "3e quartile",
    "q4": "4e quartile",
    "false": "Demande nouvelle",
    "true": "Demande de mutation",
    "inconnu": "Non renseigné",
}
"""Members of the dimensions, in their order."""

EGALITES = {
    Egalite.RANG: "Même nombre de points et même jour de dépôt qu’une autre",
    Egalite.POINTS: "Même nombre de points, départagée par le jour de dépôt",
    Egalite.AUCUNE: "Seule à avoir ce nombre de points",
}
"""What a request shares with others."""


def say_bounds(proof: Proof) -> str:
    """Say what a request may reach without any priority, and has with one at least."""
    return (
        f"sans critère prioritaire, une demande a au plus {say_points(proof.maximum)} ; "
        f"avec un critère prioritaire, elle en a au moins {nombre(proof.minimum)}"
    )


def say_points(points: int) -> str:
    """Say a number of points."""
    return f"{nombre(points)} {accord(points, 'point')}"

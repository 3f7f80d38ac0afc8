"""What moved, in words."""

from __future__ import annotations

from collections.abc import Sequence

from hdflib.display import french
from hdflib.display.grammar import accord
from hdflib.packs.chiffres import Chiffre
from hdflib.packs.compare.comparison import Change
from hdflib.packs.wording import Lexique, counted, decimals, joined, unit_of


def named(lexique: Lexique, change: Change) -> str:
    """Name the figure that moved: its indicator, its details, its periods."""
    chiffre = change.chiffre
    name = lexique.indicateur(chiffre.indicateur)
    details = lexique.details(chiffre.public, chiffre.modalite)
    name += unit_of(chiffre.unite, " ".join((name, *details)))
    said = joined(name, details)
    return f"{said} ({periods(change)})" if chiffre.periode else said


def periods(change: Change) -> str:
    """Give the period of a figure, or both if it moved on."""
    sides = [c.periode for c in (change.avant, change.apres) if c is not None]
    return " → ".join(french.periode(text) for text in dict.fromkeys(sides))


def gap(change: Change) -> str:
    """Say how a figure moved: gap in its unit and relative one, or what became of it."""
    if change.paire is None:
        return "apparu" if change.apparu else "disparu"
    before, after = change.paire
    if change.etat:
        return became(before, after)
    if before.value == after.value:
        return "affichage seul"
    said = numeric_gap(change) or "modifié"
    return said if change.visible else f"{said}, même affichage"


def became(before: Chiffre, after: Chiffre) -> str:
    """Say what became of a figure whose state changed."""
    if after.connu:
        return "désormais connu"
    return "n’est plus connu" if before.connu else "toujours inconnu"


def numeric_gap(change: Change) -> str:
    """Give the gap between two numbers; empty if they aren't numbers."""
    if change.nombres is None:
        return ""
    before, after = change.nombres
    chiffre = change.chiffre
    # A gap that the display hides takes one decimal more to be seen.
    places = max(decimals(c.affichage) for c in change.paire or ()) + (not change.visible)
    if chiffre.unite == "%":
        points = (after - before) * 100
        text = french.signe(points, max(1, places))
        return f"{text}{french.NBSP}{accord(points, 'point')}"
    text = french.signe(after - before, places)
    if chiffre.unite == "€":
        text += f"{french.NBSP}€"
    if not before or chiffre.unite == "rang":
        return text
    relative = french.signe((after - before) / abs(before) * 100, 0)
    return f"{text} ({relative}{french.NARROW}%)"


def summary(changes: Sequence[Change]) -> str:
    """Count what moved: "12 chiffres modifiés, 3 apparus, 1 disparu"."""
    if not changes:
        return "Aucun chiffre n’a changé."
    pairs = [change for change in changes if change.paire]
    same = sum(1 for change in pairs if not change.visible)
    new = sum(1 for change in changes if change.apparu)
    gone = sum(1 for change in changes if change.disparu)
    silent = f" (dont {french.nombre(same)} sans effet sur l’affichage)" if same else ""
    return (
        f"{counted(len(pairs), 'chiffre modifié', 'chiffres modifiés')}{silent}, "
        f"{counted(new, 'apparu')}, {counted(gone, 'disparu')}."
    )

"""The quarter of each contingent that is due to priority households (CCH, L.441-1)."""

from __future__ import annotations

from dataclasses import dataclass

from hdflib.analyse import Analyse
from hdflib.display.charts import Barre, bars
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Cell, Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.rules.contingents import due, missing, share_done
from hdflib.rules.flux import INCONNU
from hdflib.sections.priority_households.reserved import (
    NOMS,
    NONE,
    TABLE,
    Contingent,
    fraction,
    period,
    read_contingents,
)
from hdflib.sections.ruled import ruled
from hdflib.sections.words import agree

SUJETS = {
    "etat": "Le contingent de l’État",
    "action_logement": "Le contingent d’Action Logement",
    "collectivite": "L’ensemble des contingents des collectivités",
    "bailleur": "L’ensemble des attributions hors contingent des bailleurs",
}


@dataclass(frozen=True)
class Quarter:
    """A contingent with the share of priority households, the quarter due and what lacks."""

    contingent: Contingent
    part: Figure
    du: Figure
    manque: Figure

    @property
    def nom(self) -> str:
        """Name of the réservataire."""
        return NOMS[self.contingent.code]

    @property
    def owes(self) -> bool:
        """Whether somebody owes the quarter: nobody does for a réservataire that isn't known."""
        return self.contingent.code != INCONNU

    @property
    def cells(self) -> list[Cell]:
        """Cells of its row."""
        own = (self.contingent.totales, self.contingent.prioritaires, self.part)
        return [*own, *((self.du, self.manque) if self.owes else (NONE, NONE))]


def legal_share(analyse: Analyse) -> Figure:
    """Give the share due to priority households at the commission's date."""
    return analyse.legal("part_prioritaires", "part_reservee_prioritaires")


def compute_quarters(analyse: Analyse) -> list[Quarter]:
    """Compute the quarter of each contingent of the page's territory, if transmitted."""
    return [quarter(analyse, own) for own in read_contingents(analyse).values()]


def quarter(analyse: Analyse, own: Contingent) -> Quarter:
    """Compute the quarter of a contingent."""
    get, legal = analyse.indicateur, legal_share(analyse)
    part = ruled(
        get("part_attributions_prioritaires"),
        (own.prioritaires, own.totales),
        "{} ÷ {}",
        lambda priority, whole: share_done(int(whole), int(priority)),
    )
    du = ruled(
        get("quart_prioritaires_du"),
        (own.totales, legal),
        "{1} × {0}, à l’unité supérieure",
        lambda whole, share: due(int(whole), fraction(share)),
    )
    manque = ruled(
        get("quart_prioritaires_manquant"),
        (own.totales, own.prioritaires, legal),
        "{2} × {0}, à l’unité supérieure, − {1}, au moins 0",
        lambda whole, priority, share: missing(int(whole), int(priority), fraction(share)),
    )
    return Quarter(own, part, du, manque)


def draw_contingents(analyse: Analyse) -> View | None:
    """Draw the attributions, the share of priority households and the quarter by réservataire."""
    found = compute_quarters(analyse)
    if not found:
        return None
    return table(
        "tableau-contingents",
        f"Part des ménages prioritaires dans chaque contingent, {analyse.territoire.nom}, "
        f"{period(analyse.observation(TABLE))}",
        "Réservataire",
        [
            Colonne("Attributions"),
            Colonne("Dont ménages prioritaires"),
            Colonne("Part"),
            Colonne("Quart dû"),
            Colonne("Attributions qui manquent"),
        ],
        [Ligne(own.nom, own.cells) for own in found],
    )


def draw_quarters(analyse: Analyse) -> View | None:
    """Draw the share of priority households by réservataire against the quarter due."""
    found, legal = owing(analyse), legal_share(analyse)
    if not found:
        return None
    return bars(
        "contingents-prioritaires",
        f"Part des ménages prioritaires par réservataire {period(analyse.observation(TABLE))}",
        [Barre(own.nom, own.part) for own in found],
        (legal.number, f"part due : {legal.affichage}"),
    )


def quarters_title(analyse: Analyse) -> str:
    """Give the title of the sentences on contingents."""
    when = f" {period(analyse.observation(TABLE))}" if analyse.table(TABLE) else ""
    return f"Le quart dû aux ménages prioritaires{when}"


def say_contingents(analyse: Analyse) -> list[Sentence | None]:
    """Say of each contingent whether it reaches the quarter, or what it lacks."""
    return [say_quarter(own) for own in owing(analyse)]


def say_quarter(own: Quarter) -> Sentence | None:
    """Say whether a contingent reaches the quarter, or what it lacks."""
    if not own.manque.connu or not own.part.connu:
        return None
    who = SUJETS[own.contingent.code]
    if not own.manque.number:
        return phrase(
            who + " atteint le quart : {part} des attributions vont à des ménages prioritaires.",
            part=own.part,
        )
    return phrase(
        who + " n’atteint pas le quart : il manque {n} {attributions} à des ménages prioritaires "
        "({fait} {realisees} sur les {du} dues).",
        n=own.manque,
        attributions=agree(own.manque, "attribution"),
        fait=own.contingent.prioritaires,
        realisees=agree(own.contingent.prioritaires, "réalisée"),
        du=own.du,
    )


def owing(analyse: Analyse) -> list[Quarter]:
    """Give the contingents whose réservataire is known, and so owes the quarter."""
    return [own for own in compute_quarters(analyse) if own.owes]

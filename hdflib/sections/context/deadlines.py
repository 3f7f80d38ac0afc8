"""The deadlines: those of the law at the commission's date, and those typed for the session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.figures import Source
from hdflib.inputs.law import FICHIER as REGLES
from hdflib.inputs.table import Row, Table
from hdflib.rules.calendar import (
    Deadline,
    Span,
    State,
    add_months,
    due,
    legal_deadlines,
    span,
)
from hdflib.sections.common import row_dates

DEADLINES = "echeances"
RETURNS = "Compte rendu des bailleurs"
REFORM = "Réforme des attributions"
FLUX = "Gestion en flux"
LEGAL = {
    "cia": (
        REFORM,
        "signature de la CIA",
        "Signature de la CIA ; à défaut, l’EPCI fixe lui-même les objectifs",
    ),
    "notification": (
        REFORM,
        "notification des objectifs",
        "Notification par les EPCI sans CIA des objectifs aux bailleurs et aux réservataires, au "
        "plus tard",
    ),
    "acces_sne": (
        "Accès au SNE",
        "communes et EPCI",
        "Accès aux données du SNE des communes réservataires, et des EPCI compétents en matière "
        "d’habitat ayant au moins un QPV",
    ),
    "flux": (
        FLUX,
        "passage de tous les réservataires",
        "Passage de tous les réservataires à la gestion en flux",
    ),
    "cotation": (
        "Cotation de la demande",
        "cotation dans les PPGDID",
        "Cotation dans le PPGDID de tous les EPCI de la réforme",
    ),
    "arret_1": (
        RETURNS,
        "arrêt des données semestrielles",
        "Arrêt des données du premier semestre hors QPV",
    ),
    "transmission_1": (
        RETURNS,
        "transmission au préfet",
        "Transmission au préfet, sous {delai} jours, des données du premier semestre hors QPV",
    ),
    "arret_2": (
        RETURNS,
        "arrêt des données semestrielles",
        "Arrêt des données du second semestre hors QPV",
    ),
    "transmission_2": (
        RETURNS,
        "transmission au préfet",
        "Transmission au préfet, sous {delai} jours, des données du second semestre hors QPV",
    ),
    "bilan_flux": (
        FLUX,
        "bilan annuel des bailleurs",
        "Transmission aux réservataires, avant cette date, du bilan annuel des logements proposés "
        "et attribués",
    ),
}
"""Theme, words in short and in full of the deadlines of the law."""
YEARLY = ("arret_1", "transmission_1", "arret_2", "transmission_2", "bilan_flux")


@dataclass(frozen=True)
class Echeance:
    """A deadline of the commission.

    Attributes
    ----------
    cle
        What identifies it in every edition: the same deadline of the law keeps it if its day moves.
    jours, date
        Its days, and how they are written.
    theme, titre, objet, reference
        Theme, words in short (may be empty) and in full, text of law (may be empty).
    calcul
        How its last day is worked out: "30 juin 2022 + 15 jours"; empty if it is given.
    depuis, sources
        Where its first day comes from, if not with the last one, and where the last one does.
    """

    cle: str
    jours: Span
    date: str
    theme: str
    titre: str
    objet: str
    reference: str
    calcul: str
    depuis: tuple[Source, ...]
    sources: tuple[Source, ...]

    @property
    def nom(self) -> str:
        """Its words in short, in full where there are none."""
        return self.titre or french.minuscule(self.objet)

    @property
    def calculee(self) -> str:
        """Its days, with how the last one is worked out."""
        return f"{self.date} ({self.calcul})" if self.calcul else self.date


def compute_deadlines(analyse: Analyse) -> list[Echeance]:
    """Give the deadlines in order, those already past first.

    A typed deadline of the theme and of the days of one of the law is that one, and isn't repeated.
    """
    now = analyse.edition.params.commission
    legal = [from_law(deadline) for deadline in legal_deadlines(analyse.edition.law, now)]
    known = {(echeance.theme.lower(), echeance.jours) for echeance in legal}
    own = [e for e in typed(analyse.table(DEADLINES)) if (e.theme.lower(), e.jours) not in known]
    return sorted(
        [*own, *legal],
        key=lambda e: (e.jours.state(now) is not State.PAST, e.jours.first, e.jours.last),
    )


def from_law(deadline: Deadline) -> Echeance:
    """Put a deadline of the law in words."""
    theme, titre, objet = LEGAL[deadline.code]
    *_, last = deadline.regles
    day = deadline.day
    return Echeance(
        f"{deadline.code} {day.year}" if deadline.code in YEARLY else deadline.code,
        Span(day, day, day),
        french.date_longue(day),
        theme,
        titre,
        objet.format(delai=last.valeur),
        deadline.regles[0].reference,
        work_out(deadline),
        (),
        tuple(Source(REGLES, r.ligne, "valeur", r.reference) for r in deadline.regles),
    )


def work_out(deadline: Deadline) -> str:
    """Write the day of a deadline as the one that a rule gives, plus delays; empty without any."""
    first, *delays = deadline.regles
    later = deadline.day.year - due(deadline.regles).year
    start = french.date_longue(add_months(first.day, 12 * later))
    terms = [f"{french.nombre(delay.number)}{french.NBSP}{delay.unite}" for delay in delays]
    return " + ".join([start, *terms]) if terms else ""


def typed(table: Table | None) -> Iterable[Echeance]:
    """Give the deadlines that are proper to the session."""
    return [from_row(table, row) for row in table] if table else []


def from_row(table: Table, row: Row) -> Echeance:
    """Read a typed deadline."""
    texts = {name: row.text(name) for name in ("debut", "fin", "theme", "titre", "objet")}
    return Echeance(
        f"{texts['debut']} {texts['objet']}",
        span(texts["debut"], texts["fin"]),
        row_dates(row),
        texts["theme"],
        texts["titre"],
        texts["objet"],
        row.text("reference"),
        "",
        (table.source(row, "debut"),) if texts["fin"] else (),
        (table.source(row, "fin" if texts["fin"] else "debut"),),
    )


def deadline_frame(echeances: Iterable[Echeance]) -> pd.DataFrame:
    """Give the deadlines as a DataFrame: first and last day, whether exact, theme, words, text."""
    rows = [
        (e.jours.first, e.jours.last, e.jours.exact, e.theme, e.objet, e.reference)
        for e in echeances
    ]
    columns = ["premier_jour", "dernier_jour", "jour_connu", "theme", "objet", "reference"]
    return pd.DataFrame(rows, columns=columns)

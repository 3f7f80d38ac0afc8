"""Deadlines that the texts set, as figures, and the time left to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hdflib.analyse import Analyse
from hdflib.figures import Figure
from hdflib.rules.calendar import Unit
from hdflib.rules.law import Regle
from hdflib.rules.mixity import frozen_from, return_due
from hdflib.rules.reform import Calendrier, Situation, Stade, deadlines

DATE = "echeance_reforme"
UNITS = {
    (Stade.A_VENIR, Unit.MONTHS): "mois_restants",
    (Stade.A_VENIR, Unit.DAYS): "jours_restants",
    (Stade.EN_RETARD, Unit.MONTHS): "mois_retard",
    (Stade.EN_RETARD, Unit.DAYS): "jours_retard",
}
"""Indicators of the time left, or of the delay."""


def find(analyse: Analyse, code: str, day: date | None = None) -> Regle | None:
    """Give a number set by law, None if no text sets it on that day."""
    return analyse.edition.law.find(code, day or analyse.edition.params.commission)


def calendrier(analyse: Analyse) -> Calendrier | None:
    """Give what the texts in force at the commission set; None before loi 3DS."""
    delays = [find(analyse, f"delai_{name}") for name in ("cia", "notification", "entrants")]
    publication, cotation = (find(analyse, c) for c in ("publication_3ds", "echeance_cotation"))
    if publication is None or cotation is None or None in delays:
        return None
    cia, notification, entrants = (int(regle.number) for regle in delays if regle)
    return Calendrier(publication.day, cia, notification, entrants, cotation.day)


def epci_dates(analyse: Analyse, entree: Figure | None = None) -> dict[str, Figure]:
    """Give the deadlines of an EPCI by obligation; those that no text sets are left out.

    Parameters
    ----------
    entree
        Day on which it entered the reform; None if that was before loi 3DS.
    """
    law = calendrier(analyse)
    if law is None:
        return {}
    given = deadlines(law, day_of(entree) if entree else None)
    start = entree or analyse.legal("publication_3ds", DATE)
    first = analyse.legal("delai_entrants" if entree else "delai_cia", "delai_mois")
    terms = [start, first, analyse.legal("delai_notification", "delai_mois")]
    found = {
        "cia": dated(analyse, "cia", given.cia, terms[:2]),
        "notification": dated(analyse, "notification", given.notification, terms),
    }
    if given.cotation:
        last = [analyse.legal("echeance_cotation", DATE)]
        found |= {code: dated(analyse, code, given.cotation, last) for code in CODES_COTATION}
    return found


ARRETS = ("arret_semestre_1", "arret_semestre_2")
"""Rules of the days at which the data of a return are frozen, each year."""
CODES_COTATION = ("ppgdid", "cotation")
"""Obligations that are due together: the cotation, and the plan that defines it."""


@dataclass(frozen=True)
class ProchainRendu:
    """The next half-yearly return: days at which data are frozen and due, and whether it's the
    first that the law asks for."""

    arret: date
    echeance: Figure
    premiere: bool


def next_return(analyse: Analyse) -> ProchainRendu | None:
    """Give the return that follows the commission; None if no text asks for it."""
    regle = find(analyse, "delai_compte_rendu")
    if regle is None:
        return None
    frozen = frozen_from(analyse.edition.params.commission)
    rules = [rule for code in ARRETS if (rule := find(analyse, code))]
    given = [r.code for r in rules if (r.day.month, r.day.day) == (frozen.month, frozen.day)]
    start = dated(analyse, "compte_rendu", frozen, [analyse.legal(code, DATE) for code in given])
    terms = [start, analyse.legal("delai_compte_rendu", "delai_jours")]
    due = dated(analyse, "compte_rendu", return_due(frozen, int(regle.number)), terms)
    return ProchainRendu(frozen, due, frozen == frozen_from(regle.debut))


def dated(analyse: Analyse, modalite: str, day: date, terms: Sequence[Figure]) -> Figure:
    """Make the figure of a deadline, the sum of a day and of delays."""
    return Figure(
        analyse.indicateur(DATE),
        analyse.region.code,
        day.isoformat(),
        periode=str(day.year),
        modalite=modalite,
        formule=" + ".join(term.avec_unite for term in terms) if len(terms) > 1 else "",
        sources=tuple(dict.fromkeys(source for term in terms for source in term.sources)),
    )


def worked_out(echeance: Figure) -> str:
    """Write a deadline with how it is worked out: "15 juillet 2022 (30 juin 2022 + 15 jours)"."""
    return f"{echeance.affichage} ({echeance.formule})" if echeance.formule else echeance.affichage


def day_of(figure: Figure) -> date:
    """Give the day of a known date."""
    return date.fromisoformat(str(figure.value))


def time_left(analyse: Analyse, echeance: Figure, situation: Situation) -> Figure | None:
    """Give the time left to a deadline, or since it; None for a step that is passed."""
    if situation.delai is None:
        return None
    session = analyse.edition.params.iso
    ends = [echeance.indicateur.affiche(session), worked_out(echeance)]
    start, end = ends if situation.stade is Stade.A_VENIR else ends[::-1]
    return Figure(
        analyse.indicateur(UNITS[situation.stade, situation.delai.unit]),
        echeance.territoire,
        situation.delai.count,
        periode=session,
        modalite=echeance.modalite,
        formule=f"du {start} au {end}",
        sources=echeance.sources,
    )

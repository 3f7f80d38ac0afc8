"""Sentences on who is late in the reform, and on what is due next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, accord, phrase
from hdflib.figures import Figure
from hdflib.rules.reform import Stade, uniform
from hdflib.sections.attribution_reform.dates import day_of, next_return, time_left
from hdflib.sections.attribution_reform.deadlines import of_page, own_pending
from hdflib.sections.attribution_reform.found import objective
from hdflib.sections.attribution_reform.obligations import Obligation, list_obligations
from hdflib.sections.attribution_reform.progress import Reform
from hdflib.sections.words import agree

EXPECTED = {
    "cia": "la CIA, attendue",
    "notification": "la notification des objectifs, attendue",
    "ppgdid": "le PPGDID, attendu",
    "cotation": "la cotation, attendue",
}
NEXT = {
    "cia": "celle de la CIA",
    "notification": "celle de la notification des objectifs",
    "ppgdid": "celle du PPGDID et de la cotation",
    "cotation": "celle de la cotation",
}
NAMED = 6
"""EPCI up to which a sentence names them all; the table of the EPCI does beyond."""


def say_reform_late(analyse: Analyse, reform: Reform | None) -> list[Sentence | None]:
    """Say who is late, or that no EPCI is."""
    found = list_obligations(analyse, reform)
    return say_late(analyse, found) if any_known(found) else []


def any_known(found: Sequence[Obligation]) -> bool:
    """Whether something is known of what EPCI did."""
    return any(o.faits and o.faits.connu for o in found)


def say_deadlines(analyse: Analyse, reform: Reform | None) -> list[Sentence | None]:
    """Say who is late, then what comes next: the return, the CIA, the cotation."""
    found = list_obligations(analyse, reform)
    if not any_known(found):
        return []
    due = {o.code: o for o in found if not o.entree and o.situation.stade is Stade.A_VENIR}
    return [
        *say_late(analyse, found),
        say_return(analyse),
        say_cia(analyse, due),
        say_default(analyse, found),
        *(say_entrants(analyse, o) for o in found if o.entree and o.code == "cia"),
        say_cotation_due(analyse, due),
    ]


def say_late(analyse: Analyse, found: Sequence[Obligation]) -> list[Sentence | None]:
    """Say which EPCI of the page are late, or that none is."""
    late = [o for o in found if o.restants and o.situation.stade is Stade.EN_RETARD]
    numbers = [(o, own_pending(analyse, o) if o.detail else o.restants) for o in late]
    said = [say_delay(analyse, o, n) for o, n in numbers if n and not (n.connu and n.number == 0)]
    if said:
        return said
    where = "" if analyse.regional or not late else f" {analyse.territoire.dans}"
    ahead = [o for o in found if o.restants and o.situation.stade is Stade.A_VENIR]
    following = f" : la prochaine échéance, {NEXT[ahead[0].code]}, est le {{due}}" if ahead else ""
    day = french.date_longue(analyse.edition.params.commission)
    return [
        phrase(
            f"Au {day}, aucun EPCI n’est en retard sur la réforme{where}{following}.",
            due=ahead[0].echeance if ahead else None,
        )
    ]


def say_delay(analyse: Analyse, obligation: Obligation, number: Figure) -> Sentence | None:
    """Say how many EPCI are late for something, since when, and which if they are few."""
    assert obligation.echeance is not None
    late = of_page(analyse, obligation.attendus) if obligation.detail else []
    names = f" : {french.liste(t.le for t in late)}" if 0 < len(late) <= NAMED else ""
    where = analyse.territoire.dans if late and not analyse.regional else "dans la région"
    return phrase(
        f"{french.majuscule(where)}, {{n}} EPCI {{sont}} en retard de {{delai}} pour "
        f"{EXPECTED[obligation.code]} le {{echeance}}{names}.",
        n=number,
        sont=agree(number, "est", "sont"),
        delai=spell(time_left(analyse, obligation.echeance, obligation.situation)),
        echeance=obligation.echeance,
    )


def spell(figure: Figure | None) -> tuple[str, Figure] | None:
    """Show a time with its unit: "4 mois"."""
    return (figure.avec_unite, figure) if figure else None


def say_return(analyse: Analyse) -> Sentence | None:
    """Say when the next half-yearly return of the bailleurs is due."""
    remise = next_return(analyse)
    if remise is None:
        return None
    which = "premier" if remise.premiere else "prochain"
    none = " ; aucun n’était dû avant" if remise.premiere else ""
    return phrase(
        f"Le {which} compte rendu semestriel des bailleurs sur leurs attributions hors QPV, arrêté "
        f"au {french.date_longue(remise.arret)}, est à transmettre au préfet sous {{delai}}, le "
        f"{{echeance}} au plus tard{none}.",
        delai=spell(analyse.legal("delai_compte_rendu", "delai_jours")),
        echeance=remise.echeance,
    )


def say_cia(analyse: Analyse, due: Mapping[str, Obligation]) -> Sentence | None:
    """Say how many EPCI have no CIA yet, and until when they can sign it."""
    cia = due.get("cia")
    if cia is None or cia.restants is None or cia.echeance is None:
        return None
    n = cia.restants
    return phrase(
        "{n} EPCI {ont} pas encore de CIA{dont} (situation au {jour}) : {ils} jusqu’au {echeance}, "
        "soit encore {delai}.",
        jour=french.periode(n.periode),
        n=n,
        ont=agree(n, "n’a", "n’ont"),
        dont=among(analyse, cia),
        ils=agree(n, "il a", "ils ont"),
        echeance=cia.echeance,
        delai=spell(time_left(analyse, cia.echeance, cia.situation)),
    )


def among(analyse: Analyse, obligation: Obligation) -> str:
    """Say how many of those EPCI are of the page's département, where each is known."""
    if analyse.regional or not obligation.detail:
        return ""
    own = of_page(analyse, obligation.attendus)
    return f", dont {len(own) or 'aucun'} {analyse.territoire.dans}"


def say_default(analyse: Analyse, found: Sequence[Obligation]) -> Sentence | None:
    """Say what holds without a CIA: objectives notified by the EPCI, else the rate of the law."""
    own = next((o for o in found if o.code == "notification" and not o.entree), None)
    if own is None or own.echeance is None:
        return None
    deadline, day = day_of(own.echeance), analyse.edition.params.commission
    rate = objective(analyse, "objectif_q1_hors_qpv")
    if uniform(cia=False, notified=False, notification=deadline, day=day):
        return phrase(
            "Faute de CIA et d’objectifs notifiés, le taux de {taux} hors QPV s’applique "
            "uniformément à chaque bailleur dans {n} EPCI.",
            taux=rate,
            n=own.restants,
        )
    return phrase(
        "À défaut de CIA, l’EPCI notifie leurs objectifs aux bailleurs et aux réservataires le "
        "{echeance} au plus tard ; sans l’un ni l’autre, le taux de {taux} hors QPV s’appliquera "
        "uniformément à chaque bailleur.",
        echeance=own.echeance,
        taux=rate,
    )


def say_entrants(analyse: Analyse, obligation: Obligation) -> Sentence | None:
    """Say until when EPCI that entered the reform after the law can sign their CIA."""
    own = of_page(analyse, obligation.attendus)
    if not own or obligation.situation.stade is not Stade.A_VENIR:
        return None
    return phrase(
        f"{french.majuscule(french.liste(t.le for t in own))}, dans la réforme depuis le {{entree}}"
        ", {ont} jusqu’au {echeance} pour signer {sa} CIA.",
        entree=obligation.entree,
        ont=accord(len(own), "a", "ont"),
        sa=accord(len(own), "sa", "leur"),
        echeance=obligation.echeance,
    )


def say_cotation_due(analyse: Analyse, due: Mapping[str, Obligation]) -> Sentence | None:
    """Say how many EPCI have no active cotation yet, and until when they can have it."""
    cotation = due.get("cotation")
    if cotation is None or cotation.restants is None or cotation.echeance is None:
        return None
    n = cotation.restants
    return phrase(
        "{n} EPCI {ont} pas encore de cotation active dans le SNE{dont} : {leur} PPGDID doit la "
        "définir le {echeance} au plus tard, soit dans {delai}.",
        n=n,
        ont=agree(n, "n’a", "n’ont"),
        dont=among(analyse, cotation),
        leur=agree(n, "son", "leur"),
        echeance=cotation.echeance,
        delai=spell(time_left(analyse, cotation.echeance, cotation.situation)),
    )

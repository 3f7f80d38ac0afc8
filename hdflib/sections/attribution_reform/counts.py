"""Sentences on how many EPCI succeed or fall back, of all those concerned or of those published."""

from __future__ import annotations

from dataclasses import replace

from hdflib.analyse import Analyse
from hdflib.display.grammar import Sentence, phrase
from hdflib.figures import Figure
from hdflib.sections.attribution_reform.found import objective, result
from hdflib.sections.attribution_reform.mixity import (
    FALLING,
    KEPT,
    MIXITE,
    Q1,
    REACHED,
    epci_shares,
)
from hdflib.sections.attribution_reform.objectives import DOWN, OWN, RATES
from hdflib.sections.attribution_reform.progress import Reform
from hdflib.sections.attribution_reform.situation import concerned
from hdflib.sections.publics import say_secret
from hdflib.sections.words import agree

HIDDEN = "un résultat hors QPV couvert"


def published(analyse: Analyse, code: str) -> Figure | None:
    """Give the number of EPCI that a count is based on, where some aren't published."""
    return result(analyse, "epci_publies", modalite=code)


def epci_word(analyse: Analyse, number: Figure) -> str:
    """Name the EPCI that a number is of: those concerned, where it's known."""
    return "EPCI" if concerned(analyse) is None else "EPCI " + agree(number, "concerné")


def say_reached(analyse: Analyse) -> Sentence | None:
    """Say how many EPCI reach the objective out of QPV: "1 EPCI atteint", "aucun EPCI"."""
    count, base = result(analyse, REACHED), published(analyse, REACHED)
    if count is None or not count.connu:
        return None
    if base:
        return say_based(
            analyse,
            count,
            base,
            "dont le résultat hors QPV est publié",
            "aucun n’atteint l’objectif",
            agree(count, "atteint", "atteignent") + " l’objectif",
        )
    if count.number == 0:
        return phrase("Aucun EPCI n’atteint l’objectif hors QPV.")
    return phrase(
        "{n} EPCI {atteint} l’objectif hors QPV.",
        n=count,
        atteint=agree(count, "atteint", "atteignent"),
    )


def say_own(analyse: Analyse) -> Sentence | None:
    """Say how many EPCI reach the objective out of QPV that is theirs, where CIA set their own."""
    count, base, rates = result(analyse, OWN), published(analyse, OWN), result(analyse, RATES)
    if count is None or not count.connu:
        return None
    who = "{n} EPCI"
    if base:
        noun = epci_word(analyse, base)
        who = f"Sur {{base}} {noun} dont le résultat hors QPV est publié, {{n}}"
    return phrase(
        who
        + " {atteignent} objectif hors QPV ({taux}, ou le taux que fixe la CIA de {rates} EPCI)"
        + " ; {legal} {passent} {taux}.",
        base=base or "",
        n=count,
        atteignent=agree(count, "atteint son", "atteignent leur"),
        taux=objective(analyse, "objectif_q1_hors_qpv"),
        rates=rates,
        legal=result(analyse, REACHED),
        passent=agree(result(analyse, REACHED) or count, "atteint", "atteignent"),
    )


def say_down(analyse: Analyse) -> Sentence | None:
    """Say how many EPCI are above the least share in QPV but fall back, as they mustn't."""
    count = result(analyse, DOWN)
    if count is None or not count.connu:
        return None
    before, least = str(int(count.periode[:4]) - 1), objective(analyse, "objectif_q234_qpv")
    if count.number == 0:
        return phrase(
            f"Aucun EPCI qui atteint {{least}} en QPV n’a de résultat publié en baisse par rapport "
            f"à {before}.",
            least=least,
        )
    return phrase(
        f"{{n}} EPCI {{atteignent}} {{least}} en QPV, mais avec un résultat en baisse par rapport "
        f"à {before} : la loi demande à qui dépasse ce minimum de ne pas baisser.",
        n=count,
        atteignent=agree(count, "atteint", "atteignent"),
        least=least,
    )


def say_falling(analyse: Analyse) -> Sentence | None:
    """Say in how many EPCI the result out of QPV falls, against the year before."""
    count, base = result(analyse, FALLING), published(analyse, FALLING)
    if count is None or not count.connu:
        return None
    before = str(int(count.periode[:4]) - 1)
    if base:
        falls = f"résultat hors QPV en baisse par rapport à {before}"
        return say_based(
            analyse,
            count,
            base,
            "dont l’évolution est publiée",
            f"aucun n’a de {falls}",
            f"{agree(count, 'a', 'ont')} un {falls}",
        )
    if count.number == 0:
        return phrase(f"Le résultat hors QPV ne baisse dans aucun EPCI par rapport à {before}.")
    return phrase(
        "Le résultat hors QPV baisse dans {n} EPCI par rapport à {avant}.", n=count, avant=before
    )


def say_based(
    analyse: Analyse, count: Figure, base: Figure, which: str, none: str, some: str
) -> Sentence | None:
    """Say a count among the EPCI that are published; it says nothing of the others."""
    return phrase(
        f"Sur {{base}} {epci_word(analyse, base)} {which}, "
        + (f"{{n}} {some}." if count.number else f"{none}."),
        base=base,
        n=count,
    )


def say_hidden(analyse: Analyse) -> Sentence | None:
    """Say how many EPCI of the région have a result out of QPV under statistical secrecy."""
    whole = replace(analyse, territoire=analyse.region)
    return say_secret(whole, list(epci_shares(analyse, MIXITE, Q1).values()), HIDDEN)


def say_qpv_objective(analyse: Analyse, reform: Reform | None) -> Sentence | None:
    """Say how many EPCI respect the objective in QPV, of those concerned or published if known."""
    count, base = result(analyse, KEPT), published(analyse, KEPT)
    concernes = reform.concernes if reform and reform.concernes.connu else None
    whole = base or concernes
    noun = (
        f"{epci_word(analyse, base)} dont le résultat en QPV est publié"
        if base
        else ("EPCI concernés")
    )
    every = bool(count and whole and count.connu and count.number == whole.number)
    who = f"les {{n}} {noun}" if every else f"{{n}} des {{tous}} {noun}" if whole else "{n} EPCI"
    if count and whole and count.connu and count.number == 0:
        return phrase(
            f"L’objectif en QPV n’est respecté par aucun des {{tous}} {noun}.", tous=whole
        )
    return phrase(f"L’objectif en QPV est respecté par {who}.", n=count, tous=whole)

"""Results of attributions out of and in QPV, against their objectives (CCH, L.441-1)."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.ranges import Etendue, ranges
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.sections.attribution_reform.counts import say_falling, say_own, say_reached
from hdflib.sections.attribution_reform.found import objective, result
from hdflib.sections.attribution_reform.mixity import Q1, Q234, legal_share
from hdflib.sections.common import differs
from hdflib.sections.words import range_start

ENDS = ("bas", "haut")
PLURALS = {"EPCI": "EPCI", "bailleur": "bailleurs"}


def notes(analyse: Analyse) -> tuple[str, ...]:
    """Say what the two results count, and the least that the law asks of each."""
    q1, q234 = (french.pourcentage_court(legal_share(analyse, code)) for code in (Q1, Q234))
    return (
        "Hors QPV : part des attributions suivies d’un bail signé, hors quartiers prioritaires de "
        "la politique de la ville, aux demandeurs du premier quartile de ressources et aux ménages "
        f"relogés du renouvellement urbain ; {q1} au moins, ou le taux de la CIA (CCH, L.441-1).",
        f"En QPV : part des attributions aux demandeurs des quartiles 2, 3 et 4 ; {q234} au moins, "
        "sans baisse si le résultat est déjà supérieur (CCH, L.441-1).",
    )


def draw_ranges(analyse: Analyse) -> View | None:
    """Draw the range of results out of QPV, between EPCI and between bailleurs."""
    goal = objective(analyse, "objectif_q1_hors_qpv")
    mean = result(analyse, "part_q1_hors_qpv")
    etendues = []
    for label, place in (("EPCI", "EPCI le plus"), ("Bailleurs", "bailleur le plus")):
        low = result(analyse, "part_q1_hors_qpv", modalite=f"{place} bas")
        high = result(analyse, "part_q1_hors_qpv", modalite=f"{place} haut")
        if low and high and low.connu and high.connu:
            known = mean if mean and mean.connu else None
            etendues.append(Etendue(label, low, high, known))
    if not etendues or goal is None or not goal.connu:
        return None
    return ranges(
        "etendues-q1",
        "Attributions hors QPV au premier quartile et aux relogés : du plus bas au plus haut",
        etendues,
        (goal.number, f"objectif : {goal.affichage}"),
    )


def say_q1(analyse: Analyse) -> Sentence | None:
    """Say the regional result out of QPV, against the national one and the objective if known."""
    nation = analyse.repere("part_q1_hors_qpv", modalite="moyenne nationale")
    goal = objective(analyse, "objectif_q1_hors_qpv")
    mean = result(analyse, "part_q1_hors_qpv")
    compared = bool(mean and nation and mean.connu and nation.connu)
    return phrase(
        "Dans la région, {part} des attributions hors QPV vont aux ménages du premier quartile et "
        "aux relogements du renouvellement urbain"
        + (", {cote} de la moyenne nationale ({nation})" if compared else "")
        + (
            " ; l’objectif est de {objectif} dans chaque EPCI, sauf autre taux fixé par sa CIA."
            if goal and goal.connu
            else "."
        ),
        part=mean,
        cote=side(mean, nation) if mean and nation and compared else None,
        nation=nation,
        objectif=goal,
    )


def side(own: Figure, other: Figure) -> str:
    """Say whether a result is above or below a published one, at the published rounding.

    A computed result is exact: only the other one stands for an interval.
    """
    if not (differs(other, own) if own.formule else differs(own, other)):
        return "au niveau"
    return "au-dessus" if own.number > other.number else "au-dessous"


def say_q1_spread(analyse: Analyse) -> list[Sentence | None]:
    """Say the ranges between EPCI and bailleurs, then how many EPCI succeed or fall back."""
    own = say_own(analyse) or say_reached(analyse)
    return [say_ranges(analyse), own, say_falling(analyse)]


def say_ranges(analyse: Analyse) -> Sentence | None:
    """Say the range between EPCI and the one between bailleurs, each if both its ends are known."""
    values: dict[str, Figure | tuple[str, Figure] | None] = {}
    said = []
    for noun in ("EPCI", "bailleur"):
        low, high = (result(analyse, Q1, modalite=f"{noun} le plus {end}") for end in ENDS)
        if low and high and low.connu and high.connu:
            values |= {f"bas_{noun}": range_start(low), f"haut_{noun}": high}
            said.append(f"de {{bas_{noun}}} à {{haut_{noun}}} selon les {PLURALS[noun]}")
    return phrase(f"Les résultats hors QPV vont {french.liste(said)}.", **values) if said else None


def say_qpv(analyse: Analyse) -> Sentence | None:
    """Say the result in QPV against the year before, and the objective."""
    now = result(analyse, "part_q234_qpv")
    if now is None:
        return None
    year = str(int(now.periode[:4]) - 1)
    return phrase(
        "Dans les QPV de la région, {part} des attributions vont aux ménages des quartiles 2, 3 "
        "et 4 ({avant} en {annee}), dont {q4} à ceux du quatrième quartile ; l’objectif est d’au "
        "moins {objectif}.",
        part=now,
        avant=result(analyse, "part_q234_qpv", annee=year),
        annee=year,
        q4=result(analyse, "part_q4_qpv"),
        objectif=objective(analyse, "objectif_q234_qpv"),
    )

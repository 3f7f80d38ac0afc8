"""Results of attributions out of and in QPV, against their objectives (CCH, L.441-1)."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.ranges import Etendue, ranges
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.sections.attribution_reform.progress import Reform
from hdflib.sections.common import differs
from hdflib.sections.words import agree, range_start

NOTES = (
    "Hors QPV : part des attributions suivies d’un bail signé, hors quartiers prioritaires de la "
    "politique de la ville, aux demandeurs du premier quartile de ressources et aux ménages "
    "relogés du renouvellement urbain ; 25 % au moins, ou le taux de la CIA (CCH, L.441-1).",
    "En QPV : part des attributions aux demandeurs des quartiles 2, 3 et 4 ; 50 % au moins, sans "
    "baisse si le résultat est déjà supérieur (CCH, L.441-1).",
)


def latest(analyse: Analyse, code: str) -> Figure | None:
    """Give the most recent landmark of the région for an indicator."""
    periods = [
        figure.periode
        for _, figure in analyse.reperes()
        if figure.indicateur.code == code and figure.territoire == analyse.region.code
    ]
    return analyse.repere(code, annee=max(periods)) if periods else None


def draw_ranges(analyse: Analyse) -> View | None:
    """Draw the range of results out of QPV, between EPCI and between bailleurs."""
    objective = analyse.repere("objectif_q1_hors_qpv")
    mean = analyse.repere("part_q1_hors_qpv")
    etendues = []
    for label, place in (("EPCI", "EPCI le plus"), ("Bailleurs", "bailleur le plus")):
        low = analyse.repere("part_q1_hors_qpv", modalite=f"{place} bas")
        high = analyse.repere("part_q1_hors_qpv", modalite=f"{place} haut")
        if low and high and low.connu and high.connu:
            known = mean if mean and mean.connu else None
            etendues.append(Etendue(label, low, high, known))
    if not etendues or objective is None or not objective.connu:
        return None
    return ranges(
        "etendues-q1",
        "Attributions hors QPV au premier quartile et aux relogés : du plus bas au plus haut",
        etendues,
        (objective.number, f"objectif : {objective.affichage}"),
    )


def say_q1(analyse: Analyse) -> Sentence | None:
    """Say the regional result out of QPV, against the national one and the objective if known."""
    nation = analyse.repere("part_q1_hors_qpv", modalite="moyenne nationale")
    objective = analyse.repere("objectif_q1_hors_qpv")
    mean = analyse.repere("part_q1_hors_qpv")
    compared = bool(mean and nation and mean.connu and nation.connu)
    return phrase(
        "Dans la région, {part} des attributions hors QPV vont aux ménages du premier quartile et "
        "aux relogements du renouvellement urbain"
        + (", {cote} de la moyenne nationale ({nation})" if compared else "")
        + (
            " ; l’objectif est de {objectif} dans chaque EPCI, sauf autre taux fixé par sa CIA."
            if objective and objective.connu
            else "."
        ),
        part=mean,
        cote=side(mean, nation) if mean and nation and compared else None,
        nation=nation,
        objectif=objective,
    )


def side(own: Figure, other: Figure) -> str:
    """Say whether a published result is above or below another, at their published rounding."""
    if not differs(own, other):
        return "au niveau"
    return "au-dessus" if own.number > other.number else "au-dessous"


def say_q1_spread(analyse: Analyse) -> list[Sentence | None]:
    """Say the ranges between EPCI and bailleurs, then how many EPCI succeed or fall back."""
    code = "part_q1_hors_qpv"
    return [
        phrase(
            "Les résultats hors QPV vont de {bas} à {haut} selon les EPCI et de {bas_b} à {haut_b} "
            "selon les bailleurs.",
            bas=range_start(analyse.repere(code, modalite="EPCI le plus bas")),
            haut=analyse.repere(code, modalite="EPCI le plus haut"),
            bas_b=range_start(analyse.repere(code, modalite="bailleur le plus bas")),
            haut_b=analyse.repere(code, modalite="bailleur le plus haut"),
        ),
        say_reached(analyse.repere("epci_objectif_q1")),
        say_falling(analyse.repere("epci_q1_en_baisse")),
    ]


def say_reached(count: Figure | None) -> Sentence | None:
    """Say how many EPCI reach the objective out of QPV: "1 EPCI atteint", "aucun EPCI"."""
    if count is None or not count.connu:
        return None
    if count.number == 0:
        return phrase("Aucun EPCI n’atteint l’objectif hors QPV.")
    return phrase(
        "{n} EPCI {atteint} l’objectif hors QPV.",
        n=count,
        atteint=agree(count, "atteint", "atteignent"),
    )


def say_falling(count: Figure | None) -> Sentence | None:
    """Say in how many EPCI the result out of QPV falls, against the year before."""
    if count is None or not count.connu:
        return None
    before = str(int(count.periode[:4]) - 1)
    if count.number == 0:
        return phrase(f"Le résultat hors QPV ne baisse dans aucun EPCI par rapport à {before}.")
    return phrase(
        "Le résultat hors QPV baisse dans {n} EPCI par rapport à {avant}.", n=count, avant=before
    )


def say_qpv(analyse: Analyse) -> Sentence | None:
    """Say the result in QPV against the year before, and the objective."""
    now = latest(analyse, "part_q234_qpv")
    if now is None:
        return None
    year = str(int(now.periode[:4]) - 1)
    return phrase(
        "Dans les QPV de la région, {part} des attributions vont aux ménages des quartiles 2, 3 "
        "et 4 ({avant} en {annee}), dont {q4} à ceux du quatrième quartile ; l’objectif est d’au "
        "moins {objectif}.",
        part=now,
        avant=analyse.repere("part_q234_qpv", annee=year),
        annee=year,
        q4=analyse.repere("part_q4_qpv"),
        objectif=analyse.repere("objectif_q234_qpv"),
    )


def say_qpv_objective(analyse: Analyse, reform: Reform | None) -> Sentence | None:
    """Say how many EPCI respect the objective in QPV, of those concerned if known."""
    count = analyse.repere("epci_objectif_q234")
    whole = reform.concernes if reform and reform.concernes.connu else None
    every = bool(count and whole and count.connu and count.number == whole.number)
    who = (
        "les {n} EPCI concernés"
        if every
        else "{n} des {tous} EPCI concernés"
        if whole
        else "{n} EPCI"
    )
    return phrase(f"L’objectif en QPV est respecté par {who}.", n=count, tous=whole)

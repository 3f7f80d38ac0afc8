"""What bailleurs lack out of QPV over 12 months, that the préfet may attribute (loi 3DS)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Cell, Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure, Source, compute, gather
from hdflib.rules.mixity import prefet_may_attribute
from hdflib.sections.attribution_reform.bailleurs import (
    BAILLEURS_ANNUELLE,
    Bailleur,
    read_bailleurs,
)
from hdflib.sections.attribution_reform.dates import find
from hdflib.sections.attribution_reform.mixity import Q1, REGLES, without_object
from hdflib.sections.attribution_reform.objectives import OBJECTIF
from hdflib.sections.attribution_reform.returns import Envoi, is_early, read_returns
from hdflib.sections.words import agree

RATTRAPAGE = "delai_rattrapage"


@dataclass(frozen=True)
class Rattrapage:
    """The results of a bailleur over 12 months, and the attributions that the préfet may make.

    `ouverte` says whether he may make any; it is False where the result isn't known.
    """

    bailleur: Bailleur
    prefet: Figure
    ouverte: bool


def compute_catch_up(analyse: Analyse) -> dict[str, Rattrapage]:
    """Give what each bailleur lacks over the previous year, at the rate of the law.

    Empty if the year wasn't transmitted, or if no text lets the préfet attribute.
    """
    if find(analyse, RATTRAPAGE) is None:
        return {}
    law, sent = analyse.legal(REGLES[Q1], OBJECTIF), read_returns(analyse)
    found = {}
    for name, bailleur in read_bailleurs(analyse, BAILLEURS_ANNUELLE).items():
        own = sent.get(name)
        transmitted = own is None or own.transmis is not None
        found[name] = catch_up(analyse, bailleur, law, transmitted=transmitted)
    return found


def catch_up(analyse: Analyse, bailleur: Bailleur, law: Figure, *, transmitted: bool) -> Rattrapage:
    """Compute the attributions that the préfet may make for a bailleur; none is due of none."""
    found = None
    if bailleur.part.connu:
        part, whole = int(bailleur.premier.number), int(bailleur.volume.number)
        found = prefet_may_attribute(part, whole, law.number, transmitted=transmitted)
    prefet = compute(
        analyse.indicateur("attributions_prefet"),
        (bailleur.premier, bailleur.volume, law),
        "{2} × {1}, à l’unité supérieure, − {0}, au moins 0",
        lambda *_: found.attributions if found else None,
    )
    return Rattrapage(bailleur, prefet, found is not None and found.ouverte)


def draw_returns(analyse: Analyse) -> View | None:
    """Draw, on the région's page, the return of each bailleur and what the préfet may attribute."""
    sent, lacks = read_returns(analyse), compute_catch_up(analyse)
    names = sorted({*sent, *lacks}, key=lambda name: order(sent.get(name), lacks.get(name), name))
    if not names or not analyse.regional:
        return None
    return table(
        "suivi-bailleurs",
        "Bailleurs : compte rendu au préfet, et attributions qu’il peut prononcer lui-même pour "
        f"atteindre {french.pourcentage_court(analyse.regle(REGLES[Q1]).number)} hors QPV",
        "Bailleur",
        [
            *(return_columns(analyse, list(sent.values())) if sent else []),
            *(catch_up_columns(analyse) if lacks else []),
        ],
        [
            Ligne(
                name,
                [
                    *(return_cells(sent.get(name)) if sent else []),
                    *(catch_up_cells(lacks.get(name)) if lacks else []),
                ],
            )
            for name in names
        ],
    )


def order(
    envoi: Envoi | None, lack: Rattrapage | None, name: str
) -> tuple[bool, float, float, str]:
    """Put the returns that didn't come first, then the latest ones and those that lack most."""
    late = envoi.retard.number if envoi and envoi.retard else 0
    missing = lack.prefet.number if lack and lack.prefet.connu else -1
    return (envoi is None or envoi.transmis is not None, -late, -missing, name)


def return_columns(analyse: Analyse, sent: Sequence[Envoi]) -> list[Colonne]:
    """Give the columns of the return."""
    early = ", à blanc" if is_early(analyse, sent) else ""
    group = f"Compte rendu arrêté au {french.date_longue(sent[0].arret)}{early}"
    return [
        Colonne("Transmis le", group, nombre=False),
        Colonne("Retard", group, unite=True),
    ]


def return_cells(envoi: Envoi | None) -> list[Cell]:
    """Give the cells of the return of a bailleur."""
    if envoi is None:
        return ["non connu", ""]
    return [envoi.affichage, envoi.retard or "–"]


def catch_up_columns(analyse: Analyse) -> list[Colonne]:
    """Give the columns of the results over 12 months."""
    year = analyse.observation(BAILLEURS_ANNUELLE).year
    group = f"Attributions hors QPV de {year}"
    return [
        Colonne("Total", group),
        Colonne("Premier quartile", group),
        Colonne("Part", group),
        Colonne("Ouvertes au préfet", group),
    ]


def catch_up_cells(lack: Rattrapage | None) -> list[Cell]:
    """Give the cells of the results of a bailleur."""
    if lack is None:
        return [""] * 4
    own = lack.bailleur
    if without_object(own.part):
        return [own.volume, own.premier, "sans objet", "sans objet"]
    closed = lack.prefet.connu and not lack.ouverte
    return [own.volume, own.premier, own.part, "–" if closed else lack.prefet]


def say_catch_up(analyse: Analyse) -> Sentence | None:
    """Say how many bailleurs lack attributions over 12 months, and how many in all."""
    found = compute_catch_up(analyse)
    known = [lack.prefet for lack in found.values() if lack.prefet.connu]
    if not known or not analyse.regional:
        return None
    short = [figure for figure in known if figure.number]
    law = analyse.legal(REGLES[Q1], OBJECTIF)
    below = tally(
        analyse,
        found,
        "bailleurs_sous_objectif",
        len(short),
        f"nombre de bailleurs dont le résultat est inférieur à {law.expression}",
        law.sources,
    )
    who = "aucun" if len(short) == len(known) else "{n}"
    return phrase(
        "À titre indicatif, sur l’année {annee}, "
        + (
            f"{who} des {{tous}} bailleurs dont le résultat est publié {{atteindre}} {{taux}} hors "
            "QPV dans la région : {il} manque {total} attributions, que le préfet peut prononcer "
            "lui-même sur {duree}, hors de l’assiette du flux."
            if short
            else "les {tous} bailleurs dont le résultat est publié atteignent {taux} hors QPV."
        ),
        annee=known[0].periode,
        n=below,
        tous=tally(
            analyse,
            found,
            "bailleurs_publies",
            len(known),
            "nombre de bailleurs dont le résultat est publié",
        ),
        atteindre="n’atteint"
        if who == "aucun"
        else agree(below, "n’atteint pas", "n’atteignent pas"),
        taux=law,
        il=agree(below, "il lui", "il leur"),
        total=tally(
            analyse,
            found,
            "attributions_prefet",
            sum(f.number for f in short),
            f"attributions qui manquent pour atteindre {law.expression}, à l’unité supérieure, aux "
            f"{len(known)} bailleurs dont le résultat est publié",
            law.sources,
        ),
        duree=spelled(analyse.legal(RATTRAPAGE, "delai_mois")),
    )


def spelled(figure: Figure) -> tuple[str, Figure]:
    """Show a delay with its unit."""
    return figure.avec_unite, figure


def tally(
    analyse: Analyse,
    found: Mapping[str, Rattrapage],
    code: str,
    value: float,
    words: str,
    compared: Sequence[Source] = (),
) -> Figure:
    """Make a number of bailleurs, or of what they lack together, from those that are published."""
    first = next(lack.prefet for lack in found.values() if lack.prefet.connu)
    read = (source for lack in found.values() for source in lack.bailleur.part.sources)
    return replace(
        first,
        indicateur=analyse.indicateur(code),
        value=value,
        modalite="bailleurs publiés",
        formule=f"{words}, parmi {len(found)} (une ligne par bailleur)",
        sources=gather((*read, *compared)),
    )

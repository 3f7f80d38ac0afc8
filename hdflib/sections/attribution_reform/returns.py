"""Half-yearly return of the bailleurs to the préfet on their attributions out of QPV (loi 3DS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.figures import Figure, Source, gather
from hdflib.inputs.table import Row, Table
from hdflib.rules.mixity import CompteRendu, Remise, judge_return, return_due
from hdflib.sections.attribution_reform.dates import find
from hdflib.sections.attribution_reform.situation import NOT_YET, write_day
from hdflib.sections.words import agree

COMPTES_RENDUS = "compte_rendu_bailleurs"
REGLE = "delai_compte_rendu"
NAMED = 6
"""Bailleurs up to which a sentence names them all; the table does beyond."""


@dataclass(frozen=True)
class Envoi:
    """The return of a bailleur.

    Attributes
    ----------
    bailleur
        Its name.
    arret, transmis
        Days at which the data are frozen and at which they came; None if they didn't.
    compte_rendu
        What became of it at the commission.
    retard
        By how many days it is late, None if it isn't.
    sources
        The cells of the two days.
    """

    bailleur: str
    arret: date
    transmis: date | None
    compte_rendu: CompteRendu
    retard: Figure | None
    sources: tuple[Source, ...]

    @property
    def affichage(self) -> str:
        """The day of the transmission in figures, or "non"."""
        return write_day(self.transmis.isoformat()) if self.transmis else NOT_YET


def read_returns(analyse: Analyse) -> dict[str, Envoi]:
    """Give the last returns frozen by the commission, by bailleur; those not known are left out."""
    source, day = analyse.table(COMPTES_RENDUS), analyse.edition.params.commission
    frozen = [r.text("arrete") for r in source or () if r.text("arrete") <= day.isoformat()]
    if source is None or not frozen or find(analyse, REGLE) is None:
        return {}
    rows = source.where(arrete=max(frozen))
    return {r.text("bailleur"): _read(analyse, source, r) for r in rows if r.text("transmis")}


def _read(analyse: Analyse, source: Table, row: Row) -> Envoi:
    arret, day = date.fromisoformat(row.text("arrete")), analyse.edition.params.commission
    text = row.text("transmis")
    sent = None if text == NOT_YET else date.fromisoformat(text)
    known = sent if sent and sent <= day else None
    found = judge_return(arret, sent, day, int(analyse.regle(REGLE).number))
    name = row.text("bailleur")
    sources = tuple(source.source(row, column) for column in ("arrete", "transmis"))
    start, end = (french.date_longue(d) for d in (arret, known or day))
    due = french.date_longue(return_due(arret, int(analyse.regle(REGLE).number)))
    late = Figure(
        analyse.indicateur("jours_retard"),
        analyse.region.code,
        found.retard,
        periode=row.text("arrete"),
        modalite=name,
        formule=f"du {due} ({start} + {delay(analyse).avec_unite}) au {end}",
        sources=(*sources, *delay(analyse).sources),
    )
    return Envoi(name, arret, known, found, late if found.retard else None, sources)


def delay(analyse: Analyse) -> Figure:
    """Give the days that a bailleur has to transmit its return."""
    return analyse.legal(REGLE, "delai_jours")


def say_returns(analyse: Analyse) -> Sentence | None:
    """Say how many bailleurs transmitted their return in time, and which didn't at all."""
    found = list(read_returns(analyse).values())
    if not found or not analyse.regional:
        return None
    absent = [e.bailleur for e in found if e.compte_rendu.remise is Remise.EN_RETARD]
    names = f" ({french.liste(absent)})" if 0 < len(absent) <= NAMED else ""
    # The law came later than the data: nobody had to report them.
    early = " (à blanc : la loi 3DS est postérieure)" if is_early(analyse, found) else ""
    numbers = {remise: count(analyse, found, remise) for remise in Remise}
    never, late = numbers[Remise.EN_RETARD], numbers[Remise.TARDIVE]
    pending = numbers[Remise.ATTENDUE]
    return phrase(
        f"Compte rendu arrêté au {french.date_longue(found[0].arret)}{early} : sur {{tous}} "
        "bailleurs, {a_temps} {ont} transmis le leur dans les {delai}, {tard} en retard et "
        "{jamais} "
        + (agree(never, "ne l’a", "ne l’ont") + f" pas transmis{names}")
        + (" ; {attendus} {sont} encore dans les délais." if pending.number else "."),
        tous=count(analyse, found, *Remise),
        a_temps=numbers[Remise.A_TEMPS],
        ont=agree(numbers[Remise.A_TEMPS], "a", "ont"),
        delai=(delay(analyse).avec_unite, delay(analyse)),
        tard=late,
        jamais=never,
        attendus=pending,
        sont=agree(pending, "est", "sont"),
    )


def is_early(analyse: Analyse, found: Sequence[Envoi]) -> bool:
    """Whether the law asked for no return of those data."""
    return find(analyse, REGLE, found[0].arret) is None


def count(analyse: Analyse, found: Sequence[Envoi], *kinds: Remise) -> Figure:
    """Count the bailleurs by what became of their return."""
    limit, read = delay(analyse), (source for e in found for source in e.sources)
    words = (
        f"dont le compte rendu est {kinds[0]} (délai : {limit.avec_unite})"
        if len(kinds) == 1
        else "dont on sait s’ils ont transmis leur compte rendu"
    )
    return Figure(
        analyse.indicateur("bailleurs_compte_rendu"),
        analyse.region.code,
        sum(e.compte_rendu.remise in kinds for e in found),
        periode=found[0].arret.isoformat(),
        modalite=kinds[0] if len(kinds) == 1 else "tous",
        formule=f"nombre de bailleurs {words}, parmi {len(found)} (une ligne par bailleur)",
        sources=gather((*read, *(limit.sources if len(kinds) == 1 else ()))),
    )

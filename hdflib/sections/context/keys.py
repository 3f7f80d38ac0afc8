"""Key figures of the context: attributions to all publics, their change, the deadlines ahead."""

from __future__ import annotations

from collections.abc import Iterator

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import accord, phrase
from hdflib.display.keys import Tuile
from hdflib.rules.editions import Mesure
from hdflib.sections.context.calendar import ahead, counted, soon, when
from hdflib.sections.context.deadlines import compute_deadlines
from hdflib.sections.publics import Monthly, compute_monthly, overall_change
from hdflib.sections.words import agree


def tiles(analyse: Analyse) -> list[Tuile]:
    """Give the key figures of the context."""
    monthly = compute_monthly(analyse)
    return [*attribution_tiles(analyse, monthly), *deadline_tiles(analyse)]


def attribution_tiles(analyse: Analyse, monthly: Monthly | None) -> Iterator[Tuile]:
    """Give the attributions since 1 January and their change, of the région if that is all."""
    if monthly:
        now = monthly.cumulated(monthly.annee, monthly.mois)
        before = monthly.cumulated(monthly.annee - 1, monthly.mois)
        where = analyse.territoire.dans
        yield Tuile(
            now,
            f"{agree(now, 'attribution')} à tous les publics {where}",
            phrase("{avant} un an plus tôt", avant=before),
            mesure=Mesure.CUMUL,
            quand=f"du 1er janvier au {french.periode(now.periode)}",
        )
    else:
        where = "dans la région"
    change = monthly.change() if monthly else overall_change(analyse)
    if change and change.connu:
        label = f"d’attributions à tous les publics {where} sur un an,"
        yield Tuile(change, label, mesure=Mesure.VARIATION, signe=True)


def deadline_tiles(analyse: Analyse) -> Iterator[Tuile]:
    """Give the number of deadlines of the next months, with the first one."""
    limit, coming = soon(analyse), ahead(analyse, compute_deadlines(analyse))
    close = [echeance for echeance in coming if echeance.jours.last <= limit]
    if close:
        yield Tuile(
            counted(analyse, close, limit, ""),
            f"{accord(len(close), 'échéance')} dans les trois mois, d’ici",
            phrase("prochaine : {quand}", quand=when(coming[0].jours)),
            mesure=Mesure.VARIATION,
            quand=f"au {french.date_longue(limit)}",
        )

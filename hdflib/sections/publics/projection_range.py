"""The lowest and the highest year end of a public that the monthly attributions support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from hdflib.figures import Etat, Figure, Indicateur, compute, total
from hdflib.rules.projection import YEAR, Scenario, project_range
from hdflib.sections.publics.ensemble import Monthly
from hdflib.sections.publics.figures import Public, months_shown
from hdflib.territories import Territoire

LOW, HIGH = RANGE = ("projection_basse", "projection_haute")
MONTHS = "attributions par mois"


def limits(
    public: Public,
    done: Figure,
    territoire: Territoire,
    months: Fraction,
    monthly: Monthly | None,
) -> tuple[Figure, Figure]:
    """Compute the lowest and the highest year end of a territory that its months support."""
    low, high = map(public.analyse.indicateur, RANGE)
    year = str(public.observation.year)
    if monthly is None:
        absent = replace(done, value=None, etat=Etat.NON_TRANSMIS, periode=year, sources=())
        missing = replace(absent, decimales=None, environ=False, manque=(MONTHS,))
        return replace(missing, indicateur=low), replace(missing, indicateur=high)
    before = monthly.year(monthly.annee - 1, territoire)
    elapsed = monthly.year(monthly.annee, territoire)[: floor(months)]
    found = project_range(
        done.number if done.connu else 0,
        months,
        [figure.number if figure.connu else None for figure in before],
        [figure.number if figure.connu else None for figure in elapsed],
    )
    if found is None or not done.connu:
        # All the months, so that the missing ones are named.
        both = (done, *before, *elapsed)
        return (
            compute(low, both, "", lambda *_: None, periode=year),
            compute(high, both, "", lambda *_: None, periode=year),
        )
    return (
        limit(low, done, before, elapsed, months, found[0]),
        limit(high, done, before, elapsed, months, found[1]),
    )


def limit(
    indicateur: Indicateur,
    done: Figure,
    before: Sequence[Figure],
    elapsed: Sequence[Figure],
    months: Fraction,
    scenario: Scenario,
) -> Figure:
    """Make the figure of an end of the range, with the months that it comes from."""
    window = [*before, *elapsed][scenario.debut : scenario.debut + scenario.mois]
    so_far, left = months_shown(months), months_shown(YEAR - months)
    return compute(
        indicateur,
        (
            done,
            total(window[0].indicateur, window),
            total(elapsed[0].indicateur, elapsed),
        ),
        f"{{0}} + {{0}} ÷ {so_far} × {left} × ({{1}} ÷ {len(window)}) ÷ ({{2}} ÷ {len(elapsed)})",
        lambda *_: scenario.valeur,
        periode=done.periode[:4],
    )

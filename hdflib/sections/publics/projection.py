"""Where the year ends for a public at its current pace, and what its objective still asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

import pandas as pd

from hdflib.figures import Figure, compute, ratio
from hdflib.rules.objectives import months_elapsed
from hdflib.rules.projection import YEAR, pace, per_month, project, still_needed
from hdflib.sections.publics.ensemble import Monthly, compute_monthly
from hdflib.sections.publics.figures import Public, months_shown
from hdflib.sections.publics.projection_range import HIGH, LOW, RANGE, limits
from hdflib.territories import Territoire

CODES = (
    "projection_annuelle",
    *RANGE,
    "part_objectif_projection",
    "reste_a_reloger",
    "rythme_necessaire",
    "rythme_constate",
)
SMALL = 10
"""Households by month under which a decimal is shown: 2,0 and 3,5 aren't 2 and 4."""


@dataclass(frozen=True)
class Projection:
    """The year end of a public for the départements and the région.

    Attributes
    ----------
    public
        The public, at its observation date.
    mois
        Months elapsed at that date: at least one, less than twelve.
    figures
        Figures by (indicator code, territory code).
    """

    public: Public
    mois: Fraction
    figures: Mapping[tuple[str, str], Figure]

    def get(self, code: str, territoire: Territoire | None = None) -> Figure:
        """Give a figure, of the page's territory unless another is named."""
        own = (code, (territoire or self.public.analyse.territoire).code)
        return self.figures[own] if own in self.figures else self.public.get(code, territoire)

    @property
    def ranged(self) -> bool:
        """Whether the monthly series gives a range to a territory."""
        return any(self.get(HIGH, t).connu for t in self.public.territoires)

    @property
    def restants(self) -> int:
        """Months in progress and to come: the length of the periods compared."""
        return YEAR - floor(self.mois)

    @property
    def frame(self) -> pd.DataFrame:
        """Values by territory (rows) and indicator (columns); None where not known."""
        return pd.DataFrame(
            [[self.get(code, t).value for code in CODES] for t in self.public.territoires],
            index=pd.Index([t.nom for t in self.public.territoires], name="territoire"),
            columns=list(CODES),
        )


def compute_projection(public: Public) -> Projection | None:
    """Project a public; None before a whole month has elapsed, and once the year is over."""
    months = months_elapsed(public.observation)
    if not 1 <= months < YEAR:
        return None
    monthly = compute_monthly(public.analyse)
    if monthly and monthly.annee != public.observation.year:
        monthly = None
    figures: dict[tuple[str, str], Figure] = {}
    for territoire in public.territoires:
        own = paces(public, territoire, months) | ends(public, territoire, months, monthly)
        figures.update({(code, territoire.code): figure for code, figure in own.items()})
    return Projection(public, months, figures)


def paces(public: Public, territoire: Territoire, months: Fraction) -> dict[str, Figure]:
    """Compute what remains to be done by a territory, by month, against the pace so far."""
    get = public.analyse.indicateur
    goal, done = public.get("objectif_annuel", territoire), public.get("attributions", territoire)
    iso = done.periode
    reached = goal.connu and done.connu and done.number >= goal.number
    left = "{} − {}, au moins 0" if reached else "{} − {}"
    needed = compute(
        get("rythme_necessaire"),
        (goal, done),
        f"({left}) ÷ {months_shown(YEAR - months)}",
        lambda objective, count: per_month(objective, count, months),
        periode=iso,
    )
    so_far = compute(
        get("rythme_constate"),
        (done,),
        f"{{}} ÷ {months_shown(months)}",
        lambda count: pace(count, months),
    )
    decimals = 1 if any(f.connu and f.number < SMALL for f in (needed, so_far)) else None
    return {
        "reste_a_reloger": compute(
            get("reste_a_reloger"), (goal, done), left, still_needed, periode=iso
        ),
        "rythme_necessaire": replace(needed, decimales=decimals),
        "rythme_constate": replace(so_far, decimales=decimals),
    }


def ends(
    public: Public, territoire: Territoire, months: Fraction, monthly: Monthly | None
) -> dict[str, Figure]:
    """Compute the year end of a territory at its pace, its range and its share of the objective."""
    get, year = public.analyse.indicateur, str(public.observation.year)
    done = public.get("attributions", territoire)
    end = compute(
        get("projection_annuelle"),
        (done,),
        f"{{}} × 12/{months_shown(months)}",
        lambda count: project(count, months),
        periode=year,
    )
    low, high = limits(public, done, territoire, months, monthly)
    return {
        "projection_annuelle": end,
        LOW: low,
        HIGH: high,
        "part_objectif_projection": ratio(
            get("part_objectif_projection"), end, public.get("objectif_annuel", territoire)
        ),
    }

"""Attributions to all publics by month, this year and the year before, and their change."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.figures import Figure, evolution, total
from hdflib.sections.publics.counts import read_counts
from hdflib.territories import Territoire

TABLE = "attributions_mensuelles"
PUBLIC = "ensemble"
"""Name of all publics together, as landmarks give it."""


@dataclass(frozen=True)
class Monthly:
    """Attributions to all publics by month.

    Attributes
    ----------
    analyse, annee
        What the page is about, and the year of the commission.
    mois
        Whole months elapsed in that year, at least one.
    figures
        Figures of the départements and the région by (ISO month, territory code), for all the
        months of the year before and the elapsed ones of the year.
    """

    analyse: Analyse
    annee: int
    mois: int
    figures: Mapping[tuple[str, str], Figure]

    @property
    def territoires(self) -> tuple[Territoire, ...]:
        """The départements, then the région."""
        return (*self.analyse.departements, self.analyse.region)

    @property
    def frame(self) -> pd.DataFrame:
        """Attributions by month (rows) and territory (columns); None where not known."""
        months = dict.fromkeys(month for month, _ in self.figures)
        return pd.DataFrame(
            [[self.figures[month, t.code].value for t in self.territoires] for month in months],
            index=pd.Index(months, name="mois"),
            columns=[t.nom for t in self.territoires],
        )

    def year(self, annee: int, territoire: Territoire | None = None) -> list[Figure]:
        """Give the figures of a year by month, of the page's territory unless another is named."""
        code = (territoire or self.analyse.territoire).code
        return [
            figure
            for (month, where), figure in self.figures.items()
            if where == code and month.startswith(f"{annee}-")
        ]

    def changes(self, territoire: Territoire | None = None) -> list[Figure]:
        """Give the change of each elapsed month against the same month of the year before."""
        get = self.analyse.indicateur("evolution_attributions")
        pairs = zip(
            self.year(self.annee, territoire), self.year(self.annee - 1, territoire), strict=False
        )
        return [evolution(get, new, old) for new, old in pairs]

    def cumulated(self, annee: int, mois: int, territoire: Territoire | None = None) -> Figure:
        """Give the attributions of the first months of a year."""
        code = "attributions" if annee == self.annee else "attributions_n_1"
        return total(
            self.analyse.indicateur(code),
            self.year(annee, territoire)[:mois],
            periode=end_of_month(annee, mois).isoformat(),
        )

    def change(self, mois: int | None = None, territoire: Territoire | None = None) -> Figure:
        """Give the change since 1 January against the same months of the year before.

        Parameters
        ----------
        mois
            Number of months; all those elapsed unless told.
        territoire
            The page's unless another is named.
        """
        last = mois or self.mois
        return evolution(
            self.analyse.indicateur("evolution_attributions"),
            self.cumulated(self.annee, last, territoire),
            self.cumulated(self.annee - 1, last, territoire),
        )


def compute_monthly(analyse: Analyse) -> Monthly | None:
    """Read the attributions by month; None if not transmitted, or if no month is over."""
    source = analyse.table(TABLE)
    if source is None:
        return None
    day = analyse.observation(TABLE)
    elapsed = day.month if day == end_of_month(day.year, day.month) else day.month - 1
    if not elapsed:
        return None
    months = [(day.year - 1, rank) for rank in range(1, 13)]
    months += [(day.year, rank) for rank in range(1, elapsed + 1)]
    figures = {}
    for annee, rank in months:
        month = f"{annee}-{rank:02d}"
        read = read_counts(
            analyse,
            source,
            "attributions",
            "attributions_mois",
            public=PUBLIC,
            periode=month,
            mois=month,
        )
        figures.update({(month, t.code): figure for t, figure in read.items()})
    return Monthly(analyse, day.year, elapsed, figures)


def end_of_month(annee: int, mois: int) -> date:
    """Give the last day of a month."""
    return date(annee, mois, monthrange(annee, mois)[1])


def overall_change(analyse: Analyse, day: date | None = None) -> Figure | None:
    """Give the region's change of all attributions: computed from the months, else published.

    Parameters
    ----------
    day
        Date that the change must be at to be computed; any unless told.
    """
    monthly = compute_monthly(analyse)
    change = monthly.change(territoire=analyse.region) if monthly else None
    if change and change.connu and day in (None, date.fromisoformat(change.periode)):
        return change
    return analyse.repere("evolution_attributions", public=PUBLIC)

"""Places of shelter and adapted housing by kind and group, at each date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.figures import Figure, compute, evolution, total
from hdflib.sections.publics import read_counts
from hdflib.territories import Territoire

PLACES = "ahi_places"
KINDS = {
    "hu": "Hébergement d’urgence",
    "chrs": "CHRS",
    "hotel": "Hôtel",
    "iml": "Intermédiation locative",
    "pension_famille": "Pensions de famille",
    "residence_sociale": "Résidences sociales",
}
GROUPES = {
    "hebergement": ("Hébergement", ("hu", "chrs", "hotel")),
    "logement": ("Logement adapté", ("iml", "pension_famille", "residence_sociale")),
}
"""Shelter, and the housing that people leave it for: label and kinds."""


@dataclass(frozen=True)
class Places:
    """The places of a territory.

    Attributes
    ----------
    analyse
        What the page is about.
    territoire
        Territory counted.
    days
        Dates of observation in order.
    kinds
        Figures of each kind, one for each date, by code of kind.
    """

    analyse: Analyse
    territoire: Territoire
    days: Sequence[str]
    kinds: Mapping[str, Sequence[Figure]]

    @property
    def totals(self) -> dict[str, list[Figure]]:
        """The places of each group at each date; unknown if those of one of its kinds are."""
        get = self.analyse.indicateur("places_ahi")
        found = {}
        for group, (label, codes) in GROUPES.items():
            parts = [self.kinds[code] for code in codes if code in self.kinds]
            if parts:
                name = french.minuscule(label)
                by_day = zip(*parts, strict=True)
                found[group] = [total(get, own, modalite=f"ensemble, {name}") for own in by_day]
        return found

    @property
    def frame(self) -> pd.DataFrame:
        """Places by kind (rows) and date (columns); None where not known."""
        return pd.DataFrame(
            [[figure.value for figure in figures] for figures in self.kinds.values()],
            index=pd.Index([KINDS[kind] for kind in self.kinds], name="type"),
            columns=list(self.days),
        )


def compute_places(analyse: Analyse, territoire: Territoire | None = None) -> Places | None:
    """Read the places of a territory, the page's unless told; None if not transmitted."""
    where = territoire or analyse.territoire
    source = analyse.table(PLACES)
    if source is None or not source.rows:
        return None
    days = sorted({row.text("jour") for row in source})
    present = {row.text("type") for row in source}

    def count(kind: str, day: str) -> Figure:
        key = {"jour": day, "type": kind}
        found = read_counts(analyse, source, "places", "places_ahi", periode=day, **key)
        return replace(found[where], modalite=french.minuscule(KINDS[kind]))

    kinds = {kind: [count(kind, day) for day in days] for kind in KINDS if kind in present}
    return Places(analyse, where, days, kinds)


def changes(places: Places, figures: Sequence[Figure]) -> list[Figure]:
    """Give the change from the first date to the latest, in places then relative."""
    get = places.analyse.indicateur
    first, last = figures[0], figures[-1]
    return [
        compute(get("ecart_places_ahi"), (last, first), "{} − {}", lambda a, b: a - b),
        evolution(get("evolution_places_ahi"), last, first),
    ]

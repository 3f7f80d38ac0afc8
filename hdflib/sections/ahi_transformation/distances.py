"""Distance of each territory to its number of places before the health crisis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hdflib.analyse import Analyse
from hdflib.figures import Figure, gather
from hdflib.rules import shelter
from hdflib.rules.calendar import bounds
from hdflib.sections.ahi_transformation.places import Places, compute_places
from hdflib.sections.publics import months_shown
from hdflib.sections.ruled import ruled
from hdflib.territories import Territoire

HEBERGEMENT = "hebergement"
"""The group whose number of places is to come back to that of before the crisis."""


@dataclass(frozen=True)
class Distances:
    """The places of all territories against those of before the crisis.

    Attributes
    ----------
    analyse
        What the page is about.
    days
        Dates of observation in order.
    reference
        The last of them before the crisis.
    places
        Places of the départements, then of the région.
    """

    analyse: Analyse
    days: tuple[str, ...]
    reference: str
    places: Mapping[Territoire, Places]

    @property
    def previous(self) -> str | None:
        """The date before the latest one, None if it is before the crisis."""
        day = self.days[-2]
        return None if day <= self.reference else day

    def at(self, figures: list[Figure], day: str) -> Figure:
        """Give the figure of a date."""
        return figures[self.days.index(day)]

    def group(self, group: str, territoire: Territoire) -> list[Figure]:
        """Give the places of a group: before the crisis, now, the distance, and as a share."""
        return self.measure(self.places[territoire].totals[group])

    def measure(self, figures: list[Figure]) -> list[Figure]:
        """Give what they were before the crisis, what they are, the distance, and as a share."""
        get = self.analyse.indicateur
        before, now = self.at(figures, self.reference), figures[-1]
        pair = (now, before)
        return [
            before,
            now,
            ruled(get("ecart_avant_crise"), pair, "{} − {}", shelter.distance),
            ruled(
                get("evolution_avant_crise"),
                pair,
                "({0} − {1}) ÷ {1}",
                shelter.relative_distance,
            ),
        ]

    def left(self, territoire: Territoire) -> tuple[Figure, Figure]:
        """Give the places of shelter still to close, and still to open; one of them is 0."""
        get = self.analyse.indicateur
        before, now, *_ = self.group(HEBERGEMENT, territoire)
        return (
            ruled(get("places_a_fermer"), (now, before), "{} − {}", shelter.places_to_close),
            ruled(get("places_a_ouvrir"), (now, before), "{1} − {0}", shelter.places_to_open),
        )

    def months(self, territoire: Territoire) -> Figure | None:
        """Give the months to come back at the pace observed since the date before the latest.

        It isn't known where that pace is nil or leads away; None without such a date.
        """
        if self.previous is None:
            return None
        figures = self.places[territoire].totals[HEBERGEMENT]
        inputs = (figures[-1], *(self.at(figures, day) for day in (self.reference, self.previous)))
        elapsed = shelter.months_between(bounds(self.previous)[0], bounds(self.days[-1])[0])
        found = ruled(
            self.analyse.indicateur("mois_retour"),
            inputs,
            f"({{1}} − {{0}}) ÷ (({{0}} − {{2}}) ÷ {months_shown(elapsed)} mois)",
            lambda now, before, earlier: shelter.months_to_return(now, before, earlier, elapsed),
        )
        ends = (source for figure in (inputs[0], inputs[-1]) for source in figure.sources)
        days = gather(replace(source, colonne="jour") for source in ends)
        return replace(found, sources=(*found.sources, *days))


def compute_distances(analyse: Analyse) -> Distances | None:
    """Compare all territories with before the crisis; None without a date before and one after."""
    territoires = (*analyse.departements, analyse.region)
    places = {t: found for t in territoires if (found := compute_places(analyse, t))}
    if not places:
        return None
    days = tuple(places[analyse.region].days)
    reference = shelter.reference_period(days)
    if reference is None or reference == days[-1]:
        return None
    return Distances(analyse, days, reference, places)

"""What each project of the fund has come to: its funnel, its objectives, its parts by EPCI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hdflib.analyse import Analyse
from hdflib.figures import Figure, total
from hdflib.rules import funnel
from hdflib.sections.ruled import ruled
from hdflib.territories import Territoire

PROJETS = "fnavdl_projets"
STEPS = ("diagnostics_demandes", "diagnostics_realises", "accompagnements_acceptes")
"""Codes of the steps that follow one another; refusals and ends hang on the last two."""
EN_COURS, DEPUIS, PAR_AN = "en cours", "depuis", "par an"
Key = tuple[str, str, str]
"""Indicator code, territory code, and the modality without the project's name."""


@dataclass(frozen=True)
class Parcours:
    """The landmarks of a project presented to the commission.

    Attributes
    ----------
    analyse
        What the page is about.
    projet, territoire
        Name of the project, which starts the modality of its landmarks, and its territory.
    reperes
        Its landmarks.
    """

    analyse: Analyse
    projet: str
    territoire: Territoire
    reperes: Mapping[Key, Figure]

    def whole(self, code: str, reste: str = "") -> Figure | None:
        """Give a number of the whole project: its landmark, or the sum of those of its EPCI."""
        own = self.reperes.get((code, self.territoire.code, reste))
        if own is not None:
            return own
        parts = list(self.by_epci(code, reste).values())
        if len(parts) > 1:
            return total(parts[0].indicateur, parts, territoire=self.territoire.code)
        return replace(parts[0], territoire=self.territoire.code) if parts else None

    def by_epci(self, code: str, reste: str = "") -> dict[Territoire, Figure]:
        """Give a number by EPCI, where it is known so."""
        get = self.analyse.edition.territoires.get
        return {
            get(place): figure
            for (name, place, rest), figure in self.reperes.items()
            if (name, rest) == (code, reste) and get(place).niveau == "epci"
        }

    @property
    def epci(self) -> tuple[Territoire, ...]:
        """The EPCI for which a step is known."""
        return tuple(dict.fromkeys(t for code in STEPS for t in self.by_epci(code)))

    @property
    def engages(self) -> tuple[str, Figure] | None:
        """Since when ("depuis fin 2021") supports were engaged, and how many."""
        return next(
            (
                (rest, figure)
                for (code, place, rest), figure in self.reperes.items()
                if code == "accompagnements"
                and place == self.territoire.code
                and rest.startswith(DEPUIS)
            ),
            None,
        )

    @property
    def en_cours(self) -> Figure | None:
        """The supports in progress: as given, or accepted less stopped."""
        given = self.whole("accompagnements", EN_COURS)
        accepted, stopped = self.whole(STEPS[-1]), self.whole("accompagnements_arretes")
        if given or not accepted or not stopped:
            return given
        indicateur = self.analyse.indicateur("accompagnements_en_cours")
        return ruled(indicateur, (accepted, stopped), "{} − {}", funnel.in_progress)

    @property
    def mesures(self) -> dict[str, Figure]:
        """The measures of the project by kind."""
        return {
            rest: figure
            for (code, _, rest), figure in self.reperes.items()
            if code == "mesures_prevues" and rest
        }

    @property
    def logements(self) -> tuple[Figure, Figure] | None:
        """The fewest and the most dwellings aimed at."""
        low, high = (self.whole("logements_projet", end) for end in ("minimum", "maximum"))
        return (low, high) if low and high else None

    @property
    def funnel(self) -> funnel.Funnel:
        """The steps as plain numbers."""
        codes = (*STEPS, "refus", "accompagnements_arretes")
        return funnel.Funnel(*(whole_number(self.whole(code)) for code in codes))


def compute_parcours(analyse: Analyse) -> list[Parcours]:
    """Give the projects that concern the page, with their landmarks."""
    source = analyse.table(PROJETS)
    get = analyse.edition.territoires.get
    return [
        Parcours(analyse, name, get(row.text("territoire")), landmarks_of(analyse, name))
        for row in source or ()
        if analyse.concerns(row.text("territoire")) and (name := row.text("projet"))
    ]


def landmarks_of(analyse: Analyse, projet: str) -> dict[Key, Figure]:
    """Give the landmarks of a project: those whose modality is its name, or starts with it."""
    found = {}
    for _, figure in analyse.reperes():
        name, _, rest = figure.modalite.partition(", ")
        if name == projet:
            found[figure.indicateur.code, figure.territoire, rest] = figure
    return found


def whole_number(figure: Figure | None) -> int | None:
    """Give the number of a known figure."""
    return int(figure.number) if figure is not None and figure.connu else None

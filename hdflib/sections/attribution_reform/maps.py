"""Results drawn: chart of the départements, maps of the EPCI that must carry the reform out."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display import french, palette
from hdflib.display.charts import Serie, grouped_bars
from hdflib.display.epci_maps import epci_choropleth
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.sections.attribution_reform.mixity import (
    MIXITE,
    Q1,
    Q234,
    compute_shares,
    epci_shares,
    without_object,
)
from hdflib.sections.attribution_reform.situation import concerned, count_steps
from hdflib.sections.publics import map_epci
from hdflib.territories import Territoire

MARKS = ("aucune", "1", "2", "3", "les 4")
"""Number of steps passed, in the words of the legend."""

SERIES = {
    Q1: ("Hors QPV", palette.BLEU),
    Q234: ("En QPV", palette.BLEU_CLAIR),
}
"""Names and colours of the results; those in QPV aren't the rest: some quartiles are unknown."""


def draw_shares(analyse: Analyse) -> View | None:
    """Draw the results out of and in QPV of the départements and the région."""
    if analyse.table(MIXITE) is None:
        return None
    places = (*analyse.departements, analyse.region)
    shares = {code: compute_shares(analyse, MIXITE, code) for code in SERIES}
    day = french.date_longue(analyse.observation(MIXITE))
    return grouped_bars(
        "resultats-qpv",
        "Part du premier quartile et des relogés hors QPV, et des quartiles 2, 3 et 4 en QPV, "
        f"au {day}",
        [t.nom for t in places],
        [
            Serie(name, colour, [shares[code][t] for t in places])
            for code, (name, colour) in SERIES.items()
        ],
    )


def draw_q1_map(analyse: Analyse) -> View | None:
    """Map the results out of QPV by concerned EPCI, with the number of steps that each passed."""
    values = mapped_shares(analyse, Q1)
    if not values:
        return None
    marks = count_steps(analyse)
    crossed = ", et étapes franchies" if marks else ""
    return epci_choropleth(
        "carte-q1-hors-qpv",
        f"Attributions hors QPV au premier quartile et aux relogés{crossed}, "
        f"par EPCI{concerned_words(analyse)}",
        analyse.edition.contours,
        values,
        analyse.edition.params.seuils.q1_hors_qpv,
        cadre=analyse.courant,
        marks=marks,
        mark_labels=MARKS,
        mark_title="Étapes franchies (CIL, orientations, CIA, PPGDID)",
        names={t.code: t.nom for t in analyse.departements},
        absent=absent(analyse, "sans attribution hors QPV"),
    )


def draw_qpv_map(analyse: Analyse) -> View | None:
    """Map the results in QPV by concerned EPCI."""
    return map_epci(
        analyse,
        "carte-q234-qpv",
        "Attributions en QPV aux ménages des quartiles 2, 3 et 4, par EPCI"
        + concerned_words(analyse),
        mapped_shares(analyse, Q234),
        analyse.edition.params.seuils.q234_qpv,
        absent(analyse, "sans attribution en QPV"),
    )


def mapped_shares(analyse: Analyse, code: str) -> dict[Territoire, Figure]:
    """Give the shares of the concerned EPCI, without those that have nothing to share."""
    shares = epci_shares(analyse, MIXITE, code)
    return {t: figure for t, figure in shares.items() if not without_object(figure)}


def concerned_words(analyse: Analyse) -> str:
    """Say that the EPCI are those concerned, where it's known."""
    return "" if concerned(analyse) is None else " concerné par la réforme"


def absent(analyse: Analyse, empty: str) -> str:
    """Name the EPCI that a map leaves grey: not concerned, or with nothing to share."""
    return empty if concerned(analyse) is None else f"non concerné ou {empty}"

"""Requests that entered or left the first quartile, counted from records."""

from __future__ import annotations

from collections.abc import Iterator

from hdflib.analyse import Analyse
from hdflib.figures import Figure, ratio
from hdflib.sections.publics import read_counts

MOUVEMENTS = "quartile_mouvements"
PARTS = {"entrees": "entrees_q1", "sorties": "sorties_q1", "maintien": "maintien_q1"}
"""Columns of the requests, with the indicators of their share of the sample."""


def compute_movements(analyse: Analyse) -> Iterator[tuple[str, Figure]]:
    """Give the sample of the région and the share of each movement, without modality.

    Nothing if the table wasn't transmitted.
    """
    source = analyse.table(MOUVEMENTS)
    if source is None:
        return
    annee = str(analyse.observation(MOUVEMENTS).year)

    def count(colonne: str, code: str) -> Figure:
        return read_counts(analyse, source, colonne, code, periode=annee)[analyse.region]

    sample = count("echantillon", "echantillon_q1")
    yield "", sample
    for colonne, code in PARTS.items():
        yield "", ratio(analyse.indicateur(code), count(colonne, "mouvements_q1"), sample)

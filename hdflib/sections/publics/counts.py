"""Counts by territory, as tables give them, and what is counted of the EPCI."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hdflib.analyse import Analyse
from hdflib.figures import Etat, Figure, Source, gather, total
from hdflib.inputs.table import Row, Table
from hdflib.territories import Territoire


def read_count(
    analyse: Analyse,
    source: Table,
    territoire: Territoire,
    colonne: str,
    code: str,
    *,
    public: str = "",
    periode: str = "",
    **key: str,
) -> Figure:
    """Give the figure of a territory's cell; not transmitted if the territory has no row.

    Parameters
    ----------
    analyse, source, territoire
        Page, table, and the territory counted.
    colonne, code
        Column, and the indicator that it holds.
    public, periode
        Identity of the figure.
    key
        The rest of what identifies the row: its month.
    """
    row = source.row(territoire=territoire.code, **key)
    if row is None:
        indicateur = analyse.indicateur(code)
        return Figure(indicateur, territoire.code, None, Etat.NON_TRANSMIS, public, periode)
    return analyse.figure(
        source, row, colonne, code, territoire.code, public=public, periode=periode
    )


def read_counts(
    analyse: Analyse,
    source: Table,
    colonne: str,
    code: str,
    *,
    public: str = "",
    periode: str = "",
    **key: str,
) -> dict[Territoire, Figure]:
    """Give the figures of the départements, then the région's, summed if it has none."""
    figures = {
        t: read_count(analyse, source, t, colonne, code, public=public, periode=periode, **key)
        for t in (*analyse.departements, analyse.region)
    }
    whole = figures[analyse.region]
    if whole.etat is Etat.NON_TRANSMIS:
        parts = [figures[t] for t in analyse.departements]
        figures[analyse.region] = summed(parts, whole)
    return figures


def summed(parts: Sequence[Figure], whole: Figure) -> Figure:
    """Give the region's figure as the sum of the départements, when some were transmitted."""
    if all(part.etat is Etat.NON_TRANSMIS for part in parts):
        return whole
    return total(whole.indicateur, parts, territoire=whole.territoire)


def epci_rows(analyse: Analyse, source: Table) -> dict[Territoire, Row]:
    """Give the rows of a table that are about an EPCI."""
    found = {analyse.edition.territoires.get(row.text("territoire")): row for row in source}
    return {t: row for t, row in found.items() if t.niveau == "epci"}


def of_page(analyse: Analyse, figures: Mapping[Territoire, Figure]) -> dict[Territoire, Figure]:
    """Give the figures of the EPCI that the page is about: the région's, or the département's."""
    return {t: f for t, f in figures.items() if analyse.courant in (None, t.departement)}


def count_epci(
    analyse: Analyse,
    code: str,
    figures: Sequence[Figure],
    counted: Callable[[Figure], bool],
    words: str,
    compared: Sequence[Source] = (),
) -> Figure:
    """Count the EPCI whose figure is of a kind.

    Parameters
    ----------
    code
        Indicator of the count.
    figures
        A figure of the same indicator for each EPCI; at least one.
    counted
        Whether a figure counts.
    words
        What is counted, for the formula: "dont le taux atteint 100 %".
    compared
        What the figures are compared with: a share set by law.
    """
    first = figures[0]
    read = (source for figure in figures for source in figure.sources)
    return Figure(
        analyse.indicateur(code),
        analyse.territoire.code,
        sum(map(counted, figures)),
        public=first.public,
        periode=first.periode,
        modalite=first.indicateur.libelle,
        formule=f"nombre d’EPCI {words}, parmi {len(figures)} (une ligne par EPCI)",
        sources=gather((*read, *compared)),
    )

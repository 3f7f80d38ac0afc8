"""Shares of attributions out of and in QPV, by territory, and what EPCI reach (CCH, L.441-1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.figures import Etat, Figure, compute, ratio
from hdflib.inputs.table import Table
from hdflib.sections.attribution_reform.situation import concerned
from hdflib.sections.publics import (
    count_epci,
    count_published,
    epci_rows,
    read_counts,
)
from hdflib.territories import Territoire

MIXITE = "mixite"
ANNUELLE = "mixite_annuelle"
Q1, Q234, Q4, ECART = "part_q1_hors_qpv", "part_q234_qpv", "part_q4_qpv", "ecart_q1_hors_qpv"
REACHED, KEPT, FALLING = "epci_objectif_q1", "epci_objectif_q234", "epci_q1_en_baisse"
OUT, IN = ("hors_qpv", "attributions_hors_qpv"), ("en_qpv", "attributions_en_qpv")
PARTS = {
    Q1: (("q1_hors_qpv", "attributions_q1_hors_qpv"), OUT),
    Q234: (("q234_en_qpv", "attributions_q234_qpv"), IN),
    Q4: (("q4_en_qpv", "attributions_q4_qpv"), IN),
}
"""Column and indicator of the part and of the whole, by share."""
REGLES = {Q1: "q1_hors_qpv", Q234: "q234_qpv"}
"""Least shares set by the law (CCH, L.441-1), by indicator of the share."""
OBJECTIFS = {Q1: "objectif_q1_hors_qpv", Q234: "objectif_q234_qpv"}
"""Indicators of these least shares."""

Shares = Mapping[Territoire, Figure]


def compute_shares(analyse: Analyse, nom: str, code: str) -> Shares:
    """Compute a share for the départements, the région and each EPCI; empty if not transmitted.

    Parameters
    ----------
    nom
        Table: `MIXITE`, to date, or `ANNUELLE`, over the whole previous year.
    code
        Indicator of the share: `Q1`, `Q234` or `Q4`.
    """
    source = analyse.table(nom)
    if source is None:
        return {}
    part, whole = (read_column(analyse, source, *pair) for pair in PARTS[code])
    return {t: ratio(analyse.indicateur(code), part[t], whole[t]) for t in part}


def read_column(analyse: Analyse, source: Table, colonne: str, code: str) -> Shares:
    """Read the counts of a column: those of the départements, of the région, then of the EPCI."""
    nom = source.schema.nom
    periode = year(analyse, nom) if nom == ANNUELLE else analyse.observation(nom).isoformat()
    figures = read_counts(analyse, source, colonne, code, periode=periode)
    epci = epci_rows(analyse, source)
    return figures | {
        t: analyse.figure(source, row, colonne, code, t.code, periode=periode)
        for t, row in epci.items()
    }


def year(analyse: Analyse, nom: str) -> str:
    """Give the year of observation of a table."""
    return str(analyse.observation(nom).year)


def epci_shares(analyse: Analyse, nom: str, code: str) -> dict[Territoire, Figure]:
    """Give the shares of the EPCI that must carry the reform out, where they're known to.

    One that has no row isn't transmitted; all are left out if the table isn't.
    """
    own = concerned(analyse)
    shares = compute_shares(analyse, nom, code)
    if not shares:
        return {}
    get, periode = analyse.indicateur(code), shares[analyse.region].periode
    return {
        t: shares.get(t, Figure(get, t.code, None, Etat.NON_TRANSMIS, periode=periode))
        for t in analyse.edition.territoires.epci()
        if (t in shares if own is None else t in own)
    }


def without_object(figure: Figure) -> bool:
    """Whether a share is of nothing: an EPCI without any attribution in QPV."""
    return figure.manque == ("dénominateur nul",)


def follows(analyse: Analyse) -> bool:
    """Whether both tables were transmitted, of years that follow one another."""
    if analyse.table(MIXITE) is None or analyse.table(ANNUELLE) is None:
        return False
    return int(year(analyse, ANNUELLE)) == int(year(analyse, MIXITE)) - 1


def compute_gaps(analyse: Analyse) -> dict[Territoire, Figure]:
    """Compute the change in points of each EPCI's share out of QPV, against the year before.

    Empty unless both tables were transmitted, of years that follow one another.
    """
    if not follows(analyse):
        return {}
    now, before = epci_shares(analyse, MIXITE, Q1), epci_shares(analyse, ANNUELLE, Q1)
    get = analyse.indicateur(ECART)
    return {
        t: compute(get, (f, before[t]), "({} − {}) × 100", lambda a, b: 100 * (a - b))
        for t, f in now.items()
        if t in before
    }


def compute_mixity(analyse: Analyse) -> Iterator[tuple[str, Figure]]:
    """Give the results of the région, those of the year before, then what its EPCI reach.

    Yields
    ------
    tuple of str and Figure
        With the modality of the landmark that it stands for: "EPCI le plus bas", or none. The
        number of published results, where some aren't, has the code of the count based on them.
    """
    for nom in (MIXITE, ANNUELLE):
        for code in PARTS:
            if shares := compute_shares(analyse, nom, code):
                yield "", shares[analyse.region]
    whole = replace(analyse, territoire=analyse.region)
    outside, gaps = epci_shares(analyse, MIXITE, Q1), compute_gaps(analyse)
    yield from ends(list(outside.values()), "EPCI")
    for code, share, figures in (
        (REACHED, Q1, outside),
        (KEPT, Q234, epci_shares(analyse, MIXITE, Q234)),
    ):
        if any(f.connu for f in figures.values()):
            yield "", count_least(whole, code, figures, legal_figure(analyse, share))
            yield from base(whole, code, figures)
        else:
            yield from (("", f) for f in hidden(whole, code, figures.values()))
    if any(f.connu for f in gaps.values()):
        yield "", count_falling(whole, gaps)
        yield from base(whole, FALLING, gaps)
    else:
        yield from (("", f) for f in hidden(whole, FALLING, gaps.values()))


def base(analyse: Analyse, code: str, figures: Shares) -> Iterator[tuple[str, Figure]]:
    """Give the number of EPCI whose figure is published, where some aren't."""
    if not all(f.connu for f in figures.values()):
        yield code, count_published(analyse, list(figures.values()))


def ends(figures: Sequence[Figure], noun: str) -> Iterator[tuple[str, Figure]]:
    """Give the lowest and the highest of at least two known figures, with their modalities.

    If secrecy leaves fewer, both are secret: what was published elsewhere must not stand for them.
    """
    known = sorted((f for f in figures if f.connu), key=lambda f: f.number)
    secret = [f for f in figures if f.etat is Etat.SECRET][:1]
    found = known if len(known) > 1 else secret
    if found:
        yield f"{noun} le plus bas", found[0]
        yield f"{noun} le plus haut", found[-1]


def hidden(analyse: Analyse, code: str, figures: Iterable[Figure]) -> Iterator[Figure]:
    """Give the count that secrecy hides, if it hides one of the figures and none is known."""
    secret = [f for f in figures if f.etat is Etat.SECRET][:1]
    for figure in secret:
        get, place = analyse.indicateur(code), analyse.territoire.code
        yield replace(figure, indicateur=get, territoire=place)


def legal_share(analyse: Analyse, code: str) -> float:
    """Give the least share that the law sets on the day of the commission."""
    return analyse.regle(REGLES[code]).number


def legal_figure(analyse: Analyse, code: str) -> Figure:
    """Give the figure of that least share."""
    return analyse.legal(REGLES[code], OBJECTIFS[code])


def count_least(analyse: Analyse, code: str, figures: Shares, limit: Figure) -> Figure:
    """Count the EPCI whose published share is a limit at least."""
    return count_epci(
        analyse,
        code,
        list(figures.values()),
        lambda f: f.connu and french.exact(f.number) >= french.exact(limit.number),
        f"dont la part publiée atteint {limit.expression}",
        limit.sources,
    )


def count_falling(analyse: Analyse, gaps: Shares) -> Figure:
    """Count the EPCI whose published share out of QPV is lower than the year before."""
    return count_epci(
        analyse,
        FALLING,
        list(gaps.values()),
        lambda f: f.connu and french.exact(f.number) < 0,
        "dont la part publiée est inférieure à celle de l’année précédente",
    )

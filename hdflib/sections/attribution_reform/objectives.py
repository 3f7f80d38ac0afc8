"""Each EPCI against its own objectives: rate of its CIA out of QPV, level to keep in QPV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.figures import Figure, compute, gather
from hdflib.rules.mixity import Plancher, judge_qpv, shortfall
from hdflib.sections.attribution_reform.mixity import (
    ANNUELLE,
    MIXITE,
    PARTS,
    Q1,
    Q234,
    REGLES,
    Shares,
    base,
    compute_shares,
    epci_shares,
    follows,
    hidden,
    legal_figure,
    legal_share,
    read_column,
)
from hdflib.sections.attribution_reform.situation import (
    NOT_YET,
    TABLE,
    epci_situations,
    read_step,
)
from hdflib.sections.publics import count_epci
from hdflib.sections.words import agree
from hdflib.territories import Territoire

OBJECTIF = "objectif_q1_hors_qpv"
NAMED = 3
"""EPCI that a sentence names."""
OWN, DOWN, RATES = "epci_objectif_propre", "epci_q234_en_baisse", "epci_taux_cia"


@dataclass(frozen=True)
class Bilan:
    """An EPCI against its objectives.

    Attributes
    ----------
    objectif, manque
        Rate out of QPV that it owes, and the attributions that it lacks.
    plancher
        What its result in QPV respects; None if the result isn't known.
    compare
        Whether the level of the year before is known.
    """

    objectif: Figure
    manque: Figure
    plancher: Plancher | None
    compare: bool


def own_rates(analyse: Analyse) -> dict[Territoire, Figure]:
    """Give the rates out of QPV that CIA set, by EPCI; a CIA that isn't signed sets none."""
    source = analyse.table(TABLE)
    if source is None:
        return {}
    return {
        t: figure
        for t, row in epci_situations(analyse).items()
        if read_step(analyse, row, "cia") != NOT_YET
        and (
            figure := analyse.figure(
                source, row, "taux_cia", OBJECTIF, t.code, periode=_year(analyse), modalite="CIA"
            )
        ).connu
    }


def _year(analyse: Analyse) -> str:
    return str(analyse.edition.params.commission.year)


def compute_bilans(analyse: Analyse) -> dict[Territoire, Bilan]:
    """Judge each concerned EPCI of the région; empty if the results weren't transmitted."""
    shares = epci_shares(analyse, MIXITE, Q1)
    if not shares:
        return {}
    rates, law = own_rates(analyse), analyse.legal(REGLES[Q1], OBJECTIF)
    part, whole = counts(analyse, MIXITE, Q1)
    verdicts = judge_all(analyse)
    found = {}
    for t, share in shares.items():
        objectif = rates.get(t, replace(law, territoire=t.code))
        manque = (
            lacking(analyse, objectif, part[t], whole[t])
            if t in part
            else replace(share, indicateur=analyse.indicateur("attributions_manquantes"))
        )
        found[t] = Bilan(objectif, manque, *verdicts.get(t, (None, False)))
    return found


def counts(analyse: Analyse, nom: str, code: str) -> tuple[Shares, Shares]:
    """Give the part and the whole of a share; both empty if not transmitted."""
    source = analyse.table(nom)
    if source is None:
        return {}, {}
    part, whole = (read_column(analyse, source, *pair) for pair in PARTS[code])
    return part, whole


def lacking(analyse: Analyse, objectif: Figure, part: Figure, whole: Figure) -> Figure:
    """Compute the attributions that a result lacks; nothing is due of none."""
    return compute(
        analyse.indicateur("attributions_manquantes"),
        (part, whole, objectif),
        "{2} × {1}, à l’unité supérieure, − {0}, au moins 0",
        lambda p, w, rate: shortfall(int(p), int(w), rate) if w else None,
    )


def judge_all(analyse: Analyse) -> dict[Territoire, tuple[Plancher, bool]]:
    """Judge the known results in QPV, and say whether the level before is known."""
    now, before = counts(analyse, MIXITE, Q234), counts(analyse, ANNUELLE, Q234)
    law, comparable = legal_share(analyse, Q234), follows(analyse)
    found = {}
    for t in epci_shares(analyse, MIXITE, Q234):
        own = pair(now, t)
        if own and own[1]:
            old = pair(before, t) if comparable else None
            found[t] = judge_qpv(own, old, law), bool(old and old[1])
    return found


def pair(figures: tuple[Shares, Shares], t: Territoire) -> tuple[int, int] | None:
    """Give a part and its whole, None unless both are known."""
    part, whole = (column.get(t) for column in figures)
    if part is None or whole is None or not (part.connu and whole.connu):
        return None
    return int(part.number), int(whole.number)


def compute_objectives(analyse: Analyse) -> Iterator[tuple[str, Figure]]:
    """Count the EPCI that reach their own objective, and those that fall back in QPV.

    Yields
    ------
    tuple of str and Figure
        As `compute_mixity` does. Nothing on own objectives unless a CIA sets one.
    """
    whole = replace(analyse, territoire=analyse.region)
    lacks = {t: bilan.manque for t, bilan in compute_bilans(analyse).items()}
    if any(t in lacks for t in own_rates(analyse)):
        yield "", count_rates(whole, lacks)
        if any(f.connu for f in lacks.values()):
            law = legal_figure(analyse, Q1)
            words = f"qui atteignent le taux de leur CIA, ou {law.expression} à défaut"
            yield (
                "",
                count_epci(whole, OWN, list(lacks.values()), reaches, words, law.sources),
            )
            yield from base(whole, OWN, epci_shares(analyse, MIXITE, Q1))
        else:
            yield from (("", f) for f in hidden(whole, OWN, lacks.values()))
    yield from (("", figure) for figure in count_down(whole))


def count_rates(analyse: Analyse, lacks: Shares) -> Figure:
    """Count the concerned EPCI whose CIA sets a rate of its own."""
    source = analyse.table(TABLE)
    assert source is not None
    rows = [row for t, row in epci_situations(analyse).items() if t in lacks]
    return Figure(
        analyse.indicateur(RATES),
        analyse.region.code,
        sum(t in lacks for t in own_rates(analyse)),
        periode=_year(analyse),
        modalite=analyse.indicateur(OBJECTIF).libelle,
        formule=f"nombre d’EPCI dont la CIA fixe un taux, parmi {len(rows)} (une ligne par EPCI)",
        sources=gather(source.source(row, name) for name in ("taux_cia", "cia") for row in rows),
    )


def count_down(analyse: Analyse) -> Iterator[Figure]:
    """Count the EPCI that reach the least share in QPV, but less than the year before."""
    judged, before = judge_all(analyse), compute_shares(analyse, ANNUELLE, Q234)
    shares = epci_shares(analyse, MIXITE, Q234)
    known = [t for t in shares if t in judged and judged[t][1]]
    down = {t.code for t, (own, _) in judged.items() if own.atteint and not own.maintenu}
    if known:
        law = legal_figure(analyse, Q234)
        yield count_epci(
            analyse,
            DOWN,
            [shares[t] for t in known],
            lambda f: f.territoire in down,
            f"dont la part publiée atteint {law.expression} mais baisse sur un an",
            [*(source for t in known for source in before[t].sources), *law.sources],
        )


def say_lacking(analyse: Analyse) -> Sentence | None:
    """Say which EPCI of the page lack the most attributions to reach their objective."""
    lacks = [
        (t, bilan.manque)
        for t, bilan in compute_bilans(analyse).items()
        if analyse.courant in (None, t.departement) and bilan.manque.connu and bilan.manque.number
    ]
    most = sorted(lacks, key=lambda pair: (-pair[1].number, pair[0].code))[:NAMED]
    if not most:
        return None
    first = most[0][1]
    places = [f"{{n{rank}}} à {t.le}" for rank, (t, _) in enumerate(most)]
    places[0] = places[0].replace("{n0}", "{n0} {attributions}")
    return phrase(
        f"Pour atteindre leur objectif hors QPV au {french.periode(first.periode)}, il manque "
        f"{french.liste(places)}.",
        attributions=agree(first, "attribution"),
        **{f"n{rank}": figure for rank, (_, figure) in enumerate(most)},
    )


def reaches(manque: Figure) -> bool:
    """Whether nothing lacks."""
    return manque.connu and manque.number == 0

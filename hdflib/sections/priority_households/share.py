"""Share of attributions that go to priority households, by EPCI (CCH, L.441-1)."""

from __future__ import annotations

from collections.abc import Mapping

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.views import View
from hdflib.figures import Figure, ratio
from hdflib.sections.priority_households.contingents import legal_share
from hdflib.sections.publics import (
    count_epci,
    count_published,
    epci_rows,
    map_epci,
    of_page,
    read_count,
    say_secret,
)
from hdflib.sections.words import range_start
from hdflib.territories import Territoire

PUBLIC = "menages_prioritaires"
BILAN = "bilan_prioritaires"
HIDDEN = "une part d’attributions aux ménages prioritaires couverte"


def compute_shares(analyse: Analyse) -> Mapping[Territoire, Figure]:
    """Compute the share over the year, of the page's territory then of each EPCI of the région.

    Empty if the table wasn't transmitted.
    """
    source = analyse.table(BILAN)
    if source is None:
        return {}
    year = str(analyse.observation(BILAN).year)
    get = analyse.indicateur("part_attributions_prioritaires")

    def count(territoire: Territoire, code: str) -> Figure:
        return read_count(analyse, source, territoire, code, code, public=PUBLIC, periode=year)

    return {
        t: ratio(get, count(t, "attributions"), count(t, "attributions_totales"))
        for t in (analyse.territoire, *epci_rows(analyse, source))
    }


def epci_shares(analyse: Analyse) -> dict[Territoire, Figure]:
    """Give the shares of the EPCI of the région."""
    return {t: f for t, f in compute_shares(analyse).items() if t.niveau == "epci"}


def draw_share(analyse: Analyse) -> View | None:
    """Map the share of attributions to priority households by EPCI."""
    found = epci_shares(analyse)
    year = next((figure.periode for figure in found.values()), "")
    return map_epci(
        analyse,
        "carte-part-prioritaires",
        f"Part des attributions aux ménages prioritaires en {year}, par EPCI",
        found,
        analyse.edition.params.seuils.part_prioritaires,
    )


def say_share(analyse: Analyse) -> list[Sentence | None]:
    """Say the share of the page's territory, its range between EPCI, and the secret ones.

    The range is that of the page's EPCI where shares are computed, else the published one.
    """
    own = list(of_page(analyse, epci_shares(analyse)).values())
    known = sorted((f for f in own if f.connu), key=lambda f: f.number)
    computed = len(known) > 1
    low, high = (known[0], known[-1]) if computed else landmarks(analyse)
    return [
        say_whole(analyse),
        phrase(
            "En {annee}, la part des attributions consacrées aux ménages prioritaires allait de "
            "{bas} à {haut} selon les EPCI {de}.",
            annee=low.periode[:4] if low else None,
            bas=range_start(low),
            haut=high,
            de=analyse.territoire.de if computed and not analyse.regional else "de la région",
        ),
        say_quarter(analyse, own) if computed else None,
        say_secret(analyse, own, HIDDEN),
    ]


def say_whole(analyse: Analyse) -> Sentence | None:
    """Say the share of the page's territory over the year."""
    share = compute_shares(analyse).get(analyse.territoire)
    return phrase(
        "En {annee}, {part} des attributions réalisées {dans} ont été consacrées aux ménages "
        "prioritaires.",
        annee=share.periode if share else None,
        part=share,
        dans=analyse.territoire.dans,
    )


def landmarks(analyse: Analyse) -> tuple[Figure | None, Figure | None]:
    """Give the published ends of the range, for the whole région."""
    code = "part_attributions_prioritaires"
    return (
        analyse.repere(code, public=PUBLIC, modalite="EPCI le plus bas"),
        analyse.repere(code, public=PUBLIC, modalite="EPCI le plus haut"),
    )


def say_quarter(analyse: Analyse, figures: list[Figure]) -> Sentence | None:
    """Say how many EPCI reach the legal quarter, of those whose share is published."""
    due = legal_share(analyse)
    reached = count_epci(
        analyse,
        "epci_quart_prioritaires",
        figures,
        lambda f: f.connu and french.exact(f.number) >= french.exact(due.number),
        f"dont la part publiée atteint {due.expression}",
        due.sources,
    )
    return phrase(
        "Cette part atteignait le quart fixé par la loi dans {n} des {publies} EPCI dont le "
        "résultat est publié (CCH, L.441-1)."
        if reached.number
        else "Cette part n’atteignait le quart fixé par la loi dans aucun des {publies} EPCI dont "
        "le résultat est publié (CCH, L.441-1).",
        n=reached,
        publies=count_published(analyse, figures),
    )

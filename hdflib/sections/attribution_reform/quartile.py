"""Entries to and exits from the first quartile after the bailleur’s review."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.charts import Barre, bars
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.figures import compute as compute_figure
from hdflib.sections.attribution_reform.found import computed, result


def net_change(analyse: Analyse) -> Figure | None:
    """Compute the net change of the first quartile after the bailleur's review: in − out."""
    entries, exits = result(analyse, "entrees_q1"), result(analyse, "sorties_q1")
    if entries is None or exits is None:
        return None
    return compute_figure(
        analyse.indicateur("solde_q1"),
        (entries, exits),
        "{} − {}",
        lambda a, b: round(a - b, 10),
    )


def recomputed(analyse: Analyse) -> list[Figure]:
    """Give the figures of the région that are computed and may also be published."""
    net = net_change(analyse)
    return [
        *(figure for answer, figure in computed(analyse) if not answer),
        *([net] if net else []),
    ]


def draw_quartile(analyse: Analyse) -> View | None:
    """Draw the entries to and exits from the first quartile between request and attribution."""
    named = {
        "Entrées dans le premier quartile": result(analyse, "entrees_q1"),
        "Sorties du premier quartile": result(analyse, "sorties_q1"),
        "Maintien dans le premier quartile": result(analyse, "maintien_q1"),
    }
    return bars(
        "variation-quartile",
        "Appartenance au premier quartile après instruction de la demande (région)",
        [Barre(label, figure, True) for label, figure in named.items() if figure is not None],
    )


def say_quartile(analyse: Analyse) -> Sentence | None:
    """Say the entries to and exits from the first quartile, and their balance."""
    sample = result(analyse, "echantillon_q1")
    return phrase(
        "Sur un échantillon de {echantillon} attributions de {annee}, {entrees} des demandes sont "
        "entrées dans le premier quartile après instruction et {sorties} en sont sorties, soit un "
        "solde de {solde}.",
        echantillon=sample,
        annee=sample.periode[:4] if sample else None,
        entrees=result(analyse, "entrees_q1"),
        sorties=result(analyse, "sorties_q1"),
        solde=net_change(analyse),
    )

"""Entries to and exits from the first quartile after the bailleur’s review."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display.charts import Barre, bars
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.figures import compute as compute_figure


def net_change(analyse: Analyse) -> Figure | None:
    """Compute the net change of the first quartile after the bailleur's review: in − out."""
    entries, exits = analyse.repere("entrees_q1"), analyse.repere("sorties_q1")
    if entries is None or exits is None:
        return None
    return compute_figure(
        analyse.indicateur("solde_q1"),
        (entries, exits),
        "{} − {}",
        lambda a, b: round(a - b, 10),
    )


def draw_quartile(analyse: Analyse) -> View | None:
    """Draw the entries to and exits from the first quartile between request and attribution."""
    named = {
        "Entrées dans le premier quartile": analyse.repere("entrees_q1"),
        "Sorties du premier quartile": analyse.repere("sorties_q1"),
        "Maintien dans le premier quartile": analyse.repere("maintien_q1"),
    }
    return bars(
        "variation-quartile",
        "Appartenance au premier quartile après instruction de la demande (région)",
        [Barre(label, figure, True) for label, figure in named.items() if figure is not None],
    )


def say_quartile(analyse: Analyse) -> Sentence | None:
    """Say the entries to and exits from the first quartile, and their balance."""
    sample = analyse.repere("echantillon_q1")
    return phrase(
        "Sur un échantillon de {echantillon} attributions de {annee}, {entrees} des demandes sont "
        "entrées dans le premier quartile après instruction et {sorties} en sont sorties, soit un "
        "solde de {solde}.",
        echantillon=sample,
        annee=sample.periode[:4] if sample else None,
        entrees=analyse.repere("entrees_q1"),
        sorties=analyse.repere("sorties_q1"),
        solde=net_change(analyse),
    )

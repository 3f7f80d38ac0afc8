"""The base of gestion en flux, and what is left out of it (CCH, L.441-1 and R.441-5)."""

from __future__ import annotations

from collections.abc import Mapping

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, table
from hdflib.display.views import View
from hdflib.figures import Etat, Figure, ratio
from hdflib.rules.flux import reduced_base
from hdflib.sections.common import territory_row
from hdflib.sections.publics import read_counts
from hdflib.sections.ruled import ruled
from hdflib.sections.words import agree
from hdflib.territories import Territoire

ASSIETTE = "assiette_flux"
COLONNES = {
    "attributions_totales": "attributions_totales",
    "mutations": "mutations_flux",
    "autres_exclusions": "autres_exclusions_flux",
    "assiette": "assiette_flux",
}
"""Columns of the base, with the indicators that they hold."""

Figures = Mapping[Territoire, Figure]


def compute_base(analyse: Analyse) -> Mapping[str, Figures]:
    """Compute the base by indicator and territory, with its share of attributions.

    Empty if the table wasn't transmitted.
    """
    if analyse.table(ASSIETTE) is None:
        return {}
    figures = {code: read_column(analyse, colonne, code) for colonne, code in COLONNES.items()}
    figures["assiette_flux"] = {
        t: base if base.etat is not Etat.NON_TRANSMIS else less_excluded(figures, t)
        for t, base in figures["assiette_flux"].items()
    }
    get = analyse.indicateur("part_assiette")
    figures["part_assiette"] = {
        t: ratio(get, base, figures["attributions_totales"][t])
        for t, base in figures["assiette_flux"].items()
    }
    return figures


def less_excluded(figures: Mapping[str, Figures], territoire: Territoire) -> Figure:
    """Give the base that a table lacks as the attributions less those left out."""
    whole, moves, others = (figures[code][territoire] for code in list(COLONNES.values())[:3])
    return ruled(
        figures["assiette_flux"][territoire].indicateur,
        (whole, moves, others),
        "{} − {} − {}",
        lambda n, *excluded: reduced_base(int(n), map(int, excluded)),
    )


def read_column(analyse: Analyse, colonne: str, code: str) -> Figures:
    """Give a column of the base by territory."""
    source = analyse.table(ASSIETTE)
    assert source is not None
    day = analyse.observation(ASSIETTE).isoformat()
    return read_counts(analyse, source, colonne, code, public="ensemble", periode=day)


def draw_base(analyse: Analyse) -> View | None:
    """Draw the attributions, those left out and the base by territory."""
    figures = compute_base(analyse)
    if not figures:
        return None
    return table(
        "tableau-assiette-flux",
        f"Assiette de la gestion en flux : attributions {span(analyse)}",
        "Région / département",
        [Colonne(analyse.indicateur(code).libelle) for code in figures],
        [
            territory_row(analyse, t, [column[t] for column in figures.values()])
            for t in figures["part_assiette"]
        ],
    )


def span(analyse: Analyse) -> str:
    """Give the days of the base in words."""
    return f"du 1er janvier au {french.date_longue(analyse.observation(ASSIETTE))}"


def say_base(analyse: Analyse) -> Sentence | None:
    """Say what share of the attributions of the page's territory is in the base."""
    figures = compute_base(analyse)
    if not figures:
        return None
    own = {code: column[analyse.territoire] for code, column in figures.items()}
    moves, others = own["mutations_flux"], own["autres_exclusions_flux"]
    base = own["assiette_flux"]
    known = moves.connu and others.connu
    return phrase(
        "Au {jour}, {base} des {totales} attributions réalisées {dans} depuis le 1er janvier "
        "({part}) {entrent} dans l’assiette de la gestion en flux"
        + (
            ", une fois exclues {m} {mutations} au sein du patrimoine du bailleur et {a} {autres}."
            if known
            else "."
        ),
        jour=french.jour_mois(analyse.observation(ASSIETTE)),
        base=base,
        totales=own["attributions_totales"],
        dans=analyse.territoire.dans,
        part=own["part_assiette"],
        entrent=agree(base, "entre", "entrent"),
        m=moves,
        mutations=agree(moves, "mutation"),
        a=others,
        autres=agree(others, "autre attribution", "autres attributions"),
    )

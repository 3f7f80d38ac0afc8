"""Gestion en flux: since when, at what share, and of what base (CCH, R.441-5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure, ratio
from hdflib.inputs.table import Row
from hdflib.sections.publics import read_counts
from hdflib.sections.words import agree
from hdflib.territories import Territoire

FLUX = "gestion_flux"
EXCLUSIONS = "gestion_flux_exclusions"
ASSIETTE = "assiette_flux"
COLONNES = {
    "attributions_totales": "attributions_totales",
    "mutations": "mutations_flux",
    "relogements": "relogements_flux",
    "assiette": "assiette_flux",
}
"""Columns of the base, with the indicators that they hold."""


def draw_flux(analyse: Analyse) -> View | None:
    """Draw the year from which each département computes the State's rights in flow."""
    source = analyse.table(FLUX)
    if source is None:
        return None
    lignes = [
        Ligne(
            analyse.nom(row.text("territoire")),
            [row.text("annee"), reserved_share(analyse, row)],
            "courant" if row.text("territoire") == analyse.courant else "",
        )
        for row in source
    ]
    return table(
        "tableau-gestion-flux",
        "Contingent préfectoral : droits de réservation calculés selon la gestion en flux",
        "Département",
        [Colonne("Application depuis"), Colonne("Part de l’assiette réservée à l’État")],
        lignes,
    )


def draw_exclusions(analyse: Analyse) -> View | None:
    """Draw the list of the attributions left out of the base of gestion en flux."""
    source = analyse.table(EXCLUSIONS)
    if source is None:
        return None
    return table(
        "tableau-exclusions-flux",
        "Attributions exclues de l’assiette de la gestion en flux",
        "Motif",
        [Colonne("Texte de référence", nombre=False)],
        [Ligne(row.text("motif"), [row.text("reference")]) for row in source],
    )


def compute_base(analyse: Analyse) -> Mapping[str, Mapping[Territoire, Figure]]:
    """Compute the base by indicator and territory, with its share of attributions.

    Empty if the table wasn't transmitted.
    """
    source = analyse.table(ASSIETTE)
    if source is None:
        return {}
    day = analyse.observation(ASSIETTE).isoformat()
    figures = {
        code: read_counts(analyse, source, colonne, code, public="ensemble", periode=day)
        for colonne, code in COLONNES.items()
    }
    get = analyse.indicateur("part_assiette")
    figures["part_assiette"] = {
        t: ratio(get, base, figures["attributions_totales"][t])
        for t, base in figures["assiette_flux"].items()
    }
    return figures


def draw_base(analyse: Analyse) -> View | None:
    """Draw the attributions, those left out and the base by territory."""
    figures = compute_base(analyse)
    if not figures:
        return None
    day = french.date_longue(analyse.observation(ASSIETTE))
    return table(
        "tableau-assiette-flux",
        f"Assiette de la gestion en flux : attributions du 1er janvier au {day}",
        "Région / département",
        [Colonne(analyse.indicateur(code).libelle) for code in figures],
        [
            Ligne(
                f"Total {t.nom}" if t is analyse.region else t.nom,
                [column[t] for column in figures.values()],
                "total" if t is analyse.region else "courant" if t.code == analyse.courant else "",
            )
            for t in figures["part_assiette"]
        ],
    )


def say_base(analyse: Analyse) -> Sentence | None:
    """Say what share of the attributions of the page's territory is in the base."""
    figures = compute_base(analyse)
    if not figures:
        return None
    own = {code: column[analyse.territoire] for code, column in figures.items()}
    moves, rehoused = own["mutations_flux"], own["relogements_flux"]
    base = own["assiette_flux"]
    known = moves.connu and rehoused.connu
    return phrase(
        "Au {jour}, {base} des {totales} attributions réalisées {dans} depuis le 1er janvier "
        "({part}) {entrent} dans l’assiette de la gestion en flux"
        + (
            ", une fois exclus {m} {mutations} au sein du patrimoine du bailleur et {r} "
            "{relogements}."
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
        r=rehoused,
        relogements=agree(rehoused, "relogement"),
    )


def say_flux(analyse: Analyse) -> list[Sentence | None]:
    """Say since when, and at what share, the State's rights are computed in flow."""
    source = analyse.table(FLUX)
    rows = [row for row in source if analyse.concerns(row.text("territoire"))] if source else []
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.text("annee"), row.text("taux_reservation")), []).append(row)
    return [say_reserved(analyse, group) for _, group in sorted(groups.items())]


def say_reserved(analyse: Analyse, rows: Sequence[Row]) -> Sentence | None:
    """Say the State's share of the flow in départements that have the same year and share."""
    share = reserved_share(analyse, rows[0])
    places = (analyse.edition.territoires.get(row.text("territoire")).dans for row in rows)
    return phrase(
        "{dans}, les droits de réservation de l’État sont calculés depuis {annee} selon les "
        "règles de la gestion en flux"
        + (" : {part} de l’assiette de référence." if share.connu else "."),
        dans=french.majuscule(french.liste(places)),
        annee=share.periode,
        part=share,
    )


def reserved_share(analyse: Analyse, row: Row) -> Figure:
    """Make the figure of the State's share of the flow in a département."""
    source = analyse.table(FLUX)
    assert source is not None
    return analyse.figure(
        source,
        row,
        "taux_reservation",
        "taux_reservation",
        row.text("territoire"),
        periode=row.text("annee"),
    )

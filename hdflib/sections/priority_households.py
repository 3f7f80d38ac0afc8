"""Priority households: DALO and PDALHPD (CCH L.441-1 and L.441-2-3)."""

from __future__ import annotations

from collections.abc import Sequence

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.inputs.table import Row
from hdflib.sections.publics import Public, compute_public
from hdflib.sections.words import range_start

TABLE = "menages_prioritaires"
FLUX = "gestion_flux"
EXCLUSIONS = "gestion_flux_exclusions"
NOTES = (
    "Objectif à date = objectif annuel × mois écoulés ÷ 12, sans arrondi ; le taux de "
    "réalisation rapporte les attributions à cet objectif.",
    "Ménages prioritaires : ménages reconnus au titre du droit au logement opposable (DALO) ou "
    "du plan départemental d’action pour le logement et l’hébergement des personnes "
    "défavorisées (PDALHPD).",
)


def compute(analyse: Analyse) -> Public | None:
    """Compute the figures of priority households; None if not transmitted."""
    return compute_public(analyse, TABLE)


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


def say_obligations(analyse: Analyse) -> list[Sentence | None]:
    """Say the legal share, the range between EPCI, and the rules of gestion en flux."""
    low = analyse.repere(
        "part_attributions_prioritaires", public=TABLE, modalite="EPCI le plus bas"
    )
    high = analyse.repere(
        "part_attributions_prioritaires", public=TABLE, modalite="EPCI le plus haut"
    )
    return [
        phrase(
            "Chaque réservataire doit consacrer au moins {part} de son contingent aux ménages "
            "prioritaires, et chaque bailleur au moins autant de ses attributions hors contingent "
            "(CCH, L.441-1).",
            part=analyse.repere("part_reservee_prioritaires", public=TABLE),
        ),
        phrase(
            "En {annee}, la part des attributions consacrées aux ménages prioritaires allait de "
            "{bas} à {haut} selon les EPCI de la région.",
            annee=low.periode[:4] if low else None,
            bas=range_start(low),
            haut=high,
        ),
        *say_flux(analyse),
    ]


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

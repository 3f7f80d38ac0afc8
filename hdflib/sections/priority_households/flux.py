"""Gestion en flux: since when, at what share, and until when for all (CCH, R.441-5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View, notice
from hdflib.figures import Etat, Figure
from hdflib.inputs.table import Row
from hdflib.rules.calendar import Unit, in_force, span
from hdflib.territories import Territoire

FLUX = "gestion_flux"
COUNTED = {
    "assiette_flux": "l’assiette par département",
    "reservataires": "les attributions par réservataire",
    "droits_reservation": "la part du flux de chaque réservataire",
    "flux_bailleurs": "le bilan par bailleur",
}
"""Tables without which rights can't be computed, in words."""
LEFT = {Unit.MONTHS: "mois_restants", Unit.DAYS: "jours_restants"}
"""Indicator of the time left, by what it is counted in."""


def draw_missing(analyse: Analyse) -> View | None:
    """Say what wasn't transmitted of the gestion en flux, if some of it was."""
    absent = [words for nom, words in COUNTED.items() if analyse.table(nom) is None]
    if not absent or (len(absent) == len(COUNTED) and analyse.table(FLUX) is None):
        return None
    said = f"Non transmis pour cette commission : {french.liste(absent)}."
    if len(absent) < len(COUNTED):
        return notice(said)
    return notice(
        f"{said} Les droits de réservation et le quart dû par contingent ne peuvent donc pas être "
        "chiffrés."
    )


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
        [
            Colonne("Application depuis", nombre=False),
            Colonne("Part de l’assiette réservée à l’État"),
        ],
        lignes,
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


def state_share(analyse: Analyse, territoire: Territoire) -> Figure:
    """Give the State's share of the flow in a département; not transmitted if it has no row."""
    source = analyse.table(FLUX)
    row = source.row(territoire=territoire.code) if source else None
    if row is None:
        indicateur = analyse.indicateur("taux_reservation")
        return Figure(indicateur, territoire.code, None, Etat.NON_TRANSMIS)
    return reserved_share(analyse, row)


def say_ceiling(analyse: Analyse) -> Sentence | None:
    """Say the largest share that the préfet may reserve, and since when (CCH, R.441-5)."""
    found = in_force(analyse.edition.law, ["part_etat"], analyse.edition.params.commission)
    return phrase(
        "Depuis le {jour}, l’État peut réserver {part} du flux au plus ({texte}).",
        jour=french.date_longue(found[0].debut) if found else None,
        part=analyse.legal("part_etat", "part_etat_max") if found else None,
        texte=found[0].reference if found else None,
    )


def say_deadline(analyse: Analyse) -> Sentence | None:
    """Say by when all réservataires must have passed to gestion en flux, and the time left."""
    now = analyse.edition.params.commission
    found = in_force(analyse.edition.law, ["echeance_flux"], now)
    if not found:
        return None
    day, left = analyse.legal("echeance_flux", "echeance_flux"), time_left(analyse, found[0].day)
    return phrase(
        "Les autres réservataires devaient passer à la gestion en flux le {jour} au plus tard "
        "({texte})."
        if left is None
        else "Les autres réservataires doivent passer à la gestion en flux le {jour} au plus tard "
        "({texte}) : il leur reste {delai}.",
        jour=day,
        texte=french.minuscule(found[0].reference),
        delai=(left.avec_unite, left) if left else "",
    )


def time_left(analyse: Analyse, day: date) -> Figure | None:
    """Give the whole months, or the days, from the commission to a later day."""
    now = analyse.edition.params.commission
    left = span(day.isoformat()).left(now)
    if left is None:
        return None
    limit = analyse.legal("echeance_flux", "echeance_flux")
    return Figure(
        analyse.indicateur(LEFT[left.unit]),
        analyse.region.code,
        left.count,
        periode=now.isoformat(),
        modalite="gestion en flux",
        formule=f"du {french.date_longue(now)} au {french.date_longue(day)}",
        sources=limit.sources,
    )

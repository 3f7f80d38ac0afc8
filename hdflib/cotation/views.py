"""Tables, charts and sentences of a grid and of the ranking that it gives."""

from __future__ import annotations

from collections.abc import Iterator

from hdflib.cotation.kinds import Egalite
from hdflib.cotation.simulation import Simulation
from hdflib.cotation.study import Study
from hdflib.cotation.words import EGALITES
from hdflib.display import palette
from hdflib.display.charts import Barre, Serie, bars, grouped_bars
from hdflib.display.french import date_longue, liste, nombre
from hdflib.display.grammar import accord, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View, notice, sentences
from hdflib.rules.cotation.grid import Bloc, Critere
from hdflib.rules.cotation.proof import prove

BLOCS = {
    Bloc.OBLIGATOIRE: "Critères obligatoires",
    Bloc.FACULTATIF: "Critères facultatifs",
    Bloc.LOCAL: "Priorités locales",
}


def draw_title(study: Study) -> View:
    """Draw what is studied, and whether its requests are real."""
    read = study.requests.loading
    kept = f"{nombre(read.kept)} {accord(read.kept, 'demande cotée', 'demandes cotées')}"
    left = read.read - read.kept
    aside = (
        f", {nombre(left)} {accord(left, 'laissée de côté', 'laissées de côté')}" if left else ""
    )
    said = f"{study.grille.titre}, au {date_longue(study.jour)} : {kept}{aside}."
    if names := [absent.colonne for absent in study.requests.absent]:
        said += f" Colonnes absentes, dont les critères ne donnent aucun point : {liste(names)}."
    if study.fictive:
        said = f"Données fictives : ces demandes ont été fabriquées. {said}"
    return notice(said)


def draw_grid(study: Study) -> View:
    """Draw the criteria of the grid with their points, by bloc."""
    rows = [
        Ligne(libelle, [study.points(points, code, critere.ligne or 1)], "", groupe)
        for bloc, groupe in BLOCS.items()
        for critere in study.grille.demandes.criteres
        if critere.bloc is bloc
        for code, libelle, points in _weights(critere)
    ]
    return table("cotation-grille", study.grille.titre, "Critère", [Colonne("Points")], rows)


def say_proof(study: Study) -> View | None:
    """Say what the grid guarantees."""
    said = []
    scales = {"": study.grille.demandes, " pour les mutations": study.grille.mutations}
    for name, bareme in scales.items():
        if bareme:
            proof = prove(bareme)
            most = study.points(proof.maximum, f"maximum sans priorité{name}")
            least = study.points(proof.minimum, f"minimum avec priorité{name}")
            said.append(
                phrase(
                    f"Sans critère prioritaire, une demande a au plus {{most}} points{name} ; avec "
                    "un critère prioritaire, elle en a au moins {least}.",
                    most=most,
                    least=least,
                )
            )
    return sentences(said, "Ce que la grille garantit")


def draw_points(study: Study, simulation: Simulation) -> View | None:
    """Draw the requests by class of points, from the most points to the fewest."""
    points = simulation.avant.points
    barres = [
        Barre(libelle, study.count(points[libelle], modalite=f"avant, {libelle}"))
        for libelle in reversed(list(points))
    ]
    return bars("cotation-points", "Demandes par nombre de points", barres)


def draw_points_change(study: Study, simulation: Simulation) -> View | None:
    """Draw the requests by class of points, by each grid."""
    sides = {
        "Grille en vigueur": ("avant", palette.BLEU_CLAIR, simulation.avant),
        "Grille simulée": ("après", palette.BLEU, simulation.apres),
    }
    libelles = list(simulation.avant.points)[::-1]
    series = [
        Serie(
            nom,
            colour,
            [study.count(side.points[x], modalite=f"{when}, {x}") for x in libelles],
        )
        for nom, (when, colour, side) in sides.items()
    ]
    return grouped_bars(
        "cotation-points-simules", "Demandes par nombre de points", libelles, series
    )


def draw_ties(study: Study, simulation: Simulation) -> View:
    """Draw how many requests are equal, by each grid."""
    sides = (("avant", simulation.avant), ("après", simulation.apres))
    rows = [
        Ligne(
            libelle,
            [study.count(side.egalites[kind], modalite=f"{when}, {kind}") for when, side in sides],
        )
        for kind, libelle in EGALITES.items()
    ]
    largest = [
        study.count(side.plus_grande, modalite=f"{when}, plus grand groupe") for when, side in sides
    ]
    rows.append(Ligne("Plus grand nombre de demandes au même nombre de points", largest))
    colonnes = [Colonne("Grille en vigueur"), Colonne("Grille simulée")]
    return table("cotation-egalites", "Demandes à égalité", "Demandes", colonnes, rows)


def say_ranking(study: Study, simulation: Simulation) -> View | None:
    """Say from how many points the first requests are, and how many requests are equal."""
    side = simulation.avant
    total = study.count(side.total, modalite="total")
    equal = study.count(side.egalites[Egalite.RANG], modalite="avant, rang partagé")
    said = [
        phrase(
            "Les {first} premières demandes ont {seuil} points ou plus.",
            first=nombre(simulation.premieres),
            seuil=study.points(simulation.seuil, "avant, seuil des premières"),
        )
        if (side.total or 0) > simulation.premieres
        else None,
        phrase(
            "{equal} sur {total} à égalité avec une autre : ni les points ni le jour de dépôt ne "
            "les départagent.",
            equal=(equal.avec_unite, equal),
            total=total,
        ),
    ]
    return sentences(said)


def _weights(critere: Critere) -> Iterator[tuple[str, str, int]]:
    """Give the code, label and points of a criterion, or of each of its brackets."""
    if not critere.tranches:
        yield critere.code, critere.libelle, critere.points
    for tranche in critere.tranches:
        label = f"{critere.libelle} {tranche.libelle}"
        yield f"{critere.code}, {tranche.libelle}", label, tranche.points

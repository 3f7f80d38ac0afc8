"""Who gains and who loses when a grid changes: tables, charts and sentences."""

from __future__ import annotations

from hdflib.cotation.classes import SENIORITY
from hdflib.cotation.counting import SENIORITY_NAME
from hdflib.cotation.kinds import Mouvement
from hdflib.cotation.simulation import Lot, Simulation
from hdflib.cotation.study import SHARE, Study
from hdflib.cotation.words import DIMENSIONS, MEMBERS, say_points
from hdflib.display import palette
from hdflib.display.charts import Serie, grouped_bars
from hdflib.display.french import nombre
from hdflib.display.grammar import accord, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View, notice, sentences
from hdflib.figures import Figure, ratio, total

HEADS = {
    Mouvement.ENTRE: "Entrent dans les premières",
    Mouvement.MONTE: "Gagnent des places, sans y entrer",
    Mouvement.STABLE: "Gardent leur rang",
    Mouvement.DESCEND: "Perdent des places, sans en sortir",
    Mouvement.SORT: "Sortent des premières",
}
GAINS = (Mouvement.ENTRE, Mouvement.MONTE)
LOSSES = (Mouvement.DESCEND, Mouvement.SORT)


def draw_trial(study: Study, critere: str, points: int) -> View:
    """Draw what is tried, the points of a criterion before and after."""
    found = next(c for c in study.grille.criteres if c.code == critere)
    return notice(
        f"Simulation : « {found.libelle} » donne {say_points(points)} au lieu de "
        f"{nombre(found.points)}. La grille ainsi modifiée respecte encore la loi : aucune demande "
        "sans critère prioritaire n’y dépasse une demande qui en a un."
    )


def say_moves(study: Study, simulation: Simulation) -> View | None:
    """Say how many requests change place, and how many enter the first ones."""
    whole = simulation.ensemble
    everyone = study.count(whole.total, modalite="total")
    moved = total_of(study, whole, "", (*GAINS, *LOSSES))
    gains, losses = (total_of(study, whole, "", moves) for moves in (GAINS, LOSSES))
    enter, leave = (count_of(study, whole, "", move) for move in (Mouvement.ENTRE, Mouvement.SORT))
    share = ratio(study.indicateurs[SHARE], moved, everyone)
    first = nombre(simulation.premieres)
    return sentences(
        [
            phrase(
                "{moved} {change} de rang, soit {share} : {gains} en {gain}, {losses} en {lose}.",
                moved=(moved.avec_unite, moved),
                change=agree(moved, "change", "changent"),
                share=share,
                gains=gains,
                gain=agree(gains, "gagne", "gagnent"),
                losses=losses,
                lose=agree(losses, "perd", "perdent"),
            ),
            phrase(
                "Entrées dans les {first} premières : {enter} ; sorties : {leave}.",
                first=first,
                enter=enter,
                leave=leave,
            ),
        ]
    )


def draw_moves(study: Study, simulation: Simulation, dimension: str) -> View | None:
    """Draw what becomes of the requests of each member of a dimension; None if it isn't known."""
    rows = [
        Ligne(libelle, cells(study, lot, f"{dimension} {member}"))
        for member, libelle, lot in members(study, simulation, dimension)
    ]
    if not rows:
        return None
    rows.append(Ligne("Ensemble", cells(study, simulation.ensemble, ""), "total"))
    return table(
        f"cotation-{dimension}",
        f"{DIMENSIONS[dimension]} : qui gagne et qui perd des places",
        DIMENSIONS[dimension],
        [Colonne("Demandes"), *(Colonne(head) for head in HEADS.values())],
        rows,
    )


def draw_shares(study: Study, simulation: Simulation, dimension: str) -> View | None:
    """Draw the part of each member that gains and that loses places."""
    found = list(members(study, simulation, dimension))
    series = [
        Serie(
            name, colour, [share_of(study, lot, f"{dimension} {m}", moves) for m, _, lot in found]
        )
        for name, colour, moves in (
            ("gagnent des places", palette.BLEU, GAINS),
            ("en perdent", palette.ORANGE, LOSSES),
        )
    ]
    return grouped_bars(
        f"cotation-parts-{dimension}",
        f"{DIMENSIONS[dimension]} : part des demandes qui changent de rang",
        [libelle for _, libelle, _ in found],
        series,
    )


def members(study: Study, simulation: Simulation, dimension: str) -> list[tuple[str, str, Lot]]:
    """Give the members of a dimension with their labels and requests, in the order of pages."""
    lots = simulation.groupes.get(dimension, {})
    labels = dict(MEMBERS)
    if dimension == SENIORITY_NAME:
        labels = {str(rank): classe.libelle for rank, classe in enumerate(SENIORITY)}
    if dimension == "commune":
        labels = dict(sorted(study.noms.items(), key=lambda item: item[1])) | MEMBERS
    return [(member, labels[member], lots[member]) for member in labels if member in lots]


def cells(study: Study, lot: Lot, public: str) -> list[Figure]:
    """Give the figures of a row: all its requests, then those of each move."""
    moves = (count_of(study, lot, public, move) for move in Mouvement)
    return [study.count(lot.total, public, "total"), *moves]


def count_of(study: Study, lot: Lot, public: str, move: Mouvement) -> Figure:
    """Give the figure of the requests of a move."""
    return study.count(lot.mouvements[move], public, move)


def agree(figure: Figure, singulier: str, pluriel: str) -> str:
    """Give the form of a verb that agrees with a number; it isn't shown if this is unknown."""
    return accord(figure.number, singulier, pluriel) if figure.connu else ""


def total_of(study: Study, lot: Lot, public: str, moves: tuple[Mouvement, ...]) -> Figure:
    """Give the figure of the requests of several moves."""
    parts = [count_of(study, lot, public, move) for move in moves]
    return total(parts[0].indicateur, parts, modalite=" ou ".join(moves))


def share_of(study: Study, lot: Lot, public: str, moves: tuple[Mouvement, ...]) -> Figure:
    """Give the part of the requests of several moves."""
    everyone = study.count(lot.total, public, "total")
    return ratio(study.indicateurs[SHARE], total_of(study, lot, public, moves), everyone)

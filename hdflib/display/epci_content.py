"""What a map of EPCI shows, in words and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hdflib.contours import Contour, Contours
from hdflib.display.maps import class_labels, class_of
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Etat, Figure
from hdflib.territories import Territoire

OUTSIDE = "sans donnée"
"""What an EPCI without any figure is called, unless told."""
STATES = {etat: etat.value for etat in Etat} | {Etat.SECRET: "secret statistique"}


@dataclass(frozen=True)
class EpciMap:
    """What a map of EPCI shows.

    Attributes
    ----------
    contours, cadre
        Outlines, and code of the département shown; None for the whole région.
    values
        Figure of each EPCI shown, the highest first, those that aren't known last.
    limits
        Limits of the classes.
    pieces
        Outlines of the EPCI shown, those without figure included.
    marks, mark_labels, mark_title
        Rank of an EPCI by code, the meaning of each rank, and of all of them.
    names
        Names to write instead of the usual ones, by code.
    absent
        What an EPCI without any figure is called.
    """

    contours: Contours
    cadre: str | None
    values: Mapping[Territoire, Figure]
    limits: Sequence[float]
    pieces: tuple[Contour, ...]
    marks: Mapping[str, int] = field(default_factory=dict)
    mark_labels: Sequence[str] = ()
    mark_title: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    absent: str = OUTSIDE

    @property
    def outside(self) -> int:
        """Number of EPCI shown without any figure."""
        return len({piece.code for piece in self.pieces} - {t.code for t in self.values})

    @property
    def known(self) -> list[tuple[Territoire, Figure]]:
        """The EPCI whose figure is known, the highest first."""
        return [(t, figure) for t, figure in self.values.items() if figure.connu]


def rank(pair: tuple[Territoire, Figure]) -> tuple[str, float, str]:
    """Order figures: the highest first, then those that aren't known, by state and name."""
    territoire, figure = pair
    if figure.connu:
        return "", -figure.number, territoire.nom
    return STATES[figure.etat], 0.0, territoire.nom


def alternative(carte: EpciMap) -> str:
    """Say what the map shows: the ends, then how many EPCI are in each class and state."""
    said = [f"{len({piece.code for piece in carte.pieces})} EPCI."]
    if carte.known:
        (high, most), (low, least) = carte.known[0], carte.known[-1]
        said.append(
            f"Valeur la plus basse : {least.affichage} ({low.nom}) ; "
            f"la plus haute : {most.affichage} ({high.nom})."
        )
    classes = Counter(class_of(figure.number, carte.limits) for _, figure in carte.known)
    states = Counter(STATES[f.etat] for f in carte.values.values() if not f.connu)
    counts = {name: classes[i] for i, name in enumerate(class_labels(carte.limits))} | states
    counts |= {carte.absent: carte.outside} if carte.outside else {}
    said.append(counted("Nombre d’EPCI", counts))
    if carte.marks:
        ranks = Counter(carte.marks.values())
        said.append(
            counted(carte.mark_title, {n: ranks[i] for i, n in enumerate(carte.mark_labels)})
        )
    return " ".join(said)


def counted(title: str, counts: Mapping[str, int]) -> str:
    """Say a number for each label."""
    return f"{title} – " + " ; ".join(f"{name} : {n}" for name, n in counts.items()) + "."


def draw_data(identifiant: str, titre: str, carte: EpciMap) -> View:
    """Draw the table of the figures and marks, the highest first."""
    indicateur = next(iter(carte.values.values())).indicateur
    colonnes = [Colonne(indicateur.libelle)]
    if carte.marks:
        colonnes.append(Colonne(carte.mark_title, nombre=False))
    lignes = [
        Ligne(t.nom, [figure, *([mark_label(carte, t.code)] if carte.marks else [])])
        for t, figure in carte.values.items()
    ]
    return table(f"{identifiant}-donnees", titre, "EPCI", colonnes, lignes)


def mark_label(carte: EpciMap, code: str) -> str:
    """Give the meaning of an EPCI's mark, empty if it has none."""
    own = carte.marks.get(code)
    return "" if own is None else carte.mark_labels[own]

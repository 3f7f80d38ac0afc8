"""The steps of a project with their shares, and its objectives with what is done of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hdflib.display import french
from hdflib.figures import Etat, Figure, total
from hdflib.rules import funnel
from hdflib.sections.fnavdl.parcours import PAR_AN, STEPS, Parcours
from hdflib.sections.ruled import ruled


@dataclass(frozen=True)
class Etape:
    """A step: its label, its figure, and its shares of the step before and of the first one."""

    libelle: str
    figure: Figure
    precedente: Figure | None = None
    premiere: Figure | None = None


@dataclass(frozen=True)
class Objectif:
    """An objective: what it is about, its figure, what is done of it, and the share done."""

    modalite: str
    vises: Figure
    faits: Figure
    taux: Figure


def steps(parcours: Parcours) -> list[Etape]:
    """Give the steps of a project, in order; none if nothing is known of its households."""
    if parcours.whole(STEPS[0]) or parcours.whole(STEPS[1]):
        return list(diagnostic_steps(parcours))
    if parcours.engages:
        since, engaged = parcours.engages
        return list(chain(parcours, [(f"Accompagnements {since}", engaged), *ongoing(parcours)]))
    return []


def share(parcours: Parcours, code: str, libelle: str, part: Figure, whole: Figure) -> Figure:
    """Give a step as a share of an earlier one."""
    return ruled(
        parcours.analyse.indicateur(code),
        (part, whole),
        "{} ÷ {}",
        funnel.conversion,
        modalite=f"{parcours.projet}, {french.minuscule(libelle)}",
    )


def chain(parcours: Parcours, steps: list[tuple[str, Figure]]) -> Iterator[Etape]:
    """Give steps that follow one another, with their shares."""
    first = previous = None
    for libelle, figure in steps:
        yield etape(parcours, libelle, figure, previous, first)
        first, previous = first or figure, figure


def etape(
    parcours: Parcours, libelle: str, figure: Figure, previous: Figure | None, first: Figure | None
) -> Etape:
    """Make a step with its shares of an earlier step and of the first one."""
    return Etape(
        libelle,
        figure,
        share(parcours, "part_etape_precedente", libelle, figure, previous) if previous else None,
        share(parcours, "part_premiere_etape", libelle, figure, first) if first else None,
    )


def diagnostic_steps(parcours: Parcours) -> Iterator[Etape]:
    """Give the diagnostics, then what the households answered, then what became of the supports."""
    known = [(f.indicateur.libelle, f) for code in STEPS if (f := parcours.whole(code))]
    yield from chain(parcours, known)
    first, made, accepted = known[0][1], parcours.whole(STEPS[1]), parcours.whole(STEPS[2])
    for code, previous in (("refus", made), ("accompagnements_arretes", accepted)):
        figure = parcours.whole(code)
        if figure:
            yield etape(parcours, figure.indicateur.libelle, figure, previous, first)
    for libelle, figure in ongoing(parcours):
        yield etape(parcours, libelle, figure, accepted, first)


def ongoing(parcours: Parcours) -> list[tuple[str, Figure]]:
    """Give the supports in progress with their label, if known."""
    figure = parcours.en_cours
    return [("Accompagnements en cours", figure)] if figure else []


def objectives(parcours: Parcours) -> Iterator[Objectif]:
    """Give the objectives in households, or else in measures, the whole project's first."""
    aims = {
        rest: figure
        for (code, place, rest), figure in parcours.reperes.items()
        if code == "menages_vises" and place == parcours.territoire.code
    }
    if not aims and parcours.mesures:
        measures = list(parcours.mesures.values())
        aims = {"": total(measures[0].indicateur, measures, modalite=parcours.projet)}
    for rest in sorted(aims, key=bool):
        vises = aims[rest]
        faits = done(parcours, rest) or Figure(
            parcours.analyse.indicateur("accompagnements"),
            parcours.territoire.code,
            None,
            Etat.NON_TRANSMIS,
            periode=vises.periode,
            modalite=vises.modalite,
        )
        yield Objectif(
            rest,
            vises,
            faits,
            ruled(
                parcours.analyse.indicateur("taux_objectif_projet"),
                (faits, vises),
                "{} ÷ {}",
                funnel.achievement,
                modalite=vises.modalite,
            ),
        )


def done(parcours: Parcours, reste: str) -> Figure | None:
    """Give the supports accepted by a public, or engaged by the whole project."""
    accepted = parcours.whole(STEPS[-1], "" if reste == PAR_AN else reste)
    if accepted or reste not in ("", PAR_AN) or not parcours.engages:
        return accepted
    return parcours.engages[1]

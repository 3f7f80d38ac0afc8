"""What is said of each project: its funnel, its objective, what isn't known yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.figures import Figure
from hdflib.sections.fnavdl.parcours import PAR_AN, STEPS, Parcours
from hdflib.sections.fnavdl.steps import Objectif, objectives, steps
from hdflib.sections.words import agree

STOPPED = ("accompagnement a été arrêté", "accompagnements ont été arrêtés")
PLANNED = ("mesure prévue", "mesures prévues")


def say_results(projets: Sequence[Parcours]) -> list[Sentence | None]:
    """Say what each project has come to."""
    return [sentence for parcours in projets for sentence in say_project(parcours)]


def say_project(parcours: Parcours) -> Iterator[Sentence | None]:
    """Say a project by what is known of it: diagnostics, supports, measures or dwellings."""
    if parcours.whole(STEPS[1]):
        yield say_diagnostics(parcours)
        yield say_refusals(parcours)
        yield say_ends(parcours)
        yield say_achievement(parcours)
    elif parcours.engages:
        yield say_supports(parcours)
    elif parcours.mesures:
        yield say_measures(parcours)
    if parcours.logements:
        yield say_dwellings(parcours)


def say_diagnostics(parcours: Parcours) -> Sentence | None:
    """Say the diagnostics asked and made, and the supports accepted."""
    asked, made, accepted = (parcours.whole(code) for code in STEPS)
    if not (asked and made and accepted):
        return None
    rates = {step.figure.indicateur.code: step.precedente for step in steps(parcours)}
    return phrase(
        f"Projet {parcours.projet}, {french.jusque(made.periode)} : {{demandes}} "
        f"{agree(asked, 'diagnostic demandé', 'diagnostics demandés')}, {{realises}} "
        f"{agree(made, 'réalisé')} ({{part}}), {{acceptes}} "
        f"{agree(accepted, 'accompagnement accepté', 'accompagnements acceptés')} "
        "({taux} des diagnostics réalisés).",
        demandes=asked,
        realises=made,
        part=rates[STEPS[1]],
        acceptes=accepted,
        taux=rates[STEPS[2]],
    )


def say_refusals(parcours: Parcours) -> Sentence | None:
    """Say the refusals, and those of DALO households if known."""
    refused, dalo = parcours.whole("refus"), parcours.whole("refus", "dont DALO")
    if refused is None:
        return None
    households = agree(refused, "ménage a", "ménages ont")
    start = f"Projet {parcours.projet} : {{refus}} {households} refusé l’accompagnement"
    if dalo is None or not dalo.connu:
        return phrase(start + ".", refus=refused)
    return phrase(f"{start}, dont {{dalo}} {agree(dalo, 'ménage')} DALO.", refus=refused, dalo=dalo)


def say_ends(parcours: Parcours) -> Sentence | None:
    """Say the supports stopped and those in progress."""
    stopped, ongoing = parcours.whole("accompagnements_arretes"), parcours.en_cours
    if stopped is None or ongoing is None:
        return None
    return phrase(
        f"Projet {parcours.projet} : {{arretes}} {agree(stopped, *STOPPED)}, {{en_cours}} "
        f"{agree(ongoing, 'est', 'sont')} en cours.",
        arretes=stopped,
        en_cours=ongoing,
    )


def say_achievement(parcours: Parcours) -> Sentence | None:
    """Say the share of the whole objective that the supports accepted stand for."""
    goal = whole_objective(parcours)
    return phrase(
        f"Projet {parcours.projet} : les accompagnements acceptés représentent {{taux}} de "
        "l’objectif ({vises}).",
        taux=goal.taux if goal else None,
        vises=with_unit(goal.vises) if goal else None,
    )


def whole_objective(parcours: Parcours) -> Objectif | None:
    """Give the objective of a whole project, by year or not."""
    return next((goal for goal in objectives(parcours) if goal.modalite in ("", PAR_AN)), None)


def with_unit(figure: Figure) -> tuple[str, Figure]:
    """Show a figure with its unit."""
    return figure.avec_unite, figure


def say_supports(parcours: Parcours) -> Sentence | None:
    """Say the supports engaged since a date, their share of the objective, those in progress."""
    goal, ongoing = whole_objective(parcours), parcours.en_cours
    if parcours.engages is None or goal is None or ongoing is None:
        return None
    since, engaged = parcours.engages
    yearly = " annuel" if goal.modalite == PAR_AN else ""
    return phrase(
        f"Projet {parcours.projet} : {{engages}} {agree(engaged, 'accompagnement')} {since}, soit "
        f"{{taux}} de l’objectif{yearly} ({{vises}}) ; {{en_cours}} "
        f"{agree(ongoing, 'est', 'sont')} en cours.",
        engages=engaged,
        taux=goal.taux,
        vises=with_unit(goal.vises),
        en_cours=ongoing,
    )


def say_measures(parcours: Parcours) -> Sentence | None:
    """Say the measures planned by kind, and that no result is known yet."""
    goal = whole_objective(parcours)
    if goal is None or goal.faits.connu:
        return None
    kinds = {f"k{rank}": item for rank, item in enumerate(parcours.mesures.items())}
    listed = french.liste(f"{{{name}}} d’{kind}" for name, (kind, _) in kinds.items())
    return phrase(
        f"Projet {parcours.projet} : {{mesures}} {agree(goal.vises, *PLANNED)} "
        f"({listed}) ; aucun résultat n’est encore transmis.",
        mesures=goal.vises,
        **{name: figure for name, (_, figure) in kinds.items()},
    )


def say_dwellings(parcours: Parcours) -> Sentence | None:
    """Say the dwellings aimed at, and the files presented."""
    filed, ends = parcours.whole("dossiers_caleol"), parcours.logements
    if filed is None or ends is None:
        return None
    return phrase(
        f"Projet {parcours.projet} : de {{bas}} à {{haut}} logements visés, {{dossiers}} "
        f"{agree(filed, 'dossier présenté', 'dossiers présentés')} en commission d’attribution.",
        bas=ends[0],
        haut=ends[1],
        dossiers=filed,
    )

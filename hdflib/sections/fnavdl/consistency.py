"""What the numbers of a project say of one another: contradictions, parts, gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hdflib.display import french
from hdflib.figures import Figure
from hdflib.rules.funnel import Gap, missing_part
from hdflib.sections.fnavdl.parcours import STEPS, Parcours, whole_number
from hdflib.sections.fnavdl.steps import objectives
from hdflib.territories import Territoire

CONTRADICTIONS = {
    Gap.MADE: "{made} diagnostics réalisés pour {asked} demandés",
    Gap.ANSWERS: "{accepted} accompagnements acceptés et {refused} refus pour {made} diagnostics "
    "réalisés",
    Gap.STOPPED: "{stopped} accompagnements arrêtés pour {accepted} acceptés",
}
SHARES = (
    "Étapes d’un projet : les accompagnements acceptés et les refus sont rapportés aux diagnostics "
    "réalisés, les accompagnements arrêtés et en cours aux accompagnements acceptés."
)
PUBLICS = ("accès", "maintien")
"""Publics into which a project divides its households."""


def project_notes(projets: Sequence[Parcours]) -> list[str]:
    """Say what shares are of, what contradicts itself, and what is known in part."""
    return [
        *([SHARES] if any(parcours.whole(STEPS[1]) for parcours in projets) else []),
        *said_of(projets),
    ]


def said_of(projets: Sequence[Parcours]) -> list[str]:
    """Say what there is to know of the numbers of each project."""
    return [
        f"Projet {parcours.projet} : {text}."
        for parcours in projets
        for text in (*contradictions(parcours), *differences(parcours), *partial(parcours))
    ]


def contradictions(parcours: Parcours) -> Iterator[str]:
    """Say the steps that can't all be right."""
    numbers = parcours.funnel
    for gap in numbers.gaps:
        text = CONTRADICTIONS[gap].format(**vars(numbers))
        yield f"les chiffres transmis ne concordent pas ({text})"


def differences(parcours: Parcours) -> Iterator[str]:
    """Say the numbers that their parts by EPCI or by public don't add up to."""
    for code in STEPS:
        name = french.minuscule(parcours.analyse.indicateur(code).libelle)
        whole = parcours.reperes.get((code, parcours.territoire.code, ""))
        parts = parcours.by_epci(code)
        if whole and set(parts) == set(parcours.epci):
            yield from difference(name, whole, list(parts.values()), "des EPCI")
        for place in parcours.epci:
            own = parcours.by_epci(code).get(place)
            publics = [parcours.by_epci(code, public).get(place) for public in PUBLICS]
            known = [figure for figure in publics if figure]
            if own and len(known) == len(PUBLICS):
                yield from difference(f"{name}, {place.nom}", own, known, "des publics")


def difference(name: str, whole: Figure, parts: Sequence[Figure], words: str) -> Iterator[str]:
    """Say that a number isn't the sum of its parts, if it isn't."""
    all_, numbers = whole_number(whole), [whole_number(part) for part in parts]
    known = [number for number in numbers if number is not None]
    if all_ is None or len(known) < len(numbers) or not missing_part(all_, known):
        return
    yield f"{name}, {all_} en tout, {sum(known)} par addition {words}"


def partial(parcours: Parcours) -> Iterator[str]:
    """Say which numbers of a whole project are those of some of its EPCI only."""
    places = set(parcours.epci)
    asked = [(code, "") for code in (*STEPS, "refus", "accompagnements_arretes")]
    asked += [(STEPS[-1], goal.modalite) for goal in objectives(parcours) if goal.modalite]
    found: dict[tuple[Territoire, ...], list[str]] = {}
    for code, rest in asked:
        given = tuple(parcours.by_epci(code, rest))
        whole = (code, parcours.territoire.code, rest) in parcours.reperes
        if given and not whole and set(given) != places:
            name = french.minuscule(parcours.analyse.indicateur(code).libelle)
            found.setdefault(given, []).append(f"{name} ({rest})" if rest else name)
    for given, names in found.items():
        where = french.liste(place.le for place in given)
        yield f"{french.liste(names)} connus seulement pour {where}, sans mention ailleurs"

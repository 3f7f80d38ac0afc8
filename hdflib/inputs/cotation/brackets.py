"""Reading of the brackets of seniority of a criterion."""

from __future__ import annotations

from hdflib.inputs.yaml_file import Place
from hdflib.inputs.yaml_reading import MISSING, Reading
from hdflib.rules.cotation.grid import Tranche

BRACKET_KEYS = ("de", "a", "points", "libelle")


def read_tranches(reading: Reading, place: Place) -> tuple[Tranche, ...]:
    """Read the exclusive brackets of a criterion, in months; none if there are none."""
    found: list[Tranche] = []
    ranks = range(len(reading.items(place)))
    if reading.value(place) == []:
        reading.report(place, "Cette liste est vide.", "Mettez-y une tranche, ou des points.")
    for rank in ranks:
        where = (*place, rank)
        tranche = read_tranche(reading, where)
        if tranche is None:
            continue
        if found:
            check_follows(reading, where, found[-1], tranche)
        found.append(tranche)
    return tuple(found)


def read_tranche(reading: Reading, place: Place) -> Tranche | None:
    """Read a bracket; None if it can't be."""
    keys = reading.keys(place, BRACKET_KEYS)
    for key in ("de", "points"):
        if reading.value((*place, key)) == "":
            reading.report((*place, key), *MISSING)
    start, end, points = (reading.whole((*place, key)) for key in ("de", "a", "points"))
    if start is None or points is None or ("a" in keys and end is None):
        return None
    if start < 0 or (end is not None and end < start):
        constat = "Une tranche va d’un nombre de mois, 0 ou plus, à un autre, égal ou plus grand."
        reading.report(place, constat, "Corrigez « de » ou « a ».", say_months(start, end))
        return None
    libelle = reading.text((*place, "libelle")) or say_months(start, end)
    return Tranche(start, end, points, libelle, reading.file.line(place) or 0)


def say_months(start: int, end: int | None) -> str:
    """Say a bracket: "de 11 à 20 mois", "de 21 mois et plus"."""
    return f"de {start} mois et plus" if end is None else f"de {start} à {end} mois"


def check_follows(reading: Reading, place: Place, before: Tranche, after: Tranche) -> None:
    """Check that a bracket starts once the one before is over."""
    if after.minimum < before.minimum:
        constat = "Les tranches ne sont pas rangées de la plus courte ancienneté à la plus longue."
        reading.report(place, constat, "Rangez-les dans cet ordre.", after.libelle)
    elif before.maximum is None:
        constat = "La tranche qui précède n’a pas de fin : celle-ci la recouvre."
        reading.report(place, constat, "Donnez une fin à la première avec « a ».", after.libelle)
    elif after.minimum <= before.maximum:
        constat = f"Cette tranche recouvre la précédente, qui va jusqu’à {before.maximum} mois."
        remede = f"Faites-la commencer à {before.maximum + 1} mois."
        reading.report(place, constat, remede, after.libelle)

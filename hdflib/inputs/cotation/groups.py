"""Reading of the groups of criteria that count together."""

from __future__ import annotations

from collections.abc import Mapping

from hdflib.display.french import liste
from hdflib.errors import hint
from hdflib.inputs.yaml_file import Place
from hdflib.inputs.yaml_reading import Reading
from hdflib.rules.cotation.grid import Bloc, Critere, Cumul, Groupe

BLOCS = {
    "obligatoires": Bloc.OBLIGATOIRE,
    "facultatifs": Bloc.FACULTATIF,
    "locaux": Bloc.LOCAL,
}
"""The blocs, as a grid names them."""
GROUP_KEYS = ("cumul", "criteres")


def read_groupes(
    reading: Reading, place: Place, criteres: Mapping[str, Critere]
) -> tuple[tuple[Groupe, ...], dict[str, str]]:
    """Read the groups, and the group of each criterion that is in one."""
    groupes: list[Groupe] = []
    members: dict[str, str] = {}
    for nom in reading.keys(place):
        where = (*place, nom)
        reading.keys(where, GROUP_KEYS)
        cumul = reading.text((*where, "cumul"), required=True)
        if cumul and cumul not in list(Cumul):
            constat = f"Un cumul est attendu parmi : {', '.join(Cumul)}."
            reading.report((*where, "cumul"), constat, "Corrigez la valeur.", cumul)
            cumul = ""
        codes = read_members(reading, (*where, "criteres"), criteres, members)
        members |= dict.fromkeys(codes, nom)
        groupes += [Groupe(nom, Cumul(cumul))] if cumul else []
    return tuple(groupes), members


def read_members(
    reading: Reading, place: Place, criteres: Mapping[str, Critere], members: Mapping[str, str]
) -> list[str]:
    """Read the codes of the criteria of a group: known, of one bloc, in no other group."""
    codes = list(reading.texts(place))
    for rank, code in enumerate(codes):
        if criteres and code not in criteres:
            constat = "Aucun critère n’a ce code."
            reading.report((*place, rank), constat, hint(code, criteres), code)
        elif code in members or code in codes[:rank]:
            constat = f"Ce critère est déjà du groupe « {members.get(code, place[-2])} »."
            reading.report((*place, rank), constat, "Gardez-le dans un seul groupe.", code)
    known = [code for code in codes if code in criteres]
    own = {criteres[code].bloc for code in known}
    blocs = [nom for nom, bloc in BLOCS.items() if bloc in own]
    if len(blocs) > 1:
        constat = f"Ce groupe mêle des critères de plusieurs blocs : {liste(blocs)}."
        reading.report(place, constat, "Faites un groupe par bloc.")
    if len(codes) < 2:
        constat = "Un groupe réunit au moins deux critères."
        reading.report(place, constat, "Complétez-le, ou retirez-le.")
    return known

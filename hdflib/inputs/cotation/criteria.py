"""Reading of the criteria of a cotation grid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from hdflib.inputs.cotation.brackets import read_tranches
from hdflib.inputs.cotation.groups import BLOCS, read_groupes
from hdflib.inputs.yaml_file import Place
from hdflib.inputs.yaml_reading import KEYS, MISSING, Reading
from hdflib.rules.cotation.grid import Bareme, Bloc, Critere, Tranche

CRITERION_KEYS = (
    "libelle",
    "points",
    "tranches",
    "colonne",
    "valeurs",
    "justificatif",
    "categorie",
    "prioritaire",
)
CODE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
NAME = ("Un nom en minuscules, sans accent ni espace, est attendu.", "Par exemple : taux_effort.")
NONE_ASKED = "aucun"
"""How a grid says that a criterion needs no document."""
SENIORITY = "date_depot"
"""Column that brackets are counted from, unless told."""


def read_bareme(reading: Reading, place: Place) -> Bareme:
    """Read the criteria and groups under a place of a grid; what is wrong is reported."""
    found = read_criteres(reading, (*place, "criteres"))
    groupes, members = read_groupes(reading, (*place, "groupes"), found)
    criteres = (replace(c, groupe=members.get(c.code, "")) for c in found.values())
    return Bareme(tuple(criteres), groupes)


def read_criteres(reading: Reading, place: Place) -> dict[str, Critere]:
    """Read the criteria of all blocs, by code."""
    found: dict[str, Critere] = {}
    blocs = reading.keys(place, tuple(BLOCS))
    if "obligatoires" not in blocs or not reading.keys((*place, "obligatoires")):
        constat = "Une grille a des critères obligatoires."
        remede = "Écrivez-les sous « criteres », puis « obligatoires »."
        reading.report((*place, "obligatoires"), constat, remede)
    pairs = [(nom, code) for nom in blocs for code in reading.keys((*place, nom))]
    for nom, code in pairs:
        where = (*place, nom, code)
        check_code(reading, where, code)
        if not isinstance(reading.value(where), Mapping):
            reading.report(where, *KEYS)
            continue
        critere = read_critere(reading, where, BLOCS[nom])
        check_distinct(reading, where, critere, found)
        found.setdefault(code, critere)
    return found


def check_distinct(
    reading: Reading, place: Place, critere: Critere, found: Mapping[str, Critere]
) -> None:
    """Check that a criterion has a code and a label of its own."""
    if other := found.get(critere.code):
        constat = f"Ce code désigne déjà un critère, ligne {other.ligne}."
        reading.report(place, constat, "Donnez-leur deux codes distincts.")
    same = next((c for c in found.values() if c.libelle == critere.libelle), None)
    if same and critere.libelle:
        constat = f"Ce libellé est déjà celui d’un critère, ligne {same.ligne}."
        remede = "Donnez-leur deux libellés distincts."
        reading.report((*place, "libelle"), constat, remede, critere.libelle)


def read_critere(reading: Reading, place: Place, bloc: Bloc) -> Critere:
    """Read a criterion; what is wrong with it is reported, and left out."""
    code = str(place[-1])
    keys = reading.keys(place, CRITERION_KEYS)
    tranches = read_tranches(reading, (*place, "tranches"))
    priority = read_priority(reading, place, bloc)
    points = read_points(reading, place, keys, tranches)
    check_points(reading, place, priority, points, tranches)
    colonne = reading.text((*place, "colonne")) or (SENIORITY if tranches else code)
    if "colonne" in keys:
        check_code(reading, (*place, "colonne"), colonne)
    if tranches and "valeurs" in keys:
        constat = "Des tranches se lisent sur une date : elles n’ont pas de valeurs."
        reading.report((*place, "valeurs"), constat, "Retirez cette clé.")
    return Critere(
        code,
        reading.text((*place, "libelle"), required=True),
        bloc,
        points,
        priority,
        colonne,
        reading.texts((*place, "valeurs")),
        tranches,
        read_document(reading, place),
        categorie=read_category(reading, place, priority),
        ligne=reading.file.line(place) or 0,
    )


def check_code(reading: Reading, place: Place, code: str) -> None:
    """Check that a code or a column may be one."""
    if not CODE.fullmatch(code):
        reading.report(place, *NAME, code)


def read_priority(reading: Reading, place: Place, bloc: Bloc) -> bool:
    """Read whether a criterion makes a request a priority: by its bloc, or said of a local one."""
    where = (*place, "prioritaire")
    said = reading.answer(where)
    if bloc is Bloc.OBLIGATOIRE and said is False:
        reading.report(
            where, "Un critère obligatoire est toujours prioritaire.", "Retirez cette clé."
        )
    if bloc is Bloc.FACULTATIF and said:
        constat = "Un critère facultatif n’est jamais prioritaire."
        reading.report(where, constat, "Retirez cette clé, ou placez le critère sous « locaux ».")
    return bloc is Bloc.OBLIGATOIRE or (bloc is Bloc.LOCAL and bool(said))


def read_points(
    reading: Reading, place: Place, keys: list[str], tranches: tuple[Tranche, ...]
) -> int:
    """Read the points of a criterion: its own, or the highest of its brackets."""
    if "points" in keys and "tranches" in keys:
        constat = "Un critère a des points ou des tranches, pas les deux."
        reading.report((*place, "points"), constat, "Gardez l’un des deux.")
    if "tranches" in keys:
        return max((tranche.points for tranche in tranches), default=0)
    if reading.value((*place, "points")) == "":
        reading.report((*place, "points"), *MISSING)
    return reading.whole((*place, "points")) or 0


def check_points(
    reading: Reading, place: Place, priority: bool, points: int, tranches: tuple[Tranche, ...]
) -> None:
    """Check that a priority criterion gives points, in each of its brackets."""
    given = [("tranches", t.points) for t in tranches] or [("points", points)]
    for key, number in given:
        if priority and number <= 0 and not reported(reading, (*place, key)):
            constat = "Un critère prioritaire donne des points."
            remede = "Écrivez un nombre supérieur à 0 : un malus est facultatif ou local."
            reading.report((*place, key), constat, remede, str(number))


def reported(reading: Reading, place: Place) -> bool:
    """Whether something is wrong already at a place."""
    path = ".".join(map(str, place))
    return any((problem.colonne or "").startswith(path) for problem in reading.problems)


def read_document(reading: Reading, place: Place) -> str:
    """Read the column of a criterion's document: its own, or the grid's; empty if none."""
    own = (*place, "justificatif")
    where: Place = own if reading.value(own) != "" else ("justificatif",)
    found = reading.text(where)
    if found in ("", NONE_ASKED):
        return ""
    check_code(reading, where, found)
    return found


def read_category(reading: Reading, place: Place, priority: bool) -> str:
    """Read the letter of CCH, L.441-1, that a priority criterion stands for."""
    where = (*place, "categorie")
    found = reading.text(where)
    if found and not priority and not reported(reading, (*place, "prioritaire")):
        constat = "Seul un critère prioritaire tient lieu d’une catégorie du L.441-1."
        remede = "Retirez cette clé, ou écrivez « prioritaire: oui » pour une priorité locale."
        reading.report(where, constat, remede, found)
    return found

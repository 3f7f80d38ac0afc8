"""Reading of data/reference: territoires and contours."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from hdflib.contours import Contours
from hdflib.errors import InputError, Problem
from hdflib.inputs.text import decode
from hdflib.territories import Territoire, Territoires

COLUMNS = (
    "code",
    "niveau",
    "nom",
    "type_liaison",
    "departement",
    "communes",
    "population",
    "alias",
    "region_majoritaire",
)
NIVEAUX = ("region", "departement", "epci")
LIAISONS = ("0", "1", "2", "3", "4", "5")
REMEDE = "Refaites le fichier : python scripts/make_reference.py --region 32 (ou votre région)."


def read_territoires(folder: Path) -> Territoires:
    """Read territoires.csv in the folder of a région.

    Raises
    ------
    InputError
        The file is missing, lacks columns or a région, or holds values that can't be read.
    """
    path = folder / "territoires.csv"
    if not path.is_file():
        raise InputError([Problem(str(path), "Fichier introuvable.", REMEDE)])
    reader = csv.DictReader(io.StringIO(decode(path.read_bytes()), newline=""), delimiter=";")
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        constat = f"Colonnes absentes : {', '.join(missing)}."
        raise InputError([Problem(str(path), constat, REMEDE, ligne=1)])
    rows = list(reader)
    problems = [p for line, row in enumerate(rows, 2) for p in _check_row(path, line, row)]
    if sum(row["niveau"] == "region" for row in rows) != 1:
        problems.append(Problem(str(path), "Il faut une région, et une seule.", REMEDE))
    if problems:
        raise InputError(problems)
    return Territoires(tuple(_parse_row(row) for row in rows))


def read_contours(path: Path) -> Contours:
    """Read contours.topojson.

    Raises
    ------
    InputError
        The file is missing or isn't a topology with the layers of départements and EPCI.
    """
    if not path.is_file():
        raise InputError([Problem(str(path), "Fichier introuvable.", REMEDE)])
    try:
        return Contours.from_topojson(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        constat = "Ce n’est pas un TopoJSON avec les couches « departements » et « epci »."
        raise InputError([Problem(str(path), constat, REMEDE)]) from error


def _check_row(path: Path, line: int, row: dict[str, str]) -> list[Problem]:
    expected = {
        "niveau": (row["niveau"] in NIVEAUX, f"{', '.join(NIVEAUX)} attendu."),
        "type_liaison": (row["type_liaison"] in LIAISONS, "Code de 0 à 5 attendu."),
        "communes": (_is_whole(row["communes"]), "Nombre entier attendu."),
        "population": (_is_whole(row["population"]), "Nombre entier attendu."),
        "region_majoritaire": (row["region_majoritaire"] in ("oui", "non"), "oui ou non attendu."),
    }
    return [
        Problem(str(path), constat, REMEDE, line, column, row[column])
        for column, (right, constat) in expected.items()
        if not right
    ]


def _is_whole(text: str | None) -> bool:
    return text is not None and text.isascii() and text.isdigit()


def _parse_row(row: dict[str, str]) -> Territoire:
    return Territoire(
        code=row["code"],
        niveau=row["niveau"],
        nom=row["nom"],
        type_liaison=int(row["type_liaison"]),
        departement=row["departement"] or None,
        communes=int(row["communes"]),
        population=int(row["population"]),
        alias=tuple(filter(None, row["alias"].split("|"))),
        region_majoritaire=row["region_majoritaire"] == "oui",
    )

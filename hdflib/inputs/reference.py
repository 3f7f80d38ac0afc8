"""Reading of data/reference: territoires, communes and contours."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
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
COMMUNE_COLUMNS = {
    "code": r"\d[\dAB]\d{3}",
    "nom": r".+",
    "epci": r"(\d{9})?",
    "departement": r"\d[\dAB]\d?",
    "anciens_codes": r"(\d[\dAB]\d{3}(\|\d[\dAB]\d{3})*)?",
}
NIVEAUX = ("region", "departement", "epci")
LIAISONS = ("0", "1", "2", "3", "4", "5")
REMEDE = "Refaites le fichier : python scripts/make_reference.py --region 32 (ou votre région)."


@dataclass(frozen=True)
class Commune:
    """A commune of the région.

    Attributes
    ----------
    code, nom
        Present INSEE code and name.
    epci, departement
        SIREN of its EPCI (empty if it has none) and code of its département.
    anciens_codes
        Codes of the communes that merged into it.
    """

    code: str
    nom: str
    epci: str
    departement: str
    anciens_codes: tuple[str, ...] = ()


def read_territoires(folder: Path) -> Territoires:
    """Read territoires.csv in the folder of a région.

    Raises
    ------
    InputError
        The file is missing, lacks columns or a région, or holds values that can't be read.
    """
    path = folder / "territoires.csv"
    rows = _read_rows(path, COLUMNS)
    problems = [p for line, row in enumerate(rows, 2) for p in _check_row(path, line, row)]
    if sum(row["niveau"] == "region" for row in rows) != 1:
        problems.append(Problem(str(path), "Il faut une région, et une seule.", REMEDE))
    if problems:
        raise InputError(problems)
    return Territoires(tuple(_parse_row(row, line) for line, row in enumerate(rows, 2)))


def read_communes(folder: Path) -> Mapping[str, Commune]:
    """Read communes.csv in the folder of a région: the present communes, by code.

    Raises
    ------
    InputError
        The file is missing or lacks columns, holds values that can't be read, or gives the same
        code, present or former, to two communes.
    """
    path = folder / "communes.csv"
    rows = _read_rows(path, tuple(COMMUNE_COLUMNS))
    problems = [
        Problem(
            str(path), "Cette valeur n’est pas celle attendue.", REMEDE, line, column, row[column]
        )
        for line, row in enumerate(rows, 2)
        for column, pattern in COMMUNE_COLUMNS.items()
        if not re.fullmatch(pattern, row[column] or "", re.ASCII)
    ]
    if problems:
        raise InputError(problems)
    communes = [_parse_commune(row) for row in rows]
    codes = Counter(code for c in communes for code in (c.code, *c.anciens_codes))
    if twice := sorted(code for code, count in codes.items() if count > 1):
        constat = f"Ces codes désignent deux communes : {', '.join(twice)}."
        raise InputError([Problem(str(path), constat, REMEDE)])
    return {commune.code: commune for commune in communes}


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


def _read_rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    if not path.is_file():
        raise InputError([Problem(str(path), "Fichier introuvable.", REMEDE)])
    reader = csv.DictReader(io.StringIO(decode(path.read_bytes()), newline=""), delimiter=";")
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        constat = f"Colonnes absentes : {', '.join(missing)}."
        raise InputError([Problem(str(path), constat, REMEDE, ligne=1)])
    return list(reader)


def _parse_commune(row: Mapping[str, str]) -> Commune:
    former = tuple(filter(None, row["anciens_codes"].split("|")))
    return Commune(row["code"], row["nom"], row["epci"], row["departement"], former)


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


def _parse_row(row: dict[str, str], line: int) -> Territoire:
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
        ligne=line,
    )

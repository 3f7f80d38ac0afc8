"""Reading of `params/<date>.yml`, with French messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hdflib.commission import (
    Acceptation,
    Accessibilite,
    Audit,
    Commission,
    Extractions,
    Point,
    Seuils,
)
from hdflib.display.french import date_longue
from hdflib.errors import HdfError, InputError, Problem, hint
from hdflib.inputs.params_file import ParamsFile, read_file
from hdflib.inputs.tables import SCHEMAS
from hdflib.inputs.yaml_file import repeated_keys
from hdflib.territories import Territoires

DATED = [schema.nom for schema in SCHEMAS.values() if schema.datee]
SUMMED = {
    schema.fichier: [column.nom for column in schema.colonnes if column.somme]
    for schema in SCHEMAS.values()
    if any(column.somme for column in schema.colonnes)
}
MODELS = {
    "agenda": Point,
    "seuils": Seuils,
    "extractions": Extractions,
    "acceptations": Acceptation,
    "accessibilite": Accessibilite,
    "audit": Audit,
}
LIST = ("Une liste est attendue.", "Mettez les valeurs entre crochets, séparées par des virgules.")
KEYS = ("Des « clé: valeur » sont attendues.", "Écrivez-en une par ligne, en retrait.")
LIMITS = ("Trois limites croissantes sont attendues.", "Écrivez-les ainsi : [0.5, 0.75, 1.0].")
NUMBER = ("Un nombre est attendu.", "Écrivez-le avec un point et sans % : 0.5 pour 50 %.")
DATE = ("Une date AAAA-MM-JJ est attendue.", "Écrivez-la ainsi : 2022-04-30.")
BOUNDS = (
    "Ce nombre est hors des bornes.",
    "seuil_secret vaut 2 ou plus, rejets_max est compris entre 0 et 1 (0,02 s’écrit 0.02) ; "
    "les critères d’un audit sont au nombre de 106.",
)
MESSAGES = {
    "missing": ("Cette clé obligatoire manque ou est vide.", "Ajoutez-la avec sa valeur."),
    "string_type": ("Un texte est attendu.", "Écrivez-le entre guillemets."),
    "string_too_short": ("Cette valeur est vide.", "Complétez-la."),
    "too_short": ("Cette liste est vide.", "Mettez-y au moins une valeur."),
    "too_long": LIMITS,
    "not_rising": LIMITS,
    "tuple_type": LIST,
    "dict_type": KEYS,
    "model_type": KEYS,
    "float_parsing": NUMBER,
    "float_type": NUMBER,
    "int_parsing": NUMBER,
    "greater_than_equal": BOUNDS,
    "less_than_equal": BOUNDS,
    "finite_number": NUMBER,
    "earlier_form": (
        "La date d’une commission ou « aucune » est attendue.",
        "Écrivez-la ainsi : 2022-03-10. Sans cette clé, la dernière commission antérieure est "
        "prise.",
    ),
    "literal_error": (
        "Cette valeur n’est pas prévue.",
        "Écrivez « reelles », ou « fictives » pour une démonstration.",
    ),
}


def commissions(root: Path) -> list[str]:
    """Give the dates of the commissions that have params, oldest first."""
    return sorted(
        path.stem
        for path in (root / "params").glob("*.yml")
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", path.stem)
    )


def sections(root: Path) -> list[str]:
    """Give the sections that exist: one notebook each."""
    return sorted(path.stem for path in (root / "notebooks").glob("*.ipynb"))


def read_params(root: Path, iso: str) -> Commission:
    """Read the parameters of a commission.

    Raises
    ------
    HdfError
        If no such commission exists.
    InputError
        With every key to mend.
    """
    params, problems = check_params(open_params(root, iso), sections(root))
    if params is None or problems:
        raise InputError(problems)
    return params


def open_params(root: Path, iso: str) -> ParamsFile:
    """Open the parameters of a commission, unchecked.

    Raises
    ------
    HdfError
        If no such commission exists.
    InputError
        If the file isn't a YAML mapping.
    """
    known = commissions(root)
    if iso not in known:
        raise HdfError(
            f"La commission « {iso} » n’existe pas. Commissions connues : "
            f"{', '.join(known) or 'aucune'}. Pour en ajouter une, créez params/AAAA-MM-JJ.yml."
        )
    return read_file(root, iso)


def check_params(file: ParamsFile, allowed: list[str]) -> tuple[Commission | None, list[Problem]]:
    """Check parameters against the sections that exist.

    Returns
    -------
    Commission or None
        Where there are problems, what is right of it, so that the tables can be checked in the
        same go; None if not even the région is known.
    list of Problem
        Every key to mend.
    """
    problems = [
        file.problem((*place, key), "Cette clé figure deux fois.", "Gardez-la une seule fois.")
        for place, key in repeated_keys(file.node)
    ]
    params: Commission | None
    try:
        params = Commission.model_validate(file.content)
    except ValidationError as error:
        problems += [translate(file, details) for details in error.errors()]
        params = draft(file, {details["loc"][0] for details in error.errors()}, allowed)
    if params is not None:
        problems += check_names(file, params, allowed)
    return params, problems


def draft(file: ParamsFile, wrong: set[int | str], allowed: list[str]) -> Commission | None:
    """Give a commission made of the top keys that are right; None if the région isn't."""
    spare = {
        "commission": file.iso,
        "titre": file.iso,
        "service": file.iso,
        "territoires": [file.content.get("region", "")],
        "agenda": [{"section": name, "titre": name} for name in allowed],
    }
    right = {key: value for key, value in file.content.items() if key not in wrong}
    try:
        return Commission.model_validate(spare | right)
    except ValidationError:
        return None


def translate(file: ParamsFile, details: ErrorDetails) -> Problem:
    """Put an error of pydantic in French."""
    place, kind, value = details["loc"], details["type"], details["input"]
    if kind == "extra_forbidden":
        parents = [str(key) for key in place[:-1] if isinstance(key, str)]
        model: Any = MODELS.get(parents[-1], Commission) if parents else Commission
        remede = hint(str(place[-1]), model.model_fields)
        return file.problem(place, "Cette clé est inconnue.", remede)
    if kind == "missing" and isinstance(place[-1], int):
        return file.problem(place[:-1], *LIMITS)
    constat, remede = DATE if kind.startswith("date") else MESSAGES[kind]
    shown = value if isinstance(value, str) and value.strip() else None
    return file.problem(place, constat, remede, shown)


def check_names(file: ParamsFile, params: Commission, allowed: list[str]) -> list[Problem]:
    """Check the names that params use: date, sections and tables."""
    return [
        *check_date(file, params),
        *check_agenda(file, params, allowed),
        *check_observation(file, params),
        *check_acceptations(file, params),
        *check_audit(file, params),
    ]


def check_date(file: ParamsFile, params: Commission) -> Iterator[Problem]:
    """Check that the date is that of the file name."""
    if params.iso != file.iso:
        yield file.problem(
            ("commission",),
            "La date diffère du nom du fichier.",
            "Renommez le fichier ou corrigez la date.",
            params.iso,
        )


def check_agenda(file: ParamsFile, params: Commission, allowed: list[str]) -> Iterator[Problem]:
    """Check that each section exists and is there once."""
    agenda = [point.section for point in params.agenda]
    for rank, name in enumerate(agenda):
        place = ("agenda", rank, "section")
        if name not in allowed:
            yield file.problem(place, "Cette section est inconnue.", hint(name, allowed), name)
        elif name in agenda[:rank]:
            constat, remede = "Cette section figure deux fois.", "Gardez-la une seule fois."
            yield file.problem(place, constat, remede, name)


def check_observation(file: ParamsFile, params: Commission) -> Iterator[Problem]:
    """Check that observation dates are of dated tables, and not after the session."""
    for name, day in params.observation.items():
        place = ("observation", name)
        if name not in DATED:
            yield file.problem(place, "Cette table est inconnue.", hint(name, DATED))
        elif day > params.commission:
            yield file.problem(
                place,
                f"La date d’observation suit la commission du {date_longue(params.commission)}.",
                "Corrigez la date d’observation.",
                day.isoformat(),
            )


def check_acceptations(file: ParamsFile, params: Commission) -> Iterator[Problem]:
    """Check that accepted gaps are of columns that have a sum."""
    for rank, accepted in enumerate(params.acceptations):
        place = ("acceptations", rank)
        if accepted.fichier not in SUMMED:
            constat, remede = "Ce fichier est inconnu.", hint(accepted.fichier, SUMMED)
            yield file.problem((*place, "fichier"), constat, remede, accepted.fichier)
        elif accepted.colonne not in SUMMED[accepted.fichier]:
            remede = hint(accepted.colonne, SUMMED[accepted.fichier])
            constat = "Cette colonne n’a pas de total à contrôler."
            yield file.problem((*place, "colonne"), constat, remede, accepted.colonne)


def check_audit(file: ParamsFile, params: Commission) -> Iterator[Problem]:
    """Check that an audit finds no more criteria met than apply."""
    audit = params.accessibilite.audit
    if audit is not None and audit.respectes > audit.applicables:
        yield file.problem(
            ("accessibilite", "audit", "respectes"),
            f"Plus de critères sont respectés que les {audit.applicables} applicables.",
            "Corrigez l’un des deux nombres.",
            str(audit.respectes),
        )


def check_earlier(file: ParamsFile, params: Commission, known: list[str]) -> Iterator[Problem]:
    """Check that the commission to compare with, if named, exists and comes before."""
    day = params.precedente
    if not isinstance(day, date):
        return
    before = [iso for iso in known if iso < params.iso]
    if day.isoformat() not in before:
        admis = f"Dates admises : {', '.join(before)}, ou aucune." if before else "Écrivez aucune."
        constat = "Aucune commission antérieure n’a cette date."
        yield file.problem(("precedente",), constat, admis, day.isoformat())


def check_territoires(
    file: ParamsFile, params: Commission, territoires: Territoires
) -> Iterator[Problem]:
    """Check that the packs asked for are of the région or its départements, each once."""
    allowed = [t.code for t in territoires.packs]
    for rank, code in enumerate(params.territoires):
        place = ("territoires", rank)
        if code not in allowed:
            remede = f"Codes admis : {', '.join(allowed)}."
            yield file.problem(place, "Ce territoire est inconnu.", remede, code)
        elif code in params.territoires[:rank]:
            constat, remede = "Ce territoire figure deux fois.", "Gardez-le une seule fois."
            yield file.problem(place, constat, remede, code)

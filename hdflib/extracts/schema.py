"""Reading of `data/reference/extractions.yml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from hdflib.errors import InputError, Problem, hint
from hdflib.extracts.columns import Column, SourceSchema, Type, key
from hdflib.inputs.text import decode

FICHIER = "data/reference/extractions.yml"
SOURCE_KEYS = ("libelle", "cle", "colonnes")
COLUMN_KEYS = ("type", "obligatoire", "synonymes", "valeurs")
NAME = re.compile(r"[a-z][a-z0-9_]*")
REMEDE = "Corrigez-le : les sources, leurs colonnes et leurs synonymes y sont décrits en YAML."


def read_sources(root: Path) -> Mapping[str, SourceSchema]:
    """Read the sources by name.

    Raises
    ------
    InputError
        The file is missing or isn't YAML, or a source is badly described; all problems at once.
    """
    content = _read_yaml(root)
    problems = [problem for name, body in content.items() for problem in _check(name, body)]
    if problems:
        raise InputError(problems)
    return {name: _make_source(name, body) for name, body in content.items()}


def _read_yaml(root: Path) -> dict[str, Any]:
    try:
        content = yaml.load(decode((root / FICHIER).read_bytes()), yaml.BaseLoader)
    except (OSError, UnicodeDecodeError):
        raise InputError([Problem(FICHIER, "Fichier introuvable ou illisible.", REMEDE)]) from None
    except yaml.YAMLError:
        raise InputError([Problem(FICHIER, "Ce n’est pas du YAML.", REMEDE)]) from None
    if not isinstance(content, dict) or not content:
        raise InputError([Problem(FICHIER, "Une source par rubrique est attendue.", REMEDE)])
    return content


def _check(name: str, body: Any) -> Iterator[Problem]:
    """Give what is wrong with a source: its shape first, then what its columns say."""
    shape = [*_name_problems(name, name), *_shape_problems(name, body)]
    yield from shape
    if not shape:
        yield from _source_problems(name, body)


def _shape_problems(name: str, body: Any) -> Iterator[Problem]:
    yield from _key_problems(name, body, SOURCE_KEYS, SOURCE_KEYS)
    if not isinstance(body, dict):
        return
    if not isinstance(body.get("libelle", ""), str):
        yield _problem(f"{name}.libelle", "Un texte est attendu.")
    if not _is_texts(body.get("cle", [])):
        yield _problem(f"{name}.cle", "Une liste de colonnes est attendue.")
    columns = body.get("colonnes", {})
    if not isinstance(columns, dict):
        yield _problem(f"{name}.colonnes", "Une rubrique par colonne est attendue.")
        return
    for column, description in columns.items():
        place = f"{name}.colonnes.{column}"
        yield from _name_problems(place, column)
        yield from _column_problems(place, description)


def _column_problems(place: str, body: Any) -> Iterator[Problem]:
    yield from _key_problems(place, body, COLUMN_KEYS, ("type",))
    if not isinstance(body, dict):
        return
    kind = body.get("type", Type.TEXTE)
    if kind not in list(Type):
        yield _problem(f"{place}.type", "Ce type n’existe pas.", hint(str(kind), list(Type)))
    if body.get("obligatoire", "false") not in ("true", "false"):
        yield _problem(f"{place}.obligatoire", "« true » ou « false » est attendu.")
    if not _is_texts(body.get("synonymes", [])):
        yield _problem(f"{place}.synonymes", "Une liste de noms est attendue.")
    if ("valeurs" in body) != (kind == Type.CHOIX):
        yield _problem(f"{place}.valeurs", "Un choix, et lui seul, a des valeurs.")
    values = body.get("valeurs", {})
    if not isinstance(values, dict) or not all(map(_is_texts, values.values())):
        yield _problem(f"{place}.valeurs", "Une liste de libellés par code est attendue.")


def _source_problems(name: str, body: Any) -> Iterator[Problem]:
    source = _make_source(name, body)
    required = [column.name for column in source.required]
    for column in source.cle:
        if column not in required:
            constat = f"La clé « {column} » n’est pas une colonne obligatoire."
            yield _problem(f"{name}.cle", constat, hint(column, required))
    if not source.cle:
        yield _problem(f"{name}.cle", "Au moins une colonne est attendue.")
    if sum(column.type is Type.COMMUNE for column in source.colonnes) > 1:
        yield _problem(f"{name}.colonnes", "Une seule colonne de type « commune » est admise.")
    if source.commune and len(set(source.kept)) < len(source.kept):
        constat = "« departement » et « epci » sont déduits de la commune."
        yield _problem(f"{name}.colonnes", constat)
    yield from _twice(f"{name}.colonnes", [set(map(key, c.names)) for c in source.colonnes])
    for described in source.colonnes:
        place = f"{name}.colonnes.{described.name}.valeurs"
        values = described.valeurs.items()
        yield from _twice(place, [{key(text) for text in (code, *more)} for code, more in values])


def _twice(place: str, groups: list[set[str]]) -> Iterator[Problem]:
    counts = Counter(text for group in groups for text in group)
    for text in sorted(text for text, count in counts.items() if count > 1):
        yield _problem(place, f"« {text} » désigne deux choses.", "Gardez-le une seule fois.")


def _key_problems(
    place: str, body: Any, allowed: tuple[str, ...], needed: tuple[str, ...]
) -> Iterator[Problem]:
    if not isinstance(body, dict):
        yield _problem(place, f"Une rubrique est attendue, avec : {', '.join(allowed)}.")
        return
    for name in body:
        if name not in allowed:
            yield _problem(f"{place}.{name}", "Cette clé n’existe pas.", hint(name, allowed))
    for name in needed:
        if name not in body:
            yield _problem(place, f"La clé « {name} » manque.")


def _name_problems(place: str, name: str) -> Iterator[Problem]:
    if not NAME.fullmatch(name):
        yield _problem(place, "Un nom en minuscules, sans accent ni espace, est attendu.")


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text for text in value)


def _problem(place: str, constat: str, remede: str = "Corrigez cette rubrique.") -> Problem:
    return Problem(FICHIER, constat, remede, colonne=place)


def _make_source(name: str, body: Mapping[str, Any]) -> SourceSchema:
    columns = tuple(_make_column(column, text) for column, text in body["colonnes"].items())
    return SourceSchema(name, body["libelle"], tuple(body["cle"]), columns)


def _make_column(name: str, body: Mapping[str, Any]) -> Column:
    return Column(
        name,
        Type(body["type"]),
        body.get("obligatoire") == "true",
        tuple(body.get("synonymes", ())),
        {code: tuple(texts) for code, texts in body.get("valeurs", {}).items()},
    )

"""A YAML file written by hand, as text and with its lines, before any check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hdflib.errors import InputError, Problem
from hdflib.inputs.text import decode

Place = tuple[int | str, ...]


@dataclass(frozen=True)
class YamlFile:
    """A YAML file, read as text: YAML would take 08, 9:30 or « non » for something else.

    Attributes
    ----------
    fichier, content
        Its name in the project, and its keys that aren't empty.
    node
        Its YAML tree, which knows the lines.
    """

    fichier: str
    content: Mapping[str, Any]
    node: yaml.Node

    def problem(
        self, place: Place, constat: str, remede: str, valeur: str | None = None
    ) -> Problem:
        """Make the problem of a value, named by its keys and ranks (from 1)."""
        path = ".".join(str(part + 1 if isinstance(part, int) else part) for part in place)
        return Problem(self.fichier, constat, remede, self.line(place), path or None, valeur)

    def line(self, place: Place) -> int | None:
        """Give the line of a value, or of the nearest key above it."""
        node, line = self.node, None
        for part in place:
            found = next((pair for pair in children(node) if pair[0] == part), None)
            if found is None:
                break
            _, line, node = found
        return line


def children(node: yaml.Node) -> Iterator[tuple[int | str, int, yaml.Node]]:
    """Give the key or rank, the line and the node of what a YAML node holds."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.value, key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode):
        for rank, value in enumerate(node.value):
            yield rank, value.start_mark.line + 1, value


def read_yaml(path: Path, fichier: str) -> YamlFile:
    """Read a YAML file, named `fichier` in messages.

    Raises
    ------
    InputError
        If it isn't a YAML mapping.
    """
    line = None
    try:
        loader = yaml.BaseLoader(decode(path.read_bytes()))
        node = loader.get_single_node()
        if isinstance(node, yaml.MappingNode):
            content = loader.construct_document(node)
            return YamlFile(fichier, {k: v for k, v in content.items() if v != ""}, node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
    except (yaml.YAMLError, OSError, UnicodeDecodeError, RecursionError):
        pass
    raise InputError(
        [
            Problem(
                fichier,
                "Ce fichier n’est pas un YAML lisible, fait de « clé: valeur ».",
                "Vérifiez les retraits (espaces, pas de tabulation), les deux-points et les "
                "guillemets.",
                line,
            )
        ]
    )


def repeated_keys(node: yaml.Node, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Give the keys that YAML would silently replace by their last value, and where they are."""
    seen = set()
    for key, _, child in children(node):
        if isinstance(key, str) and key in seen:
            yield place, key
        seen.add(key)
        yield from repeated_keys(child, (*place, key))

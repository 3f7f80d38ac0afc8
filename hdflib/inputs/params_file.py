"""The file `params/<date>.yml`, as text and with its lines, before any check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hdflib.inputs.yaml_file import YamlFile, read_yaml


@dataclass(frozen=True)
class ParamsFile(YamlFile):
    """A params file, named by the date of its commission."""

    @property
    def iso(self) -> str:
        """Date in its name."""
        return Path(self.fichier).stem


def read_file(root: Path, iso: str) -> ParamsFile:
    """Read the params file of a commission.

    Raises
    ------
    InputError
        If it isn't a YAML mapping.
    """
    name = f"params/{iso}.yml"
    file = read_yaml(root / name, name)
    return ParamsFile(file.fichier, file.content, file.node)

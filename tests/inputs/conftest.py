"""A small project, to be spoilt by tests."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from hdflib.errors import InputError
from hdflib.inputs.edition import Edition, read_edition
from hdflib.inputs.reference import read_territoires
from hdflib.territories import Territoires

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
ISO = "2022-10-14"
PARAMS = """\
commission: 2022-10-14
titre: Commission spécialisée
service: DREAL
region: "32"
territoires: ["32", "02", "59"]
observation:
  menages_prioritaires: 2022-09-30
agenda:
  - section: context
    titre: Contexte
  - section: priority_households
    titre: Ménages prioritaires
  - section: fnavdl
    titre: Accompagnement
  - section: news
    titre: Actualités
seuils:
  taux_objectif: [0.5, 0.75, 1.0]
"""
MENAGES = """\
territoire;objectif_annuel;attributions;attributions_n_1;attributions_totales;\
poids_attributions;stock;stock_debut_annee;source
02;1 343;459;;4 000;12 %;554;483;SYPLO
59;4 804;1 413;;9 000;15,7 %;3 649;3 181;SYPLO
60;en cours;348;;s;;998;1 060;SYPLO
62;2 993;1 152;;8 000;;2 188;2 166;SYPLO
80;1 034;487;;3 000;;1 125;933;SYPLO
32;en cours;3 859;;;;8 514;7 823;SYPLO
"""
FNAVDL = """\
annee;territoire;associations;bailleurs;enveloppe;source
2022;02;100;50;150;
2022;59;200;100;301;
2022;60;10;5;15;
2022;62;20;10;30;
2022;80;30;15;45 €;
2022;32;360;181;541;
"""
REPERES = """\
rubrique;indicateur;public;territoire;periode;modalite;valeur;environ;source
Contexte;evolution_attributions;ensemble;32;2022-09;;-3 %;oui;Note
"""
MENAGES_CSV = f"data/{ISO}/menages_prioritaires.csv"
FNAVDL_CSV = f"data/{ISO}/fnavdl_enveloppes.csv"
REPERES_CSV = f"data/{ISO}/reperes/context.csv"
PARAMS_YML = f"params/{ISO}.yml"


@dataclass(frozen=True)
class Project:
    """A project in a temporary folder."""

    root: Path
    menages: str = MENAGES_CSV
    fnavdl: str = FNAVDL_CSV
    reperes: str = REPERES_CSV
    params: str = PARAMS_YML

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file, whatever was there."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace the first `old` of a file, which must be there."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def read(self) -> Edition:
        """Read the edition."""
        return read_edition(self.root, ISO)

    def report(self) -> list[str]:
        """Give the problems of the edition, as sentences; empty if it can be read."""
        try:
            self.read()
        except InputError as error:
            return [str(problem) for problem in error.problems]
        return []


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project whose inputs are right."""
    project = Project(tmp_path)
    project.write(PARAMS_YML, PARAMS)
    project.write(MENAGES_CSV, MENAGES)
    project.write(FNAVDL_CSV, FNAVDL)
    project.write(REPERES_CSV, REPERES)
    shutil.copytree(REFERENCE, tmp_path / "data" / "reference")
    for name in ("context", "priority_households", "logement_dabord", "fnavdl", "news"):
        project.write(f"notebooks/{name}.ipynb", "")
    return project


@pytest.fixture(scope="session")
def territoires() -> Territoires:
    """Give the territories of Hauts-de-France."""
    return read_territoires(REFERENCE / "region-32")

"""What tests share."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from hypothesis import settings

from hdflib.cli import hdf
from hdflib.demo import project
from hdflib.extracts import aggregate as aggregation
from hdflib.extracts import relations
from hdflib.inputs.edition import read_edition
from hdflib.packs.build import build
from hdflib.packs.plan import make_plan

# What is right doesn't depend on how busy the machine is.
settings.register_profile("hdflib", deadline=None)
settings.load_profile("hdflib")

ROOT = Path(__file__).parents[1]
COMMISSION = "2022-06-16"


@pytest.fixture(scope="session")
def built_packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the packs of the commission once, and give the folder of each territory."""
    outputs = tmp_path_factory.mktemp("outputs")
    plan = make_plan(read_edition(ROOT, COMMISSION))
    built = build(ROOT, plan, outputs, lambda result: None)
    assert [(r.run.point.section, r.failure) for r in built.failures] == []
    return {state.territoire: outputs / COMMISSION / state.dossier for state in built.packs}


@dataclass(frozen=True)
class Made:
    """The project, what the command printed, and what was counted before secrecy."""

    root: Path
    printed: str
    counted: tuple[Any, Any]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make a demonstration once, by the command, as a user would."""
    target = tmp_path_factory.mktemp("demo") / "projet fictif"
    measures, aggregated = [], []

    def link(given: Any, *others: Any) -> Any:
        measures.append(given)
        return relations.link(given, *others)

    def aggregate(*given: Any) -> Any:
        aggregated.append(aggregation.aggregate(*given))
        return aggregated[-1]

    with patch.object(aggregation, "link", link), patch.object(project, "aggregate", aggregate):
        words = ["demo", "--dossier", str(target)]
        done = CliRunner().invoke(hdf, words, env={"HDF_ROOT": str(ROOT)}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    printed = " ".join(done.output.split())
    return Made(target, printed, (measures[-1], aggregated[-1].protection))


@pytest.fixture(scope="session")
def demo(made: Made) -> Path:
    """Give the project of the demonstration."""
    return made.root


@pytest.fixture(scope="session")
def demo_packs(demo: Path) -> dict[str, Path]:
    """Build the packs of the région and of a département of the demonstration once."""
    outputs, plan = demo / "outputs", make_plan(read_edition(demo, COMMISSION), ["32", "59"])
    built = build(demo, plan, outputs, lambda result: None)
    assert [(r.run.point.section, r.failure) for r in built.failures] == []
    return {state.territoire: outputs / COMMISSION / state.dossier for state in built.packs}


Row = tuple[str, str, str, str, str, str, str, str, str]
"""Section, indicator, public, territory, period, modality, value, unit and display of a figure."""


HEADER = (
    "section;indicateur;public;territoire;periode;modalite;valeur;unite;affichage;formule;source"
)


@pytest.fixture
def write_figures() -> Callable[..., Path]:
    """Write the file of figures of a pack, and give its path."""

    def write(
        pack: Path, rows: Sequence[Row], *, date: str = COMMISSION, fictive: bool = False
    ) -> Path:
        name = "chiffres-donnees-fictives.csv" if fictive else "chiffres.csv"
        mention = "DONNÉES FICTIVES – " if fictive else ""
        source = f"{mention}data/{date}/stock.csv, ligne 2, colonne stock"
        pack.mkdir(parents=True)
        lines = [HEADER, *(";".join((*row, "", source)) for row in rows)]
        (pack / name).write_text("\n".join(lines) + "\n", "utf-8-sig")
        return pack / name

    return write


@pytest.fixture
def write_built(tmp_path: Path, write_figures: Callable[..., Path]) -> Callable[..., Path]:
    """Write a pack as a build leaves it, in an edition of `outputs/`, and give its folder."""

    def write(
        edition: str,
        territoire: str,
        rows: Sequence[Row],
        *,
        etat: str = "complet",
        **kind: str | bool,
    ) -> Path:
        pack = tmp_path / "outputs" / edition / f"{territoire}-pack"
        write_figures(pack, rows, **kind)
        state = {
            "dossier": pack.name,
            "nom": territoire,
            "territoire": territoire,
            "etat": etat,
            "chiffres": len(rows),
            "sections": [["priority_households", "Ménages prioritaires"]],
            "echecs": [],
        }
        (pack / "etat.json").write_text(json.dumps(state), "utf-8")
        return pack

    return write

"""A small project: two territories, two sections, quick to build, and whose notebooks can break."""

import shutil
from pathlib import Path

import nbformat
import yaml

ROOT = Path(__file__).parents[1]
DATE = "2022-06-16"


def make_project(root: Path) -> Path:
    """Make the project in a folder."""
    for folder in ("data", "params", "notebooks"):
        (root / folder).mkdir(parents=True)
    shutil.copytree(ROOT / "data" / "reference", root / "data" / "reference")
    figures = root / "data" / DATE
    (figures / "reperes").mkdir(parents=True)
    for name in ("ahi_actions.csv", "actualites.csv", "reperes/ahi_transformation.csv"):
        shutil.copy(ROOT / "data" / DATE / name, figures / name)
    for name in ("ahi_transformation", "news"):
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", root / "notebooks")
    params = yaml.safe_load((ROOT / "params" / f"{DATE}.yml").read_text("utf-8"))
    params["territoires"] = ["32", "02"]
    params["observation"] = {}
    params["agenda"] = [
        point for point in params["agenda"] if point["section"] in ("ahi_transformation", "news")
    ]
    (root / "params" / f"{DATE}.yml").write_text(
        yaml.safe_dump(params, allow_unicode=True), "utf-8"
    )
    return root


def add_code(root: Path, section: str, source: str) -> None:
    """Append a code cell to a notebook of the project."""
    path = root / "notebooks" / f"{section}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, path)

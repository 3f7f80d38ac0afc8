"""A small project: two territories, two sections, notebooks that tests can break."""

from functools import partial

import pytest
from small_project import DATE, add_code, make_project


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "dossier accentué")


@pytest.fixture(scope="module")
def fictive_project(tmp_path_factory):
    """Give the same project, whose params say that its figures are generated."""
    root = make_project(tmp_path_factory.mktemp("fictif"))
    path = root / "params" / f"{DATE}.yml"
    path.write_text(path.read_text("utf-8") + "donnees: fictives\n", "utf-8")
    return root


@pytest.fixture
def add_cell(project):
    """Append a code cell to a notebook of the project."""
    return partial(add_code, project)

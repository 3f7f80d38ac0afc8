"""Sanity of the notebooks: what any of them must be, whatever it computes."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from hdflib.inputs.params import read_params
from hdflib.packs.page.links import unlinked

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SIMULATION = ROOT / "notebooks" / "simulations" / "cotation.ipynb"


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def parameters(path):
    (cell,) = [c for c in code_cells(path) if "parameters" in c.metadata.get("tags", ())]
    return cell.source


def shown(path):
    return "".join(
        item.data.get("text/html", "")
        for cell in code_cells(path)
        for item in cell.outputs
        if "data" in item
    )


def test_each_item_of_the_agenda_has_its_notebook():
    agenda = {point.section for point in read_params(ROOT, "2022-06-16").agenda}
    assert agenda == {path.stem for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestEachSection:
    def test_it_declares_its_two_parameters(self, path):
        assert parameters(path) == 'commission = "2022-06-16"\nterritoire = "32"'

    def test_it_opens_its_own_section(self, path):
        source = "\n".join(cell.source for cell in code_cells(path))
        assert f'open_section("{path.stem}", commission, territoire)' in source


@pytest.mark.parametrize("path", [*NOTEBOOKS, SIMULATION], ids=lambda path: path.stem)
class TestEachNotebook:
    def test_it_is_valid_and_stores_no_error(self, path):
        nbformat.validate(read(path))
        kinds = {output.output_type for cell in code_cells(path) for output in cell.outputs}
        assert "error" not in kinds

    def test_its_outputs_are_stored_in_the_order_of_its_cells(self, path):
        counts = [cell.execution_count for cell in code_cells(path)]
        assert counts == list(range(1, len(counts) + 1))

    def test_its_cells_are_short(self, path):
        assert max(len(cell.source.splitlines()) for cell in code_cells(path)) <= 10

    def test_it_holds_no_time_of_execution(self, path):
        assert all("execution" not in cell.metadata for cell in read(path).cells)


def test_plain_papermill_runs_a_notebook_for_a_departement(tmp_path):
    output = tmp_path / "sortie.ipynb"
    command = [sys.executable, "-m", "papermill", ROOT / "notebooks" / "news.ipynb", output]
    parameters = ["-p", "commission", "2022-06-16", "-p", "territoire", "59"]
    subprocess.run(
        [*command, *parameters, "--no-progress-bar"],
        cwd=ROOT / "notebooks",
        check=True,
        capture_output=True,
    )
    assert "métropole lilloise" in shown(output)


def test_plain_papermill_reads_02_as_the_aisne(tmp_path):
    output = tmp_path / "sortie.ipynb"
    command = [sys.executable, "-m", "papermill", ROOT / "notebooks" / "news.ipynb", output]
    # papermill makes the number 2 of it.
    subprocess.run(
        [*command, "-p", "territoire", "02", "--no-progress-bar"],
        cwd=ROOT / "notebooks",
        check=True,
        capture_output=True,
    )
    assert "Aisne, commission du 16 juin 2022" in output.read_text("utf-8")


class TestSimulationOfAGrid:
    def test_it_says_first_that_its_requests_are_made_up(self):
        first = next(cell for cell in code_cells(SIMULATION) if cell.outputs)
        text = " ".join(output.data["text/plain"] for output in first.outputs)
        assert "Données fictives\u00a0: ces demandes ont été fabriquées." in text

    def test_its_parameters_are_those_that_the_guide_names(self):
        guide = (ROOT / "docs" / "cotation.md").read_text("utf-8")
        names = [line.split(" = ")[0] for line in parameters(SIMULATION).splitlines()]
        assert len(names) == 8
        assert [name for name in names if f"`{name}`" not in guide] == []

    def test_plain_papermill_tries_another_weight(self, tmp_path):
        assert run(tmp_path, critere="demolition", points="3") == ""
        # Without any change of weight, nobody moves: 7 500 requests keep their ranks.
        html = unlinked(shown(tmp_path / "sortie.ipynb"))
        assert "<strong>0\u00a0demande</strong> change de rang, soit <strong>0\u202f%" in html

    def test_a_weight_that_the_law_forbids_is_refused(self, tmp_path):
        # 29 points at most with 3 for a demolition: 30 with 4, as many as a priority gives.
        said = run(tmp_path, critere="demolition", points="4")
        assert (
            "Avec 4 points pour « Logement bientôt démoli », la grille ne respecterait plus" in said
        )


def run(folder, **values):
    """Run the simulation with plain papermill, and give its errors."""
    command = [sys.executable, "-m", "papermill", SIMULATION, folder / "sortie.ipynb"]
    options = [word for name, value in values.items() for word in ("-p", name, value)]
    done = subprocess.run(
        [*command, *options, "--no-progress-bar"],
        cwd=SIMULATION.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr if done.returncode else ""

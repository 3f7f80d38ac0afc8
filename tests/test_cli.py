import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from hdflib.cli import hdf, repeat_options

ROOT = Path(__file__).parents[1]


def call(*words, root=ROOT, **extra):
    return subprocess.run(
        [sys.executable, "-m", "hdflib", *words],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        **extra,
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            ["build", "--territoire", "59", "62", "--section", "news"],
            ["build", "--territoire", "59", "--territoire", "62", "--section", "news"],
        ),
        (["build", "--commission", "2022-06-16"], ["build", "--commission", "2022-06-16"]),
        (
            ["build", "--territoire", "59", "--territoire", "62"],
            ["build", "--territoire", "59", "--territoire", "62"],
        ),
        (["build", "--territoire=59"], ["build", "--territoire=59"]),
        (["list"], ["list"]),
    ],
)
def test_an_option_takes_several_values(written, read):
    assert repeat_options(written) == read


def test_help_is_in_french_and_lists_the_commands():
    result = CliRunner().invoke(hdf, ["--help"])
    assert result.exit_code == 0
    assert "Produit les dossiers d’une commission spécialisée PDALHPD." in result.output
    for name in ("build", "check", "list"):
        assert name in result.output


def test_check_counts_what_was_read_and_succeeds():
    done = call("check", "--commission", "2022-06-16")
    assert done.returncode == 0
    assert "Commission spécialisée PDALHPD du 16 juin 2022" in done.stdout
    assert "Données valides." in done.stdout
    line = next(row for row in done.stdout.splitlines() if row.startswith("menages_prioritaires"))
    assert line.split()[1] == "6"
    assert "2 en cours de finalisation" in line
    assert (
        "total publié 2\u202f611\u202f756, somme des départements 2\u202f611\u202f755"
        in done.stdout
    )


def test_list_names_commissions_territories_and_sections():
    done = call("list")
    assert done.returncode == 0
    assert "2022-06-16" in done.stdout
    assert "Territoires : 32, 02, 59, 60, 62, 80" in done.stdout
    assert "priority_households" in done.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["build", "--commission", "2021-01-01"], "La commission « 2021-01-01 » n’existe pas."),
        (["build", "--territoire", "75"], "n’a pas de territoire « 75 »."),
        (["build", "--section", "dalo"], "n’a pas de section « dalo »."),
        (["check", "--commission", "hier"], "La commission « hier » n’existe pas."),
    ],
)
def test_a_wrong_request_exits_with_2_and_says_what_is_allowed(words, message):
    done = call(*words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_word_that_is_no_command_exits_with_2():
    assert call("construire").returncode == 2


def test_bad_data_gives_every_problem_and_exits_with_2(tmp_path):
    for folder in ("data", "params", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    table = tmp_path / "data" / "2022-06-16" / "sans_abri.csv"
    text = table.read_text("utf-8")
    table.write_text(text.replace("760;217", "sept cents;-3"), "utf-8")
    done = call("build", root=tmp_path)
    assert done.returncode == 2
    assert "data/2022-06-16/sans_abri.csv, ligne 3, colonne « objectif_annuel »" in done.stderr
    assert "«\u00a0sept cents\u00a0»" in done.stderr
    assert "Un nombre positif ou nul est attendu." in done.stderr
    assert not (tmp_path / "outputs").exists()


def test_outside_a_project_the_command_says_where_to_go(tmp_path):
    done = call("list", root=tmp_path)
    assert done.returncode == 2
    assert "Aucun projet hdflib ici" in done.stderr

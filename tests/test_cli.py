import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from hdflib.cli import repeat_options

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
    done = call("--help")
    assert done.returncode == 0
    assert "Produit les dossiers d’une commission spécialisée PDALHPD." in done.stdout
    assert "Affiche cette aide." in done.stdout
    assert "Commandes:" in done.stdout
    for name in ("aggregate", "audit", "build", "check", "demo", "list"):
        assert f"  {name} " in done.stdout


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


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["construire"], "Erreur : La commande 'construire' n’existe pas."),
        (["build", "--tout"], "Erreur : L’option '--tout' n’existe pas."),
        (["build", "--commission"], "Erreur : L’option '--commission' attend une valeur."),
        (["build", "demain"], "Erreur : Argument en trop : demain"),
        (["demo", "--graine", "sept"], "'--graine' : 'sept' n’est pas un nombre entier."),
        (["demo", "--graine", "-1"], "'--graine' : -1 est hors des bornes (x>=0)."),
        (["demo", "--dossier", "README.md"], "est un fichier, un dossier est attendu."),
        (["check", "--comission", "x"], "Vouliez-vous écrire '--commission' ?"),
    ],
)
def test_usage_errors_are_in_french_and_exit_with_2(words, message):
    done = call(*words, env={**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
    assert done.returncode == 2
    assert message in done.stderr.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_french_words_are_those_of_the_catalogue():
    folder = ROOT / "hdflib" / "locale" / "fr" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source:
        wanted = {str(list(m.id) if m.pluralizable else m.id): m for m in read_po(source) if m.id}
    with (folder / "messages.mo").open("rb") as compiled:
        found = {str(list(m.id) if m.pluralizable else m.id): m for m in read_mo(compiled) if m.id}
    assert wanted.keys() == found.keys()
    for key, message in wanted.items():
        assert list(found[key].string) == list(message.string)


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


def test_audit_attacks_the_published_tables():
    done = call("audit", "--commission", "2022-06-16")
    assert done.returncode == 0
    assert "Audit du secret statistique (seuil 11)" in done.stdout
    assert "0 effectif masqué" in done.stdout


def test_audit_names_a_leak_and_exits_with_1(tmp_path):
    for folder in ("data", "params", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    table = tmp_path / "data" / "2022-06-16" / "sans_abri.csv"
    # Hidden alone, the 4 of the Aisne is the total of the région less the others.
    text = table.read_text("utf-8").replace("30;14;", "30;s;").replace(";334;", ";324;")
    table.write_text(text, "utf-8")
    done = call("audit", root=tmp_path)
    assert done.returncode == 1
    assert "vaut exactement 4" in done.stdout


@pytest.mark.parametrize("folder", ["", "absent"])
def test_aggregate_without_extracts_says_which_files_it_expects(tmp_path, folder):
    done = call("aggregate", "--extracts", str(tmp_path / folder))
    assert done.returncode == 2
    assert "Fichiers attendus : sne_attributions.csv" in done.stderr


def test_demo_never_replaces_a_folder_that_it_did_not_make(tmp_path):
    note = tmp_path / "notes" / "à garder.txt"
    note.parent.mkdir()
    note.write_text("important", "utf-8")
    done = call("demo", "--dossier", str(note.parent))
    assert done.returncode == 2
    words = " ".join(done.stderr.split())
    assert "n’a pas été fait par « hdf demo » : il n’est pas remplacé." in words
    assert "Choisissez un autre dossier avec --dossier." in words
    assert [path.name for path in tmp_path.rglob("*")] == ["notes", "à garder.txt"]
    assert note.read_text("utf-8") == "important"


def test_outside_a_project_the_command_says_where_to_go(tmp_path):
    done = call("list", root=tmp_path)
    assert done.returncode == 2
    assert "Aucun projet hdflib ici" in done.stderr

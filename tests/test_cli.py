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
    for name in ("aggregate", "audit", "build", "check", "cotation", "demo", "list"):
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
        (["cotation", "grille.yml"], "Erreur : Il manque 'DEMANDES'."),
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


GRID = "data/reference/cotation/245900428.yml"
REQUESTS = """numero_unique;date_depot;label;situation;quartile
059210100000000001;16/07/2021;DALO;hôtel;Q2
059210100000000002;01/06/2022;aucun;logé;Q1
059210100000000003;01/06/2022;aucun;logé;Q1
059210100000000004;17/06/2022;aucun;logé;Q1
"""


@pytest.fixture
def requests(tmp_path):
    path = tmp_path / "demandes.csv"
    path.write_text(REQUESTS, "utf-8")
    return path


def test_cotation_says_what_the_grid_guarantees_and_writes_the_points(requests):
    words = ["cotation", GRID, str(requests), "--au", "2022-06-16"]
    done = call(*words, "--admettre-colonnes-absentes")
    assert done.returncode == 0
    said = done.stdout.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Sans critère prioritaire, une demande a au plus 29 points" in said
    assert "4 lignes lues, 3 retenues ; écartées : postérieure à l’observation (1)" in said
    assert "  demolition : « Logement bientôt démoli »" in said
    # Three requests are few: no count of them is shown.
    line = next(row for row in said.splitlines() if row.startswith("De 30 à 59 points"))
    assert line.split()[-1] == "s"
    written = requests.with_name("demandes.cotation.csv")
    assert f"Écrit : {written}." in said
    # 1 000 and 1 of seniority, then 30 for a first quartile.
    assert written.read_text("utf-8").splitlines()[1:] == [
        "059210100000000001;1001;1;dalo, anciennete",
        "059210100000000002;30;2;premier_quartile",
        "059210100000000003;30;2;premier_quartile",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "des colonnes de la grille sont absentes de ce fichier"),
        (["--sortie", "data/points.csv"], "seul data/extracts/ peut en contenir"),
        (["--au", "16/06/2022"], "« 16/06/2022 » n’est pas une date AAAA-MM-JJ."),
    ],
)
def test_cotation_refuses_and_quotes_no_request(requests, options, message):
    done = call("cotation", GRID, str(requests), *options)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert "0592101" not in done.stdout + done.stderr
    assert [path.name for path in requests.parent.iterdir()] == ["demandes.csv"]


def test_cotation_gives_the_problems_of_a_grid(tmp_path, requests):
    grid = tmp_path / "grille.yml"
    text = (ROOT / GRID).read_text("utf-8")
    grid.write_text(text.replace("points: 500", "points: 29"), "utf-8")
    done = call("cotation", str(grid), str(requests))
    assert done.returncode == 2
    assert "grille.yml" in done.stderr
    assert not requests.with_name("demandes.cotation.csv").exists()


def test_outside_a_project_the_command_says_where_to_go(tmp_path):
    done = call("list", root=tmp_path)
    assert done.returncode == 2
    assert "Aucun projet hdflib ici" in done.stderr


def stock(value, periode="2022-05-31", territoire="59"):
    """Give the row of a stock, whose value is a secret if it is empty."""
    shown = value or "s"
    return ("context", "stock", "", territoire, periode, "", value, "ménages", shown)


@pytest.fixture
def compare(tmp_path):
    """Run hdf diff on the editions of the test."""
    environment = {**os.environ, "COLUMNS": "80"}
    return lambda *words: call(
        "diff", *words, "--outputs", str(tmp_path / "outputs"), env=environment
    )


def test_diff_gives_what_moved_and_exits_with_1(write_built, compare, tmp_path):
    old = [stock("1413"), stock("12", territoire="62"), stock("7", "2021")]
    new = [stock("1450"), stock("", territoire="62"), stock("7", "2020")]
    write_built("2022-06-16", "59", old)
    corrected = write_built("corrigee", "59", new).parent
    done = compare("2022-06-16", str(corrected))
    assert done.returncode == 1
    said = done.stdout.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Avant : 2022-06-16, commission du 16 juin 2022" in said
    assert "2 chiffres modifiés, 1 apparu, 1 disparu." in said
    lines = said.splitlines()
    rank = next(i for i, line in enumerate(lines) if line.startswith("Territoire"))
    # What became secret, then the number, then the year that left and the one that came.
    values = [line for line in lines[rank + 1 :] if line[0] != " "]
    assert [line.split()[0] for line in values] == ["Pas-de-Calais", "Nord", "Nord", "Nord"]
    assert values[0].split()[-2:] == ["n’est", "plus"]
    assert values[1].endswith("1413         1450         +37 (+3 %)    ")
    assert values[2].rstrip().endswith("disparu")
    assert values[3].rstrip().endswith("apparu")
    assert max(map(len, lines[rank:])) <= 80


def test_diff_between_commissions_follows_the_observation_dates(write_built, compare):
    write_built("2022-06-16", "59", [stock("1413")])
    write_built("2022-09-29", "59", [stock("1500", "2022-08-31")], date="2022-09-29")
    done = compare("2022-06-16", "2022-09-29")
    assert done.returncode == 1
    assert "1\u00a0chiffre modifié, 0\u00a0apparu, 0\u00a0disparu." in done.stdout
    assert "31 août 2022)" in " ".join(done.stdout.split())


def test_diff_of_equal_figures_exits_with_0(write_built, compare):
    write_built("2022-06-16", "59", [stock("1413")])
    done = compare("2022-06-16", "2022-06-16")
    assert done.returncode == 0
    assert done.stdout.endswith("Aucun chiffre n’a changé.\n")


@pytest.mark.parametrize(("words", "listed"), [((), 20), (("--tout",), 23)])
def test_diff_lists_the_first_twenty_or_all(write_built, compare, words, listed):
    years = range(2000, 2023)
    write_built("2022-06-16", "59", [stock("1", str(year)) for year in years])
    other = write_built("b", "59", [stock("2", str(year)) for year in years]).parent
    done = compare("2022-06-16", str(other), *words)
    assert done.stdout.count("+1 (+100") == listed
    assert ("… et 3 autres : ajoutez --tout pour tout voir." in done.stdout) == (listed == 20)


def test_diff_keeps_some_packs_and_writes_a_page(write_built, compare, tmp_path):
    for name, value in (("2022-06-16", "1"), ("2022-09-29", "2")):
        for code in ("32", "59"):
            write_built(name, code, [stock(value, "2021", code)])
    page = tmp_path / "page.html"
    done = compare("2022-06-16", "2022-09-29", "--territoire", "Nord", "--page", str(page))
    assert done.returncode == 1
    assert "1\u00a0chiffre modifié" in done.stdout
    assert f"Écrit : {page}" in done.stdout
    text = page.read_text("utf-8").partition("</style>")[2]
    assert "<dt>Dossiers comparés</dt><dd>Nord</dd>" in text
    assert 'id="territoire-59"' in text
    assert 'id="territoire-32"' not in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("2022-06-16", "2021-01-01"), "La commission « 2021-01-01 » n’existe pas."),
        (("2022-06-16", "ailleurs"), "« ailleurs » n’existe pas."),
        (("2022-06-16", "docs"), "« docs » ne contient pas de chiffres"),
        (("2022-06-16", "README.md"), "n’est pas un fichier de chiffres"),
        (("2022-06-16", "2022-06-16", "--territoire", "75"), "pas de dossier « 75 » en commun"),
    ],
)
def test_diff_of_what_cannot_be_compared_exits_with_2(write_built, compare, words, message):
    write_built("2022-06-16", "59", [stock("1413")])
    done = compare(*words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_diff_of_an_edition_that_is_not_built_says_how_to_build_it(compare):
    done = compare("2022-06-16", "2022-06-16")
    assert done.returncode == 2
    assert "Produisez-la : hdf build --commission 2022-06-16" in done.stderr


def test_diff_needs_two_sides(compare):
    done = compare("2022-06-16")
    assert done.returncode == 2
    assert "APRES" in done.stderr

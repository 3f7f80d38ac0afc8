"""Each way of spoiling a project gives its sentence, and all of them come in one report."""

import pytest
from click.testing import CliRunner

from hdflib.cli import hdf

FOLDER = "data/2022-10-14"
MENAGES = f"{FOLDER}/menages_prioritaires.csv"
FNAVDL = f"{FOLDER}/fnavdl_enveloppes.csv"
REPERES = f"{FOLDER}/reperes/context.csv"
PARAMS = "params/2022-10-14.yml"
COLUMNS = (
    "Colonnes attendues : territoire ; objectif_annuel ; attributions ; attributions_n_1 ; "
    "attributions_totales ; poids_attributions ; stock ; stock_debut_annee ; source."
)
CODES = (
    "Codes admis : 32, 02, 59, 60, 62, 80, ou le SIREN d’un EPCI de la région "
    "(liste dans data/reference/)."
)
DECLARE = (
    "Corrigez les valeurs, ou laissez le total vide pour qu’il soit calculé ; si l’écart est dans "
    "la source, déclarez-le dans params, sous « acceptations » (fichier, colonne, motif)."
)
ABSENT = (
    "Si la donnée manque, laissez la cellule vide, ou écrivez « en cours » (de finalisation) ou "
    "« s » (secret statistique)."
)
NO_FILE = (
    "Ce fichier manque, alors que params annonce sa date d’observation. "
    "Ajoutez le fichier, ou retirez sa date de « observation » si rien n’a été transmis."
)
EMPTY = "Saisissez au moins une ligne de données, ou supprimez le fichier si rien n’a été transmis."


@pytest.mark.parametrize(
    ("path", "old", "new", "sentence"),
    [
        (
            MENAGES,
            "attributions_n_1;",
            "",
            f"{MENAGES}, ligne 1, colonne « attributions_n_1 » : Cette colonne manque. {COLUMNS}",
        ),
        (
            MENAGES,
            "\n59;",
            "\n75;",
            f"{MENAGES}, ligne 3, colonne « territoire » : Ce territoire est inconnu. "
            f"Valeur lue : « 75 ». {CODES}",
        ),
        (
            MENAGES,
            "\n59;",
            "\n02;1;1;;;;1;1;\n59;",
            f"{MENAGES}, ligne 3 : Cette ligne répète la ligne 2 (même territoire). "
            "Valeur lue : « 02 ». Gardez une seule des deux lignes.",
        ),
        (
            MENAGES,
            "3 649",
            "3 649 ménages",
            f"{MENAGES}, ligne 3, colonne « stock » : Un nombre est attendu. "
            "Valeur lue : « 3 649 ménages ». "
            "Saisissez un nombre seul, sans mot ni symbole (« 1 413 », « 3,8 »).",
        ),
        (
            MENAGES,
            "3 649",
            "n.d.",
            f"{MENAGES}, ligne 3, colonne « stock » : Un nombre est attendu. "
            "Valeur lue : « n.d. ». Saisissez un nombre seul, sans mot ni symbole "
            f"(« 1 413 », « 3,8 »). {ABSENT}",
        ),
        (
            MENAGES,
            "459",
            "-459",
            f"{MENAGES}, ligne 2, colonne « attributions » : Un nombre positif ou nul est "
            "attendu. Valeur lue : « -459 ». Corrigez le signe.",
        ),
        (
            MENAGES,
            "459",
            "459,5",
            f"{MENAGES}, ligne 2, colonne « attributions » : Un nombre entier est attendu. "
            "Valeur lue : « 459,5 ». "
            "Écrivez-le sans décimales, avec une espace entre les milliers (« 1 413 »).",
        ),
        (
            MENAGES,
            "1 413",
            "1.413",
            f"{MENAGES}, ligne 3, colonne « attributions » : Un point suivi de trois chiffres "
            "peut se lire de deux façons. Valeur lue : « 1.413 ». "
            "Écrivez « 1 413 » pour des milliers, « 1,413 » pour des décimales.",
        ),
        (
            MENAGES,
            "15,7 %",
            "157 %",
            f"{MENAGES}, ligne 3, colonne « poids_attributions » : Un pourcentage entre 0 et "
            "100 % est attendu. Valeur lue : « 157 % ». "
            "Vérifiez la valeur : une part ne dépasse pas 100 %.",
        ),
        (
            MENAGES,
            "15,7 %",
            "0,157",
            f"{MENAGES}, ligne 3, colonne « poids_attributions » : Ce pourcentage peut se lire "
            "de deux façons. Valeur lue : « 0,157 ». "
            "Écrivez-le avec son signe : « 0,5 % » ou « 50 % ».",
        ),
        (
            MENAGES,
            "9 000",
            "1 412",
            f"{MENAGES}, ligne 3, colonne « attributions » : « attributions » dépasse "
            "« attributions_totales » (1 412). Valeur lue : « 1 413 ». "
            "Corrigez l’une des deux valeurs.",
        ),
        (
            MENAGES,
            "3 859",
            "3 860",
            f"{MENAGES}, ligne 7, colonne « attributions » : Le total diffère de la somme des "
            f"départements (3\u202f859). Valeur lue : « 3 860 ». {DECLARE}",
        ),
        (
            MENAGES,
            "4 804;1",
            "4 804;;1",
            f"{MENAGES}, ligne 3 : 9 cellules sont attendues, 10 lues. Vérifiez les séparateurs "
            "de la ligne ; un texte qui contient un séparateur se met entre guillemets.",
        ),
        (
            MENAGES,
            "3 181;SYPLO",
            '3 181;"SYPLO',
            f"{MENAGES}, ligne 3 : Un guillemet n’est pas fermé ou est mal placé. "
            "Doublez les guillemets qui font partie du texte et fermez la cellule.",
        ),
        (
            FNAVDL,
            "59;200;100;301",
            "59;200;100;302",
            f"{FNAVDL}, ligne 3, colonne « enveloppe » : Le total diffère de la somme des "
            f"colonnes associations et bailleurs (300). Valeur lue : « 302 ». {DECLARE}",
        ),
        (
            FNAVDL,
            "2022;59",
            "2022-01;59",
            f"{FNAVDL}, ligne 3, colonne « annee » : Une année entre 1900 et 2100 est attendue. "
            "Valeur lue : « 2022-01 ». Écrivez-la sur quatre chiffres, par exemple 2022.",
        ),
        (
            REPERES,
            "2022-09;",
            "31/09/2022;",
            f"{REPERES}, ligne 2, colonne « periode » : Cette date n’existe pas. "
            "Valeur lue : « 31/09/2022 ». Vérifiez le mois (01 à 12) et le jour.",
        ),
        (
            REPERES,
            "2022-09;",
            "septembre;",
            f"{REPERES}, ligne 2, colonne « periode » : Une date est attendue. "
            "Valeur lue : « septembre ». "
            "Écrivez-la AAAA-MM-JJ ou JJ/MM/AAAA (ou seulement AAAA-MM, ou AAAA).",
        ),
        (
            REPERES,
            "evolution_attributions",
            "evolution_atributions",
            f"{REPERES}, ligne 2, colonne « indicateur » : Cet indicateur est inconnu. "
            "Valeur lue : « evolution_atributions ». Vouliez-vous écrire "
            "« evolution_attributions » ? Les codes et leurs définitions sont dans "
            "data/reference/indicateurs.csv ; ajoutez-y une ligne pour un nouvel indicateur.",
        ),
        (
            PARAMS,
            "service: DREAL",
            "service: DREAL\nsevice: DREAL",
            f"{PARAMS}, ligne 4, clé « sevice » : Cette clé est inconnue. Vouliez-vous écrire "
            "« service » ?",
        ),
        (
            PARAMS,
            "section: news",
            "section: actualites",
            f"{PARAMS}, ligne 15, clé « agenda.4.section » : Cette section est inconnue. "
            "Valeur lue : « actualites ». Noms admis : context, fnavdl, logement_dabord, news, "
            "priority_households.",
        ),
        (
            PARAMS,
            '"59"]',
            '"75"]',
            f"{PARAMS}, ligne 5, clé « territoires.3 » : Ce territoire est inconnu. "
            "Valeur lue : « 75 ». Codes admis : 32, 02, 59, 60, 62, 80.",
        ),
        (
            PARAMS,
            '"59"]',
            '"02"]',
            f"{PARAMS}, ligne 5, clé « territoires.3 » : Ce territoire figure deux fois. "
            "Valeur lue : « 02 ». Gardez-le une seule fois.",
        ),
        (
            PARAMS,
            'region: "32"',
            'region: "99"',
            f"{PARAMS}, ligne 4, clé « region » : Les données de référence de cette région "
            "manquent. Valeur lue : « 99 ». "
            "Pour les produire : python scripts/make_reference.py --region 99",
        ),
        (
            PARAMS,
            "  menages_prioritaires: 2022-09-30\n",
            "",
            f"{PARAMS}, ligne 6, clé « observation » : La date d’observation de "
            "menages_prioritaires.csv manque. "
            "Ajoutez « menages_prioritaires: AAAA-MM-JJ » sous « observation ».",
        ),
        (
            PARAMS,
            "2022-09-30",
            "2022-09-30\n  sans_abri: 2022-09-30",
            f"{FOLDER}/sans_abri.csv : {NO_FILE}",
        ),
    ],
)
def test_a_spoilt_value_gives_one_sentence(project, path, old, new, sentence):
    project.replace(path, old, new)
    assert project.report() == [sentence]


def test_other_forms_of_the_same_table_are_accepted(project):
    text = (project.root / MENAGES).read_text("utf-8")
    for content in (
        text.encode("cp1252"),
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.replace(";", "\t").encode(),
        text.replace("\n", ";;\r\n").encode(),
        text.replace(" ", "\u00a0").replace("en\u00a0cours", "En cours").encode("cp1252"),
        text.replace("1 413", "1\u202f413").replace("3 649", "3\u2009649").encode(),
        text.replace("15,7 %", "15.7%").encode(),
        text.replace("\n59;", "\nNord;").replace("\n02;", "\n2;").encode(),
        text.replace("attributions_n_1", " Attributions N 1").encode(),
    ):
        project.write(MENAGES, content)
        row = project.read().tables["menages_prioritaires"].row(territoire="59")
        assert row.cells["attributions"].value == 1413
        assert row.cells["stock"].value == 3649
        assert row.cells["poids_attributions"].value == 0.157


@pytest.mark.parametrize(
    ("content", "constat"),
    [
        (b"", f"Le fichier est vide. {EMPTY}"),
        (b"territoire;stock\n", f"Le fichier n’a que sa ligne de titres. {EMPTY}"),
        (
            b"PK\x03\x04\0\0",
            "Ce fichier n’est pas un texte CSV lisible. "
            "Enregistrez-le au format « CSV UTF-8 (délimité par des points-virgules) ».",
        ),
    ],
)
def test_a_file_that_is_not_a_table(project, content, constat):
    project.write(MENAGES, content)
    assert project.report() == [f"{MENAGES} : {constat}"]


def test_a_misspelt_file_name(project):
    (project.root / MENAGES).rename(project.root / FOLDER / "menage_prioritaire.csv")
    assert project.report() == [
        f"{FOLDER}/menage_prioritaire.csv : Ce fichier n’est prévu par aucune section. "
        "Vouliez-vous l’appeler « menages_prioritaires.csv » ?",
        f"{MENAGES} : {NO_FILE}",
    ]


@pytest.mark.parametrize(
    "name",
    ["menages_prioritaires.xlsx", "menages_prioritaires.CSV", "menages_prioritaires.csv.txt"],
)
def test_a_table_in_another_format(project, name):
    (project.root / MENAGES).rename(project.root / FOLDER / name)
    assert sorted(project.report()) == sorted(
        [
            f"{MENAGES} : {NO_FILE}",
            f"{FOLDER}/{name} : Ce fichier n’est pas lu : seuls ceux dont le nom finit par "
            "« .csv » le sont. Enregistrez-le au format CSV UTF-8. "
            "Vouliez-vous l’appeler « menages_prioritaires.csv » ?",
        ]
    )


def test_a_folder_or_a_broken_link_in_place_of_a_table(project):
    (project.root / MENAGES).unlink()
    (project.root / MENAGES).mkdir()
    (project.root / FNAVDL).unlink()
    (project.root / FNAVDL).symlink_to("nowhere")
    unreadable = (
        "Ce fichier est introuvable ou ne peut pas être ouvert. Vérifiez qu’il existe, "
        "que ce n’est pas un dossier et que vous avez le droit de le lire."
    )
    assert project.report() == [f"{FNAVDL} : {unreadable}", f"{MENAGES} : {unreadable}"]


def test_no_folder_of_figures(project):
    (project.root / FOLDER).rename(project.root / "data" / "2022-10-15")
    assert project.report() == [
        f"{FOLDER} : Ce dossier manque. Créez-le et placez-y les tables de la commission."
    ]


def test_indicators_to_mend_do_not_hide_the_tables_nor_blame_the_landmarks(project):
    project.write("data/reference/indicateurs.csv", "")
    project.replace(MENAGES, "3 649", "beaucoup")
    assert [problem.split(" : ")[0] for problem in project.report()] == [
        f"{MENAGES}, ligne 3, colonne « stock »",
        "data/reference/indicateurs.csv",
    ]


def test_a_misspelt_section_does_not_blame_its_landmarks(project):
    project.replace(PARAMS, "section: context", "section: contexte")
    assert len(project.report()) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("commission: 2022-10-14", "commission: hier"),
        ("titre: Commission spécialisée", "titre:"),
        ("service: DREAL", "servce: DREAL"),
        ('["32", "02", "59"]', "59"),
        ("2022-09-30", "30/09/2022"),
        ("observation:", "observation: rien\nobservations:"),
        ("  - section: context\n", "  - sections: context\n"),
        ("[0.5, 0.75, 1.0]", "[1, 0]"),
        ("seuils:", "acceptations: aucune\nseuils:"),
    ],
)
def test_params_to_mend_do_not_hide_the_tables(project, old, new):
    project.replace(PARAMS, old, new)
    project.replace(MENAGES, "3 649", "beaucoup")
    project.replace(FNAVDL, "2022;80;30;15;45 €", "2022;80;30;15;450 €")
    report = project.report()
    assert any(problem.startswith(f"{PARAMS}, ") for problem in report)
    assert [problem.split(" : ")[0] for problem in report if problem.startswith("data")] == [
        f"{FNAVDL}, ligne 6, colonne « enveloppe »",
        f"{FNAVDL}, ligne 7, colonne « enveloppe »",
        f"{MENAGES}, ligne 3, colonne « stock »",
    ]


def test_without_a_region_only_params_can_be_checked(project):
    project.replace(PARAMS, 'region: "32"', "region:")
    project.replace(MENAGES, "3 649", "beaucoup")
    assert project.report() == [
        f"{PARAMS}, ligne 4, clé « region » : Cette clé obligatoire manque ou est vide. "
        "Ajoutez-la avec sa valeur."
    ]


def spoil(project):
    """Spoil every file in several ways."""
    project.replace(PARAMS, "service: DREAL", "servce: DREAL")
    project.replace(PARAMS, "[0.5, 0.75, 1.0]", "[1, 0]")
    project.replace(MENAGES, "\n59;4 804", "\n75;4 804")
    project.replace(MENAGES, "2 993", "-2 993")
    project.replace(MENAGES, "80;1 034;487", "80;1 034;48700")
    project.replace(FNAVDL, "301", "999")
    project.replace(REPERES, "-3 %", "trois")
    project.write(f"{FOLDER}/sans_abris.csv", "territoire\n32\n")


def test_one_report_of_all_problems_by_file_and_line(project):
    spoil(project)
    assert [problem.split(" : ")[0] for problem in project.report()] == [
        f"{FNAVDL}, ligne 3, colonne « enveloppe »",
        f"{FNAVDL}, ligne 7, colonne « enveloppe »",
        f"{MENAGES}, ligne 3, colonne « territoire »",
        f"{MENAGES}, ligne 5, colonne « objectif_annuel »",
        f"{MENAGES}, ligne 6, colonne « attributions »",
        f"{REPERES}, ligne 2, colonne « valeur »",
        f"{FOLDER}/sans_abris.csv",
        f"{PARAMS}, clé « service »",
        f"{PARAMS}, ligne 3, clé « servce »",
        f"{PARAMS}, ligne 18, clé « seuils.taux_objectif »",
    ]


def test_the_command_prints_the_report_and_ends_with_2(project, monkeypatch):
    spoil(project)
    monkeypatch.setenv("HDF_ROOT", str(project.root))
    done = CliRunner().invoke(hdf, ["check"])
    assert done.exit_code == 2
    assert "10 problèmes à corriger dans les données" in done.stderr
    assert f"4. {MENAGES}, ligne 5, colonne « objectif_annuel »" in done.stderr
    assert "Traceback" not in done.output


def test_a_rounding_is_a_remark_and_a_declared_gap_gives_its_reason(project):
    project.replace(MENAGES, "8 514", "8 500")
    project.replace(
        PARAMS,
        "seuils:",
        "acceptations:\n  - fichier: menages_prioritaires.csv\n    colonne: stock\n"
        "    motif: Arrondi par SYPLO.\nseuils:",
    )
    remarks = [(remark.section, remark.texte) for remark in project.read().remarques]
    assert remarks == [
        (
            "priority_households",
            "Stock Hauts-de-France : total publié 8\u202f500, somme des départements 8\u202f514. "
            "Écart admis : Arrondi par SYPLO.",
        ),
        (
            "fnavdl",
            "Bailleurs 2022, Hauts-de-France : total publié 181, somme des départements 180 "
            "(arrondi).",
        ),
        (
            "fnavdl",
            "Enveloppe 2022, Nord : total publié 301, somme des colonnes associations et "
            "bailleurs 300 (arrondi).",
        ),
    ]


def test_sections_without_data_are_announced_and_the_check_succeeds(project, monkeypatch):
    (project.root / MENAGES).unlink()
    project.replace(PARAMS, "  menages_prioritaires: 2022-09-30\n", "")
    monkeypatch.setenv("HDF_ROOT", str(project.root))
    done = CliRunner().invoke(hdf, ["check"])
    assert done.exit_code == 0
    missing = [line for line in done.stdout.splitlines() if "Données non transmises" in line]
    assert missing == [
        "Données non transmises : Ménages prioritaires",
        "Données non transmises : Actualités",
    ]
    assert "Données valides." in done.stdout

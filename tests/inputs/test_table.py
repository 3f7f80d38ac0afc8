import pytest

from hdflib.figures import Etat, Source
from hdflib.inputs import cells
from hdflib.inputs.schema import SOURCE, TERRITOIRE, Column, Schema, nombre, texte
from hdflib.inputs.table import read_table
from hdflib.inputs.tables import SCHEMAS, landmarks, schemas

STOCKS = Schema(
    "stocks",
    "news",
    "stocks",
    "Stocks",
    (TERRITOIRE, Column("annee", "Année", cells.year), nombre("stock", "Stock"), SOURCE),
    ("territoire", "annee"),
)
EPCI = Schema("epci", "news", "EPCI", "EPCI", (texte("epci", "SIREN de l’EPCI"),), ("epci",))
COLUMNS = "Colonnes attendues : territoire ; annee ; stock ; source."
CODES = (
    "Codes admis : 32, 02, 59, 60, 62, 80, ou le SIREN d’un EPCI de la région "
    "(liste dans data/reference/)."
)
ABSENT = (
    "Si la donnée manque, laissez la cellule vide, ou écrivez « en cours » (de finalisation) ou "
    "« s » (secret statistique)."
)


@pytest.fixture
def read(tmp_path, territoires):
    def read(content, schema=STOCKS, parsers=None):
        path = tmp_path / "stocks.csv"
        path.write_text(content, encoding="utf-8")
        problems = []
        table = read_table(schema, path, "stocks.csv", territoires, problems, parsers or {})
        return table, [str(problem) for problem in problems]

    return read


def test_values_states_and_sources(read):
    table, problems = read(
        "Territoire;Année;stock;SOURCE\n"
        "Nord;2022;3 649;SNE\n2;2022;;\n60;2022;En cours;\n62;;s;\n32;2021;non transmis;SNE\n"
    )
    assert problems == []
    assert [row.text("territoire") for row in table] == ["59", "02", "60", "62", "32"]
    assert [row.cells["stock"].value for row in table] == [3649, None, None, None, None]
    assert [row.cells["stock"].etat for row in table] == [
        Etat.CONNU,
        Etat.NON_TRANSMIS,
        Etat.EN_COURS,
        Etat.SECRET,
        Etat.NON_TRANSMIS,
    ]
    first = table.row(territoire="59")
    assert table.source(first, "stock") == Source("stocks.csv", 2, "stock", "SNE")
    assert [row.ligne for row in table.where(annee="2022")] == [2, 3, 4]
    assert table.row(territoire="80") is None
    assert list(table.frame.columns) == ["territoire", "annee", "stock", "source"]
    assert table.frame["stock"].tolist()[0] == 3649
    assert table.frame["stock"].isna().sum() == 4


def test_columns_may_come_in_any_order(read):
    table, problems = read("stock;source;territoire;annee\n7;SNE;59;2022\n")
    assert problems == []
    assert table.frame.values.tolist() == [["59", "2022", 7, "SNE"]]


def test_a_source_column_is_not_needed_to_name_a_source(read, territoires):
    table, _ = read("epci\nMEL\n", EPCI)
    assert table.source(table.rows[0], "epci") == Source("stocks.csv", 2, "epci", "")


def test_each_missing_column_is_named(read):
    assert read("territoire;stock\n59;1\n") == (
        None,
        [
            f"stocks.csv, ligne 1, colonne « annee » : Cette colonne manque. {COLUMNS}",
            f"stocks.csv, ligne 1, colonne « source » : Cette colonne manque. {COLUMNS}",
        ],
    )


def test_a_misspelt_column_gets_a_suggestion(read):
    assert read("territoire;annee;Stocks;source\n59;2022;1;\n")[1] == [
        f"stocks.csv, ligne 1, colonne « stock » : Cette colonne manque. {COLUMNS}",
        "stocks.csv, ligne 1 : Cette colonne n’est pas prévue. Valeur lue : « Stocks ». "
        f"Vouliez-vous écrire « stock » ? {COLUMNS}",
    ]


def test_unexpected_repeated_and_untitled_columns(read):
    assert read("territoire;annee;stock;;Stock;source;xyz\n59;2022;1;;2;;\n")[1] == [
        f"stocks.csv, ligne 1 : Une colonne est sans titre. {COLUMNS}",
        "stocks.csv, ligne 1, colonne « stock » : Cette colonne figure plusieurs fois. "
        "Gardez-en une.",
        "stocks.csv, ligne 1 : Cette colonne n’est pas prévue. Valeur lue : « xyz ». " + COLUMNS,
    ]


def test_a_title_above_the_header_is_one_problem(read):
    table, problems = read("\nStocks au 31 mai;;;\nterritoire;annee;stock;source\n59;2022;1;\n")
    assert table is None
    assert problems == [
        "stocks.csv, ligne 2 : Les titres de colonnes ne sont pas sur cette ligne. "
        f"Valeur lue : « Stocks au 31 mai ». {COLUMNS}"
    ]


def test_all_problems_of_a_table_come_together(read):
    table, problems = read(
        "territoire;annee;stock;source\n"
        "75;2022;1;\n"
        "Nordd;2022;2;\n"
        ";2022;3;\n"
        "59;22;douze;\n"
        "60;2022;-5;\n"
        "62;2022\n"
        "80;2022;1;2;3\n"
        "02;2022;4;\n"
        "Aisne;2022;4;\n"
    )
    assert [row.ligne for row in table] == [2, 3, 4, 5, 6, 9, 10]
    assert problems == [
        "stocks.csv, ligne 2, colonne « territoire » : Ce territoire est inconnu. "
        f"Valeur lue : « 75 ». {CODES}",
        "stocks.csv, ligne 3, colonne « territoire » : Ce territoire est inconnu. "
        f"Valeur lue : « Nordd ». Vouliez-vous écrire « Nord » ? {CODES}",
        "stocks.csv, ligne 4, colonne « territoire » : Cette cellule doit être remplie. Contenu "
        "attendu : « Code INSEE de la région ou du département, ou SIREN de l’EPCI ».",
        "stocks.csv, ligne 5, colonne « annee » : Une année entre 1900 et 2100 est attendue. "
        "Valeur lue : « 22 ». Écrivez-la sur quatre chiffres, par exemple 2022.",
        "stocks.csv, ligne 5, colonne « stock » : Un nombre est attendu. Valeur lue : « douze ». "
        f"Saisissez un nombre seul, sans mot ni symbole (« 1 413 », « 3,8 »). {ABSENT}",
        "stocks.csv, ligne 6, colonne « stock » : Un nombre positif ou nul est attendu. "
        "Valeur lue : « -5 ». Corrigez le signe.",
        "stocks.csv, ligne 7 : 4 cellules sont attendues, 2 lues. Vérifiez les séparateurs de la "
        "ligne ; un texte qui contient un séparateur se met entre guillemets.",
        "stocks.csv, ligne 8 : 4 cellules sont attendues, 5 lues. Vérifiez les séparateurs de la "
        "ligne ; un texte qui contient un séparateur se met entre guillemets.",
        "stocks.csv, ligne 10 : Cette ligne répète la ligne 9 (même territoire, annee). "
        "Valeur lue : « Aisne ; 2022 ». Gardez une seule des deux lignes.",
    ]


def test_keys_that_cannot_be_read_repeat_nothing(read):
    _, problems = read(
        "territoire;annee;stock;source\n75;2022;1;\n76;2022;1;\n59;21;1;\n59;20;1;\n;2022;1;\n"
        ";2022;1;\n"
    )
    assert len(problems) == 6
    assert not any("répète" in problem for problem in problems)


def test_an_empty_optional_key_repeats(read):
    _, problems = read("territoire;annee;stock;source\n59;;1;\n59;;2;\n")
    assert problems == [
        "stocks.csv, ligne 3 : Cette ligne répète la ligne 2 (même territoire, annee). "
        "Valeur lue : « 59 ». Gardez une seule des deux lignes."
    ]


def test_every_repetition_names_the_first_row(read):
    _, problems = read("territoire;annee;stock;source\n59;2022;1;\n59;2022;2;\n59;2022;3;\n")
    assert [problem.split(" (")[0] for problem in problems] == [
        "stocks.csv, ligne 3 : Cette ligne répète la ligne 2",
        "stocks.csv, ligne 4 : Cette ligne répète la ligne 2",
    ]


def test_a_long_value_is_shortened_on_one_line(read):
    _, problems = read("territoire;annee;stock;source\n59;2022;" + "x\u200by" * 40 + ";\n")
    assert f"Valeur lue : « {('x�y' * 40)[:79]}… »." in problems[0]


@pytest.mark.parametrize("text", ["59", "Lile", "123456789"])
def test_a_column_of_epci_takes_only_epci(read, text):
    _, problems = read(f"epci\n{text}\n", EPCI)
    assert problems == [
        f"stocks.csv, ligne 2, colonne « epci » : Cet EPCI est inconnu. Valeur lue : « {text} ». "
        "Écrivez le SIREN d’un EPCI de la région (liste dans data/reference/)."
    ]


def test_landmarks_are_parsed_by_their_indicator(read):
    parsers = {"evolution": cells.change, "stock": cells.decimal}
    head = "rubrique;indicateur;public;territoire;periode;modalite;valeur;environ;source\n"
    table, problems = read(
        head
        + "R;evolution;;32;2022;;-3 %;oui;\nR;stock;;32;31/05/2022;;8 500;;\n"
        + "R;stock;;32;2022;;en cours;;\nR;stocks;;32;2022;;1;;\nR;evolution;;32;2021;;deux;;\n",
        landmarks("news"),
        parsers,
    )
    assert [row.cells["valeur"].value for row in table] == [-0.03, 8500, None, None, None]
    assert table.rows[1].text("periode") == "2022-05-31"
    assert table.rows[2].cells["valeur"].etat is Etat.EN_COURS
    assert problems == [
        "stocks.csv, ligne 5, colonne « indicateur » : Cet indicateur est inconnu. "
        "Valeur lue : « stocks ». Vouliez-vous écrire « stock » ? Les codes et leurs définitions "
        "sont dans data/reference/indicateurs.csv ; ajoutez-y une ligne pour un nouvel "
        "indicateur.",
        "stocks.csv, ligne 6, colonne « valeur » : Un nombre est attendu. Valeur lue : « deux ». "
        f"Saisissez un nombre seul, sans mot ni symbole (« 1 413 », « 3,8 »). {ABSENT}",
    ]


def test_schemas_hold_together():
    every = schemas(["context", "news"])
    assert set(every) == {*SCHEMAS, "reperes/context", "reperes/news"}
    for schema in every.values():
        names = [column.nom for column in schema.colonnes]
        used = {
            *schema.cle,
            *schema.composantes,
            *(name for pair in schema.bornes for name in pair),
        }
        assert used <= set(names), schema.nom
        assert len(names) == len(set(names)), schema.nom
        assert ("fin" in names) <= ("debut" in names), schema.nom

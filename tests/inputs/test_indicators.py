import pytest

from hdflib.figures import Indicateur
from hdflib.inputs.cells import CellError
from hdflib.inputs.indicators import FICHIER, parser_of, read_indicators

HEADER = "indicateur;libelle;unite;decimales;definition;reference\n"


def read(tmp_path, content):
    path = tmp_path / FICHIER
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    problems = []
    return read_indicators(tmp_path, problems), [str(problem) for problem in problems]


def test_an_indicator_is_read(tmp_path):
    found, problems = read(tmp_path, HEADER + "stock;Stock;ménages;0;Ménages en attente;SNE\n")
    assert problems == []
    assert found == {
        "stock": Indicateur("stock", "Stock", "ménages", 0, "Ménages en attente", "SNE")
    }


def test_every_wrong_row_is_reported_and_the_others_are_read(tmp_path):
    found, problems = read(
        tmp_path,
        HEADER
        + "stock;Stock;ménages;0;Ménages en attente;\n"
        + "stock;Autre;ménages;0;Autre définition;\n"
        + "taux;;%;zéro;Taux;\n"
        + "part;Part;%;9;Part;\n"
        + "delai;Délai;mois;1\n"
        + "rang;Rang;rang;0;Rang;\n",
    )
    assert list(found) == ["stock", "rang"]
    assert found["stock"].libelle == "Stock"
    place = "data/reference/indicateurs.csv"
    places = "Un nombre de décimales de 0 à 6 est attendu."
    assert problems == [
        f"{place}, ligne 3, colonne « indicateur » : Cet indicateur est déjà défini. "
        "Valeur lue : « stock ». Gardez une seule définition.",
        f"{place}, ligne 4, colonne « libelle » : Cette cellule doit être remplie. Complétez-la.",
        f"{place}, ligne 4, colonne « decimales » : {places} Valeur lue : « zéro ». "
        "Corrigez la valeur.",
        f"{place}, ligne 5, colonne « decimales » : {places} Valeur lue : « 9 ». "
        "Corrigez la valeur.",
        f"{place}, ligne 6 : 6 cellules sont attendues, 4 lues. "
        "Vérifiez les séparateurs de la ligne.",
    ]


def test_another_header_is_refused(tmp_path):
    assert read(tmp_path, "code;libelle\nstock;Stock\n") == (
        {},
        [
            "data/reference/indicateurs.csv, ligne 1 : Les colonnes attendues sont : indicateur ; "
            "libelle ; unite ; decimales ; definition ; reference. "
            "Rétablissez-les, dans cet ordre."
        ],
    )


def test_a_missing_file_is_reported(tmp_path):
    problems = []
    assert read_indicators(tmp_path, problems) == {}
    assert [problem.fichier for problem in problems] == ["data/reference/indicateurs.csv"]


@pytest.mark.parametrize(
    ("code", "unite", "text", "value"),
    [
        ("part_mutations", "%", "49 %", 0.49),
        ("poids_attributions", "%", "100 %", 1),
        ("taux_selection", "%", "113 %", 1.13),
        ("evolution_stock", "%", "-3 %", -0.03),
        ("residuel", "€", "643 320 €", 643_320),
        ("rang_regions", "rang", "12", 12),
        ("annee_demarche", "date", "2015", "2015"),
        ("modalite", "texte", "oui", "oui"),
        ("etp", "ETP", "3,8", 3.8),
    ],
)
def test_the_unit_gives_the_parser(code, unite, text, value):
    assert parser_of(Indicateur(code, "", unite, 0, ""))(text) == value


@pytest.mark.parametrize(
    ("code", "unite", "text"),
    [
        ("part_mutations", "%", "149 %"),
        ("poids_attributions", "%", "-1 %"),
        ("taux_selection", "%", "-1 %"),
        ("rang_regions", "rang", "1,5"),
        ("residuel", "€", "3,50 €"),
        ("annee_demarche", "date", "21"),
        ("menages", "ménages", "-5"),
    ],
)
def test_the_unit_bounds_the_values(code, unite, text):
    with pytest.raises(CellError):
        parser_of(Indicateur(code, "", unite, 0, ""))(text)

from pathlib import Path

import pytest

from hdflib.errors import InputError
from hdflib.inputs.reference import read_territoires
from hdflib.territories import Territoire, Territoires, UnknownTerritoire

REGION_32 = Path(__file__).parents[1] / "data" / "reference" / "region-32"
HEADER = "code;niveau;nom;type_liaison;departement;communes;population;alias;region_majoritaire\n"


@pytest.fixture(scope="module")
def hdf() -> Territoires:
    return read_territoires(REGION_32)


def make(niveau: str, nom: str, liaison: int) -> Territoire:
    return Territoire("75", niveau, nom, liaison, None, 1, 1)


def test_region_has_five_departements_and_92_epci(hdf: Territoires) -> None:
    assert [t.code for t in hdf.departements] == ["02", "59", "60", "62", "80"]
    assert [t.code for t in hdf.packs] == ["32", "02", "59", "60", "62", "80"]
    assert len(hdf.epci()) == 92
    assert sum(e.region_majoritaire for e in hdf.epci()) == 90
    assert {e.code for e in hdf.epci() if not e.region_majoritaire} == {"200069722", "247600588"}


def test_communes_add_up(hdf: Territoires) -> None:
    assert hdf.region.communes == 3788
    assert [t.communes for t in hdf.departements] == [799, 648, 679, 890, 772]
    assert sum(e.communes for e in hdf.epci()) == 3788


def test_populations_are_the_legal_ones_of_2019(hdf: Territoires) -> None:
    expected = {"02": 531_345, "59": 2_608_346, "60": 829_419, "62": 1_465_278, "80": 570_559}
    assert {t.code: t.population for t in hdf.departements} == expected
    assert hdf.region.population == 6_004_947
    assert hdf.get("200093201").population == 1_179_050
    # The whole EPCI, Norman communes included.
    assert hdf.get("247600588").population == 36_512


@pytest.mark.parametrize(
    ("siren", "departement"),
    [
        ("200069672", "62"),  # Ternois, some communes in Somme
        ("200070985", "80"),  # Est de la Somme, some communes in Aisne
        ("245900758", "59"),  # Flandre Lys, some communes in Pas-de-Calais
        ("200069722", "80"),  # Aumale – Blangy, mostly in Seine-Maritime
        ("247600588", "80"),  # Villes Sœurs, mostly in Seine-Maritime
    ],
)
def test_straddling_epci_go_to_the_departement_of_most_people(
    hdf: Territoires, siren: str, departement: str
) -> None:
    assert hdf.get(siren).departement == departement
    assert siren in {e.code for e in hdf.epci(departement)}


def test_every_epci_has_one_departement(hdf: Territoires) -> None:
    counts = {t.code: len(hdf.epci(t.code)) for t in hdf.departements}
    assert sum(counts.values()) == 92
    assert counts["59"] == 17


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MEL", "200093201"),
        ("CUD", "245900428"),
        ("CU de Dunkerque", "245900428"),
        ("CA du Pays de St Omer", "200069037"),
        ("CC des Sablons", "246000582"),
        ("CC Retz en Valois", "200071991"),
        ("cabbalr", "200072460"),
        ("CAHC", "246200299"),
        ("CAVM", "245901160"),
        ("CAPH", "200042190"),
        ("CA d'Henin Carvin", "246200299"),
        ("CC des Villes Sœurs", "247600588"),
        ("Pas de Calais", "62"),
        ("PAS-DE-CALAIS", "62"),
        ("hauts de france", "32"),
        (" 02 ", "02"),
        ("2", "02"),
        (2, "02"),
        (200093201, "200093201"),
    ],
)
def test_find_ignores_spelling(hdf: Territoires, text: str | int, code: str) -> None:
    found = hdf.find(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "0", "Calais", "75", "Total région"])
def test_find_nothing_for_others(hdf: Territoires, text: str) -> None:
    assert hdf.find(text) is None


def test_unknown_code_lists_the_allowed_ones(hdf: Territoires) -> None:
    with pytest.raises(UnknownTerritoire, match=r"« 2 ».*32, 02, 59, 60, 62, 80, ou le SIREN.*92"):
        hdf.get("2")
    with pytest.raises(UnknownTerritoire):
        hdf.epci("75")


@pytest.mark.parametrize(
    ("code", "slug", "de", "le", "dans"),
    [
        (
            "32",
            "32-hauts-de-france",
            "des Hauts-de-France",
            "les Hauts-de-France",
            "dans les Hauts-de-France",
        ),
        ("02", "02-aisne", "de l’Aisne", "l’Aisne", "dans l’Aisne"),
        ("59", "59-nord", "du Nord", "le Nord", "dans le Nord"),
        ("60", "60-oise", "de l’Oise", "l’Oise", "dans l’Oise"),
        (
            "62",
            "62-pas-de-calais",
            "du Pas-de-Calais",
            "le Pas-de-Calais",
            "dans le Pas-de-Calais",
        ),
        ("80", "80-somme", "de la Somme", "la Somme", "dans la Somme"),
        (
            "246200299",
            "246200299-ca-d-henin-carvin",
            "de la CA d’Hénin-Carvin",
            "la CA d’Hénin-Carvin",
            "dans la CA d’Hénin-Carvin",
        ),
    ],
)
def test_names_in_a_sentence(
    hdf: Territoires, code: str, slug: str, de: str, le: str, dans: str
) -> None:
    territoire = hdf.get(code)
    assert (territoire.slug, territoire.de, territoire.le, territoire.dans) == (slug, de, le, dans)


@pytest.mark.parametrize(
    ("niveau", "nom", "liaison", "de", "le", "dans"),
    [
        ("region", "Normandie", 0, "de Normandie", "la Normandie", "en Normandie"),
        ("region", "Occitanie", 1, "d’Occitanie", "l’Occitanie", "en Occitanie"),
        ("region", "Grand Est", 2, "du Grand Est", "le Grand Est", "dans le Grand Est"),
        (
            "region",
            "Nouvelle-Aquitaine",
            3,
            "de la Nouvelle-Aquitaine",
            "la Nouvelle-Aquitaine",
            "en Nouvelle-Aquitaine",
        ),
        ("departement", "Paris", 0, "de Paris", "Paris", "à Paris"),
        ("departement", "Eure-et-Loir", 1, "d’Eure-et-Loir", "Eure-et-Loir", "en Eure-et-Loir"),
        ("epci", "Nantes Métropole", 0, "de Nantes Métropole", "Nantes Métropole", None),
    ],
)
def test_names_elsewhere_in_france(
    niveau: str, nom: str, liaison: int, de: str, le: str, dans: str | None
) -> None:
    territoire = make(niveau, nom, liaison)
    assert (territoire.de, territoire.le) == (de, le)
    assert dans is None or territoire.dans == dans


def test_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"introuvable.*make_reference\.py"):
        read_territoires(tmp_path)


def test_all_bad_values_are_told_at_once(tmp_path: Path) -> None:
    rows = "32;region;Hauts-de-France;4;;3788;6 004 947;;oui\n59;dept;Nord;9;59;648;1;;oui\n"
    (tmp_path / "territoires.csv").write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_territoires(tmp_path)
    places = [(p.ligne, p.colonne, p.valeur) for p in raised.value.problems]
    assert places == [
        (2, "population", "6 004 947"),
        (3, "niveau", "dept"),
        (3, "type_liaison", "9"),
    ]


def test_missing_column_and_missing_region(tmp_path: Path) -> None:
    path = tmp_path / "territoires.csv"
    path.write_text("code;niveau;nom\n", encoding="utf-8")
    with pytest.raises(InputError, match="Colonnes absentes : type_liaison, departement, "):
        read_territoires(tmp_path)
    path.write_text(HEADER, encoding="utf-8")
    with pytest.raises(InputError, match="une région, et une seule"):
        read_territoires(tmp_path)

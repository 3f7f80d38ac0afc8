import hashlib
import shutil

import pytest

from hdflib.errors import HdfError
from hdflib.packs.productions import face, find_production

ROW = ("priority_households", "stock", "", "59", "2022-05-31", "", "10", "ménages", "10")
KNOWN = ["2022-06-16", "2022-09-29"]


@pytest.fixture
def find(tmp_path):
    return lambda name: find_production(str(name), tmp_path / "outputs", KNOWN)


def test_an_edition_is_found_by_its_date_with_its_complete_packs(write_built, find):
    write_built("2022-06-16", "32", [ROW, ROW])
    write_built("2022-06-16", "59", [ROW])
    write_built("2022-06-16", "62", [ROW], etat="extrait")
    write_built("2022-06-16", "80", [ROW], etat="incomplet")
    found = find("2022-06-16")
    assert {code: len(chiffres) for code, chiffres in found.packs.items()} == {"32": 2, "59": 1}
    assert found.date == "2022-06-16"
    assert found.sections == {"priority_households": "Ménages prioritaires"}
    assert not found.fictive


def test_the_date_is_that_of_the_figures_not_of_the_folder(write_built, find):
    assert find(write_built("copie", "59", [ROW], date="2022-09-29").parent).date == "2022-09-29"


@pytest.mark.parametrize("inside", ["", "chiffres.csv"])
def test_a_pack_is_found_by_its_folder_or_its_file(write_built, find, inside):
    pack = write_built("2022-06-16", "59", [ROW])
    found = find(pack / inside)
    assert [*found.packs] == ["59"]
    digest = hashlib.sha256((pack / "chiffres.csv").read_bytes()).hexdigest()
    assert found.empreintes == {"59": digest[:12]}


def test_a_file_alone_faces_a_pack(write_built, find, tmp_path):
    pack = write_built("2022-06-16", "59", [ROW])
    alone = tmp_path / "ancien.csv"
    shutil.copy(pack / "chiffres.csv", alone)
    for pair in ((alone, pack), (pack, alone), (alone, alone)):
        avant, apres = face(*map(find, pair))
        assert avant.packs == apres.packs
        assert avant.empreintes == apres.empreintes


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("2022-09-29", "Produisez-la : hdf build --commission 2022-09-29"),
        ("2021-01-01", "n’existe pas. Commissions connues : 2022-06-16, 2022-09-29."),
        ("ailleurs", "« ailleurs » n’existe pas. Donnez la date d’une édition"),
    ],
)
def test_what_is_not_built_is_said_with_its_remedy(find, name, message):
    with pytest.raises(HdfError) as error:
        find(name)
    assert message in str(error.value)


def test_a_folder_without_figures_is_refused(find, tmp_path):
    with pytest.raises(HdfError, match="ne contient pas de chiffres"):
        find(tmp_path)


@pytest.mark.parametrize(
    ("etat", "kind"), [("extrait", "un extrait"), ("incomplet", "un dossier incomplet")]
)
def test_a_pack_that_is_not_whole_is_refused(write_built, find, etat, kind):
    with pytest.raises(HdfError, match=f"est {kind} : seuls les dossiers complets"):
        find(write_built("2022-06-16", "59", [ROW], etat=etat))


def test_generated_and_real_figures_are_never_compared(write_built, find):
    real = find(write_built("vrai", "59", [ROW]))
    generated = find(write_built("faux", "59", [ROW], fictive=True))
    for pair in ((real, generated), (generated, real)):
        with pytest.raises(HdfError, match=r"faux.* données fictives et .*vrai.* données réelles"):
            face(*pair)


def test_generated_figures_are_known_without_the_name_of_their_file(write_built, find, tmp_path):
    pack = write_built("faux", "59", [ROW], fictive=True)
    renamed = tmp_path / "chiffres.csv"
    shutil.copy(pack / "chiffres-donnees-fictives.csv", renamed)
    assert find(renamed).fictive


def test_productions_without_a_common_pack_are_refused(write_built, find):
    nord = find(write_built("a", "59", [ROW]))
    both = find(write_built("b", "62", [ROW]).parent)
    with pytest.raises(HdfError, match="aucun dossier en commun : 59 d’un côté, 62 de l’autre"):
        face(nord, both)


def test_only_common_packs_are_compared(write_built, find):
    write_built("a", "32", [ROW])
    avant = find(write_built("a", "59", [ROW]).parent)
    write_built("b", "59", [ROW])
    apres = find(write_built("b", "62", [ROW]).parent)
    assert [[*side.packs] for side in face(avant, apres)] == [["59"], ["59"]]

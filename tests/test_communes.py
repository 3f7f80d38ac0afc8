from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from reference.communes import build_communes, write_communes
from reference.membership import Membership

from hdflib.errors import InputError
from hdflib.inputs.reference import read_communes, read_territoires

ROOT = Path(__file__).parents[1]
REGION = ROOT / "data" / "reference" / "region-32"

HEADER = "code;nom;epci;departement;anciens_codes\n"
SOUND = HEADER + "02054;Bazoches-et-Saint-Thibaut;240200501;02;02695\n"


def read(text: str, folder: Path) -> object:
    (folder / "communes.csv").write_text(text, "utf-8")
    return read_communes(folder)


def test_shipped_communes() -> None:
    communes = read_communes(REGION)
    counts = Counter(commune.departement for commune in communes.values())
    assert counts == {"02": 799, "59": 648, "60": 679, "62": 890, "80": 772}
    assert counts.total() == 3788
    assert sum(len(commune.anciens_codes) for commune in communes.values()) == 163
    lille = communes["59350"]
    # Hellemmes and Lomme are its associated communes.
    assert (lille.nom, lille.epci, lille.anciens_codes) == (
        "Lille",
        "200093201",
        ("59298", "59355"),
    )
    assert communes["02054"].anciens_codes == ("02695",)


def test_shipped_communes_are_those_of_the_territoires() -> None:
    communes = read_communes(REGION).values()
    territoires = read_territoires(REGION)
    members = Counter(commune.epci for commune in communes)
    assert members == {epci.code: epci.communes for epci in territoires.epci()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SOUND.replace("02054", "2054"), "ligne 2, colonne « code »"),
        (SOUND.replace("240200501", "2402"), "ligne 2, colonne « epci »"),
        (SOUND.replace("02695", "02695,02696"), "ligne 2, colonne « anciens_codes »"),
        (SOUND.replace(";02;", ";;"), "ligne 2, colonne « departement »"),
        (SOUND + "02695;Saint-Thibaut;;02;\n", "Ces codes désignent deux communes : 02695."),
        (SOUND.replace("epci;", ""), "Colonnes absentes : epci."),
    ],
)
def test_wrong_communes(text: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(text, tmp_path)
    assert expected in str(caught.value)


def test_missing_communes(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"communes\.csv : Fichier introuvable"):
        read_communes(tmp_path)


def test_communes_are_made_with_their_former_codes(tmp_path: Path) -> None:
    records = [
        {"code": "02001", "type": "commune-actuelle", "nom": "L'Une", "anciensCodes": ["02003"]},
        {"code": "02002", "type": "commune-actuelle", "nom": "L'Autre"},
        # A delegated commune often keeps the code of the present one.
        {"code": "02001", "type": "commune-deleguee", "nom": "Une", "chefLieu": "02001"},
        {"code": "02004", "type": "commune-associee", "nom": "Deux", "chefLieu": "02001"},
    ]
    departement_of = {"02002": "02", "02001": "02"}
    membership = Membership({}, [], [], departement_of, {"02001": "240200501"}, {})
    path = tmp_path / "communes.csv"
    write_communes(build_communes(records, membership), path)
    assert path.read_bytes().decode() == (
        HEADER + "02001;L’Une;240200501;02;02003|02004\n02002;L’Autre;;02;\n"
    )

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from hdflib.errors import InputError
from hdflib.extracts import expressions
from hdflib.extracts.columns import SourceSchema, Type, key
from hdflib.extracts.header import find_header
from hdflib.extracts.schema import FICHIER, read_sources

SOUND = """
essai:
  libelle: Essai
  cle: [jour]
  colonnes:
    jour: {type: date, obligatoire: true, synonymes: [le jour]}
    sorte: {type: choix, valeurs: {a: [premier], b: [second]}}
"""


def read(text: str, root: Path) -> Mapping[str, SourceSchema]:
    path = root / FICHIER
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return read_sources(root)


def test_shipped_sources(sources: Mapping[str, SourceSchema]) -> None:
    assert list(sources) == [
        "sne_attributions",
        "sne_demandes",
        "syplo",
        "siao",
        "objectifs",
        "objectifs_epci",
        "reforme",
        "seuils_q1",
        "fnavdl",
        "ahi",
    ]
    source = sources["sne_attributions"]
    assert source.cle == ("numero_unique", "date_bail")
    assert [column.name for column in source.required] == [
        "numero_unique",
        "date_bail",
        "commune",
        "bailleur",
        "qpv",
        "situation",
    ]
    assert "numero_unique" not in source.kept
    assert source.kept[-2:] == ("departement", "epci")
    assert sources["objectifs"].kept[-2:] == ("objectif", "etat")


def test_sound_source(tmp_path: Path) -> None:
    (source,) = read(SOUND, tmp_path).values()
    assert [(c.name, c.type, c.obligatoire) for c in source.colonnes] == [
        ("jour", Type.DATE, True),
        ("sorte", Type.CHOIX, False),
    ]
    assert source.colonnes[1].codes == {"a": "a", "premier": "a", "b": "b", "second": "b"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("libelle: Essai", "label: Essai", "clé « essai.label » : Cette clé n’existe pas."),
        ("libelle: Essai", "label: Essai", "La clé « libelle » manque."),
        ("libelle: Essai", "libelle: [a]", "« essai.libelle » : Un texte est attendu."),
        ("cle: [jour]", "cle: jour", "Une liste de colonnes est attendue."),
        ("cle: [jour]", "cle: [sorte]", "La clé « sorte » n’est pas une colonne obligatoire."),
        ("cle: [jour]", "cle: []", "Au moins une colonne est attendue."),
        ("type: date", "type: dates", "Ce type n’existe pas. Vouliez-vous écrire « date » ?"),
        ("type: date", "typ: date", "« essai.colonnes.jour.typ » : Cette clé n’existe pas."),
        ("obligatoire: true", "obligatoire: oui", "« true » ou « false » est attendu."),
        ("[le jour]", "le jour", "« essai.colonnes.jour.synonymes » : Une liste de noms"),
        ("[le jour]", "[Sorte]", "« sorte » désigne deux choses."),
        ("[second]", "[Prémier]", "« premier » désigne deux choses."),
        ("choix, valeurs: {a: [premier], b: [second]}", "choix", "Un choix, et lui seul, a des"),
        ("{a: [premier], b: [second]}", "[a]", "Une liste de libellés par code est attendue."),
        ("sorte:", "Ma sorte:", "Un nom en minuscules, sans accent ni espace, est attendu."),
        ("sorte: {type: choix, valeurs: {a: [premier], b: [second]}}", "sorte: non",
         "Une rubrique est attendue, avec : type"),
        ("    jour:", "    epci: {type: commune}\n    jour:", "déduits de la commune"),
        (SOUND, "essai: 1", "« essai » : Une rubrique est attendue"),
        (SOUND, "[a]", "Une source par rubrique est attendue."),
        (SOUND, "a: [", "Ce n’est pas du YAML."),
    ],
)  # fmt: skip
def test_wrong_source(before: str, after: str, expected: str, tmp_path: Path) -> None:
    assert before in SOUND
    with pytest.raises(InputError) as caught:
        read(SOUND.replace(before, after), tmp_path)
    assert expected in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Fichier introuvable"):
        read_sources(tmp_path)


@pytest.mark.parametrize(
    "title", ["NUMÉRO UNIQUE", "numero-unique", "  Numéro\u00a0unique ", "numéro_unique"]
)
def test_names_are_compared_loosely(title: str) -> None:
    assert key(title) == key("numero_unique")


def test_apostrophes_do_not_count() -> None:
    assert key("structure d’hébergement") == key("Structure d'hebergement")


def test_column_by_its_synonym(sources: Mapping[str, SourceSchema]) -> None:
    header = find_header(
        [["Export du jour"], [], ["", "numUnique", "Date attribution"]], sources["sne_attributions"]
    )
    assert header.rank == 2
    assert header.positions == {"numero_unique": 1, "date_bail": 2}
    assert [column.name for column in header.missing] == ["commune", "bailleur", "qpv", "situation"]


@pytest.mark.parametrize(
    "text", ["Structure d’hébergement", "N° unique", "1er quartile", "ÇÀ-ÉÏ_ô/ù", "1\u202f%", "œuf"]
)
def test_names_are_compared_in_sql_as_in_python(text: str) -> None:
    sql = f"SELECT {expressions.KEY_SQL} FROM (SELECT ? AS v)"
    assert duckdb.execute(sql, [text]).fetchall() == [(key(text),)]

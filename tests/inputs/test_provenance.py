"""Provenance of counted tables."""

from __future__ import annotations

import json

import pytest

from hdflib.inputs.provenance import read_provenance

ISO = "2022-06-16"
CONTENT = {
    "sources": {
        "sne": {"libelle": "SNE", "fichiers": [{"nom": "a.csv", "sha256": "00ff", "octets": 3}]}
    },
    "tables": {"stocks": {"stock": {"source": "sne", "definition": "Demandes"}}},
    "secret": {"seuil": 11},
}


def write(root, text: str) -> None:
    folder = root / "data" / ISO
    folder.mkdir(parents=True)
    (folder / "provenance.json").write_text(text, "utf-8")


def test_each_column_knows_its_extract(tmp_path) -> None:
    write(tmp_path, json.dumps(CONTENT))
    problems = []
    found = read_provenance(tmp_path, ISO, problems)[("stocks", "stock")]
    assert (found.source, found.fichiers) == ("SNE", (("a.csv", "00ff"),))
    assert found.seuil == 11
    assert problems == []


def test_typed_tables_have_none(tmp_path) -> None:
    assert read_provenance(tmp_path, ISO, []) == {}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '"x"', json.dumps({**CONTENT, "sources": {}}), '{"sources": 1}']
)
def test_a_file_that_another_hand_wrote_is_reported(tmp_path, text: str) -> None:
    write(tmp_path, text)
    problems = []
    assert read_provenance(tmp_path, ISO, problems) == {}
    (problem,) = problems
    assert problem.fichier == "data/2022-06-16/provenance.json"
    assert "hdf aggregate" in problem.remede

"""The top of a pack: key figures that lead to their sections, what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_project import DATE

from hdflib.commission import Point
from hdflib.display.brief import Bref, Genre
from hdflib.inputs.edition import read_edition
from hdflib.packs.execute import Failure
from hdflib.packs.page.brief import MOST, make_brief
from hdflib.packs.page.missing import missing_figures, missing_tables
from hdflib.packs.section import Section

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def edition():
    return read_edition(ROOT, DATE)


def section(name, *bref, figures=(), failure=None):
    point = Point(section=name, titre=name.replace("_", " ").title())
    return Section(point, "", tuple(figures), failure, (), bref)


def tile(text):
    return Bref(Genre.TUILE, f"<b>{text}</b>")


def record(affichage, territoire="60", **other):
    return {
        "indicateur": "objectif_annuel",
        "public": "menages_prioritaires",
        "territoire": territoire,
        "periode": "2022",
        "modalite": "",
        "affichage": affichage,
        "formule": "",
    } | other


def test_key_figures_come_in_agenda_order_with_their_section(edition):
    sections = [section("fnavdl", tile(1), tile(2)), section("ahi_transformation", tile(3))]
    found = make_brief(edition, sections, lambda html: html.replace("b>", "i>")).tuiles
    assert [(entree.ancre, entree.titre, entree.html) for entree in found] == [
        ("fnavdl", "Fnavdl", "<i>1</i>"),
        ("fnavdl", "Fnavdl", "<i>2</i>"),
        ("ahi-transformation", "Ahi Transformation", "<i>3</i>"),
    ]
    many = section("fnavdl", *map(tile, range(MOST + 3)))
    assert len(make_brief(edition, [many], str).tuiles) == MOST


def test_notes_are_said_once_and_sentences_each(edition):
    note = Bref(Genre.NOTE, "Comparé.")
    sections = [
        section("fnavdl", note, Bref(Genre.PHRASE, "Un.")),
        section("news", note, Bref(Genre.PHRASE, "Deux.")),
    ]
    found = make_brief(edition, sections, str)
    assert found.notes == ("Comparé.",)
    assert [(entree.ancre, entree.html) for entree in found.phrases] == [
        ("fnavdl", "Un."),
        ("news", "Deux."),
    ]


def test_inputs_that_lack_are_named_with_their_places(edition):
    waiting = "en cours de finalisation"
    figures = [
        record(waiting),
        record(waiting, "32"),
        # It lacks one of those above, and only repeats it.
        record(waiting, formule="manque : objectif annuel (60, 2022)"),
        record("non transmis", "59", modalite="Publié"),
        record("s", "80"),
        record("4 804", "59"),
    ]
    found = missing_figures(edition, {"priority_households": figures})
    assert {etat: [lack.texte for lack in lacks] for etat, lacks in found.items()} == {
        waiting: ["objectif annuel, ménages prioritaires (Oise et Hauts-de-France)"],
        "non transmis": ["objectif annuel, ménages prioritaires, publié (Nord)"],
    }


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "(CA du Saint-Quentinois)"),
        (4, "(plusieurs EPCI)"),
    ],
)
def test_many_epci_are_not_named_one_by_one(edition, count, words):
    codes = [e.code for e in edition.territoires.epci("02")]
    own = sorted(codes, key=lambda code: code != "200071892")[:count]
    found = missing_figures(edition, {"x": [record("non transmis", code) for code in own]})
    assert found["non transmis"][0].texte.endswith(words)


def test_tables_that_were_not_transmitted_are_listed_by_section(edition):
    found = missing_tables(edition, ["context", "fnavdl", "news"])
    assert [(lack.section, lack.texte) for lack in found] == [
        ("context", "attributions par mois"),
        ("fnavdl", "ménages accompagnés au titre du FNAVDL"),
    ]
    two = missing_tables(edition, ["logement_dabord"])
    assert [lack.texte for lack in two] == ["ménages connus des SIAO ; bilan des régions"]


def test_a_failed_section_lacks_nothing(edition):
    failed = section("fnavdl", figures=[record("non transmis")], failure=Failure(1, "Erreur"))
    found = make_brief(edition, [failed], str)
    assert (dict(found.manques), found.tables) == ({}, ())

"""The commission before one: which it is, and what happens when it can't be read."""

from __future__ import annotations

from datetime import date

import pytest

from hdflib.analyse import Analyse
from hdflib.inputs.earlier import read_earlier


@pytest.fixture
def add(project):
    """Add a commission to the project, in which the text of params may differ."""

    def write(iso, *changes, figures=True):
        text = (project.root / project.params).read_text("utf-8")
        text = text.replace("commission: 2022-10-14", f"commission: {iso}")
        for old, new in (("2022-09-30", f"{iso[:4]}-01-31"), *changes):
            assert old in text
            text = text.replace(old, new)
        project.write(f"params/{iso}.yml", text)
        if figures:
            source = project.root / project.menages
            project.write(f"data/{iso}/menages_prioritaires.csv", source.read_bytes())

    return write


def found(project):
    """Give the date of the commission compared with, and whether it is read, or why not."""
    earlier = read_earlier(project.read())
    return earlier and (earlier.commission.isoformat(), earlier.motif or earlier.edition.params.iso)


def test_there_may_be_none(project, add):
    assert found(project) is None
    add("2023-03-10")
    assert found(project) is None


def test_the_newest_earlier_one_is_taken(project, add):
    add("2022-03-10")
    add("2022-06-02")
    add("2023-03-10")
    assert found(project) == ("2022-06-02", "2022-06-02")


def test_figures_of_another_kind_or_region_are_passed_over(project, add):
    add("2022-03-10")
    add("2022-06-02", ("region:", "donnees: fictives\nregion:"))
    add("2022-07-01", ('region: "32"', 'region: "28"'))
    assert found(project) == ("2022-03-10", "2022-03-10")


def test_params_may_name_another_or_want_none(project, add):
    add("2022-03-10")
    add("2022-06-02")
    project.replace(project.params, "titre:", "precedente: 2022-03-10\ntitre:")
    assert found(project) == ("2022-03-10", "2022-03-10")
    project.replace(project.params, "precedente: 2022-03-10", "precedente: aucune")
    assert found(project) is None


def test_one_that_is_named_though_unlike_is_not_compared(project, add):
    add("2022-03-10", ("region:", "donnees: fictives\nregion:"))
    project.replace(project.params, "titre:", "precedente: 2022-03-10\ntitre:")
    assert found(project) == ("2022-03-10", "les données de l’une des deux sont fictives")


def test_one_that_cannot_be_read_is_said_and_never_replaced_by_an_older_one(project, add):
    add("2022-03-10")
    add("2022-06-02", figures=False)
    assert found(project) == ("2022-06-02", "ses données ont 1 problème à corriger")
    spoilt = "commission: 2022-06-02\nregion: '32'\n"
    project.write("params/2022-06-02.yml", spoilt)
    day, motif = found(project)
    assert day == "2022-06-02"
    # Title, service, territories, agenda, and the folder of figures.
    assert motif == "ses données ont 5 problèmes à corriger"
    assert project.report() == []


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            "2022-03-11",
            "Aucune commission antérieure n’a cette date. Valeur lue : « 2022-03-11 ». Dates "
            "admises : 2022-03-10, ou aucune.",
        ),
        (
            "2023-01-01",
            "Aucune commission antérieure n’a cette date. Valeur lue : « 2023-01-01 ». Dates "
            "admises : 2022-03-10, ou aucune.",
        ),
        (
            "mars 2022",
            "La date d’une commission ou « aucune » est attendue. Valeur lue : « mars 2022 ». "
            "Écrivez-la ainsi : 2022-03-10. Sans cette clé, la dernière commission antérieure est "
            "prise.",
        ),
        (
            "20220310",
            "La date d’une commission ou « aucune » est attendue. Valeur lue : « 20220310 ». "
            "Écrivez-la ainsi : 2022-03-10. Sans cette clé, la dernière commission antérieure est "
            "prise.",
        ),
    ],
)
def test_a_wrong_name_is_reported(project, add, written, sentence):
    add("2022-03-10")
    project.replace(project.params, "titre:", f"precedente: {written}\ntitre:")
    assert project.report() == [f"{project.params}, ligne 2, clé « precedente » : {sentence}"]


def test_the_page_of_the_earlier_commission(project, add):
    add("2022-03-10", ("  - section: news\n    titre: Actualités\n", ""))
    edition = project.read()
    nord = edition.territoires.get("59")
    before = Analyse(edition, nord, "priority_households").precedente
    assert before.edition.params.commission == date(2022, 3, 10)
    assert (before.territoire, before.section) == (nord, "priority_households")
    assert before.observation("menages_prioritaires") == date(2022, 1, 31)
    assert Analyse(edition, nord, "news").precedente is None


def test_the_earlier_commission_is_read_once_and_only_if_asked(project, add, monkeypatch):
    add("2022-03-10")
    edition = project.read()
    calls = []
    monkeypatch.setattr(
        "hdflib.analyse.read_earlier", lambda given: calls.append(given) or read_earlier(given)
    )
    analyse = Analyse(edition, edition.territoires.get("59"), "priority_households")
    assert calls == []
    assert analyse.precedente is not None and analyse.precedente is not None
    assert calls == [edition]

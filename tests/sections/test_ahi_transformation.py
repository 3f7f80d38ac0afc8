"""Transformation of the shelter stock: credits and next meeting."""

from __future__ import annotations

import pytest

from hdflib.sections import ahi_transformation as section

CREDITS = (
    "1 000 000 € du BOP 177 sont mobilisés pour soutenir la transformation du parc d’hébergement."
)
RESTITUTION = "Restitution collective (mi-septembre)"
WORKSHOPS = "Ateliers dans les territoires"


def test_sentences_of_the_commission(page, said):
    assert said(section.say_actions(page("ahi_transformation"))) == [
        CREDITS,
        "Prochain rendez-vous : restitution collective, mi-septembre 2022.",
    ]


@pytest.mark.parametrize(
    ("debut", "sentence"),
    [
        ("2022-09-20", "Prochain rendez-vous : ateliers dans les territoires, 20 septembre 2022."),
        ("2022-06-16", None),
        ("2022-06-10", None),
        ("2022-06-17", "Prochain rendez-vous : ateliers dans les territoires, 17 juin 2022."),
        ("2023", "Prochain rendez-vous : ateliers dans les territoires, 2023."),
        ("2022", None),
    ],
)
def test_next_meeting_is_after_the_commission(project, said, debut, sentence):
    project.remove("ahi_actions", libelle=RESTITUTION)
    project.edit("ahi_actions", "debut", debut, libelle=WORKSHOPS)
    expected = [sentence] if sentence else []
    assert said(section.say_actions(project.page("ahi_transformation")))[1:] == expected


def test_meetings_of_the_same_month_are_all_said(project, said):
    project.edit("ahi_actions", "debut", "2022-09", libelle=WORKSHOPS)
    assert said(section.say_actions(project.page("ahi_transformation")))[1:] == [
        "Prochain rendez-vous : restitution collective, mi-septembre 2022.",
        "Prochain rendez-vous : ateliers dans les territoires, septembre 2022.",
    ]


def test_meeting_keeps_the_acronym_that_starts_its_label(project, said):
    project.edit("ahi_actions", "libelle", "CHRS hors les murs", libelle=RESTITUTION)
    assert said(section.say_actions(project.page("ahi_transformation")))[1:] == [
        "Prochain rendez-vous : CHRS hors les murs, septembre 2022.",
    ]


def test_calendar_without_a_date_is_in_the_table_and_not_a_meeting(page):
    html = section.draw_actions(page("ahi_transformation")).html
    assert html.index("Ateliers dans") < html.index("sur plusieurs années") < html.index("Thèmes")


def test_credits_alone_and_meeting_alone(project, said):
    project.remove("ahi_actions")
    assert said(section.say_actions(project.page("ahi_transformation"))) == [CREDITS]
    project.edit("reperes/ahi_transformation", "valeur", "")
    analyse = project.page("ahi_transformation")
    assert said(section.say_actions(analyse)) == []
    assert section.draw_actions(analyse) is None


def test_actions_are_under_their_category(page):
    html = section.draw_actions(page("ahi_transformation")).html
    places = [html.index(title) for title in section.CATEGORIES.values()]
    assert places == sorted(places)
    assert html.index("Leviers") < html.index("intermédiation locative") < html.index("Calendrier")


def test_tile_shows_the_credits(page, project):
    assert [t.figure.value for t in section.tiles(page("ahi_transformation"))] == [1_000_000]
    project.remove("reperes/ahi_transformation")
    assert section.tiles(project.page("ahi_transformation")) == []

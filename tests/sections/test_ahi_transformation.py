"""Transformation of the shelter stock: credits and next meeting."""

from __future__ import annotations

import pytest

from hdflib.sections import ahi_transformation as section

CREDITS = (
    "1 000 000 € du BOP 177 sont mobilisés pour soutenir la transformation du parc d’hébergement."
)
RESTITUTION = "Restitution collective (mi-septembre)"
WORKSHOPS = "Ateliers dans les territoires"
TOOLS = "Outillage et réflexions collectives (jusqu’à la mi-septembre)"
CURRENT = "En cours : outillage et réflexions collectives, jusqu’à la mi-septembre 2022."


def test_sentences_of_the_commission(page, said):
    assert said(section.say_actions(page("ahi_transformation"))) == [
        CREDITS,
        CURRENT,
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
    assert said(section.say_actions(project.page("ahi_transformation")))[2:] == expected


@pytest.mark.parametrize(
    ("fin", "sentence"),
    [
        ("2022-06", "En cours : outillage et réflexions collectives (jusqu’à la mi-septembre), "
         "jusqu’à juin 2022."),
        ("2022-06-16", "En cours : outillage et réflexions collectives (jusqu’à la mi-septembre), "
         "jusqu’au 16 juin 2022."),
        ("2022-06-15", None),
        ("", None),
    ],
)  # fmt: skip
def test_what_is_going_on_ends_after_the_commission(project, said, fin, sentence):
    project.edit("ahi_actions", "fin", fin, libelle=TOOLS)
    expected = [sentence] if sentence else []
    assert said(section.say_actions(project.page("ahi_transformation")))[1:-1] == expected


def test_what_has_not_begun_is_not_going_on(project, said):
    project.edit("ahi_actions", "debut", "2022-07", libelle=TOOLS)
    assert CURRENT not in said(section.say_actions(project.page("ahi_transformation")))


def test_meetings_of_the_same_month_are_all_said(project, said):
    project.edit("ahi_actions", "debut", "2022-09", libelle=WORKSHOPS)
    assert said(section.say_actions(project.page("ahi_transformation")))[2:] == [
        "Prochain rendez-vous : restitution collective, mi-septembre 2022.",
        "Prochain rendez-vous : ateliers dans les territoires, septembre 2022.",
    ]


def test_meeting_keeps_the_acronym_that_starts_its_label(project, said):
    project.edit("ahi_actions", "libelle", "CHRS hors les murs", libelle=RESTITUTION)
    assert said(section.say_actions(project.page("ahi_transformation")))[2:] == [
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


# Places at each date: Nord, then the région; invented.
PLACES = {
    ("2019-12-31", "hu"): ("100", "400"),
    ("2019-12-31", "chrs"): ("300", "600"),
    ("2019-12-31", "iml"): ("50", "200"),
    ("2021-12-31", "hu"): ("140", "440"),
    ("2021-12-31", "chrs"): ("290", "580"),
    ("2021-12-31", "iml"): ("60", "240"),
    ("2022-03-31", "hu"): ("150", "450"),
    ("2022-03-31", "chrs"): ("290", "600"),
    ("2022-03-31", "iml"): ("45", "250"),
}


@pytest.fixture
def places(project):
    """Open a page on the places."""
    project.write(
        section.PLACES,
        [
            {"jour": day, "type": kind, "territoire": code, "places": number, "source": "Essai"}
            for (day, kind), numbers in PLACES.items()
            for code, number in zip(("59", "32"), numbers, strict=True)
        ],
    )
    return lambda territoire="32": section.compute_places(
        project.page("ahi_transformation", territoire)
    )


def shown(view):
    return [figure.affichage.replace("\u202f", " ") for figure in view.figures]


def test_places_by_kind_with_their_change(places):
    rows = shown(section.draw_places(places("59")))
    assert [rows[start : start + 4] for start in range(0, 20, 4)] == [
        ["100", "150", "50", "50 %"],
        ["300", "290", "−10", "−3 %"],
        ["400", "440", "40", "10 %"],
        ["50", "45", "−5", "−10 %"],
        ["50", "45", "−5", "−10 %"],
    ]


def test_places_are_said(places, said):
    assert said([section.say_places(places("59"))]) == [
        "Au 31 mars 2022, on compte dans le Nord 440 places d’hébergement, soit 10 % de plus qu’au "
        "31 décembre 2019, niveau d’avant la crise sanitaire, et 45 places de logement adapté, "
        "soit 10 % de moins."
    ]
    assert said([section.say_places(places())]) == [
        "Au 31 mars 2022, on compte dans les Hauts-de-France 1 050 places d’hébergement, soit 5 % "
        "de plus qu’au 31 décembre 2019, niveau d’avant la crise sanitaire, et 250 places de "
        "logement adapté, soit 25 % de plus."
    ]


def test_crisis_is_not_named_after_it_began(places, project, said):
    project.remove(section.PLACES, jour="2019-12-31")
    assert said([section.say_places(places("59"))]) == [
        "Au 31 mars 2022, on compte dans le Nord 440 places d’hébergement, soit 2 % de plus qu’au "
        "31 décembre 2021, et 45 places de logement adapté, soit 25 % de moins."
    ]


def test_one_date_has_no_change(places, project, said):
    for day in ("2019-12-31", "2021-12-31"):
        project.remove(section.PLACES, jour=day)
    assert said([section.say_places(places("59"))]) == [
        "Au 31 mars 2022, on compte dans le Nord 440 places d’hébergement et 45 places de logement "
        "adapté."
    ]
    assert shown(section.draw_places(places("59"))) == ["150", "290", "440", "45", "45"]
    assert section.draw_chart(places("59")) is None


def test_kind_that_is_missing_at_a_date_hides_the_sum(places, project, said):
    project.edit(section.PLACES, "places", "", jour="2022-03-31", type="chrs")
    assert said([section.say_places(places("59"))]) == []
    assert shown(section.draw_places(places("59")))[8:12] == [
        "400",
        "non transmis",
        "non transmis",
        "non transmis",
    ]


def test_chart_of_places_and_tiles(places, project):
    chart = section.draw_chart(places("59"))
    assert shown(chart) == ["100", "300", "50", "140", "290", "60", "150", "290", "45"]
    tiles = section.tiles(project.page("ahi_transformation", "59"))
    assert [(t.figure.value, t.libelle) for t in tiles[1:]] == [
        (440, "places d’hébergement dans le Nord"),
        (45, "places de logement adapté dans le Nord"),
    ]


def test_note_says_whether_places_are_known(places, page, project):
    assert section.notes(page("ahi_transformation")) == (
        "Non transmis pour cette commission : les nombres de places par type et par département, "
        "l’emploi des crédits et les sorties d’hébergement vers le logement.",
    )
    places()
    known = section.notes(project.page("ahi_transformation"))
    assert "pensions de famille" in known[0]
    assert "antérieure à mars 2020 (31 décembre 2019)" in known[1]
    assert known[2:] == (
        "Non transmis pour cette commission : l’emploi des crédits et les sorties d’hébergement "
        "vers le logement.",
    )
    project.remove(section.PLACES, jour="2019-12-31")
    assert section.notes(project.page("ahi_transformation"))[1] == (
        "Aucune date d’observation n’est antérieure à la crise sanitaire (mars 2020)."
    )


def test_no_places_in_the_commission(page):
    assert section.compute_places(page("ahi_transformation")) is None

"""Shelter: distance to the places of before the health crisis; all numbers are invented."""

from __future__ import annotations

import pytest

from hdflib.sections import ahi_transformation as section

CODES = ("02", "59", "60", "62", "80")
DAYS = ("2018-12-31", "2019-12-31", "2020-12-31", "2021-12-31")
# Places by kind at each of these days, for each département.
HU = {
    "02": (60, 80, 120, 100),
    "59": (390, 400, 600, 500),
    "60": (90, 100, 150, 100),
    "62": (200, 200, 300, 260),
    "80": (95, 100, 90, 80),
}
IML = dict.fromkeys(CODES, (30, 40, 50, 60))


@pytest.fixture
def distances(project):
    """Compute the distances seen from a page."""
    project.write(
        section.PLACES,
        [
            {"jour": day, "type": kind, "territoire": code, "places": str(n), "source": "Essai"}
            for kind, places in (("hu", HU), ("iml", IML))
            for code in CODES
            for day, n in zip(DAYS, places[code], strict=True)
        ],
    )
    return lambda territoire="32": section.compute_distances(
        project.page("ahi_transformation", territoire)
    )


def shown(view):
    return [figure.affichage.replace("\u202f", " ") for figure in view.figures]


def rows(view, width):
    texts = shown(view)
    return [texts[start : start + width] for start in range(0, len(texts), width)]


def test_level_is_the_last_one_before_the_crisis(distances):
    assert distances().reference == "2019-12-31"
    assert rows(section.draw_distances(distances()), 8) == [
        ["80", "100", "20", "25 %", "40", "60", "20", "50 %"],
        ["400", "500", "100", "25 %", "40", "60", "20", "50 %"],
        ["100", "100", "0", "0 %", "40", "60", "20", "50 %"],
        ["200", "260", "60", "30 %", "40", "60", "20", "50 %"],
        ["100", "80", "−20", "−20 %", "40", "60", "20", "50 %"],
        # 80 + 400 + 100 + 200 + 100 = 880; 100 + 500 + 100 + 260 + 80 = 1 040; 160 ÷ 880 = 18,2 %.
        ["880", "1 040", "160", "18 %", "200", "300", "100", "50 %"],
    ]


def test_distance_by_kind(distances):
    view = section.draw_kinds(distances())
    assert rows(view, 2) == [
        ["20", "20"],
        ["100", "20"],
        ["0", "20"],
        ["60", "20"],
        ["−20", "20"],
        ["160", "100"],
    ]
    assert "depuis le 31 décembre 2019" in view.titre


def test_charts_of_the_distance_and_of_the_dates(distances):
    assert rows(section.draw_distance_chart(distances()), 6)[0] == [
        "25 %",
        "25 %",
        "0 %",
        "30 %",
        "−20 %",
        "18 %",
    ]
    dates = rows(section.draw_dates(distances(), "hebergement"), 5)
    # Before the crisis, then the two latest dates: 2018 is left out.
    assert dates == [
        ["80", "400", "100", "200", "100"],
        ["120", "600", "150", "300", "90"],
        ["100", "500", "100", "260", "80"],
    ]
    assert rows(section.draw_dates(distances(), "logement"), 5)[0] == ["40"] * 5


@pytest.mark.parametrize(
    ("territoire", "sentences"),
    [
        (
            "59",
            [
                "Dans le Nord, il resterait 100 places d’hébergement à fermer pour revenir au "
                "niveau d’avant la crise sanitaire (400 places au 31 décembre 2019).",
                # 100 left, 100 closed in 12 months.
                "Au rythme observé depuis le 31 décembre 2020, il faudrait 12 mois pour y "
                "parvenir.",
                "L’écart à ce niveau est de 25 % dans le Nord, contre 18 % dans les "
                "Hauts-de-France.",
            ],
        ),
        (
            "80",
            [
                "Dans la Somme, il resterait 20 places d’hébergement à ouvrir pour revenir au "
                "niveau d’avant la crise sanitaire (100 places au 31 décembre 2019).",
                "Depuis le 31 décembre 2020, l’écart à ce niveau ne se réduit pas.",
                "L’écart à ce niveau est de −20 % dans la Somme, contre 18 % dans les "
                "Hauts-de-France.",
            ],
        ),
        (
            "60",
            [
                "Dans l’Oise, le nombre de places d’hébergement est celui d’avant la crise "
                "sanitaire (100 places au 31 décembre 2019).",
                "L’écart à ce niveau est de 0 % dans l’Oise, contre 18 % dans les Hauts-de-France.",
            ],
        ),
        (
            "32",
            [
                "Dans les Hauts-de-France, il resterait 160 places d’hébergement à fermer pour "
                "revenir au niveau d’avant la crise sanitaire (880 places au 31 décembre 2019).",
                # 1 260 − 1 040 = 220 closed in 12 months: 160 × 12 ÷ 220 = 8,7.
                "Au rythme observé depuis le 31 décembre 2020, il faudrait 9 mois pour y parvenir.",
                "Selon les départements, l’écart au niveau d’avant la crise va de −20 % (Somme) à "
                "30 % (Pas-de-Calais).",
            ],
        ),
    ],
)
def test_what_is_left_is_said(distances, said, territoire, sentences):
    assert said(section.say_distances(distances(territoire))) == sentences


def test_formula_of_the_months(distances):
    found = distances("62")
    months = found.months(found.analyse.territoire)
    # 60 left, 40 closed in 12 months: 18 months.
    formula = "(200 − 260) ÷ ((260 − 300) ÷ 12 mois)"
    assert (months.value, months.formule) == (18, formula)


def test_one_place_agrees(distances, project, said):
    project.edit(section.PLACES, "places", "99", type="hu", territoire="60", jour="2021-12-31")
    assert said(section.say_distances(distances("60")))[0].startswith("Dans l’Oise, il resterait")
    project.edit(section.PLACES, "places", "1", type="hu", territoire="60", jour="2019-12-31")
    project.edit(section.PLACES, "places", "2", type="hu", territoire="60", jour="2021-12-31")
    page = section.compute_distances(project.page("ahi_transformation", "60"))
    assert said(section.say_distances(page))[0] == (
        "Dans l’Oise, il resterait 1 place d’hébergement à fermer pour revenir au niveau d’avant "
        "la crise sanitaire (1 place au 31 décembre 2019)."
    )


def test_missing_place_silences_its_territory_and_the_range(distances, project, said):
    distances()
    project.edit(section.PLACES, "places", "", type="hu", territoire="59", jour="2019-12-31")
    page = section.compute_distances(project.page("ahi_transformation", "59"))
    assert said(section.say_distances(page)) == []
    region = section.compute_distances(project.page("ahi_transformation"))
    assert said(section.say_distances(region)) == []
    assert rows(section.draw_distances(page), 8)[1][:4] == [
        "non transmis",
        "500",
        "non transmis",
        "non transmis",
    ]


def test_pace_needs_a_date_since_the_crisis(distances, project, said):
    distances()
    project.remove(section.PLACES, jour="2020-12-31")
    page = section.compute_distances(project.page("ahi_transformation", "59"))
    assert [text[:5] for text in said(section.say_distances(page))] == ["Dans ", "L’éca"]


def test_no_distance_without_both_ends(distances, project, page):
    assert section.compute_distances(page("ahi_transformation")) is None
    distances()
    for day in ("2018-12-31", "2019-12-31"):
        project.remove(section.PLACES, jour=day)
    assert section.compute_distances(project.page("ahi_transformation")) is None


def test_places_of_before_the_crisis_alone_have_no_distance(distances, project):
    distances()
    for day in ("2020-12-31", "2021-12-31"):
        project.remove(section.PLACES, jour=day)
    assert section.compute_distances(project.page("ahi_transformation")) is None

"""Shelter: use of the credits, exits to housing; all numbers are invented."""

from __future__ import annotations

import pytest

from hdflib.sections import ahi_transformation as section

OBSERVATION = "observation:\n"


def shown(view):
    return [
        figure.affichage.replace("\u202f", " ").replace("\u00a0", " ") for figure in view.figures
    ]


@pytest.fixture
def credits(project):
    """Compute the credits seen from a page, at 31 May 2022."""
    numbers = {
        "02": ("100 000", "50 000", "10 000"),
        "59": ("400 000", "300 000", "100 000"),
        "60": ("200 000", "80 000", "0"),
        "62": ("200 000", "150 000", "90 000"),
        "80": ("100 000", "20 000", "20 000"),
    }
    project.params(OBSERVATION, OBSERVATION + "  ahi_credits: 2022-05-31\n")
    project.write(
        section.CREDITS,
        [
            {
                "territoire": code,
                "annee": year,
                "credits": total,
                "engages": committed,
                "payes": paid,
                "source": "Essai",
            }
            for year in ("2021", "2022")
            for code, (total, committed, paid) in numbers.items()
        ],
    )
    return lambda territoire="32": section.compute_credits(
        project.page("ahi_transformation", territoire)
    )


def test_credits_of_the_latest_year_by_departement(credits):
    texts = shown(section.draw_credits(credits("59")))
    assert texts[5:10] == ["400 000 €", "300 000 €", "100 000 €", "75 %", "25 %"]
    # 50 + 300 + 80 + 150 + 20 = 600 thousands; 10 + 100 + 0 + 90 + 20 = 220.
    assert texts[25:] == ["1 000 000 €", "600 000 €", "220 000 €", "60 %", "22 %"]
    assert len(texts) == 30


def test_use_of_the_credits_is_said_and_drawn(credits, said):
    assert said(section.say_credits(credits("59"))) == [
        "Au 31 mai 2022, 300 000 € sont engagés dans le Nord sur 400 000 €, soit 75 % ; 100 000 € "
        "sont payés, soit 25 %."
    ]
    # 50 ÷ 100, 300 ÷ 400, 80 ÷ 200, 150 ÷ 200, 20 ÷ 100.
    assert shown(section.draw_use(credits())) == ["50 %", "75 %", "40 %", "75 %", "20 %"]


def test_credits_that_differ_from_those_announced_are_said(credits, project):
    assert section.credit_gaps(credits()) == []
    project.edit(section.CREDITS, "credits", "150 000", territoire="02", annee="2022")
    changed = section.compute_credits(project.page("ahi_transformation"))
    (gap,) = section.credit_gaps(changed)
    assert gap.replace("\u202f", " ").replace("\u00a0", " ") == (
        "Crédits 2022 du BOP 177 : 1 000 000 € annoncés, 1 050 000 € dans le suivi par département."
    )


def test_unpaid_or_untransmitted_credits(credits, project, said):
    assert len(said(section.say_credits(credits("59")))) == 1
    project.edit(section.CREDITS, "payes", "", territoire="59", annee="2022")
    changed = section.compute_credits(project.page("ahi_transformation", "59"))
    assert said(section.say_credits(changed)) == []


def test_no_credits(page):
    assert section.compute_credits(page("ahi_transformation")) is None


@pytest.fixture
def exits(project):
    """Compute the exits seen from a page, at 30 April 2022."""
    numbers = {
        "02": ("50", "40", "20", "10"),
        "59": ("500", "400", "140", "80"),
        "60": ("90", "0", "0", "0"),
        "62": ("200", "s", "90", "s"),
        "80": ("60", "60", "30", "12"),
        "32": ("900", "700", "280", "105"),
    }
    project.params(OBSERVATION, OBSERVATION + "  sorties_hebergement: 2022-04-30\n")
    columns = ("sorties", "destination_connue", "vers_logement", "vers_logement_adapte")
    project.write(
        section.EXITS,
        [
            {"territoire": code} | dict(zip(columns, own, strict=True)) | {"source": "Essai"}
            for code, own in numbers.items()
        ],
    )
    return lambda territoire="32": section.compute_exits(
        project.page("ahi_transformation", territoire)
    )


def test_exits_by_departement(exits):
    texts = shown(section.draw_exits(exits()))
    assert [texts[start : start + 6] for start in range(0, 36, 6)] == [
        ["50", "40", "20", "10", "50 %", "25 %"],
        ["500", "400", "140", "80", "35 %", "20 %"],
        # No destination is known: there is nothing to be a share of.
        ["90", "0", "0", "0", "non transmis", "non transmis"],
        ["200", "s", "90", "s", "s", "s"],
        ["60", "60", "30", "12", "50 %", "20 %"],
        ["900", "700", "280", "105", "40 %", "15 %"],
    ]
    assert section.draw_exit_chart(exits()).titre.startswith("Part des sorties d’hébergement")


def test_exits_are_said(exits, said):
    assert said(section.say_exits(exits("59"))) == [
        "Du 1er janvier au 30 avril 2022, 500 ménages sont sortis d’hébergement dans le Nord, dont "
        "400 vers une destination connue.",
        "Parmi les sorties dont la destination est connue, 35 % mènent à un logement et 20 % à un "
        "logement adapté.",
        "Dans la région, ces parts sont de 40 % et 15 %.",
    ]
    assert len(said(section.say_exits(exits()))) == 2


def test_secret_exits_are_not_said(exits, said):
    assert said(section.say_exits(exits("62"))) == [
        "Dans la région, ces parts sont de 40 % et 15 %."
    ]


def test_tile_and_notes_of_the_means(credits, exits, project):
    exits()
    analyse = project.page("ahi_transformation", "59")
    assert [(t.texte, shown_tile(t)) for t in section.tiles(analyse)[1:]] == [
        (
            "des sorties d’hébergement mènent à un logement dans le Nord, du 1er janvier au 30 "
            "avril 2022",
            "35 %",
        )
    ]
    notes = section.notes(analyse)
    assert notes[0].startswith("BOP 177 : budget opérationnel du programme 177")
    assert notes[-1] == (
        "Non transmis pour cette commission : les nombres de places par type et par département."
    )


def shown_tile(tile):
    return tile.figure.affichage.replace("\u202f", " ")


def test_no_exits(page):
    assert section.compute_exits(page("ahi_transformation")) is None

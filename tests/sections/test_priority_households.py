"""Priority households: legal share, range between EPCI, gestion en flux."""

from __future__ import annotations

import pytest

from hdflib.sections import priority_households as section

SHARE = (
    "Chaque réservataire doit consacrer au moins 25 % de son contingent aux ménages prioritaires, "
    "et chaque bailleur au moins autant de ses attributions hors contingent (CCH, L.441-1)."
)
RANGE = (
    "En 2021, la part des attributions consacrées aux ménages prioritaires allait de 7 à 42 % "
    "selon les EPCI de la région."
)
FLUX = (
    "{}, les droits de réservation de l’État sont calculés depuis {} selon les règles de la "
    "gestion en flux : 30 % de l’assiette de référence."
)

CEILING = (
    "Depuis le 23 février 2020, l’État peut réserver 30 % du flux au plus (CCH, R.441-5 ; décret "
    "2020-145 du 20 février 2020)."
)
DEADLINE = (
    "Les autres réservataires doivent passer à la gestion en flux le 23 novembre 2023 au plus tard "
    "(loi 2022-217 du 21 février 2022) : il leur reste 17 mois."
)


@pytest.mark.parametrize(
    ("territoire", "flux"),
    [
        (
            "32",
            [
                FLUX.format("Dans le Nord et dans le Pas-de-Calais", "2021"),
                FLUX.format("Dans l’Aisne, dans l’Oise et dans la Somme", "2022"),
            ],
        ),
        ("02", [FLUX.format("Dans l’Aisne", "2022")]),
        ("62", [FLUX.format("Dans le Pas-de-Calais", "2021")]),
        ("80", [FLUX.format("Dans la Somme", "2022")]),
    ],
)
def test_rules_of_the_commission(page, said, territoire, flux):
    analyse = page("priority_households", territoire)
    assert said(section.say_obligations(analyse)) == [SHARE, RANGE]
    assert said(section.say_rules(analyse)) == [CEILING, *flux, DEADLINE]


def test_share_of_the_flow_may_differ_or_miss(project, said):
    project.edit("gestion_flux", "taux_reservation", "25 %", territoire="62")
    project.edit("gestion_flux", "taux_reservation", "", territoire="59")
    project.remove("gestion_flux", annee="2022")
    lead = "les droits de réservation de l’État sont calculés depuis 2021 selon les règles de la "
    assert said(section.say_flux(project.page("priority_households"))) == [
        f"Dans le Nord, {lead}gestion en flux.",
        f"Dans le Pas-de-Calais, {lead}gestion en flux : 25 % de l’assiette de référence.",
    ]


@pytest.mark.parametrize("modalite", ["EPCI le plus bas", "EPCI le plus haut"])
def test_a_missing_end_silences_the_range_alone(project, said, modalite):
    project.edit("reperes/priority_households", "valeur", "", modalite=modalite)
    sentences = said(section.say_obligations(project.page("priority_households", "02")))
    assert sentences == [SHARE]


def test_nothing_is_said_without_tables(project, said):
    project.remove("gestion_flux")
    project.remove("reperes/priority_households").remove("menages_prioritaires")
    analyse = project.page("priority_households")
    assert section.compute(analyse) is None
    assert not section.is_presented(analyse)
    assert said(section.say_obligations(analyse)) == []
    assert said(section.say_rules(analyse)) == []
    assert section.draw_flux(analyse) is None
    assert section.draw_missing(analyse) is None


def test_the_law_is_said_as_soon_as_one_table_is_there(project, said):
    project.remove("gestion_flux").remove("menages_prioritaires")
    analyse = project.page("priority_households")
    assert section.is_presented(analyse)
    assert said(section.say_obligations(analyse))[0] == SHARE
    assert said(section.say_rules(analyse)) == [CEILING, DEADLINE]


def test_flux_table_has_every_departement(page):
    view = section.draw_flux(page("priority_households", "60"))
    assert [(f.territoire, f.periode, f.value) for f in view.figures] == [
        ("02", "2022", 0.3),
        ("59", "2021", 0.3),
        ("60", "2022", 0.3),
        ("62", "2021", 0.3),
        ("80", "2022", 0.3),
    ]


def test_numbers_of_the_law_have_their_text_for_source(page):
    analyse = page("priority_households")
    figures = [f for s in section.say_rules(analyse) if s for f in s.figures]
    ceiling, deadline, left = figures[0], figures[-2], figures[-1]
    assert (ceiling.value, ceiling.sources[0].fichier) == (0.3, "data/reference/regles.csv")
    assert deadline.value == "2023-11-23"
    assert (left.value, left.formule) == (17, "du 16 juin 2022 au 23 novembre 2023")


@pytest.mark.parametrize(
    ("deadline", "said_of_it"),
    [
        # 31 days of July, less 15 days left in June: 16 June to 31 July is 45 days.
        ("2022-07-31", "doivent passer à la gestion en flux le 31 juillet 2022 au plus tard"),
        ("2022-06-15", "devaient passer à la gestion en flux le 15 juin 2022 au plus tard"),
    ],
)
def test_the_deadline_may_be_near_or_past(project, said, deadline, said_of_it):
    path = project.root / "data" / "reference" / "regles.csv"
    path.write_text(path.read_text("utf-8").replace("2023-11-23", deadline), "utf-8")
    (sentence,) = [
        s for s in said(section.say_rules(project.page("priority_households"))) if said_of_it in s
    ]
    assert sentence.endswith(
        "il leur reste 45 jours."
        if "doivent" in said_of_it
        else "(loi 2022-217 du 21 février 2022)."
    )


def test_exclusions_are_those_of_the_slides_with_their_date(page):
    view = section.draw_exclusions(page("priority_households"))
    for words in ("Mutations", "NPNRU", "ORCOD", "interdiction d’habiter", "vente", "santé"):
        assert words in view.html
    dates = ["2020-02-23"] * 5 + ["2022-02-23"] * 2
    assert [figure.value for figure in view.figures] == dates
    assert "exclusions_flux.csv, ligne 7, colonne debut" in str(view.figures[5].sources[0])


def test_exclusions_not_yet_in_force_are_not_shown(project):
    path = project.root / "data" / "reference" / "exclusions_flux.csv"
    path.write_text(path.read_text("utf-8").replace("2022-02-23", "2022-06-17"), "utf-8")
    view = section.draw_exclusions(project.page("priority_households"))
    assert len(view.figures) == 5
    assert "santé" not in view.html


def test_what_was_not_transmitted_is_said(page):
    assert section.draw_missing(page("priority_households")).titre.replace("\u00a0", " ") == (
        "Non transmis pour cette commission : l’assiette par département, les attributions par "
        "réservataire, la part du flux de chaque réservataire et le bilan par bailleur. Les droits "
        "de réservation et le quart dû par contingent ne peuvent donc pas être chiffrés."
    )

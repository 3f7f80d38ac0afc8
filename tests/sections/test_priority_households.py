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
def test_obligations_of_the_commission(page, said, territoire, flux):
    sentences = section.say_obligations(page("priority_households", territoire))
    assert said(sentences) == [SHARE, RANGE, *flux]


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
    assert sentences == [SHARE, FLUX.format("Dans l’Aisne", "2022")]


def test_nothing_is_said_without_tables(project, said):
    project.remove("gestion_flux").remove("gestion_flux_exclusions")
    project.remove("reperes/priority_households").remove("menages_prioritaires")
    analyse = project.page("priority_households")
    assert section.compute(analyse) is None
    assert said(section.say_obligations(analyse)) == []
    assert section.draw_flux(analyse) is None
    assert section.draw_exclusions(analyse) is None


def test_flux_table_has_every_departement(page):
    view = section.draw_flux(page("priority_households", "60"))
    assert [(f.territoire, f.periode, f.value) for f in view.figures] == [
        ("02", "2022", 0.3),
        ("59", "2021", 0.3),
        ("60", "2022", 0.3),
        ("62", "2021", 0.3),
        ("80", "2022", 0.3),
    ]


def test_exclusions_are_those_of_the_slides(page):
    html = section.draw_exclusions(page("priority_households")).html
    for words in ("Mutations", "NPNRU", "ORCOD", "interdiction d’habiter", "vente", "santé"):
        assert words in html

"""What sections share: changes in words, landmarks, gaps with published rates, method."""

from __future__ import annotations

import re
from datetime import date

import pytest

from hdflib.sections import (
    ahi_transformation,
    attribution_reform,
    changes,
    common,
    context,
    fnavdl,
    logement_dabord,
    priority_households,
    publics,
)

FNAVDL = "reperes/fnavdl"


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def every_sentence(page, territoire):
    """All the sentences of a pack."""
    reform = page("attribution_reform", territoire)
    fund = fnavdl.compute(page("fnavdl", territoire))
    priority = priority_households.compute(page("priority_households", territoire))
    housing = page("logement_dabord", territoire)
    two = [
        logement_dabord.compute(housing, nom)
        for nom in (logement_dabord.SORTANTS, logement_dabord.SANS_ABRI)
    ]
    return [
        *context.say_context(page("context", territoire)),
        *publics.say_results(priority),
        *priority_households.say_obligations(page("priority_households", territoire)),
        *(s for public in two for s in publics.say_results(public)),
        *(logement_dabord.say_objective(public) for public in two),
        logement_dabord.say_brackets(housing),
        *attribution_reform.say_results(reform, attribution_reform.compute(reform)),
        attribution_reform.say_quartile(reform),
        attribution_reform.say_cotation(reform),
        *ahi_transformation.say_actions(page("ahi_transformation", territoire)),
        *fnavdl.say_envelopes(fund),
        *fnavdl.say_projects(fund),
    ]


@pytest.mark.parametrize(("territoire", "count"), [("32", 47), ("02", 40), ("60", 41)])
def test_sentences_are_well_set(page, territoire, count):
    spoken = [s.text for s in every_sentence(page, territoire) if s is not None]
    assert len(spoken) == count
    for text in spoken:
        assert re.match(r"[A-ZÀÉ0-9]", text), text
        assert text.endswith("."), text
        assert not re.search(r"[^\u202f][%;!?]|[^\u00a0][:€]", text), text
        assert not re.search(r"'|  |\.\.| [,.)]|\b(de|à) les? |\bnan\b|None", text)


@pytest.mark.parametrize("territoire", ["32", "02", "59", "60", "62", "80"])
def test_no_sentence_is_said_twice(page, said, territoire):
    spoken = said(every_sentence(page, territoire))
    assert len(spoken) == len(set(spoken))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 4, 30), "à fin avril 2021"),
        (date(2021, 4, 15), "au 15 avril 2021"),
        (date(2021, 4, 1), "au 1er avril 2021"),
    ],
)
def test_dates_after_the_preposition(day, words):
    assert changes.at_date(day) == words


def test_gaps_of_the_commission(page):
    analyse = page("fnavdl")
    gaps = common.published_gaps(analyse, fnavdl.compute(analyse).computed)
    # 17 %, 53 % and 643 320 € agree; « environ 20 % » isn't compared.
    assert [plain(gap) for gap in gaps] == [
        "Part de l’appel à projets (Hauts-de-France, 2021) : 90 % dans le document présenté, 89 % "
        "par le calcul 2 611 756 € ÷ 2 927 198 €.",
        "Taux d’accompagnement (Hauts-de-France, 31 décembre 2021) : 58 % dans le document "
        "présenté, 59 % par le calcul 1 000 ÷ 1 700.",
    ]


def test_quartile_balance_agrees_with_the_slides(page):
    analyse = page("attribution_reform")
    assert common.published_gaps(analyse, [attribution_reform.net_change(analyse)]) == []


@pytest.mark.parametrize(
    ("indicateur", "value", "number"),
    [
        ("evolution_enveloppe", "18 %", "17 %"),
        ("taux_selection", "54 %", "53 %"),
        ("residuel", "643 321", "643 320 €"),
        # 46 ÷ 86 = 53,488 %: 53,5 % holds it, 53,4 % doesn't.
        ("taux_selection", "53,4 %", "53 %"),
    ],
)
def test_a_changed_publication_is_a_gap(project, indicateur, value, number):
    project.edit(FNAVDL, "valeur", value, indicateur=indicateur)
    analyse = project.page("fnavdl")
    gaps = common.published_gaps(analyse, fnavdl.compute(analyse).computed)
    label = analyse.indicateur(indicateur).libelle
    found = [plain(gap) for gap in gaps if gap.startswith(label)]
    assert len(found) == 1
    assert f"dans le document présenté, {number} par le calcul" in found[0]


@pytest.mark.parametrize("value", ["53,5 %", "53,49 %", "53 %"])
def test_a_publication_that_rounds_the_computed_rate_is_no_gap(project, value):
    project.edit(FNAVDL, "valeur", value, indicateur="taux_selection")
    analyse = project.page("fnavdl")
    gaps = common.published_gaps(analyse, fnavdl.compute(analyse).computed)
    assert [gap for gap in gaps if gap.startswith("Part des dossiers")] == []


def test_one_euro_gaps_are_in_the_method_note(page):
    analyse = page("fnavdl")
    view = common.draw_method(analyse, ["Une note."], [fnavdl.TABLE], ["Un écart."])
    text = plain(view.html)
    assert (
        "Écart entre sources. Enveloppe 2021, Hauts-de-France : total publié 2 611 756, somme des "
        "départements 2 611 755 (arrondi)."
    ) in text
    assert text.index("Une note.") < text.index("Un écart.") < text.index("(arrondi)")
    # Six totals of the région; four totals of two columns.
    assert text.count("(arrondi).") == 10
    assert "data/2022-06-16/fnavdl_enveloppes.csv — Diapositive" in text
    other = common.draw_method(page("news"), [], ["actualites"])
    assert "(arrondi)" not in other.html


def test_landmarks_say_what_their_heading_does_not(page):
    text = plain(common.draw_landmarks(page("attribution_reform", "59")).html)
    for label in (
        "Ancienneté de la demande – première tranche, de",
        "Ancienneté de la demande – première tranche, à",
        "Solde des entrées et sorties du premier quartile – chiffre publié",
        "Part du premier quartile et des relogés hors QPV – moyenne nationale (30 avril 2022)",
    ):
        assert label in text
    projects = plain(common.draw_landmarks(page("fnavdl", "59")).html)
    assert "Équivalents temps plein – psychologue (Nord)" in projects
    assert "Ménages visés – par an (Nord)" in projects


def test_landmarks_are_those_of_the_page(page):
    assert "Dunkerque" not in common.draw_landmarks(page("attribution_reform", "62")).html
    assert common.draw_landmarks(page("news")) is None


def test_sources_name_files_and_documents(page):
    assert common.sources_of(page("priority_households"), ["gestion_flux", "absent"]) == [
        "data/2022-06-16/gestion_flux.csv — Diapositive « Contingent préfectoral »"
    ]


@pytest.mark.parametrize(
    ("removed", "shown"),
    [
        (["ahi_actions"], None),
        (
            ["ahi_actions", "reperes/ahi_transformation"],
            "Données non transmises pour cette commission.",
        ),
    ],
)
def test_notice_is_for_a_section_without_any_table(project, removed, shown):
    for table in removed:
        project.remove(table)
    analyse = project.page("ahi_transformation")
    notice = common.not_transmitted(analyse, "ahi_actions", "reperes/ahi_transformation")
    assert (notice and notice.titre) == shown

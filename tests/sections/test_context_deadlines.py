"""The deadlines of the context: the law's and the typed ones, in a table, a timeline, an agenda."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from hdflib.rules.calendar import span
from hdflib.sections import context as section
from hdflib.sections.context.calendar import delay, say_next

NOW = date(2022, 6, 16)
# Slides « Volet attributions de la loi 3DS », « Contingent préfectoral », « Loi ELAN » and
# « Transformation du parc AHI »; data of 30 June and 31 December + 15 days; CCH, R.441-5-1.
ROWS = [
    ("juin 2022 – septembre 2022", "Hébergement", "3 mois"),
    ("30 juin 2022", "Compte rendu des bailleurs", "14 jours"),
    ("15 juillet 2022", "Compte rendu des bailleurs", "29 jours"),
    ("septembre 2022", "Hébergement", "3 mois"),
    ("septembre 2022", "Travailleurs essentiels", "3 mois"),
    ("octobre 2022", "Hébergement", "4 mois"),
    ("22 octobre 2022", "Réforme des attributions", "4 mois"),
    ("31 décembre 2022", "Compte rendu des bailleurs", "6 mois"),
    ("15 janvier 2023", "Compte rendu des bailleurs", "6 mois"),
    ("22 février 2023", "Réforme des attributions", "8 mois"),
    ("22 février 2023", "Accès au SNE", "8 mois"),
    ("28 février 2023", "Gestion en flux", "8 mois"),
    ("30 juin 2023", "Compte rendu des bailleurs", "12 mois"),
    ("15 juillet 2023", "Compte rendu des bailleurs", "12 mois"),
    ("23 novembre 2023", "Gestion en flux", "17 mois"),
    ("31 décembre 2023", "Cotation de la demande", "18 mois"),
]
NEXT = (
    "Prochaine échéance : arrêt des données semestrielles (compte rendu des bailleurs), le 30 juin "
    "2022, dans 14 jours."
)
# Until 16 September: 30 June and 15 July; three more end some day of September.
SOON = (
    "2 échéances dans les trois mois, d’ici au 16 septembre 2022 ; 3 autres, dont le jour est à "
    "préciser, peuvent s’y ajouter."
)


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def shown(analyse):
    """Give the date, theme and delay of each row, and the headings of groups in their places."""
    view = section.draw_deadlines(analyse, section.compute_deadlines(analyse))
    rows = [
        tuple(plain("".join(cell.itertext())).strip() for cell in row)
        for row in ET.fromstring(view.html).findall(".//tbody/tr")
    ]
    return [(row[0], row[1], row[3]) if len(row) > 1 else row for row in rows]


def said_of(analyse, said):
    return said(section.say_deadlines(analyse, section.compute_deadlines(analyse)))


def at(analyse, **changes):
    """Give the page without typed deadlines, other params changed."""
    edition = analyse.edition
    tables = {name: table for name, table in edition.tables.items() if name != "echeances"}
    params = edition.params.model_copy(update=changes)
    return replace(analyse, edition=replace(edition, params=params, tables=tables))


@pytest.mark.parametrize(
    ("debut", "fin", "left"),
    [
        ("2022-06-15", "", "échu"),
        ("2022-06-16", "", "aujourd’hui"),
        ("2022-06-17", "", "1 jour"),
        ("2022-06-30", "", "14 jours"),
        ("2022-08-15", "", "60 jours"),
        ("2022-08-16", "", "2 mois"),
        ("2022-12-31", "", "6 mois"),
        ("2022-05", "", "échu"),
        ("2022-06", "", "ce mois-ci"),
        ("2022-06", "2022-09", "3 mois"),
        ("2022", "", "6 mois"),
    ],
)
def test_delay_from_16_june_2022(debut, fin, left):
    assert plain(delay(span(debut, fin), NOW)) == left


@pytest.mark.parametrize("territoire", ["32", "02", "80"])
def test_table_of_every_page(page, territoire):
    assert shown(page("context", territoire)) == ROWS


@pytest.mark.parametrize("territoire", ["32", "59"])
def test_sentences(page, said, territoire):
    assert said_of(page("context", territoire), said) == [NEXT, SOON]


def test_figures_of_the_sentences_have_their_days_and_sources(page):
    analyse = page("context")
    both = section.say_deadlines(analyse, section.compute_deadlines(analyse))
    (days,), (count, more) = (sentence.figures for sentence in both)
    assert (days.value, days.formule) == (14, "du 16 juin 2022 au 30 juin 2022")
    assert days.sources[0].fichier == "data/reference/regles.csv"
    assert (count.value, count.formule) == (
        2,
        "du 16 juin 2022 au 16 septembre 2022 : 30 juin 2022, 15 juillet 2022 (30 juin 2022 + "
        "15\u00a0jours)",
    )
    assert more.value == 3
    assert {source.fichier for source in more.sources} == {"data/2022-06-16/echeances.csv"}


def test_without_typed_deadlines_the_law_is_shown(project, said):
    project.remove("echeances")
    analyse = project.page("context")
    days = {"Hébergement", "Travailleurs essentiels"}
    assert shown(analyse) == [row for row in ROWS if row[1] not in days]
    assert said_of(analyse, said) == [
        NEXT,
        "2 échéances dans les trois mois, d’ici au 16 septembre 2022.",
    ]


def test_a_commission_of_another_date_has_the_deadlines_of_its_law(page, said):
    analyse = at(page("context"), commission=date(2022, 1, 22))
    # Loi ELAN, décret 2019-1378 and CCH, R.441-5-1, a month before the law 3DS.
    assert shown(analyse) == [
        ("Échues",),
        ("24 novembre 2021", "Gestion en flux", "échu"),
        ("31 décembre 2021", "Cotation de la demande", "échu"),
        ("À venir",),
        ("28 février 2022", "Gestion en flux", "37 jours"),
        ("28 février 2023", "Gestion en flux", "13 mois"),
    ]
    assert said_of(analyse, said) == [
        "Prochaine échéance : bilan annuel des bailleurs (gestion en flux), le 28 février 2022, "
        "dans 37 jours.",
        "1 échéance dans les trois mois, d’ici au 22 avril 2022.",
    ]


def test_nothing_is_said_where_nothing_is_due(page, said):
    analyse = at(page("context"), commission=date(2018, 6, 1))
    assert section.compute_deadlines(analyse) == []
    assert section.draw_deadlines(analyse, []) is None
    assert section.draw_timeline(analyse, []) is None
    assert section.link_deadlines(analyse, []) is None
    assert said_of(analyse, said) == []


def test_no_deadline_in_three_months_is_said(page, said):
    # From 16 July 2022 to 16 October: the data are sent, the CIA is for 22 October.
    analyse = at(page("context"), commission=date(2022, 7, 16))
    assert said_of(analyse, said) == [
        "Prochaine échéance : signature de la CIA (réforme des attributions), le 22 octobre 2022, "
        "dans 3 mois.",
        "Aucune échéance datée dans les trois mois, d’ici au 16 octobre 2022.",
    ]


def test_past_deadlines_are_set_apart_and_first(project):
    objet = "Ateliers dans les territoires"
    project.edit("echeances", "debut", "2022-05", objet=objet)
    assert shown(project.page("context")) == [
        ("Échues",),
        ("mai 2022", "Hébergement", "échu"),
        ("À venir",),
        *[row for row in ROWS if row[0] != "octobre 2022"],
    ]


def test_a_typed_deadline_of_the_law_is_not_repeated(project):
    objet = "Ateliers dans les territoires"
    project.edit("echeances", "theme", "gestion en flux", objet=objet)
    project.edit("echeances", "debut", "2023-11-23", objet=objet)
    assert shown(project.page("context")) == [row for row in ROWS if row[0] != "octobre 2022"]


def test_another_event_of_the_day_of_a_deadline_is_kept(project):
    objet = "Ateliers dans les territoires"
    project.edit("echeances", "debut", "2023-11-23", objet=objet)
    assert [row[1] for row in shown(project.page("context")) if row[0] == "23 novembre 2023"] == [
        "Hébergement",
        "Gestion en flux",
    ]


@pytest.mark.parametrize(
    ("debut", "fin", "sentence"),
    [
        (
            "2022-06-16",
            "",
            "Prochaine échéance : ateliers (hébergement), le 16 juin 2022, aujourd’hui.",
        ),
        (
            "2022-06",
            "2022-06-20",
            "Prochaine échéance : ateliers (hébergement), jusqu’au 20 juin 2022, dans 4 jours.",
        ),
        (
            "2022-06-30",
            "",
            "Prochaines échéances : ateliers (hébergement) et arrêt des données semestrielles "
            "(compte rendu des bailleurs), le 30 juin 2022, dans 14 jours.",
        ),
    ],
)
def test_next_deadline(project, said, debut, fin, sentence):
    objet = "Ateliers dans les territoires"
    project.edit("echeances", "titre", "ateliers", objet=objet)
    project.edit("echeances", "debut", debut, objet=objet)
    project.edit("echeances", "fin", fin, objet=objet)
    assert said_of(project.page("context"), said)[0] == sentence


@pytest.mark.parametrize(
    ("debut", "fin", "when"),
    [
        ("2022-07", "", "en juillet 2022, dans 1 mois"),
        ("2022-06", "", "en juin 2022, ce mois-ci"),
        ("2022-05", "2022-07", "jusqu’en juillet 2022, dans 1 mois"),
        ("2022", "", "en 2022, dans 6 mois"),
        ("2021", "2022", "jusqu’en 2022, dans 6 mois"),
    ],
)
def test_a_deadline_of_unknown_day_is_said_by_its_month_or_year(page, debut, fin, when):
    analyse = page("context")
    objet = "Ateliers dans les territoires"
    (own,) = [e for e in section.compute_deadlines(analyse) if e.objet == objet]
    sentence = say_next(analyse, [replace(own, jours=span(debut, fin))])
    assert plain(sentence.text) == (
        f"Prochaine échéance : ateliers dans les territoires (hébergement), {when}."
    )


def test_timeline_has_every_deadline_ahead_and_no_past_one(project):
    project.edit("echeances", "debut", "2022-05", objet="Ateliers dans les territoires")
    analyse = project.page("context")
    view = section.draw_timeline(analyse, section.compute_deadlines(analyse))
    text = plain(view.titre)
    for day, theme, _ in ROWS:
        assert day in text
        assert theme in text
    assert "ateliers" not in text
    assert "Réforme des attributions : 22 octobre 2022 (signature de la CIA)" in text


def calendar_of(view):
    link = re.search(r'href="data:text/calendar;charset=utf-8;base64,([^"]+)"', view.html)
    return Calendar.from_ical(base64.b64decode(link[1]))


def test_agenda_has_the_days_of_the_table(page):
    analyse = page("context", "62")
    view = section.link_deadlines(analyse, section.compute_deadlines(analyse))
    assert 'download="echeances.ics"' in view.html
    events = calendar_of(view).walk("VEVENT")
    found = {(e["DTSTART"].dt, e["DTEND"].dt, str(e["CATEGORIES"].cats[0])) for e in events}
    assert len(events) == len(ROWS)
    one = timedelta(days=1)
    for day, theme in (
        (date(2022, 6, 30), "Compte rendu des bailleurs"),
        (date(2022, 7, 15), "Compte rendu des bailleurs"),
        (date(2022, 10, 22), "Réforme des attributions"),
        (date(2023, 2, 22), "Réforme des attributions"),
        (date(2023, 2, 22), "Accès au SNE"),
        (date(2023, 11, 23), "Gestion en flux"),
        (date(2023, 12, 31), "Cotation de la demande"),
    ):
        assert (day, day + one, theme) in found
    assert (date(2022, 9, 1), date(2022, 10, 1), "Travailleurs essentiels") in found
    assert (date(2022, 6, 1), date(2022, 10, 1), "Hébergement") in found


def test_an_event_says_that_its_day_is_not_known(page):
    analyse = page("context")
    view = section.link_deadlines(analyse, section.compute_deadlines(analyse))
    (event,) = [e for e in calendar_of(view).walk("VEVENT") if "INSEE" in e["SUMMARY"]]
    assert plain(event["SUMMARY"]) == (
        "Travailleurs essentiels : données de l’INSEE (jour à préciser)"
    )
    assert plain(event["DESCRIPTION"]) == (
        "Données de l’INSEE sur les activités essentielles (fin septembre).\n"
        "Date : septembre 2022 (jour à préciser).\n"
        "Texte : Loi 2022-217 du 21 février 2022."
    )


def test_agenda_of_generated_data_says_so(page):
    analyse = at(page("context"), donnees="fictives")
    view = section.link_deadlines(analyse, section.compute_deadlines(analyse))
    assert 'download="echeances-donnees-fictives.ics"' in view.html
    agenda = calendar_of(view)
    assert agenda["X-WR-CALNAME"].startswith("[Données fictives] ")
    assert all(e["SUMMARY"].startswith("[Données fictives] ") for e in agenda.walk("VEVENT"))


def test_frame_of_the_notebook_has_the_days(page):
    frame = section.deadline_frame(section.compute_deadlines(page("context")))
    assert len(frame) == len(ROWS)
    first = frame.iloc[0]
    assert (first["premier_jour"], first["dernier_jour"], first["jour_connu"]) == (
        date(2022, 6, 1),
        date(2022, 9, 30),
        False,
    )

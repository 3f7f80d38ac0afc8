"""Calendar files, read back by the library's own parser and line by line."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from hdflib.display.calendar import calendar, calendar_link
from hdflib.display.events import Evenement, event_record, read_event
from hdflib.display.views import EVENTS_MIME

NOW = date(2022, 6, 16)
TITLE = "Commission spécialisée PDALHPD"
CIA = Evenement(
    "cia",
    date(2022, 10, 22),
    date(2022, 10, 22),
    "Réforme des attributions : signature, ou non ; à défaut \\ l'EPCI fixe lui-même les objectifs",
    "Première ligne, avec virgule.\nSeconde ligne ; « guillemets ».",
    "Réforme, attributions",
)
MONTH = Evenement("x", date(2022, 12, 1), date(2022, 12, 31), "Ateliers", "Détail", "Hébergement")
# A written "\\N" is read back as a new line by icalendar: such a text is left out.
TEXTS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="'"), min_size=1
).filter(lambda text: "\\n" not in text.lower())


def write(*events: Evenement, fictif: bool = False) -> bytes:
    return calendar(events, NOW, TITLE, fictif=fictif)


def read(content: bytes) -> list:
    return Calendar.from_ical(content).walk("VEVENT")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_days_end_on_the_day_after_the_last() -> None:
    content = write(CIA, MONTH)
    assert b"\r\nDTSTART;VALUE=DATE:20221022\r\nDTEND;VALUE=DATE:20221023\r\n" in content
    assert [(event["DTSTART"].dt, event["DTEND"].dt) for event in read(content)] == [
        (date(2022, 10, 22), date(2022, 10, 23)),
        (date(2022, 12, 1), date(2023, 1, 1)),
    ]


def test_the_time_of_writing_is_the_commission_s() -> None:
    content = write(CIA)
    assert b"\r\nDTSTAMP:20220616T000000Z\r\n" in content
    (event,) = read(content)
    assert event["DTSTAMP"].dt == datetime(2022, 6, 16, tzinfo=UTC)


def test_texts_come_back_whole_with_french_typography() -> None:
    (event,) = read(write(CIA))
    assert plain(event["SUMMARY"]) == CIA.resume.replace("'", "’")
    assert plain(event["DESCRIPTION"]) == CIA.description
    assert [str(category) for category in event["CATEGORIES"].cats] == ["Réforme, attributions"]


def test_special_characters_are_escaped() -> None:
    text = write(CIA).decode().replace("\r\n ", "")
    (summary,) = re.findall("SUMMARY:(.*)\r\n", text)
    assert plain(summary).startswith(r"Réforme des attributions : signature\, ou non \; à")
    assert r" \\ l’EPCI" in plain(summary)
    assert r"virgule.\nSeconde ligne \;" in plain(text)


@given(TEXTS, TEXTS)
def test_lines_are_short_and_texts_are_kept(summary: str, description: str) -> None:
    content = write(replace(MONTH, resume=summary, description=description))
    *lines, last = content.split(b"\r\n")
    assert last == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    (event,) = read(content)
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (summary, description)


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 400))
def test_days_are_kept(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    (event,) = read(write(replace(MONTH, debut=first, fin=last)))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (first, last + timedelta(days=1))


def test_the_same_events_give_the_same_bytes() -> None:
    assert write(CIA, MONTH) == write(replace(CIA), replace(MONTH))


def test_an_event_keeps_its_identity_when_its_day_or_the_commission_moves() -> None:
    (before,) = read(write(CIA))
    later = replace(CIA, debut=date(2023, 1, 2), fin=date(2023, 1, 2))
    (after,) = read(calendar([later], date(2022, 9, 29), "Autre", fictif=False))
    assert before["UID"] == after["UID"]
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", before["UID"])


def test_events_have_their_own_identities_and_generated_ones_too() -> None:
    real, other = read(write(CIA, MONTH))
    (generated,) = read(write(CIA, fictif=True))
    assert len({real["UID"], other["UID"], generated["UID"]}) == 3


def test_an_event_given_twice_is_written_once() -> None:
    assert write(CIA, MONTH, CIA) == write(CIA, MONTH)


@pytest.mark.parametrize("fictif", [False, True])
def test_generated_data_are_labelled(fictif: bool) -> None:
    content = write(CIA, fictif=fictif)
    name = Calendar.from_ical(content)["X-WR-CALNAME"]
    mark = "[Données fictives] " if fictif else ""
    assert name == f"{mark}Échéances – {TITLE} du 16 juin 2022"
    (event,) = read(content)
    assert event["SUMMARY"].startswith(f"{mark}Réforme")
    assert event["DESCRIPTION"].startswith(f"{mark}Première")


def test_the_link_holds_the_file_and_carries_the_events() -> None:
    view = calendar_link([CIA, MONTH], NOW, TITLE, fictif=False)
    assert view is not None
    (held,) = re.findall(r'href="data:text/calendar;charset=utf-8;base64,([^"]+)"', view.html)
    assert base64.b64decode(held) == write(CIA, MONTH)
    records = view._repr_mimebundle_()[EVENTS_MIME]
    assert [read_event(record) for record in records] == [CIA, MONTH]


def test_without_events_there_is_no_link() -> None:
    assert calendar_link([], NOW, TITLE, fictif=False) is None


def test_an_event_travels_as_texts() -> None:
    assert event_record(MONTH) == {
        "cle": "x",
        "debut": "2022-12-01",
        "fin": "2022-12-31",
        "resume": "Ateliers",
        "description": "Détail",
        "categorie": "Hébergement",
    }

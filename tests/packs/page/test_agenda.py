"""The events that a section shows go out in a file beside the page, whatever the section."""

import base64
import re
from datetime import date

import nbformat
import pytest
from icalendar import Calendar

from hdflib.inputs.edition import read_edition
from hdflib.packs.build import build
from hdflib.packs.plan import make_plan

DATE = "2022-06-16"
SOURCE = """
from datetime import date
from hdflib.display.calendar import calendar_link
from hdflib.display.events import Evenement

day = date(2022, 9, 29)
events = [Evenement("a", day, day, "Commission, la suivante", "À Lille.", "Commission")]
params = analyse.edition.params
show(calendar_link(events, params.commission, params.titre, fictif=params.fictive))
"""


def run(root):
    plan = make_plan(read_edition(root, DATE), ["02"])
    build(root, plan, root / "outputs", lambda result: None)
    return root / "outputs" / DATE / "02-aisne"


def held(page):
    (content,) = re.findall(r'href="data:text/calendar;charset=utf-8;base64,([^"]+)"', page)
    return base64.b64decode(content)


def test_the_file_is_the_one_that_the_page_holds(project, add_cell):
    add_cell("news", SOURCE)
    pack = run(project)
    content = (pack / "echeances.ics").read_bytes()
    page = (pack / "dossier.html").read_text("utf-8")
    assert held(page) == content
    assert '<a href="echeances.ics">echeances.ics</a>' in page
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["DTSTART"].dt == date(2022, 9, 29)
    assert event["SUMMARY"] == "Commission, la suivante"


def test_two_builds_write_the_same_file(project, add_cell):
    add_cell("news", SOURCE)
    first = (run(project) / "echeances.ics").read_bytes()
    assert (run(project) / "echeances.ics").read_bytes() == first


@pytest.mark.parametrize("events", ["", "[]"])
def test_without_events_there_is_no_file(project, add_cell, events):
    if events:
        add_cell("news", SOURCE.replace("calendar_link(events", f"calendar_link({events}"))
    pack = run(project)
    assert not (pack / "echeances.ics").exists()
    assert "echeances.ics" not in (pack / "dossier.html").read_text("utf-8")


def test_a_cell_set_aside_gives_no_event(project, add_cell):
    add_cell("news", SOURCE)
    path = project / "notebooks" / "news.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].metadata.tags = ["hors-dossier"]
    nbformat.write(notebook, path)
    assert not (run(project) / "echeances.ics").exists()


def test_the_file_of_generated_data_is_named_and_labelled_so(project, add_cell):
    params = project / "params" / f"{DATE}.yml"
    params.write_text(params.read_text("utf-8") + "donnees: fictives\n", "utf-8")
    add_cell("news", SOURCE)
    pack = run(project)
    content = (pack / "echeances-donnees-fictives.ics").read_bytes()
    page = (pack / "dossier-donnees-fictives.html").read_text("utf-8")
    assert held(page) == content
    assert 'download="echeances-donnees-fictives.ics"' in page
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["SUMMARY"] == "[Données fictives] Commission, la suivante"

"""Events as a calendar file (iCalendar, RFC 5545), and the link that gives it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from icalendar import Calendar, Event
from markupsafe import Markup

from hdflib.display.events import Evenement
from hdflib.display.french import date_longue, typographie
from hdflib.display.views import View

FILE = "echeances.ics"
FICTIVE_FILE = "echeances-donnees-fictives.ics"
"""Name of a file of generated data, which goes with it when it is copied or sent."""
FICTIVE = "Données fictives"


def calendar(evenements: Iterable[Evenement], jour: date, titre: str, *, fictif: bool) -> bytes:
    """Write events as a calendar file, the same bytes for the same events.

    Parameters
    ----------
    evenements
        In the order of the file; one that comes again is written once.
    jour, titre
        Date of the commission, which stands for the time of writing, and its name.
    fictif
        Whether the data are generated: the calendar and each event say so.
    """
    mark = f"[{FICTIVE}] " if fictif else ""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//hdflib//Échéances//FR")
    made.add("x-wr-calname", typographie(f"{mark}Échéances – {titre} du {date_longue(jour)}"))
    for evenement in {evenement.cle: evenement for evenement in evenements}.values():
        made.add_component(event(evenement, jour, mark))
    return bytes(made.to_ical())


def event(evenement: Evenement, jour: date, mark: str) -> Event:
    """Make an event of whole days, which leaves them free; its end is the day after the last."""
    made = Event()
    made.add("uid", str(uuid5(NAMESPACE_OID, f"hdflib {mark}{evenement.cle}")))
    made.add("dtstamp", datetime.combine(jour, time(), UTC))
    made.add("dtstart", evenement.debut)
    made.add("dtend", evenement.fin + timedelta(days=1))
    made.add("summary", typographie(mark + evenement.resume))
    made.add("description", typographie(mark + evenement.description))
    made.add("categories", [evenement.categorie])
    made.add("transp", "TRANSPARENT")
    return made


def calendar_link(
    evenements: Iterable[Evenement], jour: date, titre: str, *, fictif: bool
) -> View | None:
    """Make the link that gives the calendar file, held by the page itself; None without events.

    Parameters are those of `calendar`.
    """
    events = tuple(evenements)
    if not events:
        return None
    content = b64encode(calendar(events, jour, titre, fictif=fictif)).decode("ascii")
    label = "Ajouter ces échéances à un agenda (.ics)"
    html = Markup(
        '<p class="hdf-agenda"><a download="{}" href="data:text/calendar;charset=utf-8;base64,{}">'
        "{}</a></p>"
    ).format(FICTIVE_FILE if fictif else FILE, content, label)
    return View(label, html, evenements=events)

"""The accessibility statement of an edition, in the form that the RGAA sets."""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup, escape

from hdflib.commission import Commission
from hdflib.display.french import date_longue, pourcentage_court
from hdflib.packs.look import Dress, neutral
from hdflib.packs.store import names_of
from hdflib.packs.theme import environment, stylesheet

MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
WEB = re.compile(r"https?://\S+")


def write_statement(params: Commission, edition: Path, dress: Dress = neutral) -> Path:
    """Write the accessibility statement beside the packs of an edition."""
    path = edition / names_of(params).accessibilite
    path.write_text(dress(render_statement(params)), "utf-8")
    return path


def render_statement(params: Commission) -> str:
    """Make the accessibility statement.

    It is established on the day of the commission, and updated on that of a later audit. What the
    service didn't say is said to be missing.
    """
    audit = params.audit
    given = params.accessibilite.audit
    template = environment().get_template("accessibilite.html.j2")
    return template.render(
        params=params,
        noms=names_of(params),
        date=date_longue(params.commission),
        declare=params.accessibilite,
        audit=audit,
        perime=date_longue(given.date) if given and not audit else "",
        audite_le=date_longue(audit.date) if audit else "",
        mise_a_jour=audit is not None and audit.date > params.commission,
        taux=pourcentage_court(audit.respectes / audit.applicables) if audit else "",
        adresse=address,
        css=stylesheet(),
    )


def address(text: str, name: str) -> Markup:
    """Give what the service typed, as a link if it is an e-mail or a web address.

    A web address reads as its name: spelled out, it would tell nothing.
    """
    if MAIL.fullmatch(text):
        return Markup('<a href="mailto:{0}">{0}</a>').format(text)
    if WEB.fullmatch(text):
        return Markup('<a href="{}">{}</a>').format(text, name)
    return escape(text)

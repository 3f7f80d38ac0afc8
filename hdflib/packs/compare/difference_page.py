"""The page of a difference: what to see first, then everything by territory and section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hdflib.commission import Commission
from hdflib.display.french import date_longue, liste
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.errors import HdfError
from hdflib.packs.compare.comparison import Change
from hdflib.packs.compare.difference import Difference
from hdflib.packs.compare.importance import FIRST, ORDRE
from hdflib.packs.compare.telling import gap, named, summary
from hdflib.packs.look import Dress, neutral
from hdflib.packs.store import names_of
from hdflib.packs.theme import environment, stylesheet
from hdflib.packs.wording import Lexique, counted, shown

TITLE = "Comparaison des chiffres"
AILLEURS = "Autres territoires"


@dataclass(frozen=True)
class Part:
    """What moved for a territory and its EPCI: anchor, title, count, a table for each section."""

    ancre: str
    titre: str
    compte: str
    tables: tuple[View, ...]


@dataclass(frozen=True)
class Page:
    """What the page of a difference is.

    Attributes
    ----------
    titre, note
        Title, and what must be said first.
    dossiers
        Lists of packs to name: their label and their codes.
    index
        Whether the index of the packs stands beside it.
    """

    titre: str
    note: str = ""
    dossiers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    index: bool = False


def write_difference(
    path: Path,
    params: Commission,
    lexique: Lexique,
    difference: Difference,
    dress: Dress = neutral,
) -> None:
    """Write the page of a difference that a user asked for.

    Raises
    ------
    HdfError
        If the file can't be written.
    """
    packs = (
        ("Dossiers comparés", difference.dossiers),
        ("Seulement avant", difference.perdus),
        ("Seulement après", difference.nouveaux),
    )
    page = render_difference(params, lexique, difference, Page(TITLE, dossiers=packs))
    try:
        path.write_text(dress(page), "utf-8")
    except OSError as error:
        raise HdfError(
            f"La page ne peut pas être écrite dans « {path} » ({error.strerror or error})."
        ) from error


def render_difference(
    params: Commission, lexique: Lexique, difference: Difference, page: Page
) -> str:
    """Make the page of a difference.

    Parameters
    ----------
    params
        Gives the service and the title of the packs.
    lexique, difference
        Names, and what moved.
    page
        What the page is.
    """
    generated = {"donnees": "fictives" if difference.apres.fictive else "reelles"}
    faits = [
        (what, liste(lexique.territoire(code) for code in codes))
        for what, codes in page.dossiers
        if any(codes)
    ]
    return fill(
        # The label is that of the figures compared, whatever the project holds.
        params.model_copy(update=generated),
        page,
        date=liste(day_of(day) for day in difference.dates) if difference.dates else "",
        bilan=summary(difference.changes),
        faits=faits,
        premiers=first_table(lexique, difference) if difference.changes else None,
        parts=make_parts(lexique, difference),
        empreintes=prints_table(lexique, difference),
        ordre=ORDRE,
    )


def render_still(params: Commission, page: Page) -> str:
    """Make the page that says that nothing moved."""
    return fill(params, page, date=date_longue(params.commission), bilan=summary(()))


def fill(params: Commission, page: Page, **values: Any) -> str:
    """Fill the template."""
    template = environment().get_template("difference.html.j2")
    return template.render(
        params=params, page=page, noms=names_of(params), css=stylesheet(), **values
    )


def day_of(iso: str) -> str:
    """Give the date of a commission in full."""
    return date_longue(date.fromisoformat(iso))


def first_table(lexique: Lexique, difference: Difference) -> View:
    """Draw the most important changes."""
    rows = [
        Ligne(
            f"{lexique.territoire(c.chiffre.territoire)} : {named(lexique, c)}",
            cells(lexique, difference, c),
        )
        for c in difference.changes[:FIRST]
    ]
    return table("premiers", "À voir d’abord", "Chiffre", columns(difference), rows)


def make_parts(lexique: Lexique, difference: Difference) -> list[Part]:
    """Group what moved: the région, each département with its EPCI, then any other territory."""
    order = [*(t.code for t in lexique.territoires.packs), ""]
    groups: dict[str, list[Change]] = {}
    for change in difference.changes:
        groups.setdefault(home(lexique, change), []).append(change)
    return [
        make_part(lexique, difference, code, groups[code])
        for code in sorted(groups, key=order.index)
    ]


def home(lexique: Lexique, change: Change) -> str:
    """Give the code of the pack whose territory a figure is about, empty if there is none."""
    found = lexique.territoires.find(change.chiffre.territoire)
    if found is None:
        return ""
    return found.departement or found.code


def make_part(
    lexique: Lexique, difference: Difference, code: str, changes: Sequence[Change]
) -> Part:
    """Draw what moved for a territory, a table for each section."""
    title = lexique.territoire(code) if code else AILLEURS
    sections: dict[str, list[Change]] = {}
    for change in changes:
        sections.setdefault(change.sections[0], []).append(change)
    known = [*lexique.sections]
    order = sorted(sections, key=lambda s: (known.index(s) if s in known else len(known), s))
    tables = [
        table(
            f"{anchor(code)}-{rank}",
            f"{lexique.section(section)} – {title}",
            "Chiffre",
            columns(difference),
            [
                Ligne(row_title(lexique, code, c), cells(lexique, difference, c))
                for c in sections[section]
            ],
        )
        for rank, section in enumerate(order, 1)
    ]
    return Part(anchor(code), title, counted(len(changes), "chiffre"), tuple(tables))


def anchor(code: str) -> str:
    """Give the identifier of a part of the page."""
    return f"territoire-{code.lower() or 'autre'}"


def row_title(lexique: Lexique, code: str, change: Change) -> str:
    """Name a figure under a territory: with the EPCI that it is about, if it is another one."""
    name, own = named(lexique, change), change.chiffre.territoire
    return name if own == code else f"{lexique.territoire(own)} : {name}"


def columns(difference: Difference) -> list[Colonne]:
    """Give the columns of the tables; the packs are named where several are compared."""
    days = [day_of(day) for day in difference.dates]
    sides = days if len(days) == 2 else ["Avant", "Après"]
    named = [Colonne("Dossiers", nombre=False)] if len(difference.dossiers) > 1 else []
    return [*(Colonne(side) for side in sides), Colonne("Évolution", nombre=False), *named]


def cells(lexique: Lexique, difference: Difference, change: Change) -> list[str]:
    """Give the cells of a change."""
    everywhere = len(change.dossiers) == len(difference.dossiers)
    packs = "tous" if everywhere else liste(lexique.territoire(code) for code in change.dossiers)
    named = [packs] if len(difference.dossiers) > 1 else []
    return [shown(change.avant), shown(change.apres), gap(change), *named]


def prints_table(lexique: Lexique, difference: Difference) -> View:
    """Draw what identifies the files compared."""
    before, after = difference.avant.empreintes, difference.apres.empreintes
    return table(
        "empreintes",
        "Empreintes des fichiers de chiffres comparés (début du SHA-256)",
        "Dossier",
        [Colonne("Avant", nombre=False), Colonne("Après", nombre=False)],
        [
            Ligne(lexique.territoire(code) if code else "Fichier", [before[code], after[code]])
            for code in difference.dossiers
        ],
    )

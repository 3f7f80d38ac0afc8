"""Tables of figures, with a caption, column groups and row headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import pandas as pd
from great_tables import GT
from markupsafe import Markup, escape

from hdflib.display.french import typographie
from hdflib.display.traced import traced
from hdflib.display.views import View, secret_note
from hdflib.figures import Figure

Cell = Figure | str
KEPT = ("gt_left", "gt_center", "gt_group_heading")
"""Classes of great-tables that the style knows; what has none is a number."""


@dataclass(frozen=True)
class Colonne:
    """A column: label, group it stands under, whether it holds numbers and says their unit."""

    titre: str
    groupe: str = ""
    nombre: bool = True
    unite: bool = False


@dataclass(frozen=True)
class Ligne:
    """A row: its header, its cells, its kind ("total", "courant" or none) and its group."""

    titre: str
    cells: Sequence[Cell]
    genre: str = ""
    groupe: str = ""


def table(
    identifiant: str,
    titre: str,
    entete: str,
    colonnes: Sequence[Colonne],
    lignes: Sequence[Ligne],
) -> View:
    """Draw a table.

    Parameters
    ----------
    identifiant
        Unique name on the page: letters, digits, hyphens.
    titre
        Caption.
    entete
        Label of the row headers ("Territoire").
    colonnes, lignes
        Columns, and rows with one cell for each column.

    Returns
    -------
    View
        With the figures of its cells.
    """
    names = [f"c{rank}" for rank in range(len(colonnes))]
    data = pd.DataFrame(
        [[typographie(ligne.groupe), typographie(ligne.titre), *ligne.cells] for ligne in lignes],
        columns=["groupe", "titre", *names],
    )
    grouped = any(ligne.groupe for ligne in lignes)
    drawn = GT(
        data if grouped else data.drop(columns="groupe"),
        rowname_col="titre",
        groupname_col="groupe" if grouped else None,
        id=identifiant,
    ).tab_stubhead(typographie(entete))
    for group, members in groupby(zip(names, colonnes, strict=True), lambda pair: pair[1].groupe):
        columns = [name for name, _ in members]
        if group:
            drawn = drawn.tab_spanner(typographie(group), columns=columns)
    for name, colonne in zip(names, colonnes, strict=True):
        drawn = drawn.fmt(partial(cell_html, unite=colonne.unite), columns=name)
    drawn = drawn.cols_label(
        **{name: typographie(c.titre) for name, c in zip(names, colonnes, strict=True)}
    )
    numeric = [name for name, c in zip(names, colonnes, strict=True) if c.nombre]
    words = [name for name in names if name not in numeric]
    if numeric:
        drawn = drawn.cols_align("right", numeric)
    if words:
        drawn = drawn.cols_align("left", words)
    genres = [ligne.genre for ligne in in_drawn_order(lignes)]
    figures = [c for ligne in lignes for c in ligne.cells if isinstance(c, Figure)]
    body = dress(drawn.as_raw_html(), identifiant, titre, genres, secret_note(figures))
    return View(titre, body, tuple(figures))


def cell_html(cell: Cell, *, unite: bool = False) -> str:
    """Give the HTML of a cell; a state is set apart from the numbers."""
    if isinstance(cell, str):
        return str(escape(typographie(cell)))
    if cell.connu:
        return str(traced(cell.avec_unite if unite else cell.affichage, cell))
    return str(Markup('<span class="hdf-etat">{}</span>').format(traced(cell.affichage, cell)))


def class_kept(names: str) -> str:
    """Keep of the classes that great-tables writes those that the style knows."""
    kept = [name for name in names.split() if name in KEPT or name.startswith("hdf-")]
    return f' class="{" ".join(kept)}"' if kept else ""


def in_drawn_order(lignes: Sequence[Ligne]) -> list[Ligne]:
    """Give the rows as great-tables orders them: groups by first appearance."""
    groups = list(dict.fromkeys(ligne.groupe for ligne in lignes))
    return sorted(lignes, key=lambda ligne: groups.index(ligne.groupe))


def dress(raw: str, identifiant: str, titre: str, genres: Sequence[str], note: Markup) -> str:
    """Keep the table alone of what great-tables makes; add caption, row kinds, note and frame."""
    start = raw.index("<table")
    body = raw[start : raw.index("</table>") + len("</table>")]
    caption = (
        f'<caption id="{identifiant}-titre"><span>{escape(typographie(titre))}</span></caption>'
    )
    opening = f'<table class="hdf-table">{caption}'
    # Through functions, because a backslash of a title would be read as a group.
    body = re.sub(r"<table[^>]*>", lambda _: opening, body, count=1)
    body = re.sub(r"(?<=>)\s+(?=<)", "", body)
    body = re.sub(r' (?:col|row)span="1"', "", body)
    body = re.sub(r' class="([^"]*)"', lambda match: class_kept(match[1]), body)
    # A row header is on the left by its nature.
    body = re.sub(r'(<th scope="row" [^>]*?) class="gt_left"', r"\1", body)
    body = re.sub(r'(<th [^>]*colspan="(?!1")\d+"[^>]*) scope="col"', r'\1 scope="colgroup"', body)
    if "colgroup" not in body:
        # The scope of its headers says it all.
        body = re.sub(r' headers="[^"]*"|(?<=<th)( [^>]*?) id="[^"]*"', r"\1", body)
    kinds = iter(genres)
    body = re.sub(
        r'<tr>(?=<th scope="row")',
        lambda _: f'<tr class="hdf-{genre}">' if (genre := next(kinds)) else "<tr>",
        body,
    )
    return (
        f'<div class="hdf-cadre" role="group" aria-labelledby="{identifiant}-titre" '
        f'tabindex="0">{body}{note}</div>'
    )

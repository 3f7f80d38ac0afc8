"""The card of each figure of a pack: its computation, its cells, its definition."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any

from hdflib.display import french
from hdflib.display.french import typographie
from hdflib.display.traced import mark_of
from hdflib.figures import Indicateur, Source, line_ranges
from hdflib.inputs.edition import Edition
from hdflib.inputs.provenance import Comptage
from hdflib.packs.productions import PRINT
from hdflib.packs.wording import STATES, unit_of
from hdflib.sections.common import MODALITES, PUBLICS

MORE = 3
"""Decimals that the value of a card has beyond those displayed."""


@dataclass(frozen=True)
class Fichier:
    """A file that figures come from: name, what it is itself taken from, how it was counted."""

    nom: str
    origine: str
    comptages: tuple[str, ...]


@dataclass(frozen=True)
class Fiche:
    """The card of a figure.

    Attributes
    ----------
    ancre
        Its identifier on the page, the same from one build to the next.
    sujet
        Territory, public, details and period.
    valeur
        As displayed; a state in words.
    calcul
        The formula, with its result where the display rounds it, or which inputs are missing;
        empty for an input.
    cellules
        Lines and columns read, for each file.
    secret
        Whether the figure is under statistical secrecy.
    """

    ancre: str
    sujet: str
    valeur: str
    calcul: str
    cellules: tuple[str, ...]
    secret: bool


@dataclass(frozen=True)
class Groupe:
    """The cards of an indicator that come from the same files, which they share."""

    libelle: str
    definition: str
    reference: str
    fichiers: tuple[Fichier, ...]
    fiches: tuple[Fiche, ...]


@dataclass(frozen=True)
class Fiches:
    """The cards of a pack.

    Attributes
    ----------
    groupes
        In page order of their first figure.
    ancres
        Identifier of the card of each mark.
    """

    groupes: tuple[Groupe, ...]
    ancres: Mapping[str, str]


def make_fiches(edition: Edition, records: Iterable[dict[str, Any]]) -> Fiches:
    """Make the cards of figures.

    Parameters
    ----------
    edition
        What defines indicators and names territories, and how tables were counted.
    records
        As `hdflib.display.traced.record` gives them, in page order.
    """
    distinct = {mark_of(row): row for row in records}
    taken: set[str] = set()
    ancres = {mark: anchor_of(row, taken) for mark, row in distinct.items()}
    grouped: dict[tuple[str, ...], list[str]] = {}
    for mark, row in distinct.items():
        files = dict.fromkeys((s["fichier"], s["origine"]) for s in row["sources"])
        grouped.setdefault((row["indicateur"], *map("\n".join, files)), []).append(mark)
    groupes = (
        make_groupe(edition, [(ancres[mark], distinct[mark]) for mark in marks])
        for marks in grouped.values()
    )
    return Fiches(tuple(groupes), ancres)


def anchor_of(row: Mapping[str, Any], taken: set[str]) -> str:
    """Give a figure an identifier that depends on what it is, not on its value."""
    names = ("indicateur", "public", "territoire", "periode", "modalite")
    digest = hashlib.blake2s("\n".join(row[name] for name in names).encode(), digest_size=5)
    own = "f" + base64.b32encode(digest.digest()).decode().lower()[:5]
    # Two figures of one identity have two cards.
    free = next(a for n in count(1) if (a := own if n == 1 else f"{own}-{n}") not in taken)
    taken.add(free)
    return free


def make_groupe(edition: Edition, rows: Sequence[tuple[str, dict[str, Any]]]) -> Groupe:
    """Make the cards of figures of one indicator and the same files."""
    first = rows[0][1]
    indicateur = edition.indicateurs[first["indicateur"]]
    sources = [Source(**source) for _, row in rows for source in row["sources"]]
    libelle = indicateur.libelle + unit_of(indicateur.unite, indicateur.libelle)
    return Groupe(
        typographie(libelle),
        typographie(indicateur.definition),
        typographie(indicateur.reference),
        tuple(describe_files(edition, sources)),
        tuple(make_fiche(edition, indicateur, ancre, row) for ancre, row in rows),
    )


def make_fiche(
    edition: Edition, indicateur: Indicateur, ancre: str, row: Mapping[str, Any]
) -> Fiche:
    """Make the card of a figure."""
    return Fiche(
        ancre,
        typographie(subject(edition, row)),
        STATES.get(row["affichage"], row["affichage"])
        if row["valeur"] is None
        else row["affichage"],
        typographie(computation(indicateur, row)),
        tuple(places([Source(**source) for source in row["sources"]], edition.params.iso)),
        row["affichage"] in STATES,
    )


def subject(edition: Edition, row: Mapping[str, Any]) -> str:
    """Say what a figure is about: "Nord, ménages prioritaires, 31 mai 2022"."""
    found = edition.territoires.find(row["territoire"])
    parts = (
        found.nom if found else row["territoire"],
        PUBLICS.get(row["public"], row["public"]),
        MODALITES.get(row["modalite"], row["modalite"]),
        french.periode(row["periode"]),
    )
    return ", ".join(part for part in parts if part)


def computation(indicateur: Indicateur, row: Mapping[str, Any]) -> str:
    """Give a formula, with its result where the display rounds it."""
    value, formula = row["valeur"], str(row["formule"])
    if value is None or not formula:
        return formula
    if isinstance(value, float):
        scaled = french.exact(value) * (100 if indicateur.unite == "%" else 1)
        if french.arrondi(scaled, indicateur.decimales) != scaled:
            return f"{formula} = {indicateur.affiche(value, indicateur.decimales + MORE)}"
    return formula


def places(sources: Sequence[Source], iso: str = "") -> list[str]:
    """Say where the cells of a figure are: one text for each file.

    The file is named if there are several, with its folder if it isn't of the commission `iso`.
    """
    files = {fichier: list(cells) for fichier, cells in by_file(sources)}
    return [
        (f"{short(fichier, iso)} : " if len(files) > 1 else "") + " ; ".join(say_cells(cells))
        for fichier, cells in files.items()
    ]


def by_file(sources: Iterable[Source]) -> Iterable[tuple[str, Iterable[Source]]]:
    """Gather cells by file, in order of first appearance."""
    listed = list(sources)
    order = list(dict.fromkeys(source.fichier for source in listed))
    return groupby(
        sorted(listed, key=lambda source: order.index(source.fichier)), lambda s: s.fichier
    )


def say_cells(sources: Sequence[Source]) -> list[str]:
    """Say the cells of a file: "ligne 3, colonnes attributions et objectif_annuel"."""
    lines: dict[str, list[int]] = {}
    for source in sources:
        lines.setdefault(source.colonne, []).extend(source.lignes)
    columns: dict[tuple[int, ...], list[str]] = {}
    for colonne, found in lines.items():
        columns.setdefault(tuple(sorted(set(found))), []).append(colonne)
    return [
        f"{'lignes' if len(found) > 1 else 'ligne'} {french.liste(line_ranges(found))}, "
        f"{'colonnes' if len(names) > 1 else 'colonne'} {french.liste(names)}"
        for found, names in columns.items()
    ]


def describe_files(edition: Edition, sources: Iterable[Source]) -> Iterable[Fichier]:
    """Describe the files of figures, with the extracts that they were counted from."""
    for fichier, cells in by_file(dict.fromkeys(sources)):
        listed = list(cells)
        name = short(fichier, edition.params.iso)
        table = name.removesuffix(".csv")
        counted = {cell: edition.provenance.get((table, cell.colonne)) for cell in listed}
        # Where an extract is named, the origin written in the table says no more.
        typed = dict.fromkeys(cell.origine for cell, made in counted.items() if not made)
        said = say([made for made in counted.values() if made])
        yield Fichier(name, " ; ".join(filter(None, typed)), tuple(map(typographie, said)))


def short(fichier: str, iso: str = "") -> str:
    """Give the name of a file without the folder of the commission `iso`, or of any if not told.

    >>> short("data/2022-06-16/reperes/context.csv"), short("data/reference/regles.csv")
    ('reperes/context.csv', 'reference/regles.csv')
    >>> short("data/2022-03-17/sans_abri.csv", "2022-06-16")
    '2022-03-17/sans_abri.csv'
    """
    parts = fichier.split("/")
    shared = parts[1:2] == ["reference"] or (iso and parts[1:2] != [iso])
    return "/".join(parts[1 if shared else 2 :]) or fichier


def say(comptages: Sequence[Comptage]) -> Iterator[str]:
    """Say in what extracts figures were counted, and under what rule of secrecy."""
    extracts = dict.fromkeys((made.source, made.fichiers, made.seuil) for made in comptages)
    for source, fichiers, seuil in extracts:
        named = french.liste(f"{nom} (SHA-256 {sha256[:PRINT]}…)" for nom, sha256 in fichiers)
        extract = source.partition(" (")[0]
        yield f"Compté dans {extract} : {named} ; secret statistique au seuil de {seuil}."

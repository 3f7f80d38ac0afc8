"""`chiffres.xlsx` and `chiffres.ods`: the figures of a pack, to be read and used again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hdflib.display import french
from hdflib.display.french import exact, typographie
from hdflib.figures import Source
from hdflib.inputs.edition import Edition
from hdflib.packs.chiffres import FICTIVE, TEXTS
from hdflib.packs.page.fiches import by_file, say_cells
from hdflib.packs.section import Section
from hdflib.packs.store import names_of
from hdflib.packs.wording import Lexique, decimals, joined
from hdflib.packs.workbook.notice import make_notice
from hdflib.packs.workbook.ods import write_ods
from hdflib.packs.workbook.sheets import (
    Cell,
    Classeur,
    Colonne,
    Feuille,
    Nombre,
    readable,
    sheet_names,
)
from hdflib.packs.workbook.xlsx import write_xlsx
from hdflib.territories import Territoire

FIRST, LAST = "Lisez-moi", "Définitions"
"""Names of the sheets that aren't those of a section."""
CHIFFRES = (
    Colonne("Chiffre", 48),
    Colonne("Territoire", 24),
    Colonne("Période", 18),
    Colonne("Valeur", 14, droite=True),
    Colonne("Unité", 14),
    Colonne("Affichage", 14, droite=True),
    Colonne("Formule", 34),
    Colonne("Source", 70),
)
DEFINITIONS = (
    Colonne("Indicateur", 48),
    Colonne("Unité", 16),
    Colonne("Définition", 90),
    Colonne("Référence", 60),
)
ENVIRON = "environ "
FIRST_DAY = "1900-03-01"
"""Day from which Excel and LibreOffice count the same."""


def write_spreadsheets(
    folder: Path, edition: Edition, territoire: Territoire, sections: Sequence[Section], etat: str
) -> None:
    """Write the figures of a pack in page order, as XLSX and as ODS.

    Parameters
    ----------
    folder
        Of the pack.
    edition, territoire
        What names and defines the figures, and what the pack is about.
    sections
        In agenda order.
    etat
        "complet", "incomplet" or "extrait".
    """
    classeur = make_workbook(edition, territoire, sections, etat)
    names = names_of(edition.params)
    write_xlsx(folder / names.classeur, classeur)
    write_ods(folder / names.classeur_libre, classeur)


def make_workbook(
    edition: Edition, territoire: Territoire, sections: Sequence[Section], etat: str
) -> Classeur:
    """Make the workbook of a pack: what it is, a sheet for each section, the definitions."""
    params = edition.params
    lexique = Lexique(edition.indicateurs, edition.territoires, {})
    mention = FICTIVE if params.fictive else ""
    titre = f"{territoire.nom} – {params.titre} du {french.date_longue(params.commission)}"
    noms = sheet_names([section.point.titre for section in sections], (FIRST, LAST))
    feuilles = (
        Feuille(FIRST, "Lisez-moi", *make_notice(params, territoire, sections, etat, noms)),
        *(section_sheet(lexique, s, nom, mention) for s, nom in zip(sections, noms, strict=True)),
        definition_sheet(lexique, sections),
    )
    return Classeur(
        readable(titre),
        "Chiffres du dossier, avec leur formule et leur source",
        readable(params.service),
        params.commission,
        mention,
        tuple(dressed(feuille, titre, mention) for feuille in feuilles),
    )


def section_sheet(lexique: Lexique, section: Section, nom: str, mention: str) -> Feuille:
    """Make the sheet of a section: a row for each figure, or why there is none."""
    lignes = [figure_row(lexique, row, mention) for row in section.figures]
    if not lignes:
        lignes = [(absence(section), *[""] * (len(CHIFFRES) - 1))]
    return Feuille(nom, section.point.titre, CHIFFRES, tuple(lignes))


def absence(section: Section) -> str:
    """Say why a section has no figures."""
    if section.failure:
        return f"Section non calculée ({section.failure})."
    return "Cette section ne présente aucun chiffre."


def figure_row(lexique: Lexique, row: dict[str, Any], mention: str) -> tuple[Cell, ...]:
    """Make the row of a figure from its record."""
    name = joined(
        lexique.indicateur(row["indicateur"]), lexique.details(row["public"], row["modalite"])
    )
    return (
        typographie(name),
        lexique.territoire(row["territoire"]),
        french.periode(row["periode"]),
        value_cell(row),
        unit_cell(row["unite"]),
        row["affichage"],
        typographie(row["formule"]),
        titled(say_sources([Source(**source) for source in row["sources"]]), mention),
    )


def unit_cell(unite: str) -> str:
    """Give a unit; what isn't a number has none."""
    return "" if unite in TEXTS else unite


def value_cell(row: dict[str, Any]) -> Cell:
    """Give the value of a figure as a number or a date; its display if it is neither."""
    value, unite, shown = row["valeur"], row["unite"], row["affichage"]
    if isinstance(value, str):
        return day_or_year(value, shown) if unite == "date" else value
    if value is None:
        return str(shown)
    environ = shown.startswith(ENVIRON)
    number = int(value) if value == int(value) else float(exact(value))
    return Nombre(number, shown, unite, decimals(shown), environ)


def day_or_year(text: str, shown: str) -> Cell:
    """Give a day as a date and a year as a number; a month has no type of its own."""
    match text.count("-"):
        case 0 if text.isdecimal():
            return Nombre(int(text), shown, "année")
        case 2 if text >= FIRST_DAY:
            return date.fromisoformat(text)
        case _:
            return shown


def say_sources(sources: Sequence[Source]) -> str:
    """Say where the inputs of a figure were read, a line for each file."""
    said = []
    for fichier, found in by_file(sources):
        cells = list(found)
        origins = " ; ".join(dict.fromkeys(cell.origine for cell in cells if cell.origine))
        aside = f" ({origins})" if origins else ""
        said.append(f"{fichier}, {' ; '.join(say_cells(cells))}{aside}")
    return "\n".join(said)


def definition_sheet(lexique: Lexique, sections: Sequence[Section]) -> Feuille:
    """Make the sheet of the indicators of a pack, in page order."""
    codes = dict.fromkeys(row["indicateur"] for section in sections for row in section.figures)
    used = [lexique.indicateurs[code] for code in codes]
    lignes = [
        tuple(map(typographie, (i.libelle, unit_cell(i.unite), i.definition, i.reference)))
        for i in used
    ]
    empty = ("Ce dossier ne présente aucun chiffre.", "", "", "")
    return Feuille(LAST, LAST, DEFINITIONS, tuple(lignes) or (empty,))


def titled(text: str, mention: str) -> str:
    """Give a text after the warning, if there is one."""
    return f"{mention} – {text}" if mention else text


def dressed(feuille: Feuille, titre: str, mention: str) -> Feuille:
    """Give a sheet the title of the workbook after its own, and such texts as cells hold."""
    lignes = tuple(
        tuple(readable(cell) if isinstance(cell, str) else cell for cell in ligne)
        for ligne in feuille.lignes
    )
    return replace(
        feuille, titre=readable(titled(f"{feuille.titre} – {titre}", mention)), lignes=lignes
    )

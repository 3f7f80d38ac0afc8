"""Subcommand of slides and documents: export."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hdflib.commands.common import (
    commission_option,
    dress_of,
    dsfr_option,
    newest,
    outputs_option,
    sections_option,
    territoires_option,
)

if TYPE_CHECKING:
    from hdflib.packs.export.export import Exported, Pack
    from hdflib.packs.quarto import Quarto

NAMES = ("revealjs", "pptx", "docx", "html", "typst")


@click.command()
@click.option(
    "--format",
    "name",
    type=click.Choice(NAMES),
    required=True,
    help="revealjs et pptx : un diaporama ; docx, html et typst (PDF) : un document.",
)
@commission_option
@territoires_option("Codes des territoires (par défaut tous)")
@sections_option("Sections à exporter, dans un fichier à part (par défaut toutes).")
@outputs_option
@click.option(
    "--quarto",
    metavar="CHEMIN",
    help="Programme Quarto (par défaut celui de QUARTO_PATH, sinon celui du PATH).",
)
@click.option(
    "--delai",
    metavar="SECONDES",
    type=click.FloatRange(min=0, min_open=True),
    help="Temps laissé à Quarto pour chaque fichier (par défaut 300 s).",
)
@dsfr_option
def export(
    name: str,
    commission: str | None,
    territoires: tuple[str, ...],
    sections: tuple[str, ...],
    outputs: Path | None,
    quarto: str | None,
    delai: float | None,
    dsfr: Path | None,
) -> None:
    """Fait un diaporama ou un document des dossiers déjà produits, avec Quarto.

    Sans Quarto, le format revealjs donne un diaporama HTML propre à hdflib. Code de sortie : 0 si
    tout est écrit, 1 si Quarto manque ou échoue, 2 si la commande est à corriger.
    """
    from hdflib.inputs.edition import find_root, read_edition
    from hdflib.packs.export.export import export_pack, find_packs
    from hdflib.packs.export.formats import FORMATS
    from hdflib.packs.plan import make_plan
    from hdflib.packs.quarto import TIMEOUT, QuartoError
    from hdflib.packs.shelf.index import write_index

    root, dress = find_root(), dress_of(dsfr)
    folder = outputs or root / "outputs"
    edition = read_edition(root, commission or newest(root))
    plan = make_plan(edition, territoires, sections)
    try:
        for pack, engine in with_engine(find_packs(plan, folder), name, quarto):
            exported = export_pack(
                edition.params,
                pack,
                FORMATS[name],
                engine,
                complet=plan.complet,
                timeout=delai or TIMEOUT,
                dress=dress,
            )
            show(exported)
    except QuartoError as error:
        click.echo(f"Erreur : {error}", err=True)
        sys.exit(1)
    write_index(root, folder, edition.params, dress)


def with_engine(
    packs: Sequence[Pack], name: str, path: str | None
) -> Iterator[tuple[Pack, Quarto | None]]:
    """Give each pack with Quarto; with None, for slides in HTML, where there is no Quarto."""
    from hdflib.packs.quarto import MissingQuartoError, find_quarto

    engine = None
    try:
        engine = find_quarto(path)
    except MissingQuartoError as error:
        if name != "revealjs":
            raise
        click.echo(f"{error} Voici un diaporama HTML fait sans lui.")
    for pack in packs:
        yield pack, engine


def show(exported: Exported) -> None:
    """Print a file that was written, and what it lacks."""
    click.echo(f"Écrit : {exported.path}")
    if exported.en_mots:
        click.echo(
            "Ses graphiques et cartes sont donnés en mots, faute de rsvg-convert (paquet "
            "librsvg2-bin de Debian, ou librsvg sur conda-forge)."
        )

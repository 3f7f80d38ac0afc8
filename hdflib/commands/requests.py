"""Subcommand of the requests of an EPCI: cotation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hdflib.commands.common import read_day


@click.command()
@click.argument("grille", metavar="GRILLE", type=click.Path(path_type=Path))
@click.argument("demandes", metavar="DEMANDES", type=click.Path(path_type=Path))
@click.option(
    "--au",
    metavar="DATE",
    help="Jour de la cotation, AAAA-MM-JJ (par défaut aujourd’hui).",
)
@click.option(
    "--sortie",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Fichier des points (par défaut à côté des demandes, en « .cotation.csv »).",
)
@click.option(
    "--admettre-colonnes-absentes",
    "admettre",
    is_flag=True,
    help="Cote même si des colonnes manquent : leurs critères ne donnent alors aucun point.",
)
def cotation(
    grille: Path, demandes: Path, au: str | None, sortie: Path | None, admettre: bool
) -> None:
    """Cote les demandes d’un fichier et les classe.

    GRILLE est un fichier de data/reference/cotation/, DEMANDES un export du SNE. Le fichier des
    points contient des numéros de demandes : il n’est jamais écrit dans un dossier que git suit.
    """
    from hdflib.cotation.batch import score_file
    from hdflib.inputs.edition import find_root
    from hdflib.report import show_batch

    jour = read_day(au) if au else date.today()
    show_batch(score_file(find_root(), grille, demandes, jour, sortie, accept_absent=admettre))

"""Subcommand of one figure: trace."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from hdflib.commands.common import commission_option, newest, outputs_option

if TYPE_CHECKING:
    from hdflib.packs.trace import Trace


@click.command()
@click.argument("territoire", metavar="TERRITOIRE")
@click.argument("indicateur", metavar="INDICATEUR")
@click.argument("public", metavar="[PUBLIC]", required=False, default="")
@commission_option
@outputs_option
def trace(
    territoire: str, indicateur: str, public: str, commission: str | None, outputs: Path | None
) -> None:
    """Montre d’où vient un chiffre : calcul, cellules lues, définition.

    TERRITOIRE est un code (59, 32, SIREN d’un EPCI), INDICATEUR et PUBLIC des codes comme ceux des
    colonnes de chiffres.csv. La fiche de la page dit la même chose.

    Exemple : hdf trace 59 taux_objectif_a_date menages_prioritaires
    """
    from hdflib.inputs.edition import find_root, read_edition
    from hdflib.packs.trace import trace as find

    root = find_root()
    edition = read_edition(root, commission or newest(root))
    found = find(root, edition, outputs or root / "outputs", territoire, indicateur, public)
    for rank, one in enumerate(found):
        if rank:
            click.echo()
        show(one, fictive=edition.params.fictive)


def show(one: Trace, *, fictive: bool) -> None:
    """Print a figure: what it is, its value, its computation, its cells, its definition."""
    from hdflib.report import out

    fiche, groupe = one.fiche, one.groupe
    out.print(f"[bold]{escape(groupe.libelle)}[/]" + (" [yellow](données fictives)[/]" * fictive))
    out.print(f"{escape(fiche.sujet)} : [bold]{escape(fiche.valeur)}[/]")
    if fiche.calcul:
        out.print(escape(fiche.calcul))
    for fichier, cells in groupby(one.cellules, key=lambda cell: cell.source.fichier):
        out.print(f"\n{escape(fichier)}")
        for cell in cells:
            held = f"« {cell.contenu} »" if cell.contenu is not None else "[red]n’existe plus[/]"
            place = f"  ligne {cell.source.ligne}, colonne {cell.source.colonne} : "
            out.print(f"{escape(place)}{escape(held) if cell.contenu is not None else held}")
    for file in groupe.fichiers:
        for text in (file.origine, *file.comptages):
            if text:
                out.print(f"  [dim]{escape(text)}[/]")
    out.print(f"\n{escape(groupe.definition)}")
    if groupe.reference:
        out.print(f"[italic]{escape(groupe.reference)}[/]")

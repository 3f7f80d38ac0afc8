"""Subcommands of what is built: build, index, list, diff."""

from __future__ import annotations

import sys
from pathlib import Path

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


@click.command()
@commission_option
@territoires_option("Codes des territoires (par défaut tous)")
@sections_option(
    "Sections à produire, dans un dossier séparé, marqué comme extrait (par défaut toutes)."
)
@outputs_option
@click.option("--pdf", is_flag=True, help="Joint à chaque dossier son PDF accessible.")
@click.option(
    "--cold",
    is_flag=True,
    help="Démarre chaque noyau à neuf, sans le serveur préchargé : plus lent, mêmes dossiers.",
)
@dsfr_option
def build(
    commission: str | None,
    territoires: tuple[str, ...],
    sections: tuple[str, ...],
    outputs: Path | None,
    pdf: bool,
    cold: bool,
    dsfr: Path | None,
) -> None:
    """Exécute les carnets et écrit les dossiers.

    Code de sortie : 0 si tout est produit, 1 si un carnet a échoué, 2 si les données ou la
    commande sont à corriger.
    """
    from hdflib.inputs.edition import find_root, read_edition
    from hdflib.packs.build import build as build_packs
    from hdflib.packs.plan import make_plan
    from hdflib.report import Progress, show_end, show_remarks

    root, dress = find_root(), dress_of(dsfr)
    edition = read_edition(root, commission or newest(root))
    plan = make_plan(edition, territoires, sections)
    show_remarks(edition)
    with Progress(len(plan.runs)) as progress:
        built = build_packs(
            root, plan, outputs or root / "outputs", progress.done, pdf=pdf, cold=cold, dress=dress
        )
    show_end(built)
    if built.failures:
        sys.exit(1)


@click.command()
@outputs_option
@dsfr_option
def index(outputs: Path | None, dsfr: Path | None) -> None:
    """Refait les index à partir des dossiers en place, sans rien produire d’autre."""
    from hdflib.inputs.edition import find_root
    from hdflib.inputs.params import read_params
    from hdflib.packs.shelf.index import write_indexes

    root, dress = find_root(), dress_of(dsfr)
    params = read_params(root, newest(root))
    for path in write_indexes(root, outputs or root / "outputs", params, dress):
        click.echo(f"Écrit : {path}")


@click.command("list")
def list_editions() -> None:
    """Liste les commissions, leurs territoires et leurs sections."""
    from hdflib.inputs.edition import find_root
    from hdflib.inputs.params import commissions
    from hdflib.report import show_commissions

    root = find_root()
    show_commissions(root, commissions(root))


@click.command()
@click.argument("avant", metavar="AVANT")
@click.argument("apres", metavar="APRES")
@territoires_option("Dossiers à comparer (par défaut tous ceux que les deux ont)")
@click.option("--tout", is_flag=True, help="Affiche tous les changements, et non les 20 premiers.")
@click.option(
    "--page",
    metavar="FICHIER",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Écrit aussi la comparaison complète dans une page HTML.",
)
@dsfr_option
@click.option(
    "--outputs",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier des résultats, où chercher les éditions (par défaut outputs/).",
)
def diff(
    avant: str,
    apres: str,
    territoires: tuple[str, ...],
    tout: bool,
    page: Path | None,
    dsfr: Path | None,
    outputs: Path | None,
) -> None:
    """Compare les chiffres de deux productions, les plus importants d’abord.

    AVANT et APRES sont chacun la date d’une édition produite (AAAA-MM-JJ), ou le chemin d’une
    édition, d’un dossier ou d’un fichier de chiffres.

    Code de sortie : 0 si aucun chiffre ne diffère, 1 si des chiffres diffèrent, 2 si la
    comparaison est impossible.
    """
    from hdflib.inputs.edition import find_root
    from hdflib.packs.compare.request import compare_named
    from hdflib.report import show_difference

    root, dress = find_root(), dress_of(dsfr)
    params, lexique, difference = compare_named(
        root, outputs or root / "outputs", (avant, apres), territoires
    )
    show_difference(lexique, difference, whole=tout)
    if page:
        from hdflib.packs.compare.difference_page import write_difference

        write_difference(page, params, lexique, difference, dress)
        click.echo(f"Écrit : {page}")
    if difference.changes:
        sys.exit(1)

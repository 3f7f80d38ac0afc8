"""Subcommands of the figures of a commission: check, aggregate, audit, demo."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hdflib.commands.common import commission_option, newest


@click.command()
@commission_option
def check(commission: str | None) -> None:
    """Contrôle les données d’une commission sans rien produire."""
    from hdflib.inputs.edition import find_root, read_edition
    from hdflib.report import show_edition, show_remarks

    root = find_root()
    edition = read_edition(root, commission or newest(root))
    show_edition(edition)
    show_remarks(edition)


@click.command()
@commission_option
@click.option(
    "--extracts",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier des extractions (par défaut data/extracts/).",
)
def aggregate(commission: str | None, extracts: Path | None) -> None:
    """Compte les extractions confidentielles et écrit des tables protégées.

    Rien n’est écrit si une source est inutilisable ou si le secret statistique n’est pas assuré.
    """
    from hdflib.extracts.aggregate import aggregate as aggregate_extracts
    from hdflib.inputs.edition import find_root
    from hdflib.report import show_aggregated, show_loading

    root = find_root()
    folder = extracts or root / "data" / "extracts"
    show_aggregated(
        root, aggregate_extracts(root, commission or newest(root), folder, show_loading)
    )


@click.command()
@commission_option
def audit(commission: str | None) -> None:
    """Vérifie qu’aucun effectif masqué ne se déduit des tables publiées."""
    from hdflib.extracts.published import audit_edition
    from hdflib.inputs.edition import find_root

    root = find_root()
    result = audit_edition(root, commission or newest(root))
    click.echo(result)
    if not result.passed:
        sys.exit(1)


@click.command()
@click.option(
    "--dossier",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier du projet de démonstration (par défaut demo/).",
)
@click.option(
    "--graine",
    metavar="NOMBRE",
    type=click.IntRange(min=0),
    default=2022,
    help="Graine du hasard, 2022 par défaut : la même donne les mêmes fichiers.",
)
def demo(dossier: Path | None, graine: int) -> None:
    """Fabrique un projet de démonstration : extractions fictives et tables protégées.

    Les dossiers produits à partir de ce projet portent la mention « données fictives ».
    """
    from hdflib.demo.project import make_demo
    from hdflib.inputs.edition import find_root
    from hdflib.report import show_aggregated, show_demo, show_loading

    root = find_root()
    target = dossier or root / "demo"
    aggregated = make_demo(root, target, graine, show_loading)
    show_aggregated(target, aggregated)
    show_demo(target)

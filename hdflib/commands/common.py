"""What several subcommands share: the commission, and dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hdflib.errors import HdfError

commission_option = click.option(
    "--commission",
    metavar="DATE",
    help="Date de la commission, AAAA-MM-JJ (par défaut la plus récente de params/).",
)


def newest(root: Path) -> str:
    """Give the date of the newest commission of the project."""
    from hdflib.inputs.params import commissions

    known = commissions(root)
    if not known:
        raise HdfError("Aucune commission dans params/. Ajoutez-y un fichier AAAA-MM-JJ.yml.")
    return known[-1]


def read_day(text: str) -> date:
    """Read a date of the command line.

    Raises
    ------
    HdfError
        If it isn't one.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HdfError(f"« {text} » n’est pas une date AAAA-MM-JJ.") from None

"""What several subcommands share: the commission, and dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hdflib.errors import HdfError

if TYPE_CHECKING:
    from hdflib.packs.look import Dress

Command = TypeVar("Command", bound=Callable[..., Any])

commission_option = click.option(
    "--commission",
    metavar="DATE",
    help="Date de la commission, AAAA-MM-JJ (par défaut la plus récente de params/).",
)
outputs_option = click.option(
    "--outputs",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier des résultats (par défaut outputs/).",
)
dsfr_option = click.option(
    "--dsfr",
    metavar="DOSSIER",
    envvar="HDF_DSFR",
    type=click.Path(path_type=Path),
    help="Donne aux pages l’apparence de l’État, à partir de la copie du DSFR de votre service "
    "(ou de la variable HDF_DSFR).",
)


def territoires_option(what: str) -> Callable[[Command], Command]:
    """Make the option that names territories, several at once, from what they are for."""
    return click.option(
        "--territoire",
        "territoires",
        metavar="CODE…",
        multiple=True,
        help=f"{what} : --territoire 59 62.",
    )


def sections_option(what: str) -> Callable[[Command], Command]:
    """Make the option that names sections, several at once, from what they are for."""
    return click.option("--section", "sections", metavar="NOM…", multiple=True, help=what)


def dress_of(dsfr: Path | None) -> Dress:
    """Give what dresses the pages: the copy of the DSFR, or nothing.

    Raises
    ------
    HdfError
        If the copy lacks a file.
    """
    from hdflib.packs.look import neutral, read_dsfr

    return read_dsfr(dsfr).dress if dsfr else neutral


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

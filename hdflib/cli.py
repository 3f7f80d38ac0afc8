"""The `hdf` command."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from hdflib import __version__
from hdflib.commands.data import aggregate, audit, check, demo
from hdflib.commands.export import export
from hdflib.commands.figures import trace
from hdflib.commands.packs import build, diff, index, list_editions
from hdflib.commands.requests import cotation
from hdflib.errors import HdfError, InputError

VARIADIC = ("--territoire", "--section")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command: 0 done, 1 a notebook failed, 2 bad input or usage."""
    speak_french()
    hdf.main(args=repeat_options(sys.argv[1:] if argv is None else argv), prog_name="hdf")


def speak_french() -> None:
    """Give click the French words of its own messages, whatever the system's language."""
    os.environ["LANGUAGE"] = "fr"
    gettext.bindtextdomain(gettext.textdomain(), Path(__file__).with_name("locale"))


def repeat_options(argv: Sequence[str]) -> list[str]:
    """Turn "--territoire 59 62" into "--territoire 59 --territoire 62", which click reads."""
    repeated: list[str] = []
    current, filled = "", False
    for word in argv:
        if word.startswith("-"):
            current, filled = (word if word in VARIADIC else ""), False
        elif current and filled:
            repeated.append(current)
        filled = filled or not word.startswith("-")
        repeated.append(word)
    return repeated


class FrenchGroup(click.Group):
    """A group that shows errors of the data in French, and exits with 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the subcommand."""
        try:
            return super().invoke(ctx)
        except InputError as error:
            from hdflib.report import show_problems

            show_problems(error.problems)
        except HdfError as error:
            click.echo(f"Erreur : {error}", err=True)
        ctx.exit(2)
        return None


HELP = {"help_option_names": ["-h", "--help"]}


@click.group(cls=FrenchGroup, context_settings=HELP, subcommand_metavar="COMMANDE [ARGUMENTS]…")
@click.version_option(
    __version__, prog_name="hdf", message="%(prog)s %(version)s", help="Affiche la version."
)
def hdf() -> None:
    """Produit les dossiers d’une commission spécialisée PDALHPD."""


for command in (
    build,
    export,
    index,
    list_editions,
    check,
    aggregate,
    audit,
    demo,
    diff,
    trace,
    cotation,
):
    hdf.add_command(command)

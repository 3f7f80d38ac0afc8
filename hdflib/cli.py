"""The `hdf` command."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from hdflib import __version__
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
commission_option = click.option(
    "--commission",
    metavar="DATE",
    help="Date de la commission, AAAA-MM-JJ (par défaut la plus récente de params/).",
)


@click.group(cls=FrenchGroup, context_settings=HELP, subcommand_metavar="COMMANDE [ARGUMENTS]…")
@click.version_option(
    __version__, prog_name="hdf", message="%(prog)s %(version)s", help="Affiche la version."
)
def hdf() -> None:
    """Produit les dossiers d’une commission spécialisée PDALHPD."""


@hdf.command()
@commission_option
@click.option(
    "--territoire",
    "territoires",
    metavar="CODE…",
    multiple=True,
    help="Codes des territoires (par défaut tous) : --territoire 59 62.",
)
@click.option(
    "--section",
    "sections",
    metavar="NOM…",
    multiple=True,
    help="Sections à produire, dans un dossier séparé, marqué comme extrait (par défaut toutes).",
)
@click.option(
    "--outputs",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier des résultats (par défaut outputs/).",
)
def build(
    commission: str | None,
    territoires: tuple[str, ...],
    sections: tuple[str, ...],
    outputs: Path | None,
) -> None:
    """Exécute les carnets et écrit les dossiers.

    Code de sortie : 0 si tout est produit, 1 si un carnet a échoué, 2 si les données ou la
    commande sont à corriger.
    """
    from hdflib.inputs.edition import find_root, read_edition
    from hdflib.packs.build import build as build_packs
    from hdflib.packs.plan import make_plan
    from hdflib.report import Progress, show_end, show_remarks

    root = find_root()
    edition = read_edition(root, commission or newest(root))
    plan = make_plan(edition, territoires, sections)
    show_remarks(edition)
    with Progress(len(plan.runs)) as progress:
        built = build_packs(root, plan, outputs or root / "outputs", progress.done)
    show_end(built)
    if built.failures:
        sys.exit(1)


@hdf.command("list")
def list_editions() -> None:
    """Liste les commissions, leurs territoires et leurs sections."""
    from hdflib.inputs.edition import find_root
    from hdflib.inputs.params import commissions
    from hdflib.report import show_commissions

    root = find_root()
    show_commissions(root, commissions(root))


@hdf.command()
@commission_option
def check(commission: str | None) -> None:
    """Contrôle les données d’une commission sans rien produire."""
    from hdflib.inputs.edition import find_root, read_edition
    from hdflib.report import show_edition, show_remarks

    root = find_root()
    edition = read_edition(root, commission or newest(root))
    show_edition(edition)
    show_remarks(edition)


@hdf.command()
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


@hdf.command()
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


@hdf.command()
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


def newest(root: Path) -> str:
    """Give the date of the newest commission of the project."""
    from hdflib.inputs.params import commissions

    known = commissions(root)
    if not known:
        raise HdfError("Aucune commission dans params/. Ajoutez-y un fichier AAAA-MM-JJ.yml.")
    return known[-1]

"""What the command prints: progress, problems, summaries (French)."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from hdflib.display.french import (
    date_longue,
    decimal_court,
    majuscule,
    minuscule,
    nombre,
    typographie,
)
from hdflib.display.grammar import accord
from hdflib.errors import InputError, Problem
from hdflib.figures import Etat
from hdflib.inputs.edition import Edition
from hdflib.inputs.params import read_params

if TYPE_CHECKING:
    # Slow to import, and each of use to one command only.
    from hdflib.cotation.batch import Batch
    from hdflib.extracts.aggregate import Aggregated
    from hdflib.extracts.errors import Exclusion, Motif
    from hdflib.extracts.loading import Loading
    from hdflib.packs.build import Built
    from hdflib.packs.compare.difference import Difference
    from hdflib.packs.execute import Result
    from hdflib.packs.wording import Lexique

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def show_problems(problems: Sequence[Problem]) -> None:
    """Print every problem of the inputs: place, what was read, what to do."""
    count = len(problems)
    title = f"{count} {accord(count, 'problème')} à corriger dans les données :"
    err.print(f"[bold red]{title}[/]")
    for rank, problem in enumerate(problems, 1):
        err.print(f"\n[bold]{rank}. {escape(problem.lieu)}[/]")
        lines = str(problem).removeprefix(problem.lieu + " : ")
        err.print(f"   {escape(typographie(lines))}")


def show_remarks(edition: Edition) -> None:
    """Print the gaps between sources that the pages will show."""
    for remark in edition.remarques:
        out.print(f"[yellow]Écart entre sources[/] ({remark.schema}.csv) : {escape(remark.texte)}")


def show_edition(edition: Edition) -> None:
    """Print what was read of a commission: tables, rows, missing cells."""
    params = edition.params
    out.print(f"[bold]{escape(params.titre)} du {date_longue(params.commission)}[/]")
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for name, justify in (
        ("Table", "left"),
        ("Lignes", "right"),
        ("Observation", "left"),
        ("À compléter", "left"),
    ):
        grid.add_column(name, justify=justify)  # type: ignore[arg-type]
    for name, table in edition.tables.items():
        states = [
            row.cells[column.nom].etat
            for row in table
            for column in table.schema.colonnes
            if column.etats
        ]
        pending = states.count(Etat.EN_COURS)
        day = params.observation.get(name)
        grid.add_row(
            table.schema.fichier,
            str(len(table.rows)),
            date_longue(day) if day else "",
            f"{pending} en cours de finalisation" if pending else "",
        )
    out.print(grid)
    shown = {table.schema.section for table in edition.tables.values()}
    for point in params.agenda:
        if point.section not in shown:
            out.print(f"[yellow]Données non transmises[/] : {escape(point.titre)}")
    out.print("[green]Données valides.[/]")


def show_commissions(root: Path, dates: Sequence[str]) -> None:
    """Print the commissions of a project."""
    if not dates:
        out.print("Aucune commission dans params/.")
    for iso in dates:
        try:
            params = read_params(root, iso)
        except InputError as error:
            out.print(f"{iso}  [red]params/{iso}.yml à corriger ({len(error.problems)})[/]")
            continue
        out.print(f"[bold]{iso}[/]  {escape(params.titre)}")
        out.print(f"  Territoires : {', '.join(params.territoires)}")
        for point in params.agenda:
            out.print(f"  {point.section:<22}{escape(point.titre)}")


class Progress:
    """Prints each notebook as it ends, and a bar where the terminal can move it."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.count = 0
        self.start = time.perf_counter()
        self.bar = Bar(
            TextColumn("Carnets"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=out,
            transient=True,
            disable=not out.is_terminal,
        )
        self.task = self.bar.add_task("", total=total)

    def __enter__(self) -> Progress:
        self.bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.bar.stop()

    def done(self, result: Result) -> None:
        """Print the end of a run: section, territory, its duration, time since the start."""
        self.count += 1
        run, width = result.run, len(str(self.total))
        mark = "[red]échec[/]" if result.failure else "[green]fait[/] "
        elapsed = time.perf_counter() - self.start
        out.print(
            f"{self.count:>{width}}/{self.total} {mark} {decimal_court(result.seconds, 1):>5} s"
            f" [dim](total {elapsed:3.0f} s)[/]  {escape(run.territoire.nom)} – "
            f"{escape(run.point.titre)}",
        )
        self.bar.update(self.task, completed=self.count)


def show_end(built: Built) -> None:
    """Print the failures, then the packs built and the path of the index."""
    for result in built.failures:
        run = result.run
        err.print(
            f"[bold red]Échec[/] {run.point.section} ({escape(run.territoire.nom)}), "
            f"{escape(str(result.failure))}"
        )
    if built.failures:
        err.print(
            "Les dossiers concernés sont écrits à part, dans un dossier « .incomplet » ; "
            "les dossiers complets déjà produits n’ont pas été remplacés."
        )
    whole = sum(1 for pack in built.packs if pack.etat != "incomplet")
    out.print(f"{whole} {accord(whole, 'dossier produit', 'dossiers produits')}.")
    if built.bilan:
        out.print(f"Depuis la production précédente : {minuscule(built.bilan)}")
        out.print(escape(str(built.revue)))
    out.print(f"[bold]{escape(str(built.index))}[/]")


def show_difference(lexique: Lexique, difference: Difference, *, whole: bool) -> None:
    """Print how many figures moved, then the most important, or all of them."""
    from hdflib.packs.compare.importance import FIRST
    from hdflib.packs.compare.telling import gap, named, summary
    from hdflib.packs.wording import shown

    changes = difference.changes
    for side, what in ((difference.avant, "Avant"), (difference.apres, "Après")):
        day = f", commission du {date_longue(date.fromisoformat(side.date))}" if side.date else ""
        out.print(f"{what} : {escape(side.nom)}{day}")
    for what, codes in (("avant", difference.perdus), ("après", difference.nouveaux)):
        if codes:
            out.print(f"[yellow]Non comparés, présents seulement {what}[/] : {', '.join(codes)}")
    out.print(f"[bold]{summary(changes)}[/]")
    grid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    widths = {"Territoire": 15, "Chiffre": 0, "Avant": 12, "Après": 12, "Évolution": 14}
    left = out.width - sum(widths.values()) - len(widths) + 1
    for name, width in widths.items():
        grid.add_column(name, width=width or max(left, 20), overflow="fold")
    listed = changes if whole else changes[:FIRST]
    for change in listed:
        names = (lexique.territoire(change.chiffre.territoire), named(lexique, change))
        values = (shown(change.avant), shown(change.apres), gap(change))
        grid.add_row(*(escape(text) for text in (*names, *values)))
    if listed:
        out.print(grid, soft_wrap=False)
    if rest := len(changes) - len(listed):
        out.print(f"… et {nombre(rest)} {accord(rest, 'autre')} : ajoutez --tout pour tout voir.")


def show_loading(loading: Loading) -> None:
    """Print what became of the rows of a source."""
    out.print(
        f"[bold]{loading.source}[/] : {nombre(loading.read)} lignes lues, "
        f"{nombre(loading.kept)} retenues"
        + say_reasons("écartées", loading.excluded)
        + say_reasons("rejetées", loading.rejected)
    )


def say_reasons(what: str, reasons: Mapping[Exclusion, int] | Mapping[Motif, int]) -> str:
    """Say how many rows were left out for each reason, empty if none."""
    said = ", ".join(f"{reason} ({nombre(n)})" for reason, n in reasons.items())
    return f" ; {what} : {said}" if said else ""


def show_aggregated(root: Path, aggregated: Aggregated) -> None:
    """Print the tables written, and the result of the audit."""
    for path in aggregated.tables:
        out.print(f"Écrit : {escape(str(path.relative_to(root)))}")
    if aggregated.undated:
        out.print(
            "Non comptées, faute de date sous « observation » dans params : "
            f"{', '.join(aggregated.undated)}."
        )
    out.print(escape(str(aggregated.audit)))
    out.print("Relisez ces tables avant de produire les dossiers.")


def show_demo(target: Path) -> None:
    """Print where the demonstration is, and how to build its packs."""
    out.print(
        f"Projet de démonstration, aux données fictives : {escape(str(target))}. "
        "Pour ses dossiers, lancez « hdf build » depuis ce dossier."
    )


def show_batch(batch: Batch) -> None:
    """Print what a grid guarantees, the account of the rows, the points and where they are."""
    from hdflib.cotation.requests import say_absent
    from hdflib.cotation.words import EGALITES, say_bounds
    from hdflib.rules.cotation.proof import prove

    grille, classement = batch.grille, batch.classement
    out.print(f"[bold]{escape(grille.titre)}[/], au {date_longue(batch.jour)}")
    if batch.jour < grille.debut:
        out.print(f"[yellow]Cette grille n’entre en vigueur que le {date_longue(grille.debut)}.[/]")
    for nom, bareme in (("Demandes", grille.demandes), ("Mutations", grille.mutations)):
        if bareme:
            who = f"{nom} : " if grille.mutations else ""
            out.print(typographie(majuscule(f"{who}{say_bounds(prove(bareme))}.")))
    show_loading(batch.requests.loading)
    if batch.requests.absent:
        out.print("[yellow]Colonnes absentes, dont les critères ne donnent aucun point :[/]")
    for absent in batch.requests.absent:
        out.print(f"  {escape(typographie(say_absent(absent)))}")
    show_counts("Points", list(classement.points.items())[::-1])
    show_counts(
        "Égalités",
        [
            *((EGALITES[kind], count) for kind, count in classement.egalites.items()),
            ("Plus grand nombre de demandes au même nombre de points", classement.plus_grande),
        ],
    )
    if batch.report:
        out.print(f"Lignes rejetées : {escape(str(batch.report))}")
    out.print(f"Écrit : {escape(str(batch.target))}. Ce fichier est confidentiel.")


def show_counts(head: str, counts: Sequence[tuple[str, int | None]]) -> None:
    """Print numbers of requests; a secret one is an s."""
    grid = Table(box=None, pad_edge=False, header_style="bold")
    grid.add_column(head)
    grid.add_column("Demandes", justify="right")
    for label, count in counts:
        grid.add_row(label, Etat.SECRET.value if count is None else nombre(count))
    out.print(grid)

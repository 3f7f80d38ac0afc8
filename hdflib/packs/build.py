"""Building of the packs of a commission."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hdflib.errors import HdfError
from hdflib.packs.chiffres import write_chiffres
from hdflib.packs.compare.previous import keep_previous, write_review
from hdflib.packs.execute import Result, execute_runs
from hdflib.packs.look import Dress, neutral
from hdflib.packs.page.agenda import write_agenda
from hdflib.packs.page.pdf import load_engine, write_pdf
from hdflib.packs.page.render import lighten, render_pack
from hdflib.packs.plan import Plan, Run
from hdflib.packs.section import read_section
from hdflib.packs.shelf.index import write_index
from hdflib.packs.shelf.statement import write_statement
from hdflib.packs.store import (
    NAMES,
    SUFFIXES,
    State,
    install,
    names_of,
    workshop,
)
from hdflib.packs.workbook.spreadsheet import write_spreadsheets
from hdflib.territories import Territoire


@dataclass(frozen=True)
class Built:
    """What a build made.

    Attributes
    ----------
    index, packs, failures
        The index, the packs' states, and the failed runs.
    revue, bilan
        Page of what moved since the previous production, and the count of what this build moved
        in words; empty if it moved nothing.
    """

    index: Path
    packs: tuple[State, ...]
    failures: tuple[Result, ...]
    revue: Path
    bilan: str


def build(
    root: Path,
    plan: Plan,
    outputs: Path,
    done: Callable[[Result], None],
    *,
    pdf: bool = False,
    cold: bool = False,
    dress: Dress = neutral,
) -> Built:
    """Execute the plan and write its packs under `outputs/<date>/`.

    Parameters
    ----------
    root, plan
        Project, and what to build.
    outputs
        Folder of all editions.
    done
        Called after each run, with its result.
    pdf
        Whether each pack also holds its PDF.
    cold
        Whether each kernel imports everything itself.
    dress
        Gives the pages their look; a PDF has its own.

    Raises
    ------
    HdfError
        If the outputs can't be written, or the system lacks what draws a PDF.
    """
    if pdf:
        load_engine()
    params = plan.edition.params
    edition = outputs / params.iso
    try:
        with workshop(edition) as folder:
            results = execute_runs(root, plan.runs, folder, done, cold=cold)
            packs = [
                write_pack(plan, territoire, results, folder, edition, pdf, dress)
                for territoire in plan.territoires
            ]
            moved = keep_previous(folder, edition, packs, names_of(params).chiffres)
        revue, bilan = write_review(plan.edition, edition, dress)
        write_statement(params, edition, dress)
        index = write_index(root, outputs, params, dress)
    except OSError as error:
        raise HdfError(
            f"Les dossiers ne peuvent pas être écrits dans « {edition} » "
            f"({error.strerror or error}). Libérez de la place ou choisissez un autre dossier "
            "avec --outputs ; les dossiers déjà en place sont intacts."
        ) from error
    return Built(
        index,
        tuple(packs),
        tuple(r for r in results.values() if r.failure),
        revue,
        bilan if moved else "",
    )


def write_pack(
    plan: Plan,
    territoire: Territoire,
    results: Mapping[Run, Result],
    folder: Path,
    edition: Path,
    pdf: bool,
    dress: Dress,
) -> State:
    """Write the files of the pack of a territory, then put it in place."""
    own = [results[plan.run(point, territoire)] for point in plan.points]
    sections = [read_section(r.run.point, r.notebook, r.failure) for r in own]
    echecs = [f"{s.point.titre} : {s.failure}" for s in sections if s.failure]
    etat = "incomplet" if echecs else "complet" if plan.complet else "extrait"
    built = folder / territoire.slug
    params, names = plan.edition.params, names_of(plan.edition.params)
    page = render_pack(plan.edition, territoire, sections, etat)
    (built / names.page).write_text(dress(lighten(page)), "utf-8")
    if pdf:
        # From the whole page: WeasyPrint knows no outline drawn by another image.
        paper = render_pack(plan.edition, territoire, sections, etat, cards=False)
        write_pdf(paper, built / names.pdf)
    (built / NAMES.carnets).rename(built / names.carnets)
    write_agenda(built / names.agenda, params, sections)
    write_spreadsheets(built, plan.edition, territoire, sections, etat)
    state = State(
        territoire.slug + SUFFIXES[etat],
        territoire.nom,
        territoire.code,
        etat,
        write_chiffres(built / names.chiffres, sections, fictive=params.fictive),
        tuple((section.point.section, section.point.titre) for section in sections),
        tuple(echecs),
    )
    install(built, edition, state)
    return state

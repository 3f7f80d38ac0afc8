"""Building of the packs of a commission."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hdflib.commission import Commission
from hdflib.display import french
from hdflib.errors import HdfError
from hdflib.packs.agenda import write_agenda
from hdflib.packs.chiffres import write_chiffres
from hdflib.packs.execute import Result, execute_runs
from hdflib.packs.pdf import load_engine, write_pdf
from hdflib.packs.plan import Plan, Run
from hdflib.packs.previous import keep_previous, write_review
from hdflib.packs.render import environment, lighten, read_section, render_pack, stylesheet
from hdflib.packs.store import (
    NAMES,
    SUFFIXES,
    State,
    install,
    names_of,
    read_states,
    workshop,
)
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
            results = execute_runs(root, plan.runs, folder, done)
            packs = [write_pack(plan, t, results, folder, edition, pdf) for t in plan.territoires]
            moved = keep_previous(folder, edition, packs, names_of(params).chiffres)
        revue, bilan = write_review(plan.edition, edition)
        index = write_index(params, edition)
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
) -> State:
    """Write the files of the pack of a territory, then put it in place."""
    own = [results[plan.run(point, territoire)] for point in plan.points]
    sections = [read_section(r.run.point, r.notebook, r.failure) for r in own]
    echecs = [f"{s.point.titre} : {s.failure}" for s in sections if s.failure]
    etat = "incomplet" if echecs else "complet" if plan.complet else "extrait"
    built = folder / territoire.slug
    params, names = plan.edition.params, names_of(plan.edition.params)
    page = render_pack(params, territoire, sections, etat)
    (built / names.page).write_text(lighten(page), "utf-8")
    if pdf:
        # From the whole page: WeasyPrint knows no outline drawn by another image.
        write_pdf(page, built / names.pdf)
    (built / NAMES.carnets).rename(built / names.carnets)
    write_agenda(built / names.agenda, params, sections)
    state = State(
        territoire.slug + SUFFIXES[etat],
        territoire.nom,
        territoire.code,
        etat,
        write_chiffres(built / names.chiffres, sections, fictive=params.fictive),
        tuple((section.point.section, section.point.titre) for section in sections),
        tuple(echecs),
        pdf,
    )
    install(built, edition, state)
    return state


def write_index(params: Commission, edition: Path) -> Path:
    """Write the index of all the packs of the edition, in the order of the params."""
    order = list(params.territoires)
    known = [state for state in read_states(edition) if state.territoire in order]
    page = (
        environment()
        .get_template("index.html.j2")
        .render(
            params=params,
            noms=names_of(params),
            date=french.date_longue(params.commission),
            dossiers=sorted(known, key=lambda s: (order.index(s.territoire), len(s.dossier))),
            css=stylesheet(),
        )
    )
    index = edition / "index.html"
    draft = edition / ".index.html"
    draft.write_text(page, "utf-8")
    draft.replace(index)
    return index

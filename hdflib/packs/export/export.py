"""Slides and documents of packs already built."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from hdflib.commission import Commission, Point
from hdflib.errors import HdfError
from hdflib.packs.export.derived import document_notebook, slides_notebook
from hdflib.packs.export.formats import STYLE, Format
from hdflib.packs.export.office import dress_document, dress_slides
from hdflib.packs.export.offline import detach
from hdflib.packs.export.pictures import Pictures
from hdflib.packs.export.pieces import Piece, read_pieces
from hdflib.packs.export.slides import Deck, make_chapter
from hdflib.packs.export.slides_page import quarto_style, render_deck
from hdflib.packs.look import Dress, neutral
from hdflib.packs.plan import Plan
from hdflib.packs.quarto import TIMEOUT, Quarto, QuartoError
from hdflib.packs.store import anchor, names_of, read_state
from hdflib.territories import Territoire

SOURCE = "export.ipynb"


@dataclass(frozen=True)
class Pack:
    """A built pack: its folder, its territory, and the sections that are asked for."""

    folder: Path
    territoire: Territoire
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Exported:
    """A file that was written, and whether its drawings had to be given in words."""

    path: Path
    en_mots: bool = False


def find_packs(plan: Plan, outputs: Path) -> list[Pack]:
    """Find the packs of a plan among those already built.

    Raises
    ------
    HdfError
        If some aren't built whole; with the command that builds them.
    """
    edition = outputs / plan.edition.params.iso
    carnets = names_of(plan.edition.params).carnets
    packs, missing = [], []
    for territoire in plan.territoires:
        folder = edition / territoire.slug
        state = read_state(folder)
        notebooks = [folder / carnets / f"{point.section}.ipynb" for point in plan.points]
        if state and all(notebook.is_file() for notebook in notebooks):
            packs.append(Pack(folder, territoire, plan.points))
        else:
            missing.append(territoire)
    if missing:
        names = ", ".join(territoire.nom for territoire in missing)
        codes = " ".join(territoire.code for territoire in missing)
        raise HdfError(
            f"Ces dossiers ne sont pas produits dans « {edition} » : {names}. Produisez-les "
            f"d’abord : hdf build --commission {plan.edition.params.iso} --territoire {codes}"
        )
    return packs


def export_pack(
    params: Commission,
    pack: Pack,
    form: Format,
    quarto: Quarto | None,
    *,
    complet: bool = True,
    timeout: float = TIMEOUT,
    dress: Dress = neutral,
) -> Exported:
    """Write the slides or the document of a pack into its folder.

    Parameters
    ----------
    params, pack, form
        Commission, pack and format.
    quarto
        What renders; None gives the slides of this project.
    complet
        Whether the pack's whole agenda is in it; otherwise the file is named after its sections.
    timeout
        Seconds that Quarto may take.
    dress
        Gives the slides of this project their look.

    Raises
    ------
    HdfError
        If Quarto fails, or the file can't be written.
    """
    carnets = pack.folder / names_of(params).carnets
    chapters = [(p, read_pieces(carnets / f"{p.section}.ipynb")) for p in pack.points]
    target = pack.folder / file_name(params, pack.points, form, complet=complet)
    try:
        with tempfile.TemporaryDirectory(prefix="hdf-export-") as name:
            folder = Path(name)
            if quarto is None:
                deck = make_deck(params, pack.territoire, chapters)
                made, words = folder / target.name, False
                made.write_text(dress(render_deck(deck)), "utf-8")
            else:
                made, words = render(params, pack, chapters, form, quarto, folder, timeout)
            install(made, target)
    except OSError as error:
        raise HdfError(
            f"« {target} » ne peut pas être écrit ({error.strerror or error})."
        ) from error
    return Exported(target, words)


def make_deck(
    params: Commission,
    territoire: Territoire,
    chapters: Sequence[tuple[Point, Sequence[Piece]]],
) -> Deck:
    """Make the slides of a pack."""
    return Deck(
        params, territoire, tuple(make_chapter(params, p, pieces) for p, pieces in chapters)
    )


def file_name(params: Commission, points: Sequence[Point], form: Format, *, complet: bool) -> str:
    """Give the name of an export: its kind, its sections unless it has all, its label."""
    names = names_of(params)
    stem = names.diaporama if form.slides else names.document
    kind, label = stem.split("-", 1)[0], stem.partition("-")[2]
    sections = [] if complet else [anchor(point.section) for point in points]
    return "-".join(filter(None, (kind, *sections, label))) + f".{form.extension}"


def render(
    params: Commission,
    pack: Pack,
    chapters: Sequence[tuple[Point, Sequence[Piece]]],
    form: Format,
    quarto: Quarto,
    folder: Path,
    timeout: float,
) -> tuple[Path, bool]:
    """Have Quarto render a pack; give the file, and whether drawings are in words."""
    pictures = Pictures(folder, png=form.png)
    if form.slides:
        deck = make_deck(params, pack.territoire, chapters)
        notebook = slides_notebook(deck, form, pictures)
    else:
        notebook = document_notebook(params, pack.territoire, chapters, form, pictures)
    nbformat.write(notebook, folder / SOURCE)
    if form.html:
        (folder / STYLE).write_text(quarto_style(), "utf-8")
    made = quarto.render(folder, SOURCE, form.quarto, f"export.{form.extension}", timeout)
    if form.html:
        page, lost = detach(made.read_text("utf-8"))
        if lost:
            raise QuartoError(
                f"La page de Quarto demande encore {', '.join(lost)}, qu’elle ne peut pas contenir."
            )
        made.write_text(page, "utf-8")
    elif form.png:
        dress_office = dress_slides if form.slides else dress_document
        dress_office(made, pictures.alternatives)
    return made, pictures.missing


def install(made: Path, target: Path) -> None:
    """Put a file in its place in one go: a reader sees the old one or the new one, whole."""
    draft = target.with_name(f".{target.name}")
    draft.write_bytes(made.read_bytes())
    draft.replace(target)

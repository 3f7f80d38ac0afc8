"""The files of a pack beside its page: their labels, and the order in which they are offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from hdflib.display.french import liste, typographie
from hdflib.packs.store import FICTIVE_NAMES, GENERATED, NAMES, STATE, State, anchor

LABELS = {
    NAMES.pdf: "PDF",
    NAMES.chiffres: "CSV",
    NAMES.classeur: "Excel",
    NAMES.classeur_libre: "ODS",
    NAMES.agenda: "Agenda",
    f"{NAMES.diaporama}.html": "Diaporama",
    f"{NAMES.diaporama}.pptx": "PowerPoint",
    f"{NAMES.document}.docx": "Word",
    f"{NAMES.document}.html": "Document HTML",
    f"{NAMES.document}.pdf": "Document PDF",
}
"""Formats by the name of their file, in the order shown."""
ORDER = [*LABELS]
PAGES = (NAMES.page, FICTIVE_NAMES.page)


def formats_of(folder: Path, state: State) -> Iterator[tuple[str, str]]:
    """Give the label and name of the files of a pack, in the order shown."""
    names = [
        path.name
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".") and path.name not in (*PAGES, STATE)
    ]
    for name in sorted(names, key=rank):
        yield label(name, state), name


def rank(name: str) -> tuple[int, int, str]:
    """Give what sorts the files: known formats first, whole ones before those of some sections."""
    format_ = kind(name)
    return (ORDER.index(format_) if format_ in ORDER else len(ORDER), len(name), name)


def kind(name: str) -> str:
    """Give the format of a file: its name without label, nor the sections of an export."""
    plain = name.replace(GENERATED, "")
    if plain in LABELS:
        return plain
    stem, dot, extension = plain.rpartition(".")
    export = f"{stem.partition('-')[0]}{dot}{extension}"
    return export if export.startswith((NAMES.diaporama, NAMES.document)) else plain


def label(name: str, state: State) -> str:
    """Name a file by its format, and by the sections that it holds if it hasn't all.

    A file of no known format keeps its own name.
    """
    format_ = kind(name)
    if format_ not in LABELS:
        return name
    stem = name.replace(GENERATED, "").rpartition(".")[0] + "-"
    titles = [titre for section, titre in state.sections if f"-{anchor(section)}-" in stem]
    return typographie(f"{LABELS[format_]} : {liste(titles)}") if titles else LABELS[format_]


def notebooks_of(folder: Path, state: State) -> Iterator[tuple[str, str]]:
    """Give the title and path of the executed notebooks of a pack."""
    for carnets in (NAMES.carnets, FICTIVE_NAMES.carnets):
        for section, titre in state.sections:
            path = Path(carnets, f"{section}.ipynb")
            if (folder / path).is_file():
                yield titre, path.as_posix()


def first_file(folder: Path, names: Iterable[str]) -> str:
    """Give the first of some names that a folder has, empty if none."""
    return next((name for name in names if (folder / name).is_file()), "")

"""Pages of the real commission, and projects whose figures a test may change."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from hdflib.analyse import Analyse
from hdflib.display.grammar import Sentence
from hdflib.inputs.edition import Edition, read_edition

ROOT = Path(__file__).parents[2]
COMMISSION = "2022-06-16"


class Project:
    """A copy of the project; changes are made to it before a page is opened."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("params", "data"):
            extracts = shutil.ignore_patterns("extracts")
            shutil.copytree(ROOT / name, root / name, ignore=extracts)
        # The sections that an agenda may name are those that have a notebook.
        (root / "notebooks").symlink_to(ROOT / "notebooks")

    @property
    def folder(self) -> Path:
        return self.root / "data" / COMMISSION

    def edit(self, table: str, colonne: str, valeur: str, **key: str) -> Project:
        """Replace the cells of a column in the rows that have the key."""
        rows = self.read(table)
        found = [row for row in rows if key.items() <= row.items()]
        assert found, f"{table}.csv has no row {key}"
        for row in found:
            row[colonne] = valeur
        return self.write(table, rows)

    def remove(self, table: str, **key: str) -> Project:
        """Remove the rows that have the key, or the whole table without a key."""
        if not key:
            (self.folder / f"{table}.csv").unlink()
            return self.params(f"  {table}: ", f"  # {table}: ")
        rows = self.read(table)
        kept = [row for row in rows if not key.items() <= row.items()]
        assert len(kept) < len(rows), f"{table}.csv has no row {key}"
        return self.write(table, kept)

    def params(self, old: str, new: str) -> Project:
        """Replace a text of params."""
        path = self.root / "params" / f"{COMMISSION}.yml"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        return self

    def keep(self, iso: str, day: str) -> Project:
        """Copy the commission, as it stands, to another date, all its tables seen on a day."""
        source = self.root / "params" / f"{COMMISSION}.yml"
        text = source.read_text("utf-8").replace(f"commission: {COMMISSION}", f"commission: {iso}")
        text = re.sub(r"(?m)^(  \w+): 2022-\d\d-\d\d$", rf"\1: {day}", text)
        (self.root / "params" / f"{iso}.yml").write_text(text, "utf-8")
        shutil.copytree(self.folder, self.root / "data" / iso)
        return self

    def read(self, table: str) -> list[dict[str, str]]:
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    def write(self, table: str, rows: list[dict[str, str]]) -> Project:
        with (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
        return self

    def page(self, section: str, territoire: str = "32") -> Analyse:
        """Open a section on the changed figures."""
        return open_page(read_edition(self.root, COMMISSION), section, territoire)


def open_page(edition: Edition, section: str, territoire: str) -> Analyse:
    return Analyse(edition, edition.territoires.get(territoire), section)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project to change."""
    return Project(tmp_path)


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The real commission."""
    return read_edition(ROOT, COMMISSION)


@pytest.fixture
def page(edition: Edition) -> Callable[..., Analyse]:
    """Open a section of the real commission: `page("fnavdl", "02")`."""

    def opened(section: str, territoire: str = "32") -> Analyse:
        return open_page(edition, section, territoire)

    return opened


@pytest.fixture
def said() -> Callable[[Iterable[Sentence | None]], list[str]]:
    """Give sentences as a reader types them: silent ones left out, plain spaces."""

    def texts(sentences: Iterable[Sentence | None]) -> list[str]:
        return [
            sentence.text.replace("\u202f", " ").replace("\u00a0", " ")
            for sentence in sentences
            if sentence is not None
        ]

    return texts

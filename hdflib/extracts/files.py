"""The files of a source: where they are, what they are, and what must not be opened."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from hdflib.extracts.errors import ExtractError

FORMATS = (".csv", ".csv.gz", ".txt", ".xlsx", ".ods", ".parquet")
BLOCK = 1 << 16
"""Bytes read at once: texts decoded from larger blocks fall out of the processor's cache."""
MAX_SIZE = 500_000_000
MAX_RATIO = 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class ExtractFile:
    """A file read: its name, SHA-256 and size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Bound:
    """What a compressed file may grow to: it is refused beyond both limits.

    Attributes
    ----------
    size, ratio
        Bytes once decompressed, and times its own size.
    """

    size: int = MAX_SIZE
    ratio: int = MAX_RATIO

    def check(self, grown: int, path: Path) -> None:
        """Refuse what looks made to fill the disk.

        Raises
        ------
        ExtractError
            Both limits are passed.
        """
        if grown > self.size and grown > self.ratio * path.stat().st_size:
            raise ExtractError(
                f"{path.name} : une fois décompressé, ce fichier serait démesuré "
                f"(plus de {self.ratio} fois sa taille). Il n’a pas été ouvert."
            )


def find_files(folder: Path, source: str) -> tuple[Path, ...]:
    """List the files of a source: `<source>.*`, or those of the folder `<source>`.

    Raises
    ------
    ExtractError
        There is none, or there are several that aren't in a folder of their own.
    """
    found = _entries(folder, source)
    if not found:
        raise ExtractError(
            f"{folder.name} : aucun fichier pour « {source} ». Déposez {source}.csv (ou "
            f"{', '.join(FORMATS[1:])}), ou un dossier {source} qui contient les fichiers."
        )
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise ExtractError(
            f"{folder.name} : plusieurs fichiers pour « {source} » ({names}). Gardez-en un seul, "
            f"ou mettez ceux qui se complètent dans un dossier {source}."
        )
    if not found[0].is_dir():
        return tuple(found)
    files = tuple(sorted(path for path in _visible(found[0]) if path.is_file()))
    if not files:
        raise ExtractError(f"{found[0].name} : ce dossier est vide.")
    return files


def format_of(path: Path) -> str:
    """Tell the format of a file from its extension, once its first bytes agree.

    Raises
    ------
    ExtractError
        It is empty, of another kind than its extension says, or of a kind that isn't read.
    """
    start, size = _peek(path)
    if not size:
        raise ExtractError(f"{path.name} : ce fichier est vide.")
    _refuse(path, start)
    lower = path.name.lower()
    kind = next((kind for kind in FORMATS if lower.endswith(kind)), None)
    if kind is None:
        raise ExtractError(
            f"{path.name} : cette extension n’est pas lue. Formats admis : {', '.join(FORMATS)}."
        )
    zipped = start.startswith(b"PK")
    if kind in (".xlsx", ".ods") and not zipped:
        raise ExtractError(
            f"{path.name} : ce fichier est abîmé ou n’est pas un classeur. "
            "Refaites l’export, ou enregistrez-le de nouveau depuis le tableur."
        )
    if kind in (".csv", ".txt") and (zipped or start.startswith((b"\x1f\x8b", b"%PDF", b"PAR1"))):
        raise ExtractError(
            f"{path.name} : ce n’est pas un texte CSV malgré son extension. "
            "Rendez-lui l’extension de son format."
        )
    return kind


def describe(path: Path) -> ExtractFile:
    """Give the name, SHA-256 and size of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return ExtractFile(path.name, digest, path.stat().st_size)


def unzip_gzip(path: Path, target: Path, bound: Bound) -> Path:
    """Decompress a .gz to `target`, within `bound`.

    Raises
    ------
    ExtractError
        It is cut short, damaged or too large.
    """
    with target.open("wb") as out:
        try:
            with gzip.open(path) as file:
                _copy(file, out, path, bound)
            return target
        except (gzip.BadGzipFile, EOFError, zlib.error):
            pass
    raise ExtractError(
        f"{path.name} : cette archive gzip est tronquée ou abîmée. Copiez le fichier de nouveau."
    )


def read_members(path: Path, bound: Bound) -> Iterator[tuple[str, bytes]]:
    """Give the blocks of each member of a zip, each of which overlaps the one before by a bit.

    Reading them all checks their real size and sum before a library that trusts them.

    Raises
    ------
    ExtractError
        It is damaged or too large.
    """
    grown = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                tail = b""
                with archive.open(member) as file:
                    while block := file.read(BLOCK):
                        grown += len(block)
                        bound.check(grown, path)
                        yield member.filename, tail + block
                        tail = block[-1000:]
            return
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        pass
    raise ExtractError(f"{path.name} : ce classeur est abîmé ou protégé. Refaites l’export.")


def _copy(file: gzip.GzipFile, out: IO[bytes], path: Path, bound: Bound) -> None:
    grown = 0
    while block := file.read(BLOCK):
        grown += len(block)
        bound.check(grown, path)
        out.write(block)


def _entries(folder: Path, source: str) -> list[Path]:
    """Give the files and folders named after a source; none if there is no such folder."""
    entries = sorted(_visible(folder)) if folder.is_dir() else []
    return [path for path in entries if path.name.split(".")[0].casefold() == source]


def _visible(folder: Path) -> Iterator[Path]:
    """Give the entries of a folder but those which systems and spreadsheets leave there."""
    return (path for path in folder.iterdir() if not path.name.startswith((".", "~$")))


def _peek(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            return file.read(1 << 16), path.stat().st_size
    except OSError:
        pass
    raise ExtractError(f"{path.name} : ce fichier est introuvable ou ne peut pas être ouvert.")


def _refuse(path: Path, start: bytes) -> None:
    """Refuse what an extension hides."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta")):
        raise ExtractError(
            f"{path.name} : cette page HTML n’est pas un classeur. Ouvrez-la dans le tableur et "
            "enregistrez-la au format .xlsx ou CSV."
        )
    if start.startswith(OLE):
        locked = ENCRYPTED in path.read_bytes()
        raise ExtractError(
            f"{path.name} : ce classeur est protégé par un mot de passe. Retirez la protection."
            if locked
            else f"{path.name} : ce classeur est à l’ancien format .xls. Enregistrez-le en .xlsx."
        )


def has_files(folder: Path, source: str) -> bool:
    """Whether the folder of extracts holds anything for a source."""
    return bool(_entries(folder, source))

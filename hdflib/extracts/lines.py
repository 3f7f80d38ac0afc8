"""Lines of a CSV file, without reading its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from hdflib.extracts.files import BLOCK

CR, LF, QUOTE, SPACE = b'\r\n" '
CHUNKS, CHUNK = 128, 1 << 13
"""A sample: how many pieces, of how many bytes each."""

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


def count_lines(path: Path, separator: str, skip: int) -> int | None:
    """Count the lines of a CSV file in UTF-8, the blank ones at the end left out.

    Parameters
    ----------
    path, separator
        The file, and what is between its cells.
    skip
        Lines at its start that aren't counted.

    Returns
    -------
    int or None
        None if DuckDB would read the cells otherwise than the `csv` module: line ends of two
        kinds, or spaces between a quote and a separator. Line breaks between quotes aren't looked
        for: DuckDB then finds fewer rows than lines.
    """
    between = re.escape(separator.encode())
    spaced = re.compile(rb'(?:^|[\n%b]) +"|" +(?:[\r\n%b]|$)' % (between, between))
    count, newlines, last = -skip, set[bytes](), b""
    for block in _blocks(path):
        bytes_ = np.frombuffer(block, np.uint8)
        feeds = bytes_ == LF
        count += int(np.count_nonzero(feeds))
        newlines.add(_newline(block, bytes_, feeds))
        if len(newlines - {b""}) > 1 or b"\r" in newlines:
            return None
        if b'"' in block and _has_spaced_quotes(bytes_) and spaced.search(block):
            return None
        last = block
    body = last.rstrip(b"\r\n")
    blank = last[len(body) :].count(b"\n")
    return count - blank + bool(body)


def sample_lines(path: Path, skip: int, copy: Path) -> None:
    """Copy lines taken here and there in a file: exports are often sorted.

    Parameters
    ----------
    path, skip
        The file, and how many lines at its start aren't rows.
    copy
        Where to write them.
    """
    size = path.stat().st_size
    # The last piece ends with the file.
    step = max((size - CHUNK) // (CHUNKS - 1), CHUNK)
    with path.open("rb") as file, copy.open("wb") as out:
        for start in range(0, size, step):
            file.seek(start)
            for _ in range(skip if start == 0 else 1):
                file.readline()
            out.write(file.read(CHUNK) + file.readline())


def _newline(block: bytes, bytes_: Bytes, feeds: Flags) -> bytes:
    """Tell the line end of whole lines; a lone "\\r" stands for several kinds."""
    if b"\r" not in block:
        return b"\n" if b"\n" in block else b""
    returns = bytes_ == CR
    paired = np.array_equal(returns[:-1], feeds[1:]) and not (returns[-1] or feeds[0])
    return b"\r\n" if paired else b"\r"


def _has_spaced_quotes(bytes_: Bytes) -> bool:
    quotes, spaces = bytes_ == QUOTE, bytes_ == SPACE
    return bool(np.any(quotes[1:] & spaces[:-1]) or np.any(quotes[:-1] & spaces[1:]))


def _blocks(path: Path) -> Iterator[bytes]:
    """Give a file in blocks of whole lines."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block + file.readline()

"""Names that only a page itself refers to, in its tables and drawings: short ones."""

from __future__ import annotations

import re
from itertools import count

TABLE = re.compile(r'<table class="hdf-table">.*?</table>', re.DOTALL)
HEADERS = re.compile(r' headers="([^"]*)"')
IDENTITY = re.compile(r'(<th [^>]*\bid=")([^"]*)(")')


DRAWING = re.compile(r"<svg .*?</svg>", re.DOTALL)
INNER = re.compile(r'(?<=\bid=")[^"]+-\d+(?=")')
"""Names of the parts of a drawing: those that it refers to end in a number."""


def shorten_drawings(page: str) -> str:
    """Give the parts that drawings refer to short names, each unique on the page."""
    ranks = count(1)

    def shorten(match: re.Match[str]) -> str:
        # Namespaces are for XML: a page is HTML, which knows drawings.
        body = re.sub(r' xmlns(?::xlink)?="[^"]*"', "", match[0])
        for name in INNER.findall(body):
            short = f"d{next(ranks)}"
            body = re.sub(rf'(?<=[#"]){re.escape(name)}(?=[)"])', short, body)
        return body

    return DRAWING.sub(shorten, page)


def shorten_headers(page: str) -> str:
    """Give the headers of all tables short names, which each cell under them repeats.

    Only names that cells refer to change; each stays unique on the page.
    """
    ranks = count(1)

    def shorten(match: re.Match[str]) -> str:
        body = match[0]
        used = {name for names in HEADERS.findall(body) for name in names.split()}
        known = (found[1] for found in IDENTITY.findall(body))
        short = {name: f"e{next(ranks)}" for name in known if name in used}
        body = HEADERS.sub(
            lambda m: f' headers="{" ".join(short.get(n, n) for n in m[1].split())}"', body
        )
        return IDENTITY.sub(lambda m: f"{m[1]}{short.get(m[2], m[2])}{m[3]}", body)

    return TABLE.sub(shorten, page)

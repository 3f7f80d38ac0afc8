"""What every page starts from: the environment of the templates, and the style."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader
from markupsafe import Markup


@cache
def environment() -> Environment:
    """Make the environment of the page templates, where every value is escaped."""
    return Environment(
        loader=PackageLoader("hdflib.packs"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def stylesheet(*extra: str) -> Markup:
    """Give the whole style of a page, then the sheets of `packs` that it alone needs."""
    sheets = [files("hdflib.display") / name for name in ("style.css", "page.css")]
    sheets += [files("hdflib.packs") / name for name in extra]
    return Markup("\n".join(sheet.read_text("utf-8") for sheet in sheets))

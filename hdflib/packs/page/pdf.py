"""The PDF of a pack, made from its page: tagged, with bookmarks, headers and page numbers."""

from __future__ import annotations

import hashlib
import logging
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import ModuleType

from hdflib.errors import HdfError

VARIANT = "pdf/ua-1"
"""PDF/UA-1 (ISO 14289-1): what a screen reader can follow."""


def load_engine() -> ModuleType:
    """Load WeasyPrint.

    Raises
    ------
    HdfError
        If the system lacks Pango, which it draws text with.
    """
    try:
        engine = import_module("weasyprint")
    except OSError as error:
        raise HdfError(
            "Les PDF demandent la bibliothèque Pango, absente de ce système. Installez-la avec "
            "scripts/install_system_packages.sh (paquets libpango-1.0-0 et libpangoft2-1.0-0), "
            "ou produisez les dossiers sans --pdf."
        ) from error
    # Its remarks are about properties that only browsers know, such as `position: sticky`.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return engine


def write_pdf(page: str, path: Path) -> None:
    """Write the PDF of a page.

    The same page gives the same bytes: no date is written, and the identifier is a digest.

    Parameters
    ----------
    page
        HTML that asks for nothing outside of it.
    path
        File to write.

    Raises
    ------
    HdfError
        If the system lacks Pango.
    """
    engine = load_engine()
    # A pack holds all that it shows.
    fetcher = engine.urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    document = engine.HTML(string=dressed(page), url_fetcher=fetcher)
    identifier = hashlib.sha256(page.encode()).hexdigest()[:32].encode()
    document.write_pdf(path, pdf_variant=VARIANT, pdf_tags=True, pdf_identifier=identifier)


def dressed(page: str) -> str:
    """Give a page the style of its PDF, after its own so that it prevails."""
    style = files("hdflib.packs").joinpath("pdf.css").read_text("utf-8")
    return page.replace("</style>", f"{style}</style>", 1)

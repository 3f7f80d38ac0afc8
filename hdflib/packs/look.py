"""The look of pages: neutral, or that of the State from the service's own copy of the DSFR.

The DSFR (Système de Design de l'État) is reserved to the services of the State: nothing of it is
here. Its typeface and the State's block are read where the service has them, and end up in the
pages, which stay one file each.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from hdflib.display.french import liste
from hdflib.errors import HdfError

FONTS = {400: "fonts/Marianne-Regular.woff2", 700: "fonts/Marianne-Bold.woff2"}
"""Files of the typeface, by weight."""
SHEET = "dsfr.min.css"
"""What says the version."""
LOGO = "component/logo/logo.main.min.css"
"""What draws Marianne and the motto; a copy may lack it."""
VERSION = re.compile(r"DSFR v(\d+(?:\.\d+)+)")
POLICY = "default-src 'none';"
HEADER = re.compile(r'(<header class="entete">\s*)(<p class="service">.*?</p>)', re.DOTALL)
FOOTER = re.compile(r'(<footer class="pied">.*?)(</footer>)', re.DOTALL)
MOTTO = "Liberté<br>Égalité<br>Fraternité"
FACE = (
    "@font-face {{ font-family: Marianne; font-weight: {weight}; font-display: swap; "
    'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
)

Dress = Callable[[str], str]
"""Gives a page its look before it is written."""


def neutral(page: str) -> str:
    """Leave a page with the look of its template."""
    return page


@dataclass(frozen=True)
class Dsfr:
    """The look of the State.

    Attributes
    ----------
    version
        That of the copy.
    style
        What comes after the style of a page.
    illustre
        Whether the State's block is drawn by the copy; otherwise it is text.
    """

    version: str
    style: str
    illustre: bool

    def dress(self, page: str) -> str:
        """Give a page made by the templates the look of the State."""
        page = once(page, POLICY, f"{POLICY} font-src data:;")
        page = once(page, "</style>", f"{self.style}\n</style>")
        page = HEADER.sub(rf'\1<div class="marque">{self.block}\2</div>', page, count=1)
        mention = f"<p>Apparence : Système de Design de l’État (DSFR {self.version}).</p>"
        return FOOTER.sub(rf"\1{mention}\2", page, count=1)

    @property
    def block(self) -> str:
        """The State's block: its drawing comes from the style, the motto is said all the same."""
        kind = "visuellement-masque" if self.illustre else "devise"
        motto = f'<span class="{kind}">{MOTTO}</span>'
        return f'<p class="fr-logo">République<br>Française {motto}</p>'


def once(page: str, mark: str, replacement: str) -> str:
    """Replace the first occurrence of what every page has."""
    if mark not in page:
        raise ValueError(f"a page without {mark}")
    return page.replace(mark, replacement, 1)


def read_dsfr(path: Path) -> Dsfr:
    """Read a copy of the DSFR.

    Parameters
    ----------
    path
        Folder of the package `@gouvfr/dsfr`, or its folder `dist`.

    Raises
    ------
    HdfError
        If a file that pages need is missing.
    """
    dist = path / "dist" if (path / "dist").is_dir() else path
    missing = [name for name in (*FONTS.values(), SHEET) if not (dist / name).is_file()]
    if missing:
        raise HdfError(
            f"« {path} » n’est pas une copie complète du DSFR : il y manque {liste(missing)}. "
            "Donnez le dossier décompressé du paquet @gouvfr/dsfr (« npm pack @gouvfr/dsfr », ou "
            "l’archive de systeme-de-design.gouv.fr) ou son dossier « dist ». L’usage du DSFR est "
            "réservé aux services de l’État ; sans lui, les pages gardent leur apparence neutre."
        )
    version = VERSION.search((dist / SHEET).read_text("utf-8")[:1000])
    logo = dist / LOGO
    faces = [
        FACE.format(weight=weight, data=b64encode((dist / name).read_bytes()).decode())
        for weight, name in FONTS.items()
    ]
    sheets = [logo.read_text("utf-8")] if logo.is_file() else []
    sheets.append(files("hdflib.packs").joinpath("dsfr.css").read_text("utf-8"))
    return Dsfr(
        version[1] if version else "de version inconnue",
        # A closing tag in what was read would end the style of the page.
        "\n".join([*faces, *sheets]).replace("</", r"<\/"),
        logo.is_file(),
    )

"""From a matplotlib figure to the SVG of a page."""

from __future__ import annotations

from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.figure import Figure as Drawing

from hdflib.display import palette
from hdflib.display.french import typographie
from hdflib.display.lean import SVG, lean
from hdflib.display.points import points
from hdflib.display.views import View, details, secret_note
from hdflib.figures import Figure

STYLE: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial"],
    "font.size": 9,
    "text.color": palette.TEXTE,
    "axes.edgecolor": palette.FILET,
    "axes.labelcolor": palette.TEXTE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "xtick.color": palette.DISCRET,
    "ytick.color": palette.TEXTE,
    "ytick.left": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "hdflib",
    # A label is text: no formula between two dollars.
    "text.parse_math": False,
    "hatch.color": palette.DISCRET,
    "hatch.linewidth": 0.6,
}
FONT = "sans-serif"
"""Font of a drawing out of its page, which gives its own."""
TEXT = {"font-size": f"{STYLE['font.size']}px", "fill": palette.TEXTE}
"""Size and colour of most texts."""
WIDTH = 5.6
"""Width in inches: narrow, so that its text stays readable at phone width."""


def canvas(height: float, *, placed: bool = False) -> Drawing:
    """Make an empty drawing of the common width and the given height in inches.

    Its axes are laid out so that nothing is cut, unless the caller says where they are placed.
    It is made outside pyplot, so that no notebook shows it twice or keeps it open.
    """
    with mpl.rc_context(STYLE):
        return Drawing(figsize=(WIDTH, height), layout=None if placed else "constrained")


def illustration(
    identifiant: str,
    drawing: Drawing,
    titre: str,
    alternative: str,
    figures: tuple[Figure, ...],
    genre: str = "graphique",
    donnees: View | None = None,
) -> View:
    """Make the view of a drawing.

    Parameters
    ----------
    identifiant
        Unique name on the page: letters, digits, hyphens.
    drawing
        What `canvas` gave, filled.
    titre, alternative
        Caption, and the text that stands for the image.
    figures
        The figures drawn.
    genre
        "graphique" or "carte": how the page lays it out.
    donnees
        Table of the figures, folded away below.
    """
    svg = Markup(inline_svg(drawing, identifiant, typographie(alternative)))
    below = secret_note(figures) + (details(donnees) if donnees else Markup(""))
    html = Markup(
        '<figure class="hdf-figure hdf-{}"><figcaption>{}</figcaption>'
        '<div class="hdf-dessin">{}{}</div>{}</figure>'
    ).format(genre, typographie(titre), svg, points(drawing), below)
    return View(f"{titre}. {alternative}", html, figures)


def inline_svg(drawing: Drawing, identifiant: str, alternative: str) -> str:
    """Give the SVG element, fluid, named by its alternative, its ids unique on the page."""
    stream = StringIO()
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    with mpl.rc_context(STYLE):
        drawing.savefig(stream, format="svg", metadata=metadata)
    root = lean(stream.getvalue(), identifiant, TEXT)
    title = ET.Element(f"{{{SVG}}}title", {"id": f"{identifiant}-alt"})
    title.text = alternative
    root.insert(0, title)
    named = {"role": "img", "aria-labelledby": f"{identifiant}-alt", "font-family": FONT}
    root.attrib.update(named)
    return ET.tostring(root, encoding="unicode")

"""From a matplotlib figure to the SVG of a page."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.figure import Figure as Drawing

from hdflib.display import palette
from hdflib.display.french import typographie
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
STEPS = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
"""Numbers that follow each command of the paths that matplotlib writes."""
WIDTH = 5.6
"""Width in inches: narrow, so that its text stays readable at phone width."""


def canvas(height: float) -> Drawing:
    """Make an empty drawing of the common width and the given height in inches.

    It is made outside pyplot, so that no notebook shows it twice or keeps it open.
    """
    with mpl.rc_context(STYLE):
        return Drawing(figsize=(WIDTH, height), layout="constrained")


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
        '<figure class="hdf-figure hdf-{}"><figcaption>{}</figcaption>{}{}</figure>'
    ).format(genre, typographie(titre), svg, below)
    return View(f"{titre}. {alternative}", html, figures)


def inline_svg(drawing: Drawing, identifiant: str, alternative: str) -> str:
    """Give the SVG element, fluid, named by its alternative, its ids unique on the page."""
    stream = StringIO()
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    with mpl.rc_context(STYLE):
        drawing.savefig(stream, format="svg", metadata=metadata)
    svg = stream.getvalue()
    svg = svg[svg.index("<svg") :].strip()
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="', f'id="{identifiant}-', svg)
    svg = re.sub(r"(url\(#|href=\"#)", rf"\g<1>{identifiant}-", svg)
    svg = re.sub(r' d="([^"]*)"', lambda path: f' d="{compact(path[1])}"', svg)
    box = re.search(r'viewBox="[^"]*"', svg)
    assert box is not None
    opening = (
        f'<svg {box[0]} role="img" aria-labelledby="{identifiant}-alt" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<title id="{identifiant}-alt">{escape(alternative)}</title>'
    )
    return re.sub(r"<svg[^>]*>", lambda _: opening, svg, count=1)


def compact(path: str) -> str:
    """Write a path in relative steps of a tenth of a point, which no eye sees.

    Steps lead from rounded point to rounded point, so that no error adds up.
    """
    tokens = re.findall(r"[A-Za-z]|-?[\d.]+(?:e-?\d+)?", path)
    written, start, point = "", (0, 0), (0, 0)
    rank = 0
    while rank < len(tokens):
        command = tokens[rank]
        size = STEPS[command.upper()]
        numbers = [round(10 * float(token)) for token in tokens[rank + 1 : rank + 1 + size]]
        steps = [number - point[side % 2] for side, number in enumerate(numbers)]
        written += command.lower() + re.sub(" -", "-", " ".join(map(tenths, steps)))
        # Closing a path leads back to where it started.
        point = (numbers[-2], numbers[-1]) if numbers else start
        if command.upper() == "M":
            start = point
        rank += 1 + size
    return written


def tenths(number: int) -> str:
    """Write a whole number of tenths as shortly as SVG reads it: 16 is 1.6, -3 is -.3."""
    text = f"{abs(number) / 10:g}"
    return ("-" if number < 0 else "") + (text.lstrip("0") or "0")

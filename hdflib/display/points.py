"""Places of a drawing that show figures: for the pointer, over the picture."""

from __future__ import annotations

from markupsafe import Markup
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text

from hdflib.display.traced import POINT, mark_of, record
from hdflib.figures import Figure

GID = "chiffre:"
"""Beginning of the name of a label that shows a figure."""


def gid(figure: Figure) -> str:
    """Give the name of a label that shows a figure."""
    return GID + mark_of(record(figure))


def points(drawing: Drawing) -> Markup:
    """Mark where a drawing, once saved, shows figures.

    The marks lie over the picture for the pointer alone, hidden from others: a table or a sentence
    of the page has the same figures.
    """
    width, height = drawing.bbox.size
    marks = Markup("")
    for text in drawing.findobj(Text):
        name = text.get_gid() or ""
        if name.startswith(GID):
            box = text.get_window_extent()
            sides = {
                "left": box.x0 / width,
                "top": 1 - box.y1 / height,
                "width": box.width / width,
                "height": box.height / height,
            }
            place = ";".join(f"{side}:{100 * share:.0f}%" for side, share in sides.items())
            marks += Markup('<data class="{}" value="{}" style="{}"></data>').format(
                POINT, name.removeprefix(GID), place
            )
    if not marks:
        return marks
    return Markup('<div class="hdf-points" aria-hidden="true">{}</div>').format(marks)

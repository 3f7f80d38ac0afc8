"""Chart of a long ranking: thin bars with the volume that each share stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.axes import Axes

from hdflib.display import french, palette
from hdflib.display.charts import MARGIN, alternative, draw_reference, extent, finish
from hdflib.display.french import typographie
from hdflib.display.points import gid
from hdflib.display.svg import STYLE, canvas, illustration
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure

ROW = 0.2
"""Height of a bar with its gap, in inches."""
SIZE = 8
ROOM = 1.5
"""Right end of the volumes, as a multiple of the longest bar."""


@dataclass(frozen=True)
class Rang:
    """A bar: its label, its figure, and the volume that the figure is a share of."""

    libelle: str
    figure: Figure
    volume: Figure


def ranking(
    identifiant: str,
    titre: str,
    rangs: Sequence[Rang],
    entetes: tuple[str, str],
    repere: tuple[float, str],
    note: tuple[str, Sequence[Figure]] = ("", ()),
) -> View:
    """Draw thin bars with their volumes in a column on the right, above the table of both.

    Parameters
    ----------
    identifiant, titre
        Unique name on the page, and caption.
    rangs
        At least one bar; all figures are known.
    entetes
        Titles of the labels, in the table of the figures, and of the volumes.
    repere
        Value and label of a reference line.
    note
        How to read the chart, said under its caption, and the figures that it quotes.
    """
    head, entete = entetes
    low, high = extent([repere[0], *(rang.figure.number for rang in rangs)])
    drawing = canvas(MARGIN + ROW * len(rangs))
    with mpl.rc_context({**STYLE, "font.size": SIZE}):
        axes = drawing.add_subplot()
        for rank, rang in enumerate(rangs):
            draw_rank(axes, rank, rang, high)
        axes.set_yticks(range(len(rangs)), [rang.libelle for rang in rangs])
        axes.set_xlim(low, ROOM * high)
        axes.set_ylim(-0.6, len(rangs) - 0.4)
        finish(axes)
        draw_reference(axes, *repere)
        draw_heading(axes, entete.replace(" ", "\n", 1), ROOM * high)
    noun = french.minuscule(entete)
    text, quoted = note
    view = illustration(
        identifiant,
        drawing,
        titre,
        alternative(
            [(r.libelle, f"{r.figure.affichage} ({noun} : {r.volume.affichage})") for r in rangs]
        ),
        (*(f for rang in rangs for f in (rang.figure, rang.volume)), *quoted),
        donnees=table(
            f"{identifiant}-donnees",
            titre,
            head,
            [Colonne(rangs[0].figure.indicateur.libelle), Colonne(entete)],
            [Ligne(rang.libelle, [rang.figure, rang.volume]) for rang in rangs],
        ),
    )
    return with_note(view, text) if text else view


def with_note(view: View, text: str) -> View:
    """Put a note under the caption of an illustration."""
    caption, end, rest = view.html.partition("</figcaption>")
    said = Markup('<p class="hdf-etat"><small>{}</small></p>').format(typographie(text))
    return replace(view, html=caption + end + said + rest)


def draw_rank(axes: Axes, rank: int, rang: Rang, high: float) -> None:
    """Draw a bar, its number at its end, and its volume at the right."""
    value = rang.figure.number
    axes.barh(rank, value, color=palette.BLEU, height=0.66)
    axes.text(
        value + 0.012 * high,
        rank,
        rang.figure.affichage,
        va="center",
        bbox={"facecolor": palette.FOND, "edgecolor": "none", "pad": 0.8},
        gid=gid(rang.figure),
    )
    axes.text(
        ROOM * high,
        rank,
        rang.volume.affichage,
        va="center",
        ha="right",
        color=palette.DISCRET,
        gid=gid(rang.volume),
    )


def draw_heading(axes: Axes, text: str, right: float) -> None:
    """Write the title of the volumes above them."""
    axes.text(
        right,
        1.01,
        text,
        transform=axes.get_xaxis_transform(),
        ha="right",
        va="bottom",
        color=palette.DISCRET,
    )

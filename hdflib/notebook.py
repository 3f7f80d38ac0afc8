"""What the notebooks import besides their section: opening, and showing several views."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from IPython.display import display
from markupsafe import Markup

from hdflib.analyse import Analyse, open_analyse
from hdflib.display.french import date_longue
from hdflib.display.views import View, illustrations

_display: Callable[..., None] = display
__all__ = ["Analyse", "open_section", "show", "show_figures", "show_style"]


def open_section(section: str, commission: str, territoire: str | int) -> Analyse:
    """Open a section, and show its title with the style of the pages.

    Parameters and errors are those of `hdflib.analyse.open_analyse`.
    """
    analyse = open_analyse(section, commission, territoire)
    point = analyse.point
    header = style() + Markup("<p><strong>{}</strong> — {}, commission du {}</p>").format(
        point.titre if point else section,
        analyse.territoire.nom,
        date_longue(analyse.edition.params.commission),
    )
    _display(View(f"{section}, {analyse.territoire.nom}", header))
    return analyse


def style() -> Markup:
    """Give the style of the pages."""
    css = files("hdflib.display").joinpath("style.css").read_text("utf-8")
    return Markup("<style>{}</style>").format(Markup(css))


def show_style() -> None:
    """Show the views that follow as pages do, in a notebook that opens no section."""
    _display(View("Style des pages", style()))


def show(*views: View | None) -> None:
    """Show views in order; those that have nothing to say are None."""
    for view in views:
        if view is not None:
            _display(view)


def show_figures(*views: View | None) -> None:
    """Show charts and maps side by side where there is room."""
    show(illustrations(views))

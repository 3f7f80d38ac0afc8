"""What a notebook displays and a pack shows: HTML with the figures that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from hdflib.display.brief import BRIEF_MIME, Bref, Genre, brief_record
from hdflib.display.events import Evenement, event_record
from hdflib.display.french import typographie
from hdflib.display.grammar import Sentence
from hdflib.display.traced import record, traced
from hdflib.figures import Etat, Figure

SECRET = (
    "s : secret statistique – effectif trop faible pour être publié, ou masqué pour protéger un "
    "autre effectif."
)
"""What a page says under what shows a figure under statistical secrecy."""
FIGURES_MIME = "application/vnd.hdflib.figures+json"
"""Output type that carries the figures of a view from the notebook to the pack."""
EVENTS_MIME = "application/vnd.hdflib.evenements+json"
"""Output type that carries the events of a view from the notebook to the pack."""


@dataclass(frozen=True)
class View:
    """A piece of a page.

    Attributes
    ----------
    titre
        Title, also its text form.
    html
        HTML that is safe to show.
    figures
        The figures that it shows.
    evenements
        The events that it gives for an agenda.
    bref
        What it gives to the top of the page.
    """

    titre: str
    html: str
    figures: tuple[Figure, ...] = ()
    evenements: tuple[Evenement, ...] = ()
    bref: tuple[Bref, ...] = ()

    def __repr__(self) -> str:
        return self.titre

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/html": self.html, "text/plain": self.titre}
        if self.figures:
            bundle[FIGURES_MIME] = [record(figure) for figure in self.figures]
        if self.evenements:
            bundle[EVENTS_MIME] = [event_record(evenement) for evenement in self.evenements]
        if self.bref:
            bundle[BRIEF_MIME] = [brief_record(bref) for bref in self.bref]
        return bundle


def secret_note(figures: Iterable[Figure]) -> Markup:
    """Explain what "s" stands for, if a figure is under statistical secrecy."""
    if not any(figure.etat is Etat.SECRET for figure in figures):
        return Markup("")
    return Markup('<p class="hdf-etat"><small>{}</small></p>').format(typographie(SECRET))


def details(donnees: View) -> Markup:
    """Fold away the table of what an illustration shows."""
    return Markup("<details><summary>Voir les données</summary>{}</details>").format(
        Markup(donnees.html)
    )


def notice(texte: str) -> View:
    """Make a notice, such as "Données non transmises"."""
    text = typographie(texte)
    return View(text, Markup('<p class="hdf-avis">{}</p>').format(text))


def sentence_html(sentence: Sentence) -> Markup:
    """Give a sentence in HTML, its numbers in bold."""
    return Markup("").join(
        escape(typographie(part))
        if isinstance(part, str)
        else Markup("<strong>{}</strong>").format(traced(typographie(part[0]), part[1]))
        for part in sentence.parts
    )


def sentences(
    phrases: Iterable[Sentence | None],
    titre: str = "À retenir",
    bref: Iterable[Sentence | None] = (),
) -> View | None:
    """Make a list of sentences; None if all are silent.

    Parameters
    ----------
    phrases, titre
        The sentences, and the heading of the list.
    bref
        Those of them that the top of the page says too.
    """
    spoken = [phrase for phrase in phrases if phrase is not None]
    if not spoken:
        return None
    items = Markup("").join(
        Markup("<li>{}</li>").format(sentence_html(phrase)) for phrase in spoken
    )
    html = Markup('<div class="hdf-phrases"><h3>{}</h3><ul>{}</ul></div>').format(titre, items)
    return View(
        "\n".join(phrase.text for phrase in spoken),
        html,
        tuple(figure for phrase in spoken for figure in phrase.figures),
        bref=tuple(Bref(Genre.PHRASE, sentence_html(phrase)) for phrase in bref if phrase),
    )


def illustrations(views: Iterable[View | None]) -> View | None:
    """Put charts and maps side by side where there is room; None if there are none."""
    shown = [view for view in views if view is not None]
    if not shown:
        return None
    html = Markup('<div class="hdf-illustrations">{}</div>').format(
        Markup("").join(Markup(view.html) for view in shown)
    )
    return View(
        "\n".join(view.titre for view in shown),
        html,
        tuple(figure for view in shown for figure in view.figures),
    )


def landmarks(tables: Sequence[View]) -> View:
    """Put small tables in columns under one heading."""
    html = Markup('<div class="hdf-reperes"><h3>Repères publiés</h3><div>{}</div></div>').format(
        Markup("").join(Markup(view.html) for view in tables)
    )
    return View(
        "\n".join(["Repères publiés", *(view.titre for view in tables)]),
        html,
        tuple(figure for view in tables for figure in view.figures),
    )


def method(notes: Iterable[str], sources: Iterable[str]) -> View:
    """Make the method note of a section, with its sources."""
    parts = [Markup("<p>{}</p>").format(typographie(note)) for note in notes]
    listed = Markup("").join(Markup("<li>{}</li>").format(source) for source in sources)
    if listed:
        parts.append(Markup("<p>Sources&nbsp;:</p><ul>{}</ul>").format(listed))
    html = Markup('<div class="hdf-methode"><h3>Méthode et sources</h3>{}</div>')
    return View("Méthode et sources", html.format(Markup("").join(parts)))

"""Table, chart and sentence on the change of places since the first date."""

from __future__ import annotations

from collections.abc import Sequence

from hdflib.display import french, palette
from hdflib.display.charts import Serie, grouped_bars
from hdflib.display.grammar import Sentence, ampleur, phrase, sens
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.rules.shelter import precedes_crisis
from hdflib.sections.ahi_transformation.places import GROUPES, KINDS, Places, changes
from hdflib.sections.words import agree

NOUNS = {"hebergement": "d’hébergement", "logement": "de logement adapté"}
SHOWN = 3
"""Most dates on the chart: the first one, and the latest."""


def draw_places(places: Places) -> View:
    """Draw the places by kind at the first and the latest date, with their change."""
    where, several = places.territoire, len(places.days) > 1
    first, last = french.periode(places.days[0]), french.periode(places.days[-1])

    def cells(figures: Sequence[Figure]) -> list[Figure]:
        if not several:
            return [figures[-1]]
        return [figures[0], figures[-1], *changes(places, figures)]

    since = f"Évolution depuis {article(places.days[0])}{first}"
    return table(
        "tableau-places",
        f"Places d’hébergement et de logement adapté {where.dans}",
        "Type de places",
        [
            *([Colonne(french.majuscule(first))] if several else []),
            Colonne(french.majuscule(last)),
            *([Colonne("En places", since), Colonne("En %", since)] if several else []),
        ],
        [
            ligne
            for group, figures in places.totals.items()
            for ligne in (
                *(
                    Ligne(KINDS[kind], cells(places.kinds[kind]), groupe=GROUPES[group][0])
                    for kind in GROUPES[group][1]
                    if kind in places.kinds
                ),
                Ligne("Ensemble", cells(figures), "total", GROUPES[group][0]),
            )
        ],
    )


def draw_chart(places: Places) -> View | None:
    """Draw the places by kind at the first date and at the latest ones."""
    if len(places.days) < 2:
        return None
    ranks = sorted({0, *range(len(places.days))[1 - SHOWN :]})
    # Without the lightest one, which is hard to see on the ground of the page.
    colours = palette.CLASSES[-len(ranks) :]
    return grouped_bars(
        "graphique-places",
        f"Évolution des places par type {places.territoire.dans}",
        [KINDS[kind] for kind in places.kinds],
        [
            # In figures, because four dates in full are wider than the chart.
            Serie(
                "/".join(reversed(places.days[rank].split("-"))),
                colour,
                [figures[rank] for figures in places.kinds.values()],
            )
            for rank, colour in zip(ranks, colours, strict=True)
        ],
    )


def say_places(places: Places) -> Sentence | None:
    """Say the places of each group at the latest date, against the first one."""
    values: dict[str, Figure | tuple[str, Figure]] = {}
    said: list[str] = []
    link = ", et " if len(places.days) > 1 else " et "
    for group, figures in places.totals.items():
        values[group] = figures[-1]
        text = f"{{{group}}} {agree(figures[-1], 'place')} {NOUNS[group]}"
        change = changes(places, figures)[1] if len(places.days) > 1 else None
        if change and change.connu:
            values[f"evolution_{group}"] = (ampleur(change.number), change)
            text += compared(places, change, f"evolution_{group}", first=not said)
        said.append(text)
    return phrase(
        f"{french.majuscule(at(places.days[-1]))}, on compte {places.territoire.dans} "
        f"{link.join(said)}.",
        **values,
    )


def compared(places: Places, change: Figure, name: str, *, first: bool) -> str:
    """Compare with the first date, which is told once."""
    day = places.days[0]
    before = ", niveau d’avant la crise sanitaire" if precedes_crisis(day) else ""
    words = {"Hausse": f"soit {{{name}}} de plus", "Baisse": f"soit {{{name}}} de moins"}
    amount = words.get(sens(change.number), "autant")
    if first:
        return f", {amount} qu’{at(day)}{before}"
    return f", {amount}" if amount in words.values() else ", un nombre stable"


def at(day: str) -> str:
    """Say when: "au 31 mars 2022", "en mars 2022", "en 2022"."""
    return french.jusque(day) if day.count("-") == 2 else f"en {french.periode(day)}"


def article(day: str) -> str:
    """Give the article of a date, which a month and a year do without."""
    return "le " if day.count("-") == 2 else ""

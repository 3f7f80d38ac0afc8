"""Exits from shelter since 1 January, and those of them that lead to housing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.charts import Serie, grouped_bars
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.palette import BLEU, BLEU_CLAIR
from hdflib.display.tables import Colonne, table
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.rules.shelter import share_to_housing
from hdflib.sections.common import territory_row
from hdflib.sections.publics import read_counts
from hdflib.sections.ruled import ruled
from hdflib.sections.words import agree
from hdflib.territories import Territoire

EXITS = "sorties_hebergement"
COUNTS = {
    "sorties": "sorties_hebergement",
    "destination_connue": "sorties_connues",
    "vers_logement": "sorties_logement",
    "vers_logement_adapte": "sorties_logement_adapte",
}
SHARES = {
    "part_sorties_logement": "sorties_logement",
    "part_sorties_adapte": "sorties_logement_adapte",
}
"""Codes of the shares, and of the counts that they are the share of known destinations of."""


@dataclass(frozen=True)
class Exits:
    """The exits from shelter from 1 January to the observation date.

    Attributes
    ----------
    analyse
        What the page is about.
    jour
        Observation date.
    figures
        Figures by indicator code, then by territory: the départements, then the région.
    """

    analyse: Analyse
    jour: date
    figures: Mapping[str, Mapping[Territoire, Figure]]

    def get(self, code: str, territoire: Territoire | None = None) -> Figure:
        """Give a figure of a territory, the page's unless told."""
        return self.figures[code][territoire or self.analyse.territoire]


def compute_exits(analyse: Analyse) -> Exits | None:
    """Read the exits and compute the shares that lead to housing; None if not transmitted."""
    source = analyse.table(EXITS)
    if source is None:
        return None
    day = analyse.observation(EXITS)
    periode = f"{day.year}-01-01/{day.isoformat()}"
    figures: dict[str, Mapping[Territoire, Figure]] = {
        code: read_counts(analyse, source, column, code, periode=periode)
        for column, code in COUNTS.items()
    }
    known = figures["sorties_connues"]
    for code, counted in SHARES.items():
        figures[code] = {
            t: ruled(analyse.indicateur(code), (f, known[t]), "{} ÷ {}", share_to_housing)
            for t, f in figures[counted].items()
        }
    return Exits(analyse, day, figures)


def draw_exits(exits: Exits) -> View:
    """Draw the exits by département, and the shares that lead to housing."""
    codes = [*COUNTS.values(), *SHARES]
    analyse = exits.analyse
    return table(
        "tableau-sorties",
        f"Sorties d’hébergement du 1er janvier au {french.date_longue(exits.jour)}",
        "Région / département",
        [
            Colonne(
                analyse.indicateur(code).libelle,
                "PARTS DES DESTINATIONS CONNUES" if code in SHARES else "MÉNAGES",
            )
            for code in codes
        ],
        [
            territory_row(analyse, t, [exits.get(code, t) for code in codes])
            for t in (*analyse.departements, analyse.region)
        ],
    )


def draw_exit_chart(exits: Exits) -> View | None:
    """Draw the shares of the exits that lead to housing and to adapted housing."""
    territoires = (*exits.analyse.departements, exits.analyse.region)
    colours = dict(zip(SHARES, (BLEU, BLEU_CLAIR), strict=True))
    return grouped_bars(
        "graphique-sorties",
        "Part des sorties d’hébergement qui mènent au logement",
        [t.nom for t in territoires],
        [
            Serie(
                exits.analyse.indicateur(code).libelle,
                colour,
                [exits.get(code, t) for t in territoires],
            )
            for code, colour in colours.items()
        ],
    )


def say_exits(exits: Exits) -> list[Sentence | None]:
    """Say the exits of the page's territory, the shares that lead to housing, and the région's."""
    where, region = exits.analyse.territoire, exits.analyse.region
    gone, known = exits.get("sorties_hebergement"), exits.get("sorties_connues")
    return [
        phrase(
            "Du 1er janvier au {jour}, {sorties} {menages} d’hébergement {lieu}, dont {connues} "
            "vers une destination connue.",
            jour=french.date_longue(exits.jour),
            sorties=gone,
            menages=agree(gone, "ménage est sorti", "ménages sont sortis"),
            lieu=where.dans,
            connues=known,
        ),
        phrase(
            "Parmi les sorties dont la destination est connue, {part} mènent à un logement et "
            "{adapte} à un logement adapté.",
            part=exits.get("part_sorties_logement"),
            adapte=exits.get("part_sorties_adapte"),
        ),
        None
        if exits.analyse.regional
        else phrase(
            "Dans la région, ces parts sont de {part} et {adapte}.",
            part=exits.get("part_sorties_logement", region),
            adapte=exits.get("part_sorties_adapte", region),
        ),
    ]

"""The figures of the fund: amounts by year, département and holder, shares, households."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.figures import Etat, Figure, evolution, ratio, total
from hdflib.figures import compute as compute_figure
from hdflib.rules.support import remaining_share
from hdflib.sections.fnavdl.households import household_figures
from hdflib.sections.ruled import ruled
from hdflib.territories import Territoire

TABLE = "fnavdl_enveloppes"
SHARES = {"part_associations": "montant_associations", "part_bailleurs": "montant_bailleurs"}
AMOUNTS = {
    "associations": "montant_associations",
    "bailleurs": "montant_bailleurs",
    "enveloppe": "montant_departement",
}
HELD = tuple(SHARES.values())
CHANGES = {
    "evolution_financement": "montant_departement",
    "evolution_associations": "montant_associations",
    "evolution_bailleurs": "montant_bailleurs",
}
"""Keys of the changes, and codes of the amounts that change."""
NOTES = (
    "Montants en euros, tels que publiés ; les parts sont calculées sur ces montants.",
    "Couverture du stock prioritaire : ménages à accompagner ÷ ménages prioritaires en attente au "
    "1er janvier.",
    "Coût par ménage : financement de l’appel à projets ÷ ménages à accompagner, ou ménages "
    "accompagnés au 31 décembre ; tant que l’objectif n’est pas atteint, le second n’est pas un "
    "coût définitif.",
)


@dataclass(frozen=True)
class Fnavdl:
    """The figures of the fund.

    Attributes
    ----------
    analyse
        What the page is about.
    annees
        Years of the table, oldest first.
    figures
        Figures by (indicator code, year, territory code).
    regionaux
        Figures of the whole région computed from the landmarks, by indicator code and year.
    menages
        Figures of the households and projects by (indicator code, year, territory code).
    """

    analyse: Analyse
    annees: tuple[str, ...]
    figures: Mapping[tuple[str, str, str], Figure]
    regionaux: Mapping[tuple[str, str], Figure]
    menages: Mapping[tuple[str, str, str], Figure]

    @property
    def computed(self) -> list[Figure]:
        """The figures that the document presented may give too."""
        return [*self.regionaux.values(), *self.menages.values()]

    @property
    def territoires(self) -> tuple[Territoire, ...]:
        """The départements, then the région."""
        return (*self.analyse.departements, self.analyse.region)

    def get(self, code: str, annee: str, territoire: Territoire) -> Figure:
        """Give a figure."""
        return self.figures[code, annee, territoire.code]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per year and territory: amounts in euros and shares."""
        codes = [*AMOUNTS.values(), "part_departement", *SHARES]
        rows = [
            (year, t.nom, *(self.get(code, year, t).value for code in codes))
            for year in self.annees
            for t in self.territoires
        ]
        return pd.DataFrame(rows, columns=["annee", "territoire", *codes])


def compute(analyse: Analyse) -> Fnavdl | None:
    """Compute the figures of the fund; None if its envelopes weren't transmitted."""
    source = analyse.table(TABLE)
    if source is None:
        return None
    years = tuple(sorted({row.text("annee") for row in source}))
    figures: dict[tuple[str, str, str], Figure] = {}
    for year in years:
        for column, code in AMOUNTS.items():
            for figure in amounts(analyse, year, column, code):
                figures[code, year, figure.territoire] = figure
        for t in (*analyse.departements, analyse.region):
            derive(analyse, figures, year, t.code)
    for before, year in pairwise(years):
        for t in (*analyse.departements, analyse.region):
            figures |= amount_changes(analyse, figures, before, year, t.code)
    households = {
        (code, year, t.code): figure
        for year in years
        for code, own in household_figures(analyse, figures, year).items()
        for t, figure in own.items()
    }
    regional = regional_figures(analyse, years, figures)
    return Fnavdl(analyse, years, figures, regional, households)


def amounts(analyse: Analyse, year: str, column: str, code: str) -> list[Figure]:
    """Give an amount for each département and for the région, summed if it isn't given."""
    source = analyse.table(TABLE)
    assert source is not None
    found = []
    for t in (*analyse.departements, analyse.region):
        row = source.row(annee=year, territoire=t.code)
        if row is None:
            missing = Figure(
                analyse.indicateur(code), t.code, None, Etat.NON_TRANSMIS, periode=year
            )
            found.append(missing)
        else:
            found.append(analyse.figure(source, row, column, code, t.code, periode=year))
    *parts, whole = found
    if whole.etat is Etat.NON_TRANSMIS and any(part.connu for part in parts):
        whole = total(whole.indicateur, parts, territoire=whole.territoire)
    return [*parts, whole]


def derive(
    analyse: Analyse, figures: dict[tuple[str, str, str], Figure], year: str, territoire: str
) -> None:
    """Add the shares of a territory."""
    own = figures["montant_departement", year, territoire]
    figures["part_departement", year, territoire] = ratio(
        analyse.indicateur("part_departement"),
        own,
        figures["montant_departement", year, analyse.region.code],
    )
    for code, part in SHARES.items():
        figures[code, year, territoire] = ratio(
            analyse.indicateur(code), figures[part, year, territoire], own
        )


def amount_changes(
    analyse: Analyse,
    figures: Mapping[tuple[str, str, str], Figure],
    before: str,
    year: str,
    territoire: str,
) -> dict[tuple[str, str, str], Figure]:
    """Give the changes of a territory's financing, in all and by holder."""
    get = analyse.indicateur
    return {
        (name, year, territoire): evolution(
            get("evolution_financement"),
            figures[amount, year, territoire],
            figures[amount, before, territoire],
            modalite=french.minuscule(get(amount).libelle) if amount in HELD else "",
        )
        for name, amount in CHANGES.items()
    }


def regional_figures(
    analyse: Analyse,
    years: tuple[str, ...],
    figures: Mapping[tuple[str, str, str], Figure],
) -> dict[tuple[str, str], Figure]:
    """Compute the regional figures that combine landmarks and envelopes."""
    get, repere = analyse.indicateur, analyse.repere
    found: dict[tuple[str, str], Figure | None] = {}
    for year in years:
        envelope = repere("enveloppe_fnavdl", annee=year)
        spent = figures["montant_departement", year, analyse.region.code]
        before = repere("enveloppe_fnavdl", annee=str(int(year) - 1))
        filed, kept = repere("dossiers_deposes", annee=year), repere("projets_retenus", annee=year)
        if envelope and filed:
            found["part_appel_projets", year] = ratio(get("part_appel_projets"), spent, envelope)
        if envelope and before:
            found["evolution_enveloppe", year] = evolution(
                get("evolution_enveloppe"), envelope, before
            )
            found["residuel", year] = compute_figure(
                get("residuel"), (envelope, spent), "{} − {}", lambda a, b: a - b
            )
            found["part_residuel", year] = ruled(
                get("part_residuel"), (envelope, spent), "({0} − {1}) ÷ {0}", remaining_share
            )
        if filed and kept:
            found["taux_selection", year] = ratio(get("taux_selection"), kept, filed)
    return {key: figure for key, figure in found.items() if figure is not None}

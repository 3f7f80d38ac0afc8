"""The figures of a public by territory: objective, attributions, stock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.figures import Etat, Figure, compute, evolution, ratio
from hdflib.rules.objectives import months_elapsed, prorated_objective
from hdflib.sections.publics.counts import epci_rows, read_count, summed
from hdflib.sections.words import EN_ATTENTE, NOMS
from hdflib.territories import Territoire

GROUPES = {
    "OBJECTIF": ("objectif_annuel", "objectif_a_date"),
    "ATTRIBUTIONS": (
        "attributions",
        "taux_objectif_annuel",
        "taux_objectif_a_date",
        "poids_attributions",
        "attributions_n_1",
        "evolution_attributions",
    ),
    "STOCK": ("stock", "stock_debut_annee", "evolution_stock"),
}


@dataclass(frozen=True)
class Public:
    """The figures of a public for the départements, the région and the EPCI.

    Attributes
    ----------
    analyse, nom
        What the page is about, and name of the table.
    observation
        Date at which the public is counted.
    figures
        Figures by (indicator code, territory code).
    epci
        The EPCI that the table is about.
    """

    analyse: Analyse
    nom: str
    observation: date
    figures: Mapping[tuple[str, str], Figure]
    epci: tuple[Territoire, ...] = ()

    @property
    def libelle(self) -> str:
        """The public in words: "ménages sans abri"."""
        return NOMS[self.nom]

    @property
    def en_attente(self) -> str:
        """The public that waits for housing, in words: "ménages hébergés"."""
        return EN_ATTENTE[self.nom]

    @property
    def territoires(self) -> tuple[Territoire, ...]:
        """The départements, then the région."""
        return (*self.analyse.departements, self.analyse.region)

    def get(self, code: str, territoire: Territoire | None = None) -> Figure:
        """Give a figure, of the page's territory unless another is named."""
        return self.figures[code, (territoire or self.analyse.territoire).code]

    @property
    def frame(self) -> pd.DataFrame:
        """Values by territory (rows) and indicator (columns); None where not known."""
        codes = [code for group in GROUPES.values() for code in group]
        return pd.DataFrame(
            [[self.get(code, t).value for code in codes] for t in self.territoires],
            index=pd.Index([t.nom for t in self.territoires], name="territoire"),
            columns=codes,
        )

    @property
    def shown(self) -> list[Figure]:
        """The figures that can be listed as sources: those of the page's territory."""
        return [f for (_, code), f in self.figures.items() if code == self.analyse.territoire.code]


def compute_public(analyse: Analyse, nom: str) -> Public | None:
    """Compute the figures of a public; None if its table wasn't transmitted."""
    source = analyse.table(nom)
    if source is None:
        return None
    day, epci = analyse.observation(nom), tuple(epci_rows(analyse, source))
    territoires = (*analyse.departements, analyse.region, *epci)
    figures: dict[tuple[str, str], Figure] = {}
    for code, periode in inputs_of(day).items():
        for t in territoires:
            figures[code, t.code] = read_count(
                analyse, source, t, code, code, public=nom, periode=periode
            )
        whole = figures[code, analyse.region.code]
        if whole.etat is Etat.NON_TRANSMIS and code != "poids_attributions":
            parts = [figures[code, t.code] for t in analyse.departements]
            figures[code, analyse.region.code] = summed(parts, whole)
    for territoire in territoires:
        derive(analyse, figures, territoire.code, day)
    return Public(analyse, nom, day, figures, epci)


def inputs_of(day: date) -> dict[str, str]:
    """Give the input columns with the period of their figures."""
    year, iso = str(day.year), day.isoformat()
    before = year_before(day)
    return {
        "objectif_annuel": year,
        "attributions": iso,
        "attributions_n_1": before.isoformat(),
        "attributions_totales": iso,
        "poids_attributions": iso,
        "stock": iso,
        "stock_debut_annee": f"{year}-01-01",
    }


def year_before(day: date) -> date:
    """Give the same day of the year before; the end of February stays the end of February."""
    last = monthrange(day.year, day.month)[1]
    last_before = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, last_before if day.day == last else day.day)


def derive(
    analyse: Analyse, figures: dict[tuple[str, str], Figure], territoire: str, day: date
) -> None:
    """Add the computed figures of a territory."""
    get = analyse.indicateur
    own = {code: figure for (code, where), figure in figures.items() if where == territoire}
    attributions = own["attributions"]
    own["objectif_a_date"], own["taux_objectif_a_date"] = to_date(
        analyse, own["objectif_annuel"], attributions, day
    )
    own["taux_objectif_annuel"] = ratio(
        get("taux_objectif_annuel"), attributions, own["objectif_annuel"]
    )
    if not own["poids_attributions"].connu and own["attributions_totales"].connu:
        own["poids_attributions"] = ratio(
            get("poids_attributions"), attributions, own["attributions_totales"]
        )
    own["evolution_attributions"] = evolution(
        get("evolution_attributions"), attributions, own["attributions_n_1"]
    )
    own["evolution_stock"] = evolution(
        get("evolution_stock"), own["stock"], own["stock_debut_annee"]
    )
    figures.update({(code, territoire): figure for code, figure in own.items()})


def to_date(
    analyse: Analyse, annual: Figure, attributions: Figure, day: date
) -> tuple[Figure, Figure]:
    """Compute an objective to date, and the share of it that attributions are."""
    months = months_elapsed(day)
    objective = compute(
        analyse.indicateur("objectif_a_date"),
        (annual,),
        f"{{}} × {months_shown(months)}/12",
        lambda value: prorated_objective(value, months),
        periode=attributions.periode,
    )
    return objective, ratio(analyse.indicateur("taux_objectif_a_date"), attributions, objective)


def months_shown(months: Fraction) -> str:
    """Give months as a term of a formula, exactly: "5", "(3 + 1/2)"."""
    whole, left = divmod(months, 1)
    return f"({whole} + {left})" if left else str(whole)

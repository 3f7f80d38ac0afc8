"""Rank of the région among all by its rate of achievement to date, from national figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from hdflib.display import french
from hdflib.display.charts import Barre, bars
from hdflib.display.views import View
from hdflib.figures import Figure, gather
from hdflib.inputs.table import Row
from hdflib.rules.objectives import rank
from hdflib.sections.common import PUBLIE
from hdflib.sections.publics.figures import Public, to_date

REGIONS = "bilan_regions"
COLUMNS = ("objectif_annuel", "attributions")
RATE = "taux_objectif_a_date"
RANK = "rang_regions"
RANK_NOTE = (
    "Rang parmi les régions : régions classées selon leur taux de réalisation de l’objectif à "
    "date, sans arrondi ; deux régions au même taux ont le même rang. Les régions dont "
    "l’objectif ou les attributions ne sont pas connus ne sont pas classées."
)


@dataclass(frozen=True)
class Classement:
    """The régions ranked by their rate of achievement to date.

    Attributes
    ----------
    rang
        Rank of the commission's région.
    taux
        Known rates by name of région, the highest first.
    exacts
        The same rates as fractions of the yearly objective.
    """

    rang: Figure
    taux: Mapping[str, Figure]
    exacts: Mapping[str, Fraction]

    def rank(self, nom: str) -> str:
        """Give the rank of a région, in the feminine."""
        return ordinal(rank(self.exacts[nom], self.exacts.values()))


def ordinal(place: int) -> str:
    """Give a rank in the feminine: "1re", "12e"."""
    return "1re" if place == 1 else french.ordinal(place)


def region_rows(public: Public) -> Iterator[tuple[Row, bool]]:
    """Give the rows about a public, and whether each is about the commission's own région."""
    analyse = public.analyse
    for row in analyse.edition.tables[REGIONS].where(public=public.nom):
        yield row, analyse.edition.territoires.find(row.text("region")) is analyse.region


def region_figure(public: Public, row: Row, colonne: str) -> Figure:
    """Make the figure of a cell; the région's name is its modality."""
    iso = public.observation.isoformat()
    return public.analyse.figure(
        public.analyse.edition.tables[REGIONS],
        row,
        colonne,
        colonne,
        public.analyse.region.code,
        public=public.nom,
        periode=iso[:4] if colonne == "objectif_annuel" else iso,
        modalite=row.text("region"),
    )


def given(public: Public) -> bool:
    """Whether national figures are given, at the date of the public."""
    analyse = public.analyse
    return analyse.table(REGIONS) is not None and analyse.observation(REGIONS) == public.observation


def compute_ranking(public: Public) -> Classement | None:
    """Rank the régions.

    The région's own figures are those of the table of the public, never those of the table of
    régions.

    Returns
    -------
    Classement or None
        None if no national figures are given at the date of the public, or if the région's rate
        isn't known.
    """
    region, own = public.analyse.region, public.get(RATE, public.analyse.region)
    if not given(public) or not own.connu:
        return None
    goal, done = (public.get(code, region) for code in COLUMNS)
    rates, exact = {region.nom: own}, {region.nom: Fraction(done.number) / Fraction(goal.number)}
    for row, same in region_rows(public):
        goal, done = (region_figure(public, row, colonne) for colonne in COLUMNS)
        _, rate = to_date(public.analyse, goal, done, public.observation)
        if rate.connu and not same:
            rates[row.text("region")] = rate
            exact[row.text("region")] = Fraction(done.number) / Fraction(goal.number)
    if len(rates) == 1:
        return None
    names = sorted(rates, key=lambda nom: (-exact[nom], nom != region.nom, nom))
    ranked = {nom: rates[nom] for nom in names}
    place = rank_figure(public, rank(exact[region.nom], exact.values()), ranked)
    return Classement(place, ranked, exact)


def rank_figure(public: Public, place: int, rates: Mapping[str, Figure]) -> Figure:
    """Make the figure of the région's rank."""
    own = public.get(RATE, public.analyse.region)
    others = (source for figure in rates.values() if figure is not own for source in figure.sources)
    return Figure(
        public.analyse.indicateur(RANK),
        own.territoire,
        place,
        public=public.nom,
        periode=own.periode,
        formule=f"rang de {own.expression} parmi les taux de {len(rates)} régions, du plus élevé "
        "au plus bas (une ligne par région)",
        sources=(*own.sources, *gather(others)),
    )


def draw_regions(public: Public) -> View | None:
    """Draw the régions by their rate, on the page of the région."""
    found = compute_ranking(public) if public.analyse.regional else None
    if found is None:
        return None
    region = public.analyse.region
    return bars(
        f"regions-{public.nom.replace('_', '-')}",
        f"{french.majuscule(public.libelle)} : classement des régions selon la réalisation de "
        "l’objectif à date",
        [
            Barre(f"{nom} – {found.rank(nom)}", figure, nom == region.nom)
            for nom, figure in found.taux.items()
        ],
        (1.0, "objectif à date"),
    )


def rank_notes(*publics: Public | None) -> tuple[str, ...]:
    """Give the method note of the ranks of a page; none if no rank is computed."""
    return (RANK_NOTE,) if any(public and compute_ranking(public) for public in publics) else ()


def region_gaps(*publics: Public | None) -> list[str]:
    """Say where the table of régions and the commission's own figures differ.

    Returns
    -------
    list of str
        A French sentence for each figure of the région that both give, and for its published rank.
    """
    known = [public for public in publics if public and given(public)]
    return [text for public in known for text in (*own_gaps(public), *rank_gap(public))]


def own_gaps(public: Public) -> list[str]:
    """Compare the région's row of the table of régions with the table of the public."""
    region = public.analyse.region
    pairs = [
        (region_figure(public, row, colonne), public.get(colonne, region))
        for row, same in region_rows(public)
        if same
        for colonne in COLUMNS
    ]
    return [
        f"{own.indicateur.libelle} ({public.libelle}, {region.nom}, "
        f"{french.periode(own.periode)}) : {other.affichage} dans le bilan des régions, "
        f"{own.affichage} dans les chiffres de la commission, qui sont retenus."
        for other, own in pairs
        if other.connu and own.connu and other.value != own.value
    ]


def rank_gap(public: Public) -> list[str]:
    """Compare the published rank with the computed one."""
    found = compute_ranking(public)
    published = public.analyse.repere(
        RANK, public=public.nom, modalite=PUBLIE
    ) or public.analyse.repere(RANK, public=public.nom)
    if not found or not published or not published.connu or published.value == found.rang.value:
        return []
    return [
        f"{published.indicateur.libelle} ({public.libelle}, {french.periode(published.periode)}) : "
        f"{published.affichage} dans le document présenté, {found.rang.affichage} par le calcul."
    ]

"""Credits of the programme 177 given to the transformation, and the share of them used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.charts import Barre, bars
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, table
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.rules.shelter import share_used
from hdflib.sections.common import territory_row
from hdflib.sections.publics import read_counts
from hdflib.sections.ruled import ruled
from hdflib.territories import Territoire

CREDITS = "ahi_credits"
AMOUNTS = {
    "credits": "credits_bop177",
    "engages": "credits_engages",
    "payes": "credits_payes",
}
SHARES = {"engages": "part_credits_engages", "payes": "part_credits_payes"}


@dataclass(frozen=True)
class Credits:
    """The credits of a year.

    Attributes
    ----------
    analyse
        What the page is about.
    annee, jour
        Year of the credits, and ISO day at which their use is observed.
    figures
        Figures by indicator code, then by territory: the départements, then the région.
    """

    analyse: Analyse
    annee: str
    jour: str
    figures: Mapping[str, Mapping[Territoire, Figure]]

    def get(self, code: str) -> Figure:
        """Give a figure of the page's territory."""
        return self.figures[code][self.analyse.territoire]


def compute_credits(analyse: Analyse) -> Credits | None:
    """Read the credits of the latest year and compute the shares used; None if not transmitted."""
    source = analyse.table(CREDITS)
    if source is None or not source.rows:
        return None
    year = max(row.text("annee") for row in source)
    day = analyse.observation(CREDITS).isoformat()
    figures: dict[str, Mapping[Territoire, Figure]] = {}
    for column, code in AMOUNTS.items():
        periode = year if column == "credits" else day
        figures[code] = read_counts(analyse, source, column, code, periode=periode, annee=year)
    for column, code in SHARES.items():
        figures[code] = {
            t: ruled(
                analyse.indicateur(code),
                (spent, figures["credits_bop177"][t]),
                "{} ÷ {}",
                share_used,
            )
            for t, spent in figures[AMOUNTS[column]].items()
        }
    return Credits(analyse, year, day, figures)


def draw_credits(credits: Credits) -> View:
    """Draw the credits by département, what is committed and paid of them."""
    codes = [*AMOUNTS.values(), *SHARES.values()]
    analyse = credits.analyse
    return table(
        "tableau-credits",
        f"Crédits {credits.annee} du BOP 177 pour la transformation : emploi "
        f"{french.jusque(credits.jour)}",
        "Région / département",
        [
            Colonne(
                analyse.indicateur(code).libelle, "PARTS" if code in SHARES.values() else "MONTANTS"
            )
            for code in codes
        ],
        [
            territory_row(analyse, t, [credits.figures[code][t] for code in codes])
            for t in (*analyse.departements, analyse.region)
        ],
    )


def draw_use(credits: Credits) -> View | None:
    """Draw the share of the credits committed in each département, beside the région's."""
    analyse = credits.analyse
    shares = credits.figures["part_credits_engages"]
    whole = shares[analyse.region]
    return bars(
        "graphique-credits",
        f"Part des crédits engagés {french.jusque(credits.jour)}",
        [Barre(t.nom, shares[t], t.code == analyse.courant) for t in analyse.departements],
        (whole.number, f"région : {whole.affichage}") if whole.connu else None,
    )


def say_credits(credits: Credits) -> list[Sentence | None]:
    """Say what is committed and paid of the credits of the page's territory."""
    where = credits.analyse.territoire
    return [
        phrase(
            "{jour}, {engages} sont engagés {lieu} sur {credits}, soit {part} ; {payes} sont "
            "payés, soit {part_payee}.",
            jour=french.majuscule(french.jusque(credits.jour)),
            engages=credits.get("credits_engages"),
            lieu=where.dans,
            credits=credits.get("credits_bop177"),
            part=credits.get("part_credits_engages"),
            payes=credits.get("credits_payes"),
            part_payee=credits.get("part_credits_payes"),
        )
    ]


def credit_gaps(credits: Credits) -> list[str]:
    """Say that the credits announced aren't those of the table, if so."""
    analyse = credits.analyse
    announced = analyse.repere("credits_bop177", annee=credits.annee)
    given = credits.figures["credits_bop177"][analyse.region]
    if announced is None or not announced.connu or not given.connu:
        return []
    if announced.environ or announced.number == given.number:
        return []
    return [
        f"Crédits {credits.annee} du BOP 177 : {announced.affichage} annoncés, "
        f"{given.affichage} dans le suivi par département."
    ]

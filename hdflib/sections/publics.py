"""The table that the three priority publics share: objective, attributions, stock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.charts import Barre, Serie, bars, grouped_bars
from hdflib.display.grammar import Sentence, accord, phrase
from hdflib.display.maps import choropleth
from hdflib.display.palette import BLEU, BLEU_CLAIR
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import Tuile, View
from hdflib.figures import Etat, Figure, compute, evolution, ratio, total
from hdflib.inputs.table import Table
from hdflib.rules.objectives import months_elapsed, prorated_objective
from hdflib.sections.changes import STABLE, at_date, direction, say_change, size
from hdflib.territories import Territoire

NOMS = {
    "menages_prioritaires": "ménages prioritaires",
    "sortants_hebergement": "ménages sortants d’hébergement",
    "sans_abri": "ménages sans abri",
}
EN_ATTENTE = NOMS | {"sortants_hebergement": "ménages hébergés"}
"""The same publics while they wait: a household that waits hasn't left its shelter yet."""
SINGULIERS = {
    "ménages prioritaires": "ménage prioritaire",
    "ménages sortants d’hébergement": "ménage sortant d’hébergement",
    "ménages hébergés": "ménage hébergé",
    "ménages sans abri": "ménage sans abri",
}
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
    """The figures of a public for the départements and the région.

    Attributes
    ----------
    analyse, nom
        What the page is about, and name of the table.
    observation
        Date at which the public is counted.
    figures
        Figures by (indicator code, territory code).
    """

    analyse: Analyse
    nom: str
    observation: date
    figures: Mapping[tuple[str, str], Figure]

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
    day = analyse.observation(nom)
    figures: dict[tuple[str, str], Figure] = {}
    for code, periode in inputs_of(day).items():
        parts = [
            read(analyse, source, territoire, code, periode) for territoire in analyse.departements
        ]
        whole = read(analyse, source, analyse.region, code, periode)
        if whole.etat is Etat.NON_TRANSMIS and code != "poids_attributions":
            whole = summed(analyse, parts, whole)
        for figure in (*parts, whole):
            figures[code, figure.territoire] = figure
    for territoire in (*analyse.departements, analyse.region):
        derive(analyse, figures, territoire.code, day)
    return Public(analyse, nom, day, figures)


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


def read(
    analyse: Analyse, source: Table, territoire: Territoire, code: str, periode: str
) -> Figure:
    """Give the figure of a cell; not transmitted if the territory has no row."""
    row = source.row(territoire=territoire.code)
    if row is None:
        return Figure(
            analyse.indicateur(code),
            territoire.code,
            None,
            Etat.NON_TRANSMIS,
            source.schema.nom,
            periode,
        )
    return analyse.figure(
        source, row, code, code, territoire.code, public=source.schema.nom, periode=periode
    )


def summed(analyse: Analyse, parts: list[Figure], whole: Figure) -> Figure:
    """Give the region's figure as the sum of the départements, when some were transmitted."""
    if all(part.etat is Etat.NON_TRANSMIS for part in parts):
        return whole
    return total(whole.indicateur, parts, territoire=whole.territoire)


def derive(
    analyse: Analyse, figures: dict[tuple[str, str], Figure], territoire: str, day: date
) -> None:
    """Add the computed figures of a territory."""
    get = analyse.indicateur
    own = {code: figure for (code, where), figure in figures.items() if where == territoire}
    attributions, months = own["attributions"], months_elapsed(day)
    iso = attributions.periode
    own["objectif_a_date"] = compute(
        get("objectif_a_date"),
        (own["objectif_annuel"],),
        f"{{}} × {french.decimal_court(float(months))}/12",
        lambda annual: prorated_objective(annual, months),
        periode=iso,
    )
    own["taux_objectif_annuel"] = ratio(
        get("taux_objectif_annuel"), attributions, own["objectif_annuel"]
    )
    own["taux_objectif_a_date"] = ratio(
        get("taux_objectif_a_date"), attributions, own["objectif_a_date"]
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


def columns_shown(public: Public) -> list[str]:
    """Give the indicators that the table shows.

    Those that a département has, or failing any département those that the région has when no
    sentence can say them.
    """
    codes = [code for group in GROUPES.values() for code in group]
    return [
        code
        for code in codes
        if any(
            public.get(code, t).etat is not Etat.NON_TRANSMIS for t in public.analyse.departements
        )
    ] or [code for code in codes if public.get(code, public.analyse.region).connu]


def draw_table(public: Public) -> View:
    """Draw the table of a public, grouped as OBJECTIF, ATTRIBUTIONS, STOCK."""
    codes = columns_shown(public)
    group_of = {code: group for group, members in GROUPES.items() for code in members}
    region = public.analyse.region
    lignes = [
        Ligne(
            f"Total {t.nom}" if t is region else t.nom,
            [public.get(code, t) for code in codes],
            "total" if t is region else "courant" if t.code == public.analyse.courant else "",
        )
        for t in public.territoires
    ]
    day = french.date_longue(public.observation)
    return table(
        f"tableau-{public.nom.replace('_', '-')}",
        f"Attributions aux {public.libelle} au {day}",
        "Région / département",
        [Colonne(public.get(code).indicateur.libelle, group_of[code]) for code in codes],
        lignes,
    )


def draw_chart(public: Public) -> View | None:
    """Draw the rate of achievement to date by département."""
    rates = [
        Barre(
            t.nom,
            public.get("taux_objectif_a_date", t),
            t.code == public.analyse.courant or t is public.analyse.region,
        )
        for t in public.territoires
    ]
    return bars(
        f"graphique-{public.nom.replace('_', '-')}",
        f"{french.majuscule(public.libelle)} : taux de réalisation de l’objectif à date",
        rates,
        (1.0, "objectif à date"),
    )


def draw_stock(public: Public) -> View | None:
    """Draw the households waiting, now and on 1 January if known."""
    departements = public.analyse.departements
    year = public.observation.year
    now = [public.get("stock", t) for t in departements]
    before = [public.get("stock_debut_annee", t) for t in departements]
    day = french.date_longue(public.observation)
    series = [Serie(day, BLEU, now)]
    if any(figure.connu for figure in before):
        series.insert(0, Serie(f"1er janvier {year}", BLEU_CLAIR, before))
    return grouped_bars(
        f"stock-{public.nom.replace('_', '-')}",
        f"{french.majuscule(public.en_attente)} en attente de logement",
        [t.nom for t in departements],
        series,
    )


def draw_map(public: Public) -> View | None:
    """Map the rate of achievement to date."""
    return choropleth(
        f"carte-{public.nom.replace('_', '-')}",
        f"{french.majuscule(public.libelle)} : réalisation de l’objectif à date, par département",
        public.analyse.edition.contours,
        {t: public.get("taux_objectif_a_date", t) for t in public.analyse.departements},
        public.analyse.edition.params.seuils.taux_objectif,
        public.analyse.courant,
    )


def tiles(public: Public) -> list[Tuile]:
    """Give the key figures of a public for the page's territory."""
    day = french.jour_mois(public.observation)
    attributions, stock = public.get("attributions"), public.get("stock")
    return [
        Tuile(
            attributions,
            f"{agree(attributions, 'attribution')} aux {public.libelle} au {day}",
            phrase("objectif annuel : {objectif}", objectif=public.get("objectif_annuel")),
        ),
        Tuile(public.get("taux_objectif_a_date"), "de l’objectif à date"),
        Tuile(stock, f"{households(stock, public.en_attente)} en attente au {day}", trend(public)),
    ]


def agree(figure: Figure, singulier: str, pluriel: str | None = None) -> str:
    """Give the form that agrees with a figure; the plural if it isn't known."""
    return accord(figure.number if figure.connu else 2, singulier, pluriel)


def households(figure: Figure, libelle: str) -> str:
    """Give a public in words, in agreement with a figure: "ménage sans abri"."""
    return agree(figure, SINGULIERS[libelle], libelle)


def trend(public: Public) -> Sentence | None:
    """Say the change of the stock with its sign: "+9 % depuis le 1er janvier"."""
    figure = public.get("evolution_stock")
    if figure.connu and direction(figure) == STABLE:
        return phrase("stable depuis le 1er janvier")
    sign = "+" if figure.connu and figure.number > 0 else ""
    return phrase("{evolution} depuis le 1er janvier", evolution=(sign + figure.affichage, figure))


def say_results(public: Public) -> list[Sentence | None]:
    """Say the results of the page's territory, then the spread between départements."""
    return [
        say_balance(public),
        say_pending(public),
        say_spread(public),
        say_comparison(public),
        say_weight(public),
        say_evolution(public),
        say_stock(public),
    ]


def say_balance(public: Public) -> Sentence | None:
    """Say how many households were rehoused, and what share of the objective to date that is."""
    done, rate = public.get("attributions"), public.get("taux_objectif_a_date")
    place = "" if public.analyse.regional else f" {public.analyse.territoire.dans}"
    rank = ranking(public)
    return phrase(
        "Bilan au {jour}{lieu} : {n} {menages} {reloges}"
        + (", soit {taux} de l’objectif à date" if rate.connu else "")
        + (" ({rang} région)" if rank and rate.connu else "")
        + ".",
        jour=french.jour_mois(public.observation),
        lieu=place,
        n=done,
        menages=households(done, public.libelle),
        reloges=agree(done, "relogé"),
        taux=rate,
        rang=rank,
    )


def ranking(public: Public) -> tuple[str, Figure] | None:
    """Give the rank of the région among all, in the feminine: "1re", "12e"."""
    rank = public.analyse.repere("rang_regions", public=public.nom)
    if rank is None or not rank.connu or not public.analyse.regional:
        return None
    return "1re" if rank.number == 1 else rank.affichage, rank


def say_pending(public: Public) -> Sentence | None:
    """Say that the objective isn't known, why, and whose is missing."""
    figure = public.get("objectif_annuel")
    if figure.connu:
        return None
    states = {
        Etat.EN_COURS: "est en cours de finalisation",
        Etat.NON_TRANSMIS: "n’est pas transmis",
        Etat.SECRET: "est couvert par le secret statistique",
    }
    return phrase(
        "L’objectif {annee} {de} {etat}{manque} : le taux de réalisation ne peut pas être calculé.",
        annee=str(public.observation.year),
        de=public.analyse.territoire.de,
        etat=states[figure.etat],
        manque=missing_objectives(public),
    )


def missing_objectives(public: Public) -> str:
    """Name the départements whose objective the région's lacks; empty if it lacks none."""
    missing = [
        t.de for t in public.analyse.departements if not public.get("objectif_annuel", t).connu
    ]
    if not public.analyse.regional or not missing:
        return ""
    return f" (il manque {accord(len(missing), 'celui', 'ceux')} {french.liste(missing)})"


def say_spread(public: Public) -> Sentence | None:
    """Say the range of the rates between départements, unless they read the same."""
    rates = [public.get("taux_objectif_a_date", t) for t in public.analyse.departements]
    known = sorted((rate for rate in rates if rate.connu), key=lambda rate: rate.number)
    if not public.analyse.regional or len({rate.affichage for rate in known}) < 2:
        return None
    return phrase(
        "Entre {bas} et {haut} de l’objectif à date selon les départements.",
        bas=range_start(known[0]),
        haut=known[-1],
    )


def range_start(figure: Figure | None) -> tuple[str, Figure] | None:
    """Show a percentage without its sign, for the first end of a range: "71" of "71 et 113 %"."""
    return (french.sans_unite(figure.affichage), figure) if figure else None


def say_comparison(public: Public) -> Sentence | None:
    """Compare a département's rate with the région's, as both are displayed."""
    own = public.get("taux_objectif_a_date")
    region = public.get("taux_objectif_a_date", public.analyse.region)
    if public.analyse.regional or not (own.connu and region.connu):
        return None
    if own.affichage == region.affichage:
        return phrase("Le taux régional est du même ordre ({taux}).", taux=region)
    side = "supérieur" if own.number > region.number else "inférieur"
    return phrase("Ce taux est {cote} au taux régional ({taux}).", cote=side, taux=region)


def say_weight(public: Public) -> Sentence | None:
    """Say the share of the public in all attributions."""
    return phrase(
        "Les attributions aux {public} représentent {poids} des attributions totales {dans}.",
        public=public.libelle,
        poids=public.get("poids_attributions"),
        dans=public.analyse.territoire.dans,
    )


def say_evolution(public: Public) -> Sentence | None:
    """Say the change of attributions against the same date of the year before."""
    before = public.get("attributions_n_1")
    overall = deficit(public)
    where = "" if public.analyse.regional else " dans la région"
    return say_change(
        public.get("evolution_attributions"),
        " des attributions à ce public par rapport {jour} où {avant} {realisees}"
        + (f" (déficit global d’attributions{where} : {{deficit}})." if overall else "."),
        jour=at_date(date.fromisoformat(before.periode)),
        avant=before,
        realisees=agree(
            before, "attribution avait été réalisée", "attributions avaient été réalisées"
        ),
        deficit=overall,
    )


def deficit(public: Public) -> tuple[str, Figure] | None:
    """Give the fall of all attributions in the région, if they fall: "3 %"."""
    change = public.analyse.repere("evolution_attributions", public="ensemble")
    shown = size(change)
    if shown is None or direction(shown[1]) != "Baisse":
        return None
    return ("environ " if shown[1].environ else "") + shown[0], shown[1]


def say_stock(public: Public) -> Sentence | None:
    """Say the households waiting and their change since 1 January."""
    change, stock = public.get("evolution_stock"), public.get("stock")
    before = public.get("stock_debut_annee")
    day = french.jour_mois(public.observation)
    if not change.connu:
        return phrase(
            "{n} {public} {verbe} en attente de logement au {jour}.",
            n=stock,
            public=households(stock, public.en_attente),
            verbe=agree(stock, "est", "sont"),
            jour=day,
        )
    same = stock.affichage == before.affichage
    return say_change(
        change,
        " depuis le 1er janvier du nombre de ménages en attente : {n} au {jour}, "
        + ("comme au 1er janvier." if same else "contre {avant}."),
        n=stock,
        jour=day,
        avant=before,
    )

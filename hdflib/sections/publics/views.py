"""The table, charts, map and key figures of a public."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.charts import Barre, Serie, bars, grouped_bars
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.keys import Tuile
from hdflib.display.maps import choropleth
from hdflib.display.palette import BLEU, BLEU_CLAIR
from hdflib.display.tables import Colonne, table
from hdflib.display.views import View
from hdflib.figures import Etat, Figure
from hdflib.rules.editions import Mesure
from hdflib.sections import editions
from hdflib.sections.changes import STABLE, direction
from hdflib.sections.common import territory_row
from hdflib.sections.publics.figures import GROUPES, Public, compute_public
from hdflib.sections.words import agree, households


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
    lignes = [
        territory_row(public.analyse, t, [public.get(code, t) for code in codes])
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


def draw_keys(public: Public) -> View | None:
    """Draw the key figures of a public, against the last edition."""

    def own(analyse: Analyse) -> list[Tuile]:
        found = compute_public(analyse, public.nom)
        return tiles(found) if found else []

    return editions.draw_keys(public.analyse, own)


def tiles(public: Public) -> list[Tuile]:
    """Give the key figures of a public for the page's territory."""
    attributions, stock = public.get("attributions"), public.get("stock")
    return [
        Tuile(
            attributions,
            f"{agree(attributions, 'attribution')} aux {public.libelle}",
            objectif=say_objective("objectif annuel", public.get("objectif_annuel")),
            mesure=Mesure.CUMUL,
            rang=2,
        ),
        Tuile(
            public.get("taux_objectif_a_date"),
            f"de l’objectif à date pour les {public.libelle}",
            objectif=say_objective("objectif à date", public.get("objectif_a_date")),
            rang=1,
        ),
        Tuile(stock, f"{households(stock, public.en_attente)} en attente", trend(public)),
    ]


def say_objective(name: str, figure: Figure) -> Sentence:
    """Say an objective, or the state of one that isn't known."""
    return Sentence((f"{name} : ", (figure.affichage, figure)))


def trend(public: Public) -> Sentence | None:
    """Say the change of the stock with its sign: "+9 % depuis le 1er janvier"."""
    figure = public.get("evolution_stock")
    if figure.connu and direction(figure) == STABLE:
        return phrase("stable depuis le 1er janvier")
    sign = "+" if figure.connu and figure.number > 0 else ""
    return phrase("{evolution} depuis le 1er janvier", evolution=(sign + figure.affichage, figure))

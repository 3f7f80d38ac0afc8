"""The results of a public by EPCI: map, table and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.epci_maps import epci_choropleth
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Etat, Figure
from hdflib.sections.publics.counts import count_epci, of_page
from hdflib.sections.publics.figures import Public
from hdflib.sections.words import agree, range_start
from hdflib.territories import Territoire

RATE = "taux_objectif_a_date"
HIDDEN = "un taux de réalisation de l’objectif à date couvert"
COLUMNS = ("attributions", "objectif_annuel", RATE, "stock")


def rates(public: Public) -> dict[Territoire, Figure]:
    """Give the rate of achievement to date of each EPCI of the région, if any has an objective."""
    if not any(public.get("objectif_annuel", t).connu for t in public.epci):
        return {}
    return {t: public.get(RATE, t) for t in public.epci}


def draw_epci_map(public: Public) -> View | None:
    """Map the rate of achievement to date by EPCI."""
    return map_epci(
        public.analyse,
        f"carte-epci-{public.nom.replace('_', '-')}",
        f"{french.majuscule(public.libelle)} : réalisation de l’objectif à date, par EPCI",
        rates(public),
        public.analyse.edition.params.seuils.taux_objectif,
    )


def map_epci(
    analyse: Analyse,
    identifiant: str,
    titre: str,
    values: Mapping[Territoire, Figure],
    limits: tuple[float, float, float],
    absent: str = "sans donnée",
) -> View | None:
    """Map figures by EPCI, on the page's département or the région; None if none is known.

    Those that have none are called `absent`.
    """
    return epci_choropleth(
        identifiant,
        titre,
        analyse.edition.contours,
        values,
        limits,
        cadre=analyse.courant,
        names={t.code: t.nom for t in analyse.departements},
        absent=absent,
    )


def draw_epci_table(public: Public) -> View | None:
    """Draw the results of the EPCI of the page's département, the most populated first."""
    analyse = public.analyse
    own = sorted((t for t in public.epci if t.departement == analyse.courant), key=by_population)
    codes = [
        code
        for code in COLUMNS
        if any(public.get(code, t).etat is not Etat.NON_TRANSMIS for t in own)
        and (code != RATE or rates(public))
    ]
    if not codes:
        return None
    departement = [public.get(code) for code in codes]
    return table(
        f"tableau-epci-{public.nom.replace('_', '-')}",
        f"{french.majuscule(public.libelle)} : résultats des EPCI {analyse.territoire.de} "
        f"au {french.date_longue(public.observation)}",
        "EPCI",
        [Colonne(figure.indicateur.libelle) for figure in departement],
        [
            *(Ligne(t.nom, [public.get(code, t) for code in codes]) for t in own),
            Ligne(analyse.territoire.nom, departement, "total"),
        ],
    )


def by_population(territoire: Territoire) -> int:
    """Order territories, the most populated first."""
    return -territoire.population


def say_epci(public: Public) -> list[Sentence | None]:
    """Say the range of the rates of the page's EPCI, how many reach 100 %, and the secret ones."""
    analyse = public.analyse
    own = list(of_page(analyse, rates(public)).values())
    known = sorted((f for f in own if f.connu), key=lambda f: f.number)
    if len({f.affichage for f in known}) < 2:
        return [say_secret(analyse, own, HIDDEN)]
    reached = count_epci(
        analyse,
        "epci_objectif_a_date",
        known,
        lambda f: french.exact(f.number) >= 1,
        f"dont le taux publié atteint {french.pourcentage(1)}",
    )
    return [
        phrase(
            "Entre {bas} et {haut} de l’objectif à date selon les EPCI {de} : "
            + (
                "aucun des {publies} EPCI dont le taux est publié n’atteint son objectif."
                if reached.number == 0
                else "{n} des {publies} EPCI dont le taux est publié {atteint} objectif."
            ),
            bas=range_start(known[0]),
            haut=known[-1],
            de="de la région" if analyse.regional else analyse.territoire.de,
            n=reached,
            publies=count_published(analyse, own),
            atteint=agree(reached, "atteint son", "atteignent leur"),
        ),
        say_secret(analyse, own, HIDDEN),
    ]


def count_published(analyse: Analyse, figures: list[Figure]) -> Figure:
    """Count the EPCI whose figure is published."""
    return count_epci(
        analyse, "epci_publies", figures, lambda f: f.connu, "dont le résultat est publié"
    )


def say_secret(analyse: Analyse, figures: list[Figure], noun: str) -> Sentence | None:
    """Say how many EPCI of the page have a figure under statistical secrecy, if some have.

    Parameters
    ----------
    noun
        What is hidden, with its agreement: "un taux de réalisation couvert".
    """
    if not any(figure.etat is Etat.SECRET for figure in figures):
        return None
    hidden = count_epci(
        analyse,
        "epci_secret",
        figures,
        lambda f: f.etat is Etat.SECRET,
        "dont le résultat est couvert par le secret statistique",
    )
    return phrase(
        "{n} EPCI {ont} {quoi} par le secret statistique.",
        n=hidden,
        ont=agree(hidden, "a", "ont"),
        quoi=noun,
    )

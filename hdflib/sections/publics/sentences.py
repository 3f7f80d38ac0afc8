"""What is said of a public: balance, rates between départements, changes, stock."""

from __future__ import annotations

from datetime import date

from hdflib.display import french
from hdflib.display.grammar import Sentence, accord, phrase
from hdflib.figures import Etat, Figure
from hdflib.sections.changes import at_date, direction, say_change, size
from hdflib.sections.publics.ensemble import overall_change
from hdflib.sections.publics.figures import Public
from hdflib.sections.publics.regions import RANK, compute_ranking, ordinal
from hdflib.sections.words import agree, households, range_start


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
    rank, ranked = ranking(public) if public.analyse.regional else (None, "")
    return phrase(
        "Bilan au {jour}{lieu} : {n} {menages} {reloges}"
        + (", soit {taux} de l’objectif à date" if rate.connu else "")
        + (" ({rang} région{sur})" if rank and rate.connu else "")
        + ".",
        jour=french.jour_mois(public.observation),
        lieu=place,
        n=done,
        menages=households(done, public.libelle),
        reloges=agree(done, "relogé"),
        taux=rate,
        rang=rank,
        sur=ranked,
    )


def ranking(public: Public) -> tuple[tuple[str, Figure] | None, str]:
    """Give the rank of the région in the feminine ("1re", "12e"), and among how many: " sur 18".

    It is computed where national figures are given, else the published one, among a number that
    isn't known.
    """
    found = compute_ranking(public)
    rank = found.rang if found else public.analyse.repere(RANK, public=public.nom)
    if rank is None or not rank.connu:
        return None, ""
    return (ordinal(int(rank.number)), rank), f" sur {len(found.taux)}" if found else ""


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
    change = overall_change(public.analyse, public.observation)
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

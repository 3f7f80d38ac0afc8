"""What is said of the fund: envelopes, calls for projects, households supported."""

from __future__ import annotations

from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.figures import Figure
from hdflib.sections.changes import end_with_change
from hdflib.sections.fnavdl.figures import Fnavdl
from hdflib.sections.publics import compute_public
from hdflib.sections.words import agree


def say_envelopes(fund: Fnavdl) -> list[Sentence | None]:
    """Say the envelope and its change, and what remains to share out."""
    year = fund.annees[-1]
    return [
        end_with_change(
            phrase(
                "Enveloppe régionale {annee} : {montant}",
                annee=year,
                montant=fund.analyse.repere("enveloppe_fnavdl", annee=year),
            ),
            fund.regionaux.get(("evolution_enveloppe", year)),
            str(int(year) - 1),
        ),
        phrase(
            "{montant} restent à répartir, pour {projets} nouveaux projets.",
            montant=fund.regionaux.get(("residuel", year)),
            projets=fund.analyse.repere("nouveaux_projets", annee=year),
        ),
        say_department(fund, year),
    ]


def say_department(fund: Fnavdl, year: str) -> Sentence | None:
    """Say a département's financing, its share, and its change."""
    where = fund.analyse.territoire
    if fund.analyse.regional:
        return None
    return end_with_change(
        phrase(
            "{lieu}, le financement {annee} est de {montant}, soit {part} du total régional",
            lieu=french.majuscule(where.dans),
            annee=year,
            montant=fund.get("montant_departement", year, where),
            part=fund.get("part_departement", year, where),
        ),
        fund.figures.get(("evolution_financement", year, where.code)),
        fund.annees[-2] if len(fund.annees) > 1 else "",
    )


def say_projects(fund: Fnavdl) -> list[Sentence | None]:
    """Say the calls for projects and the households supported, year by year."""
    return [
        sentence
        for year in fund.annees
        for sentence in (*say_call(fund, year), *say_households(fund, year))
    ]


def say_call(fund: Fnavdl, year: str) -> list[Sentence | None]:
    """Say the call for projects of a year: projects kept, their holders, share of the envelope."""
    kept = fund.analyse.repere("projets_retenus", annee=year)
    return [
        phrase(
            "Appel à projets {annee} : {retenus} {projets} sur {deposes} dossiers déposés, soit "
            "{taux}.",
            annee=year,
            retenus=kept,
            projets=agree(kept, "projet retenu", "projets retenus") if kept else None,
            deposes=fund.analyse.repere("dossiers_deposes", annee=year),
            taux=fund.regionaux.get(("taux_selection", year)),
        ),
        phrase(
            "{part} des projets retenus en {annee} sont portés par un bailleur en partenariat "
            "avec une association.",
            part=fund.analyse.repere("part_projets_partenariat", annee=year),
            annee=year,
        ),
        phrase(
            "L’appel à projets a mobilisé {part} de l’enveloppe régionale {annee}.",
            part=fund.regionaux.get(("part_appel_projets", year)),
            annee=year,
        ),
    ]


def say_households(fund: Fnavdl, year: str) -> list[Sentence | None]:
    """Say the households supported, then the share of the priority stock to support."""
    done = fund.analyse.repere("menages_accompagnes", annee=year)
    planned = fund.analyse.repere("menages_a_accompagner", annee=year)
    stock = stock_figure(fund)
    return [
        phrase(
            "{jour}, {faits} {menages} dans la région, soit {taux} de l’objectif ({prevus}).",
            jour=when(done) if done else None,
            faits=done,
            menages=agree(done, "ménage avait été accompagné", "ménages avaient été accompagnés")
            if done
            else None,
            taux=fund.regionaux.get(("taux_accompagnement", year)),
            prevus=planned,
        ),
        phrase(
            "Les {prevus} ménages à accompagner représentent {part} des {stock} ménages "
            "prioritaires en attente au {jour}.",
            prevus=planned,
            part=fund.regionaux.get(("couverture_stock", year)),
            stock=stock,
            jour=french.periode(stock.periode) if stock else None,
        ),
    ]


def when(figure: Figure) -> str:
    """Give the period of a figure at the start of a sentence: "Au 31 décembre 2021", "En 2021"."""
    lead = "Au" if figure.periode.count("-") == 2 else "En"
    return f"{lead} {french.periode(figure.periode)}"


def stock_figure(fund: Fnavdl) -> Figure | None:
    """Give the priority households waiting on 1 January in the région."""
    public = compute_public(fund.analyse, "menages_prioritaires")
    return public.get("stock_debut_annee", fund.analyse.region) if public else None

"""What is said of the fund: envelopes, calls for projects, households supported."""

from __future__ import annotations

from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.figures import Figure
from hdflib.sections.changes import STABLE, direction, end_with_change, of, size
from hdflib.sections.fnavdl.figures import Fnavdl
from hdflib.sections.fnavdl.household_sentences import say_households
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
            "{montant} restent à répartir, soit {part} de l’enveloppe, pour {projets} nouveaux "
            "projets.",
            montant=fund.regionaux.get(("residuel", year)),
            part=fund.regionaux.get(("part_residuel", year)),
            projets=fund.analyse.repere("nouveaux_projets", annee=year),
        ),
        say_department(fund, year),
        say_holders(fund, year),
        say_holder_changes(fund, year),
    ]


def say_holders(fund: Fnavdl, year: str) -> Sentence | None:
    """Say the share of each kind of holder in the financing of the page's territory."""
    where = fund.analyse.territoire
    return phrase(
        "{lieu}, les projets d’associations reçoivent {part_a} du financement {annee}, les projets "
        "de bailleurs et d’associations {part_b}.",
        lieu="Dans la région" if fund.analyse.regional else french.majuscule(where.dans),
        part_a=fund.get("part_associations", year, where),
        annee=year,
        part_b=fund.get("part_bailleurs", year, where),
    )


def say_holder_changes(fund: Fnavdl, year: str) -> Sentence | None:
    """Say how the financing of each kind of holder changed."""
    where = fund.analyse.territoire.code
    changes = [
        fund.figures.get((name, year, where))
        for name in ("evolution_associations", "evolution_bailleurs")
    ]
    known = [change for change in changes if change and change.connu]
    if len(known) < len(changes):
        return None
    first, second = (trend(change, f"c{rank}") for rank, change in enumerate(known))
    return phrase(
        f"Par rapport à {fund.annees[-2]}, le financement des projets d’associations est {first}, "
        f"celui des projets de bailleurs et d’associations est {second}.",
        **{f"c{rank}": size(change) for rank, change in enumerate(known)},
    )


def trend(change: Figure, name: str) -> str:
    """Say a change as a predicate, its size in a place of that name: "en hausse de {c0}"."""
    way = direction(change)
    return "stable" if way == STABLE else f"en {way.lower()} {of(change)}{{{name}}}"


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

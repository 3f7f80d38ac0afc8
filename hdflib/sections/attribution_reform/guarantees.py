"""What a cotation grid guarantees to priority requests, and the categories that it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.figures import Figure, Source, gather
from hdflib.inputs.priorities import FICHIER as PRIORITES
from hdflib.rules.cotation.coverage import categories, uncovered
from hdflib.rules.cotation.grid import Bareme, Bloc, Grille
from hdflib.rules.cotation.proof import Apport, apports, prove
from hdflib.rules.priorities import Article, Priorite, in_force
from hdflib.sections.attribution_reform.grid import MOVES, grids, scales, source
from hdflib.sections.words import agree


def say_grids(analyse: Analyse) -> list[Sentence | None]:
    """Say what each grid guarantees to priority requests, then the categories it leaves out."""
    day = analyse.edition.params.commission
    said: list[Sentence | None] = []
    for grille in grids(analyse):
        said += [say_proof(analyse, grille, named, bareme) for named, bareme in scales(grille)]
        # A scale without any letter says nothing of what its criteria stand for.
        if all(categories(bareme) for _, bareme in scales(grille)):
            left = uncovered(grille, analyse.edition.priorites, day)
            said.append(say_uncovered(analyse, grille, left))
    return said


def say_proof(analyse: Analyse, grille: Grille, named: str, bareme: Bareme) -> Sentence | None:
    """Say that optional and local criteria together stay below any priority one."""
    proof = prove(bareme)
    most, least = bounds(analyse, grille, named, bareme)
    local = [c.libelle for c in bareme.criteres if c.prioritaire and c.bloc is Bloc.LOCAL]
    but = f" (hors {french.liste(f'« {libelle} »' for libelle in local)})" if local else ""
    lowered = ", malus déduits" if proof.malus else ""
    return phrase(
        f"{{ou}}, une demande{' de mutation' if named == MOVES else ''} qui ne cumule que des "
        f"critères facultatifs et des priorités locales{but} atteint "
        f"au plus {{plus}}, moins que les {{moins}} du plus faible critère prioritaire{lowered}.",
        ou=french.majuscule(analyse.edition.territoires.get(grille.epci).dans),
        plus=(most.avec_unite, most) if proof.highest else None,
        moins=(least.avec_unite, least),
    )


def bounds(analyse: Analyse, grille: Grille, named: str, bareme: Bareme) -> tuple[Figure, Figure]:
    """Make the figures of the most points without a priority criterion, and the fewest with one."""
    proof = prove(bareme)
    least = (proof.weakest, *proof.malus)
    most, fewest = (
        Figure(
            analyse.indicateur(code),
            grille.epci,
            sum(apport.points for apport in given),
            periode=analyse.edition.params.iso,
            modalite=named if named == MOVES else "",
            formule=add(given),
            sources=tuple(source(grille, apport) for apport in given),
        )
        for code, given in (("maximum_cotation", proof.highest), ("minimum_cotation", least))
    )
    return most, fewest if proof.malus else weakest(grille, bareme, fewest)


def weakest(grille: Grille, bareme: Bareme, fewest: Figure) -> Figure:
    """Say that the fewest points are those of the weakest priority criterion, and name them all."""
    given = [apport for c in bareme.criteres if c.prioritaire for apport in apports(c)]
    return replace(
        fewest,
        formule=f"plus petit des {len(given)} nombres de points que donnent les critères "
        "prioritaires",
        sources=gather(source(grille, apport) for apport in given),
    )


def add(given: Sequence[Apport]) -> str:
    """Write a sum of points: "2 + 1", "30 − 5"; "0" if there are none."""
    first, *others = [apport.points for apport in given] or [0]
    signed = (f" {'−' if n < 0 else '+'} {french.nombre(abs(n))}" for n in others)
    return french.nombre(first) + "".join(signed)


def say_uncovered(analyse: Analyse, grille: Grille, left: list[Priorite]) -> Sentence | None:
    """Say which categories in force no criterion of a grid stands for, if any."""
    if not left:
        return None
    day = analyse.edition.params.commission
    asked = in_force(analyse.edition.priorites, Article.ATTRIBUTION, day)
    count = Figure(
        analyse.indicateur("categories_sans_critere"),
        grille.epci,
        len(left),
        periode=analyse.edition.params.iso,
        formule="nombre de catégories du L.441-1 en vigueur sans critère prioritaire, parmi "
        f"{len(asked)} : {french.liste(p.categorie for p in left)}",
        sources=(
            *gather(Source(PRIORITES, p.ligne, "categorie") for p in asked),
            *gather(covering(grille)),
        ),
    )
    whose = analyse.edition.territoires.get(grille.epci).de
    return phrase(
        f"La grille {whose} n’a pas encore de critère pour {{n}} {{prioritaires}} de la loi (CCH, "
        "L.441-1) : {noms}.",
        n=("une" if len(left) == 1 else count.affichage, count),
        prioritaires=agree(count, "catégorie prioritaire", "catégories prioritaires"),
        noms=french.liste(map(say_priority, left)),
    )


def covering(grille: Grille) -> Iterator[Source]:
    """Give where the criteria of a grid name a category that it leaves nobody out of."""
    baremes = [bareme for _, bareme in scales(grille)]
    covered = set.intersection(*map(categories, baremes))
    for critere in (c for bareme in baremes for c in bareme.criteres):
        if critere.prioritaire and critere.categorie in covered:
            yield Source(grille.fichier, critere.ligne, "categorie", grille.source)


def say_priority(priorite: Priorite) -> str:
    """Name a category, with the day since which a recent law favours it."""
    since = f", depuis le {french.date_longue(priorite.debut)}" if priorite.debut else ""
    return f"« {priorite.libelle} » ({priorite.categorie}{since})"

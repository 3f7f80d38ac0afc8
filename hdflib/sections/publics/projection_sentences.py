"""What is said of a projection: the year end, its range, what the objective asks for."""

from __future__ import annotations

from hdflib.display import french
from hdflib.display.grammar import Sentence, accord, phrase
from hdflib.figures import Figure
from hdflib.sections.publics.projection import Projection
from hdflib.sections.publics.projection_range import HIGH, LOW
from hdflib.sections.words import SINGULIERS
from hdflib.territories import Territoire


def say_projection(projection: Projection) -> list[Sentence | None]:
    """Say where the year ends, what the objective asks for, and which départements reach it."""
    return [say_end(projection), say_range(projection), say_need(projection), say_who(projection)]


def say_end(projection: Projection) -> Sentence | None:
    """Say the year end of the page's territory, and what share of the objective it is."""
    end, share = projection.get("projection_annuelle"), projection.get("part_objectif_projection")
    return phrase(
        "Au rythme constaté depuis le 1er janvier, {n} {menages} {seraient} {reloges} sur "
        "l’ensemble de l’année {annee}" + (", soit {part} de l’objectif." if share.connu else "."),
        n=end,
        menages=shown_public(end, projection.public.libelle),
        seraient=shown(end, "serait", "seraient"),
        reloges=shown(end, "relogé", "relogés"),
        annee=end.periode,
        part=share,
    )


def say_range(projection: Projection) -> Sentence | None:
    """Say the range of the year end, unless both ends read the same."""
    low, high = projection.get(LOW), projection.get(HIGH)
    if not (low.connu and high.connu) or low.affichage == high.affichage:
        return None
    count = projection.restants
    return phrase(
        "Si les attributions suivaient d’ici là l’un des rythmes observés sur {duree} depuis "
        "janvier {annee}, ce nombre serait compris entre {bas} et {haut}" + aside(projection) + ".",
        duree="un mois" if count == 1 else f"{count} mois consécutifs",
        annee=str(projection.public.observation.year - 1),
        bas=low,
        haut=high,
    )


def aside(projection: Projection) -> str:
    """Say why the range doesn't hold the year end at the pace, when it doesn't."""
    low, end, high = (projection.get(code).number for code in (LOW, "projection_annuelle", HIGH))
    if low <= end <= high:
        return ""
    side = "inférieur" if end < low else "supérieur"
    return f", le rythme du début de l’année étant {side} à celui de toutes ces périodes"


def say_need(projection: Projection) -> Sentence | None:
    """Say how many households by month the objective asks for, against the pace so far."""
    needed, so_far = projection.get("rythme_necessaire"), projection.get("rythme_constate")
    goal = projection.get("objectif_annuel")
    if not needed.connu:
        return None
    if needed.number == 0:
        return phrase("L’objectif annuel ({but}) est déjà atteint.", but=goal)
    if needed.affichage == so_far.affichage:
        return phrase(
            "Pour atteindre l’objectif annuel, il faudrait maintenir le rythme constaté depuis le "
            "1er janvier : {n} {menages} par mois.",
            n=short(needed),
            menages=shown(needed, "ménage", "ménages"),
        )
    more = needed.number > so_far.number
    return phrase(
        "Pour atteindre l’objectif annuel, il {faudrait} reloger {n} {menages} par mois d’ici la "
        "fin de l’année, contre {rythme} depuis le 1er janvier.",
        faudrait="faudrait" if more else "suffirait de",
        n=short(needed),
        menages=shown(needed, "ménage", "ménages"),
        rythme=short(so_far),
    )


def say_who(projection: Projection) -> Sentence | None:
    """Say which départements would reach their objective at their pace, on the région's page."""
    analyse = projection.public.analyse
    known = [t for t in analyse.departements if share_of(projection, t).connu]
    if not analyse.regional or not known:
        return None
    reached = [t for t in known if french.exact(share_of(projection, t).number) >= 1]
    missed = [t.dans for t in known if t not in reached]
    if not reached:
        return phrase(
            "Au rythme constaté, l’objectif annuel ne serait atteint dans aucun des départements "
            "dont l’objectif est connu."
        )
    return phrase(
        "Au rythme constaté, l’objectif annuel serait atteint {atteint}"
        + (" ; il ne le serait pas {manque}." if missed else "."),
        atteint=french.liste(t.dans for t in reached),
        manque=french.liste(missed) if missed else "",
    )


def share_of(projection: Projection, territoire: Territoire) -> Figure:
    """Give the share of its objective that a territory would reach."""
    return projection.get("part_objectif_projection", territoire)


def short(figure: Figure) -> tuple[str, Figure]:
    """Show a number without a zero after its comma: "2" for 2,0."""
    return figure.affichage.removesuffix(",0"), figure


def shown(figure: Figure, singulier: str, pluriel: str) -> str:
    """Give the form that agrees with a figure as it is displayed: 1.96 reads 2."""
    return accord(1 if figure.connu and figure.singulier else 2, singulier, pluriel)


def shown_public(figure: Figure, libelle: str) -> str:
    """Give a public in words, in agreement with a figure as it is displayed."""
    return shown(figure, SINGULIERS[libelle], libelle)

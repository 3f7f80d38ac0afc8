"""Table and sentences of the rights of each réservataire on the flow (CCH, R.441-5)."""

from __future__ import annotations

from dataclasses import replace

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure, total
from hdflib.rules.flux import INCONNU, point
from hdflib.sections.priority_households.reserved import CONTINGENTS, NOMS, NONE, TABLE, period
from hdflib.sections.priority_households.rights import (
    OTHERS,
    Right,
    Rights,
    compute_rights,
    shown,
)
from hdflib.sections.ruled import ruled
from hdflib.sections.words import agree


def draw_rights(analyse: Analyse) -> View | None:
    """Draw the share of the flow of each réservataire, its rights, what it had and the gap."""
    found = compute_rights(analyse)
    if found is None:
        return None
    lines = [Ligne(NOMS[code], own.cells) for code, own in found.own.items()]
    if found.unknown:
        lines.append(Ligne(NOMS[INCONNU], [NONE, NONE, found.unknown, NONE]))
    lines.append(Ligne("Ensemble", whole(found).cells, "total"))
    return table(
        "tableau-droits-flux",
        f"Droits de chaque réservataire sur le flux, {analyse.territoire.nom}, "
        f"{period(analyse.observation(TABLE))}",
        "Réservataire",
        [
            Colonne("Part du flux"),
            Colonne("Droits"),
            Colonne("Attributions de l’assiette"),
            Colonne("Écart aux droits"),
        ],
        lines,
    )


def whole(found: Rights) -> Right:
    """Add up the shares, the rights, what all had, and the gaps."""

    def add(figures: list[Figure]) -> Figure:
        return total(figures[0].indicateur, figures, modalite="ensemble")

    own = list(found.own.values())
    return Right(
        replace(add([right.part for right in own]), decimales=0),
        add([right.droits for right in own]),
        found.base,
        add([right.ecart for right in own]),
    )


def say_rights(analyse: Analyse) -> list[Sentence | None]:
    """Say what a point of share is worth, and of each réservataire whether it has its rights."""
    found = compute_rights(analyse)
    if found is None:
        return []
    one = ruled(
        analyse.indicateur("point_flux"), (found.base,), "{} ÷ 100", lambda n: point(int(n))
    )
    return [
        phrase(
            "{quand}, l’assiette compte {base} attributions {dans} : un point de part en vaut "
            "{point}.",
            quand=french.majuscule(period(analyse.observation(TABLE))),
            base=found.base,
            dans=analyse.territoire.dans,
            point=(french.decimal_court(one.number, 1), one) if one.connu else None,
        ),
        *(say_right(code, found.own[code]) for code in OTHERS),
    ]


def say_right(code: str, own: Right) -> Sentence | None:
    """Say whether a réservataire has had its rights, or how many attributions it lacks."""
    if not own.ecart.connu:
        return None
    gap = own.ecart.number
    end = f", soit {{n}} de {'plus' if gap > 0 else 'moins'}." if gap else "."
    return phrase(
        "{qui} : {fait} {attributions} pour {droits} de droits ({part})" + end,
        qui=french.majuscule(CONTINGENTS[code]),
        fait=own.fait,
        attributions=agree(own.fait, "attribution"),
        droits=own.droits,
        part=(shown(own.part), own.part),
        n=(own.ecart.indicateur.affiche(abs(gap)), own.ecart),
    )

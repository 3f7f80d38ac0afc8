"""Key figures against those of the last edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, accord, phrase
from hdflib.display.keys import Sens, Tuile, dated, key_figures
from hdflib.display.views import View
from hdflib.figures import EARLIER, Figure, compute, evolution
from hdflib.rules.editions import Ecart, gap_between

Tiles = Callable[[Analyse], Sequence[Tuile]]
"""What gives the key figures of a section for any edition."""
UP, DOWN, SAME = "▲", "▼", "="
RULE = (
    "Évolutions depuis la commission du {jour} : en points pour un taux, en valeur et en % pour un "
    "nombre ou un montant ; un cumul depuis le 1er janvier n’est comparé qu’à un cumul de la même "
    "année, ou de même durée."
)
UNREADABLE = "Commission du {jour} : non comparable ({motif})."
ABSENT = "« {titre} » n’était pas présenté à la commission du {jour}."


def draw_keys(analyse: Analyse, tiles: Tiles) -> View | None:
    """Draw the key figures of a section, each with its direction against the last edition."""
    before = analyse.precedente
    shown = tiles(analyse)
    if before is not None:
        shown = list(against(analyse, shown, tiles(before)))
    return key_figures(shown, edition_notes(analyse))


def edition_notes(analyse: Analyse) -> list[str]:
    """Say what the figures are compared with, or why they aren't."""
    earlier = analyse.earlier
    if earlier is None:
        return []
    day = french.date_longue(earlier.commission)
    if earlier.edition is None:
        return [UNREADABLE.format(jour=day, motif=earlier.motif)]
    if analyse.precedente:
        return [RULE.format(jour=day)]
    title = analyse.point.titre if analyse.point else analyse.section
    return [ABSENT.format(titre=title, jour=day)]


def against(analyse: Analyse, shown: Sequence[Tuile], before: Sequence[Tuile]) -> Iterator[Tuile]:
    """Add to key figures their direction against the same ones of the last edition."""
    known = {series(tuile.figure): tuile.figure for tuile in reversed(before)}
    for tuile in shown:
        old = known.get(series(tuile.figure))
        yield replace(tuile, sens=direction(analyse, tuile, old)) if old else tuile


def series(figure: Figure) -> tuple[str, ...]:
    """Give what identifies a figure whatever its period."""
    code, public, territoire, _, modalite = figure.cle
    return code, figure.indicateur.unite, public, territoire, modalite


def direction(analyse: Analyse, tuile: Tuile, old: Figure) -> Sens | None:
    """Say how a key figure moved; None if one isn't known or they don't compare."""
    now, numbers = tuile.figure, (int, float)
    if not (isinstance(now.value, numbers) and isinstance(old.value, numbers)):
        return None
    kind = gap_between(tuile.mesure, old.periode, now.periode)
    assert analyse.earlier is not None
    day = french.date_longue(analyse.earlier.commission)
    before = replace(old, modalite=earlier_name(old))
    match kind:
        case None:
            return None
        case Ecart.REVISION:
            return revised(analyse, now, before, day)
        case Ecart.AJOUT:
            return added(analyse, now, before)
        case Ecart.EVOLUTION:
            return changed(analyse, now, before, day)


def earlier_name(figure: Figure, *details: str) -> str:
    """Give the modality that tells what comes from an earlier edition from what is of this one."""
    return ", ".join(filter(None, (*details, figure.modalite, EARLIER)))


def changed(analyse: Analyse, now: Figure, before: Figure, day: str) -> Sens | None:
    """Say a change: "+12 points, en hausse depuis la commission du 10 mars 2022 (59 % au …)"."""
    rest = f" depuis la commission du {day} ({{avant}} {dated(before.periode)})"
    if now.affichage == before.affichage:
        return sens(SAME, phrase("stable" + rest, avant=before))
    gap = gap_of(analyse, now, before)
    up = gap.number > 0
    relative = relative_of(analyse, now, before)
    lead = "{ecart} ({taux})" if relative else "{ecart}"
    way = "hausse" if up else "baisse"
    said = phrase(
        f"{lead}, en {way}{rest}", ecart=size(now, gap), taux=relative or "", avant=before
    )
    return sens(UP if up else DOWN, said)


def added(analyse: Analyse, now: Figure, before: Figure) -> Sens | None:
    """Say what came since: "+230 depuis le 30 avril 2022 (1 183 à cette date)"."""
    when = french.periode(before.periode)
    since = f"le {when}" if before.periode.count("-") == 2 else when
    if now.affichage == before.affichage:
        return sens(SAME, phrase(f"chiffre inchangé depuis {since}"))
    gap = gap_of(analyse, now, before)
    said = phrase(
        f"{{ecart}} depuis {since} ({{avant}} à cette date)", ecart=size(now, gap), avant=before
    )
    return sens("", said)


def revised(analyse: Analyse, now: Figure, before: Figure, day: str) -> Sens | None:
    """Say that a figure of the same period is what it was, or what it was before its revision."""
    if now.affichage == before.affichage:
        return sens(SAME, phrase(f"chiffre inchangé depuis la commission du {day}"))
    said = phrase(
        f"chiffre révisé de {{ecart}} depuis la commission du {day} ({{avant}} alors)",
        ecart=size(now, gap_of(analyse, now, before)),
        avant=before,
    )
    return sens("", said)


def sens(marque: str, said: Sentence | None) -> Sens | None:
    """Give a direction, None if it has nothing to say."""
    return Sens(marque, said) if said else None


def gap_of(analyse: Analyse, now: Figure, before: Figure) -> Figure:
    """Compute the gap of two figures: points of a rate, euros or a number."""
    rate, unite = now.indicateur.unite == "%", now.indicateur.unite
    codes = {"%": "ecart_commission_points", "€": "ecart_commission_euros"}
    gap = compute(
        analyse.indicateur(codes.get(unite, "ecart_commission")),
        (now, before),
        "({} − {}) × 100" if rate else "{} − {}",
        (lambda a, b: 100 * (a - b)) if rate else (lambda a, b: a - b),
        modalite=earlier_name(now, french.minuscule(now.indicateur.libelle)),
    )
    return replace(gap, decimales=max(now.places, before.places))


def relative_of(analyse: Analyse, now: Figure, before: Figure) -> tuple[str, Figure] | None:
    """Compute the relative change of a number, with its sign; none of a rate, nor from nothing."""
    if now.indicateur.unite == "%":
        return None
    change = evolution(
        analyse.indicateur("evolution_commission"),
        now,
        before,
        modalite=earlier_name(now, french.minuscule(now.indicateur.libelle)),
    )
    if not change.connu:
        return None
    return f"{french.signe(french.exact(change.number) * 100)}{french.NARROW}%", change


def size(now: Figure, gap: Figure) -> tuple[str, Figure]:
    """Show a gap with its sign and its unit: "+12 points", "−230", "+12 000 €"."""
    text = french.signe(gap.number, gap.places)
    if now.indicateur.unite == "%":
        rounded = french.arrondi(gap.number, gap.places)
        text += f"{french.NBSP}{accord(float(rounded), 'point')}"
    elif now.indicateur.unite == "€":
        text += f"{french.NBSP}€"
    return ("environ " if gap.environ else "") + text, gap

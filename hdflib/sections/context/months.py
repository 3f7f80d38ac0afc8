"""Attributions month by month: charts, and what they say of the deficit."""

from __future__ import annotations

from hdflib.display import french
from hdflib.display.charts import Serie
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.palette import BLEU, DISCRET
from hdflib.display.series import Panneau, month_panels, months
from hdflib.display.views import View
from hdflib.figures import Figure, compute
from hdflib.sections.changes import STABLE, direction, of, size
from hdflib.sections.publics import Monthly, end_of_month
from hdflib.sections.words import agree
from hdflib.territories import Territoire


def draw_months(monthly: Monthly) -> View | None:
    """Draw the attributions of the page's territory by month, both years."""
    where, year = monthly.analyse.territoire, monthly.annee
    return months(
        "graphique-mois",
        f"Nombre d’attributions par mois {where.dans}, {year - 1} et {year}",
        panel(monthly, where),
    )


def draw_departements(monthly: Monthly) -> View | None:
    """Draw the attributions of each département by month, on the page of the région."""
    if not monthly.analyse.regional:
        return None
    year = monthly.annee
    return month_panels(
        "graphique-mois-departements",
        f"Nombre d’attributions par mois et par département, {year - 1} et {year}",
        [panel(monthly, t, alone=False) for t in monthly.analyse.departements],
    )


def panel(monthly: Monthly, territoire: Territoire, *, alone: bool = True) -> Panneau:
    """Make the chart of a territory; one that stands alone has the change of each month."""
    year = monthly.annee
    return Panneau(
        territoire.nom,
        Serie(str(year - 1), DISCRET, monthly.year(year - 1, territoire)),
        Serie(str(year), BLEU, monthly.year(year, territoire)),
        monthly.changes(territoire) if alone else (),
    )


def say_months(monthly: Monthly) -> list[Sentence | None]:
    """Say the attributions since 1 January, the month of the largest deficit, and its course."""
    return [say_total(monthly), say_worst(monthly), say_course(monthly)]


def say_total(monthly: Monthly) -> Sentence | None:
    """Say the attributions of the elapsed months in both years, and a département's change.

    The région's change is said with those of the publics.
    """
    year, last = monthly.annee, monthly.mois
    now, before = monthly.cumulated(year, last), monthly.cumulated(year - 1, last)
    change = monthly.change()
    trend = ""
    if change.connu and not monthly.analyse.regional and direction(change) != STABLE:
        trend = f", soit une {direction(change).lower()} {of(change)}{{ampleur}}"
    return phrase(
        "{periode} {annee}, {n} {attributions} {dans}, contre {avant} sur la même période de "
        f"{year - 1}{trend}.",
        periode=french.majuscule(span(last)),
        annee=str(year),
        n=now,
        attributions=agree(now, "attribution a été réalisée", "attributions ont été réalisées"),
        dans=monthly.analyse.territoire.dans,
        avant=before,
        ampleur=size(change),
    )


def span(last: int) -> str:
    """Name the months from January to another: "de janvier à avril", "en janvier"."""
    return f"de janvier à {french.mois(last)}" if last > 1 else "en janvier"


def gaps(monthly: Monthly) -> list[Figure]:
    """Give the attributions of each elapsed month less those of the year before."""
    get = monthly.analyse.indicateur("ecart_attributions")
    pairs = zip(monthly.year(monthly.annee), monthly.year(monthly.annee - 1), strict=False)
    return [compute(get, (new, old), "{} − {}", lambda a, b: a - b) for new, old in pairs]


def say_worst(monthly: Monthly) -> Sentence | None:
    """Say in which month the most attributions were missing, once all months are known."""
    found = gaps(monthly)
    if len(found) < 2 or not all(gap.connu for gap in found):
        return None
    rank = min(range(len(found)), key=lambda rank: found[rank].number)
    worst, change = found[rank], monthly.changes()[rank]
    if worst.number >= 0:
        return None
    lost = (french.nombre(-worst.number), worst)
    return phrase(
        "Le déficit a été le plus marqué en {mois} : {n} {attributions} de moins qu’en {mois} "
        "{annee} ({evolution}).",
        mois=french.mois(rank + 1),
        n=lost,
        attributions="attribution" if worst.number > -2 else "attributions",
        annee=str(monthly.annee - 1),
        evolution=change,
    )


def say_course(monthly: Monthly) -> Sentence | None:
    """Say how the deficit since 1 January went, from its largest to the last month.

    Silent if it has no course: one month, no deficit, or the same one as displayed.
    """
    changes = [monthly.change(last) for last in range(1, monthly.mois + 1)]
    if len(changes) < 2 or not all(change.connu for change in changes):
        return None
    first, last = changes[0], changes[-1]
    rank = min(range(len(changes)), key=lambda rank: changes[rank].number)
    worst = changes[rank]
    if direction(worst) != "Baisse":
        return None
    if worst.affichage == last.affichage:
        if direction(first) != "Baisse" or first.affichage == last.affichage:
            return None
        return course(monthly, "s’est creusé", first, 1)
    if direction(last) != "Baisse":
        return phrase(
            "Le déficit d’attributions depuis le 1er janvier, de {pire} à fin {mois}, est résorbé "
            "à fin {fin}.",
            pire=size(worst),
            mois=french.mois(rank + 1),
            fin=french.mois_annee(end_of_month(monthly.annee, monthly.mois)),
        )
    return course(monthly, "s’est réduit", worst, rank + 1)


def course(monthly: Monthly, verb: str, start: Figure, mois: int) -> Sentence | None:
    """Say from what size, and when, the deficit went to its size of the last month."""
    last = monthly.change()
    return phrase(
        "Le déficit d’attributions depuis le 1er janvier {verbe} : de {debut} à fin {mois}, il "
        "est passé à {fin} à fin {dernier}.",
        verbe=verb,
        debut=size(start),
        mois=french.mois(mois),
        fin=size(last),
        dernier=french.mois_annee(end_of_month(monthly.annee, monthly.mois)),
    )

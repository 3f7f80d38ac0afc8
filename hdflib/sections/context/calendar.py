"""The calendar of the deadlines: table, timeline, sentences, and the file for an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.calendar import calendar_link
from hdflib.display.events import Evenement
from hdflib.display.grammar import Sentence, accord, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.timeline import Jalon, timeline
from hdflib.display.views import View
from hdflib.figures import Figure
from hdflib.rules.calendar import Span, State, Unit, add_months
from hdflib.sections.context.deadlines import Echeance

SOON = 3
"""Months of the deadlines that are counted."""


def draw_deadlines(analyse: Analyse, echeances: Sequence[Echeance]) -> View | None:
    """Draw the deadlines in order with the time left; those already past, if any, set apart."""
    if not echeances:
        return None
    now = analyse.edition.params.commission
    past = [echeance.jours.state(now) is State.PAST for echeance in echeances]
    groups = {True: "Échues", False: "À venir"} if any(past) else {True: "", False: ""}
    return table(
        "tableau-echeances",
        "Échéances et rendez-vous",
        "Date",
        [Colonne(titre, nombre=False) for titre in ("Thème", "Attendu", "Délai", "Texte")],
        [
            Ligne(e.date, [e.theme, e.objet, delay(e.jours, now), e.reference], "", groups[gone])
            for e, gone in zip(echeances, past, strict=True)
        ],
    )


def delay(jours: Span, now: date) -> str:
    """Say the time left on a day."""
    left = jours.left(now)
    if left is None:
        return "échu"
    if not left.count:
        return "aujourd’hui" if left.unit is Unit.DAYS else "ce mois-ci"
    unit = "mois" if left.unit is Unit.MONTHS else accord(left.count, "jour")
    return f"{left.count}{french.NBSP}{unit}"


def ahead(analyse: Analyse, echeances: Sequence[Echeance]) -> list[Echeance]:
    """Give the deadlines that aren't past, by their last day, known days first."""
    now = analyse.edition.params.commission
    found = [echeance for echeance in echeances if echeance.jours.state(now) is not State.PAST]
    return sorted(found, key=lambda e: (e.jours.last, not e.jours.exact))


def draw_timeline(analyse: Analyse, echeances: Sequence[Echeance]) -> View | None:
    """Draw the deadlines that aren't past on a timeline from the commission on."""
    return timeline(
        "frise-echeances",
        "Échéances et rendez-vous à venir, par thème",
        analyse.edition.params.commission,
        "Commission",
        [
            Jalon(e.theme, e.jours.first, e.jours.last, e.date, e.titre)
            for e in ahead(analyse, echeances)
        ],
    )


def say_deadlines(analyse: Analyse, echeances: Sequence[Echeance]) -> list[Sentence | None]:
    """Say the next deadline, then how many come in the next months."""
    coming = ahead(analyse, echeances)
    if not coming:
        return []
    return [say_next(analyse, coming), say_soon(analyse, coming)]


def say_next(analyse: Analyse, coming: Sequence[Echeance]) -> Sentence | None:
    """Say what is due next, with those of the same days, when, and in how long."""
    first, now = coming[0], analyse.edition.params.commission
    same = [echeance for echeance in coming if echeance.jours == first.jours]
    names = list(dict.fromkeys(f"{e.nom} ({french.minuscule(e.theme)})" for e in same))
    return phrase(
        "{prochaine} : {noms}, {quand}, {delai}.",
        prochaine="Prochaines échéances" if len(names) > 1 else "Prochaine échéance",
        noms=french.liste(names),
        quand=when(first.jours),
        delai=left(analyse, first, now),
    )


def when(jours: Span) -> str:
    """Say when a deadline ends: "le 30 juin 2022", "jusqu’en septembre 2022"."""
    if jours.exact:
        article = "le" if jours.first == jours.last else "jusqu’au"
        return f"{article} {french.date_longue(jours.last)}"
    whole_year = jours.earliest.month != jours.last.month
    end = str(jours.last.year) if whole_year else french.mois_annee(jours.last)
    return f"en {end}" if jours.first == jours.earliest else f"jusqu’en {end}"


def left(analyse: Analyse, echeance: Echeance, now: date) -> str | tuple[str, Figure]:
    """Say in how long a deadline ends; the days to a known day are a figure."""
    shown = delay(echeance.jours, now)
    text = f"dans {shown}" if shown[0].isdigit() else shown
    if not echeance.jours.exact:
        return text
    day = echeance.jours.last
    return text, Figure(
        analyse.indicateur("delai_echeance"),
        analyse.region.code,
        (day - now).days,
        periode=day.isoformat(),
        formule=f"du {french.date_longue(now)} au {french.date_longue(day)}"
        + (f" ({echeance.calcul})" if echeance.calcul else ""),
        sources=echeance.sources,
    )


def soon(analyse: Analyse) -> date:
    """Give the day until which deadlines are counted."""
    return add_months(analyse.edition.params.commission, SOON)


def say_soon(analyse: Analyse, coming: Sequence[Echeance]) -> Sentence | None:
    """Say how many deadlines end in the next months, and how many may."""
    limit = soon(analyse)
    sure = [e for e in coming if e.jours.last <= limit]
    unsure = [e for e in coming if e.jours.earliest <= limit < e.jours.last]
    count = counted(analyse, sure, limit, "")
    more = counted(analyse, unsure, limit, "jour à préciser")
    head = "{n} {echeances}" if sure else "Aucune échéance datée"
    tail = " ; {m} {autres}, dont le jour est à préciser, {peuvent} s’y ajouter" if unsure else ""
    return phrase(
        head + " dans les trois mois, d’ici au {limite}" + tail + ".",
        n=count,
        echeances=accord(len(sure), "échéance"),
        limite=french.date_longue(limit),
        m=more,
        autres=accord(len(unsure), "autre"),
        peuvent=accord(len(unsure), "peut", "peuvent"),
    )


def counted(analyse: Analyse, echeances: Sequence[Echeance], limit: date, modalite: str) -> Figure:
    """Count deadlines until a day."""
    now = analyse.edition.params.commission
    span = f"du {french.date_longue(now)} au {french.date_longue(limit)}"
    return Figure(
        analyse.indicateur("echeances_proches"),
        analyse.region.code,
        len(echeances),
        periode=now.isoformat(),
        modalite=modalite,
        formule=" : ".join(filter(None, (span, ", ".join(e.calculee for e in echeances)))),
        sources=tuple(dict.fromkeys(s for e in echeances for s in (*e.depuis, *e.sources))),
    )


def link_deadlines(analyse: Analyse, echeances: Sequence[Echeance]) -> View | None:
    """Give the link that adds the deadlines that aren't past to an agenda."""
    params = analyse.edition.params
    return calendar_link(
        [event(echeance) for echeance in ahead(analyse, echeances)],
        params.commission,
        params.titre,
        fictif=params.fictive,
    )


def event(echeance: Echeance) -> Evenement:
    """Make a deadline an event; one whose day isn't known takes the whole month, and says so."""
    jours, unknown = echeance.jours, "" if echeance.jours.exact else " (jour à préciser)"
    origins = french.liste(dict.fromkeys(source.origine for source in echeance.sources))
    text = f"Texte : {echeance.reference}." if echeance.reference else f"Source : {origins}."
    lines = [f"{echeance.objet}.", f"Date : {echeance.date}{unknown}.", text]
    return Evenement(
        echeance.cle,
        jours.first,
        jours.last,
        f"{echeance.theme} : {echeance.nom}{unknown}",
        "\n".join(lines),
        echeance.theme,
    )

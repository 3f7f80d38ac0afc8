"""What the reform asks for, by when, and how many EPCI have done it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.figures import Etat, Figure, Source, compute, gather
from hdflib.rules.reform import Situation, Stade, situate
from hdflib.sections.attribution_reform.cotation import cotation_figure
from hdflib.sections.attribution_reform.dates import (
    DATE,
    calendrier,
    dated,
    day_of,
    epci_dates,
    find,
    next_return,
)
from hdflib.sections.attribution_reform.progress import ETAPES, Reform
from hdflib.sections.attribution_reform.situation import (
    NOT_YET,
    TABLE,
    concerned,
    epci_situations,
    read_step,
)
from hdflib.territories import Territoire

LIBELLES = {
    "cia": "Convention intercommunale d’attribution (CIA) signée",
    "notification": "À défaut de CIA, objectifs notifiés aux bailleurs et aux réservataires",
    "ppgdid": "Plan partenarial (PPGDID) adopté, qui définit la cotation",
    "cotation": "Cotation de la demande active dans le SNE",
    "cil": ETAPES["cil"],
    "orientations": ETAPES["orientations"],
}
COLONNES = {"notification": "objectifs_notifies", "cotation": "cotation_active"}
"""Columns of the follow-up of EPCI that don't have the name of the obligation."""
UNLESS_SIGNED = ("notification",)
"""What is asked of EPCI without a CIA only."""


@dataclass(frozen=True)
class Obligation:
    """What a text or the reform asks for.

    Attributes
    ----------
    code, libelle
        Code, and what is to be done.
    echeance
        Last day; None if no text sets one.
    situation
        Where it stands at the commission, as long as someone hasn't done it.
    faits, restants
        Number of EPCI that did it and that didn't; None if it isn't asked of EPCI.
    suivis, attendus, detail
        The EPCI of which it is asked, those of them known not to have done it, and whether they
        are all those that didn't.
    entree
        For EPCI that entered the reform after loi 3DS, the day.
    reference
        The text.
    """

    code: str
    libelle: str
    echeance: Figure | None
    situation: Situation
    faits: Figure | None = None
    restants: Figure | None = None
    suivis: tuple[Territoire, ...] = ()
    attendus: tuple[Territoire, ...] = ()
    detail: bool = False
    entree: Figure | None = None
    reference: str = ""


def list_obligations(analyse: Analyse, reform: Reform | None) -> list[Obligation]:
    """Give the obligations by deadline, then those that no text dates."""
    found = [*_others(analyse), *_of_epci(analyse, reform)]
    return sorted(found, key=lambda o: str(o.echeance.value) if o.echeance else "9999")


def _others(analyse: Analyse) -> Iterator[Obligation]:
    """Give what isn't asked of EPCI: the return of the bailleurs, the gestion en flux."""
    if remise := next_return(analyse):
        day = french.date_longue(remise.arret)
        label = f"Compte rendu semestriel des bailleurs, arrêté au {day}"
        yield _undone(analyse, "compte_rendu", label, remise.echeance)
    if flux := find(analyse, "echeance_flux"):
        figure = dated(analyse, "flux", flux.day, [analyse.legal("echeance_flux", DATE)])
        yield _undone(analyse, "flux", "Gestion en flux chez tous les réservataires", figure)


def _undone(analyse: Analyse, code: str, libelle: str, echeance: Figure) -> Obligation:
    day = analyse.edition.params.commission
    situation = situate(franchie=False, echeance=day_of(echeance), day=day)
    return Obligation(code, libelle, echeance, situation, reference=reference(echeance))


def reference(echeance: Figure | None, entree: Figure | None = None) -> str:
    """Name the texts that a deadline comes from; the day of an entry isn't one."""
    own = entree.sources if entree else ()
    found = (s.origine for s in (echeance.sources if echeance else ()) if s not in own)
    return " ; ".join(dict.fromkeys(found))


def _of_epci(analyse: Analyse, reform: Reform | None) -> Iterator[Obligation]:
    dates, entries = epci_dates(analyse), entrants(analyse)
    signed = False
    for code, libelle in LIBELLES.items():
        due = dates.get(code)
        own = {
            t: entree
            for t, entree in entries.items()
            if not same_day(epci_dates(analyse, entree).get(code), due)
        }
        base = [t for t in members(analyse) if t not in own]
        first = _obligation(analyse, reform, code, libelle, due, base)
        # Once all have a CIA, nobody has objectives to notify.
        if first is not None and not (signed and code == "notification"):
            yield first
            signed = signed or (code == "cia" and first.situation.stade is Stade.FRANCHIE)
        yield from _of_entrants(analyse, code, own)


def _of_entrants(
    analyse: Analyse, code: str, entries: Mapping[Territoire, Figure]
) -> Iterator[Obligation]:
    """Give an obligation of the EPCI that entered the reform after loi 3DS, day by day."""
    for entree in {figure.value: figure for figure in entries.values()}.values():
        own = [t for t, figure in entries.items() if figure.value == entree.value]
        label = f"{LIBELLES[code]}, par qui est entré dans la réforme le {entree.affichage}"
        echeance = epci_dates(analyse, entree).get(code)
        found = _obligation(analyse, None, code, label, echeance, own)
        if found is not None:
            yield replace(found, entree=entree, reference=reference(echeance, entree))


def same_day(one: Figure | None, other: Figure | None) -> bool:
    """Whether two deadlines are the same, or none is set."""
    return (one and one.value) == (other and other.value)


def entrants(analyse: Analyse) -> dict[Territoire, Figure]:
    """Give the concerned EPCI that entered the reform after loi 3DS, with their day."""
    law, source = calendrier(analyse), analyse.table(TABLE)
    if law is None or source is None:
        return {}
    rows, found = epci_situations(analyse), {}
    for t in members(analyse):
        figure = analyse.figure(source, rows[t], "entree", DATE, t.code)
        if figure.connu and day_of(figure) > law.publication:
            found[t] = replace(figure, periode=str(day_of(figure).year), modalite="entrée")
    return found


def members(analyse: Analyse) -> list[Territoire]:
    """Give the concerned EPCI of the région that have a row, by département and population."""
    own, rows = concerned(analyse) or set(), epci_situations(analyse)
    return sorted(
        (t for t in own if t in rows), key=lambda t: (t.departement or "", -t.population, t.code)
    )


def done(analyse: Analyse, t: Territoire, code: str) -> bool | None:
    """Whether an EPCI did what is asked at the observation date; None if it isn't known."""
    row = epci_situations(analyse)[t]
    text = read_step(analyse, row, COLONNES.get(code, code))
    return text != NOT_YET if text else None


def _obligation(
    analyse: Analyse,
    reform: Reform | None,
    code: str,
    libelle: str,
    echeance: Figure | None,
    own: Sequence[Territoire],
) -> Obligation | None:
    """Give an obligation of EPCI; None if nothing is known of it."""
    if code in UNLESS_SIGNED:
        own = [t for t in own if done(analyse, t, "cia") is False]
    known = {t: done(analyse, t, code) for t in own}
    attendus = tuple(t for t in own if known[t] is False)
    detail = bool(own) and None not in known.values()
    if detail:
        faits, restants = _counted(analyse, code, libelle, own, len(attendus))
    elif reform is not None:
        faits, restants = _published(analyse, reform, code)
    elif attendus:
        faits, restants = _unknown(analyse, libelle)
    else:
        return None
    situation = situate(
        franchie=restants.connu and restants.number == 0,
        echeance=day_of(echeance) if echeance else None,
        day=analyse.edition.params.commission,
    )
    text = reference(echeance) or analyse.indicateur("epci_etape").reference
    return Obligation(
        code,
        libelle,
        echeance,
        situation,
        faits,
        restants,
        tuple(own),
        attendus,
        detail,
        reference=text,
    )


def _counted(
    analyse: Analyse, code: str, libelle: str, own: Sequence[Territoire], pending: int
) -> tuple[Figure, Figure]:
    """Count the EPCI that did something and that didn't, from the follow-up of each."""
    faits = Figure(
        analyse.indicateur("epci_etape"),
        analyse.region.code,
        len(own) - pending,
        periode=analyse.observation(TABLE).isoformat(),
        modalite=libelle,
        formule=counted_words("l’ont fait", code, own),
        sources=step_sources(analyse, code, own),
    )
    return faits, replace(
        faits,
        indicateur=analyse.indicateur("epci_restants"),
        value=pending,
        formule=counted_words("ne l’ont pas fait", code, own),
    )


def counted_words(verb: str, code: str, own: Sequence[Territoire]) -> str:
    """Say which EPCI are counted: objectives are asked of those that have no CIA."""
    base = " qui n’ont pas de CIA" if code in UNLESS_SIGNED else ""
    return f"nombre d’EPCI qui {verb}, parmi {len(own)}{base} (une ligne par EPCI)"


def step_sources(analyse: Analyse, code: str, own: Sequence[Territoire]) -> tuple[Source, ...]:
    """Give the cells that tell whether EPCI did what is asked, and whether it is asked of them."""
    source, rows = analyse.table(TABLE), epci_situations(analyse)
    assert source is not None
    columns = [COLONNES.get(code, code), *(["cia"] if code in UNLESS_SIGNED else [])]
    return gather(source.source(rows[t], column) for column in columns for t in own)


def _unknown(analyse: Analyse, libelle: str) -> tuple[Figure, Figure]:
    """Give the two numbers of EPCI as not transmitted."""
    get, region = analyse.indicateur, analyse.region.code
    faits = Figure(get("epci_etape"), region, None, Etat.NON_TRANSMIS, modalite=libelle)
    # What is left depends on what is done: it lacks that, and nothing else.
    return faits, replace(faits, indicateur=get("epci_restants"), manque=(faits.nom,))


def _published(analyse: Analyse, reform: Reform, code: str) -> tuple[Figure, Figure]:
    """Give the numbers published for the région, and what is left of the EPCI concerned."""
    faits = cotation_figure(analyse) if code == "cotation" else reform.etapes.get(code)
    if faits is None:
        return _unknown(analyse, LIBELLES[code])
    restants = compute(
        analyse.indicateur("epci_restants"),
        (reform.concernes, faits),
        "{} − {}",
        lambda a, b: a - b,
        periode=faits.periode,
        modalite=LIBELLES[code],
    )
    return faits, restants

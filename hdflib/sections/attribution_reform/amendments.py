"""What loi 3DS adds to the CIA: objectives for some workers, residences at stake for mixity."""

from __future__ import annotations

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, Ligne, table
from hdflib.display.views import View
from hdflib.figures import Figure, gather
from hdflib.sections.attribution_reform.dates import find
from hdflib.sections.attribution_reform.obligations import done, members
from hdflib.sections.attribution_reform.progress import Reform
from hdflib.sections.attribution_reform.situation import TABLE, epci_situations, say_step
from hdflib.sections.words import agree
from hdflib.territories import Territoire

ADDED = {
    "travailleurs_essentiels": (
        "Travailleurs essentiels",
        "un objectif pour les travailleurs essentiels",
    ),
    "sapeurs_pompiers": (
        "Sapeurs-pompiers volontaires",
        "un objectif pour les sapeurs-pompiers volontaires",
    ),
    "residences_mixite": (
        "Résidences à enjeu de mixité sociale",
        "la liste des résidences à enjeu de mixité sociale",
    ),
}
"""Heading and words of each addition, by column."""


def signed(analyse: Analyse) -> list[Territoire]:
    """Give the concerned EPCI of the région that have a CIA, where their additions are known."""
    rows = epci_situations(analyse)
    return [
        t
        for t in members(analyse)
        if done(analyse, t, "cia") and any(rows[t].text(column) for column in ADDED)
    ]


def draw_amendments(analyse: Analyse) -> View | None:
    """Draw, for each EPCI of the page that has a CIA, when it added what loi 3DS asks for."""
    own = [t for t in signed(analyse) if analyse.courant in (None, t.departement)]
    if not own:
        return None
    rows = epci_situations(analyse)
    day = french.date_longue(analyse.observation(TABLE))
    return table(
        "suivi-3ds",
        f"Loi 3DS : CIA complétées {analyse.territoire.dans}, au {day}",
        "EPCI",
        [
            Colonne("CIA signée", nombre=False),
            *(Colonne(heading, "Ajout à la CIA", nombre=False) for heading, _ in ADDED.values()),
        ],
        [
            Ligne(
                t.nom,
                [say_step(analyse, rows[t], column) for column in ("cia", *ADDED)],
                groupe=analyse.nom(t.departement) if analyse.regional and t.departement else "",
            )
            for t in own
        ],
    )


def say_amendments(analyse: Analyse, reform: Reform | None) -> Sentence | None:
    """Say how many CIA have each addition, or that those that exist are to be amended."""
    if find(analyse, "publication_3ds") is None:
        return None
    own = signed(analyse)
    if not own:
        cia = reform.etapes.get("cia") if reform else None
        return phrase(
            "La loi 3DS s’applique sans délai aux CIA : {n} CIA {signees} {sont} à compléter par "
            "avenant d’un objectif pour les travailleurs essentiels et d’un autre pour les "
            "sapeurs-pompiers volontaires.",
            n=cia if cia and cia.connu and cia.number else None,
            signees=agree(cia, "signée", "signées") if cia else None,
            sont=agree(cia, "est", "sont") if cia else None,
        )
    numbers = {column: count(analyse, own, column) for column in ADDED}
    whole = count(analyse, own, "cia")
    return phrase(
        f"Sur {{tous}} CIA {agree(whole, 'signée')} dans la région, "
        + french.liste(how_many(column, numbers[column]) for column in ADDED)
        + " (loi 3DS).",
        tous=whole,
        **numbers,
    )


def how_many(column: str, number: Figure) -> str:
    """Say how many CIA have an addition: "8 comprennent…", "aucune ne comprend…"."""
    words = ADDED[column][1]
    if number.number == 0:
        return f"aucune ne comprend {words}"
    return f"{{{column}}} {agree(number, 'comprend', 'comprennent')} {words}"


def count(analyse: Analyse, own: list[Territoire], column: str) -> Figure:
    """Count the EPCI that passed a step at the observation date."""
    source, rows = analyse.table(TABLE), epci_situations(analyse)
    assert source is not None
    return Figure(
        analyse.indicateur("epci_avenant"),
        analyse.region.code,
        sum(bool(done(analyse, t, column)) for t in own),
        periode=analyse.observation(TABLE).isoformat(),
        modalite=ADDED[column][0] if column in ADDED else "CIA signées",
        formule=f"nombre d’EPCI qui l’ont fait, parmi {len(own)} qui ont une CIA (une ligne par "
        "EPCI)",
        sources=gather(source.source(rows[t], name) for name in ("cia", column) for t in own),
    )

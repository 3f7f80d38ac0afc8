"""Results out of QPV by bailleur, over the whole région (CCH, L.441-1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.ranking import Rang, ranking
from hdflib.display.views import View
from hdflib.figures import Etat, Figure, gather, ratio
from hdflib.sections.attribution_reform.mixity import OUT, PARTS, Q1, ends, legal_share
from hdflib.sections.words import agree

BAILLEURS = "mixite_bailleurs"
BAILLEURS_ANNUELLE = "mixite_bailleurs_annuelle"


@dataclass(frozen=True)
class Bailleur:
    """The attributions of a bailleur out of QPV, those to the first quartile, and their share."""

    volume: Figure
    premier: Figure
    part: Figure


def read_bailleurs(analyse: Analyse, nom: str = BAILLEURS) -> Mapping[str, Bailleur]:
    """Give the results by name of bailleur; empty if the table wasn't transmitted.

    Parameters
    ----------
    nom
        Table: `BAILLEURS`, to date, or `BAILLEURS_ANNUELLE`, over the whole previous year.
    """
    source = analyse.table(nom)
    if source is None:
        return {}
    day = analyse.observation(nom)
    periode = str(day.year) if nom == BAILLEURS_ANNUELLE else day.isoformat()
    get = analyse.indicateur(Q1)
    found = {}
    for row in source:
        name = row.text("bailleur")
        premier, volume = (
            analyse.figure(
                source, row, colonne, code, analyse.region.code, periode=periode, modalite=name
            )
            for colonne, code in (PARTS[Q1][0], OUT)
        )
        found[name] = Bailleur(volume, premier, ratio(get, premier, volume))
    return found


def known_first(analyse: Analyse) -> list[tuple[str, Bailleur]]:
    """Give the bailleurs whose share is known, the highest first."""
    known = [pair for pair in read_bailleurs(analyse).items() if pair[1].part.connu]
    return sorted(known, key=lambda pair: (-pair[1].part.number, pair[0]))


def compute_bailleurs(analyse: Analyse) -> Iterator[tuple[str, Figure]]:
    """Give the lowest and highest shares between bailleurs, each with its modality."""
    return ends([own.part for own in read_bailleurs(analyse).values()], "bailleur")


def draw_bailleurs(analyse: Analyse) -> View | None:
    """Draw the share of the first quartile out of QPV by bailleur, on the région's page."""
    known = known_first(analyse)
    if not analyse.regional or not known:
        return None
    goal = legal_share(analyse, Q1)
    return ranking(
        "bailleurs-q1",
        "Attributions hors QPV au premier quartile et aux relogés, par bailleur",
        [Rang(name, own.part, own.volume) for name, own in known],
        ("Bailleur", "Attributions hors QPV"),
        (goal, f"objectif : {french.pourcentage_court(goal)}"),
        note(analyse),
    )


def note(analyse: Analyse) -> tuple[str, tuple[Figure, ...]]:
    """Say how the bailleurs' results are to be read, and how many are under secrecy."""
    said = (
        "À titre indicatif, en moyenne régionale ; les volumes hors QPV sont parfois très faibles."
    )
    hidden = count_secret(analyse)
    if not hidden.number:
        return said, ()
    absent = agree(hidden, "ne figure pas", "ne figurent pas")
    who = f"{hidden.avec_unite}, dont le résultat est couvert par le secret statistique,"
    return f"{said} {who} {absent}.", (hidden,)


def count_secret(analyse: Analyse) -> Figure:
    """Count the bailleurs whose share is under statistical secrecy."""
    found = read_bailleurs(analyse).values()
    return Figure(
        analyse.indicateur("bailleurs_secret"),
        analyse.region.code,
        sum(own.part.etat is Etat.SECRET for own in found),
        periode=analyse.observation(BAILLEURS).isoformat(),
        formule="nombre de bailleurs dont le résultat est couvert par le secret statistique, "
        f"parmi {len(found)} (une ligne par bailleur)",
        sources=gather(source for own in found for source in own.part.sources),
    )

"""Households known to the SIAO, and those of them that applied for social housing."""

from __future__ import annotations

from collections.abc import Mapping

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.grammar import Sentence, phrase
from hdflib.display.tables import Colonne, table
from hdflib.display.views import View
from hdflib.figures import Figure, ratio
from hdflib.sections.common import territory_row
from hdflib.sections.publics import read_counts
from hdflib.sections.words import EN_ATTENTE, agree, households
from hdflib.territories import Territoire

SIAO = "siao"
COLONNES = {
    "sortants_hebergement": ("heberges", "heberges_avec_demande"),
    "sans_abri": ("sans_abri", "sans_abri_avec_demande"),
}
"""Columns of the households known to the SIAO, and of those who applied, by public."""


def compute_siao(analyse: Analyse, public: str) -> Mapping[str, Mapping[Territoire, Figure]]:
    """Compute the households known to the SIAO and the share that applied for social housing.

    Returns
    -------
    Mapping
        Figures by indicator and territory; empty if the table wasn't transmitted.
    """
    source = analyse.table(SIAO)
    if source is None:
        return {}
    day = analyse.observation(SIAO).isoformat()
    known, applied = (
        read_counts(analyse, source, colonne, code, public=public, periode=day)
        for colonne, code in zip(
            COLONNES[public], ("menages_siao", "menages_siao_demande"), strict=True
        )
    )
    get = analyse.indicateur("part_siao_demande")
    shares = {t: ratio(get, figure, known[t]) for t, figure in applied.items()}
    return {"menages_siao": known, "menages_siao_demande": applied, "part_siao_demande": shares}


def draw_siao(analyse: Analyse) -> View | None:
    """Draw the households known to the SIAO, those who applied and their share by territory."""
    figures = {public: compute_siao(analyse, public) for public in COLONNES}
    if not all(figures.values()):
        return None
    day = french.date_longue(analyse.observation(SIAO))
    columns = [
        (Colonne(analyse.indicateur(code).libelle, french.majuscule(EN_ATTENTE[public])), values)
        for public, own in figures.items()
        for code, values in own.items()
    ]
    return table(
        "tableau-siao",
        f"Ménages connus des SIAO au {day}, et leur demande de logement social",
        "Région / département",
        [colonne for colonne, _ in columns],
        [
            territory_row(analyse, t, [values[t] for _, values in columns])
            for t in (*analyse.departements, analyse.region)
        ],
    )


def say_siao(analyse: Analyse) -> list[Sentence | None]:
    """Say how many households of each public are known to the SIAO, and how many applied."""
    return [say_known(analyse, public) for public in COLONNES]


def say_known(analyse: Analyse, public: str) -> Sentence | None:
    """Say how many households of a public are known to the SIAO, and the share that applied."""
    figures = compute_siao(analyse, public)
    if not figures:
        return None
    own = {code: column[analyse.territoire] for code, column in figures.items()}
    count, applied = own["menages_siao"], own["menages_siao_demande"]
    return phrase(
        "Au {jour}, les SIAO connaissent {n} {menages} {dans}, dont {demande} ({part}) {ont} une "
        "demande de logement social.",
        jour=french.jour_mois(analyse.observation(SIAO)),
        n=count,
        menages=households(count, EN_ATTENTE[public]),
        dans=analyse.territoire.dans,
        demande=applied,
        part=own["part_siao_demande"],
        ont=agree(applied, "a", "ont"),
    )

"""What all sections share: landmarks, gaps between sources, method notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from hdflib.analyse import Analyse
from hdflib.display import french
from hdflib.display.tables import Cell, Colonne, Ligne, table
from hdflib.display.views import View, landmarks, method, notice
from hdflib.figures import Figure
from hdflib.inputs.table import Row
from hdflib.sections.words import NOMS
from hdflib.territories import Territoire

PUBLIE = "publié"
"""Modality of a landmark that the section also computes."""
PUBLICS = {
    **NOMS,
    "ensemble": "tous publics",
    "relogements_npnru": "relogements du renouvellement urbain",
}
"""Publics in words."""
MODALITES = {
    PUBLIE: "chiffre publié",
    "cia": "CIA",
    "ppgdid": "PPGDID",
    "compte_rendu": "compte rendu semestriel des bailleurs",
}
"""Modalities in words, for those that are names of the code."""


def not_transmitted(analyse: Analyse, *tables: str) -> View | None:
    """Give the notice of a section none of whose tables was transmitted."""
    names = tables or (f"reperes/{analyse.section}",)
    if any(analyse.table(nom) for nom in names):
        return None
    return notice("Données non transmises pour cette commission.")


def draw_landmarks(analyse: Analyse) -> View | None:
    """Draw the landmarks of the page, a small table under each heading; None if there are none."""
    groups: dict[str, list[Figure]] = {}
    for heading, figure in analyse.reperes():
        groups.setdefault(heading, []).append(figure)
    views = [
        draw_group(analyse, rank, heading, figures)
        for rank, (heading, figures) in enumerate(groups.items(), 1)
    ]
    return landmarks(views) if views else None


def draw_group(analyse: Analyse, rank: int, heading: str, figures: Sequence[Figure]) -> View:
    """Draw the landmarks of a heading; the place and period that all share are in the caption."""
    places = {analyse.nom(figure.territoire) for figure in figures}
    periods = {french.periode(figure.periode) for figure in figures}
    shared = [*(places if len(places) == 1 else ()), *(periods if len(periods) == 1 else ())]
    silent = (heading, analyse.region.nom)
    details = [text for text in shared if not any(text in said for said in silent)]
    return table(
        f"reperes-{analyse.section.replace('_', '-')}-{rank}",
        " – ".join([heading, *details]),
        "Indicateur",
        [Colonne("Valeur", unite=True)],
        [Ligne(landmark_label(analyse, heading, figure, shared), [figure]) for figure in figures],
    )


def landmark_label(analyse: Analyse, heading: str, figure: Figure, shared: Sequence[str]) -> str:
    """Name a landmark: its indicator, then what neither the heading nor the caption says."""
    name = figure.indicateur.libelle
    details = [
        "chiffre publié" if part == PUBLIE else part
        for part in figure.modalite.split(", ")
        if part and not f" {heading}".endswith(f" {part}")
    ]
    public = PUBLICS.get(figure.public, figure.public)
    if public and public not in name.lower() and public not in heading.lower():
        details.insert(0, public)
    places = (analyse.nom(figure.territoire), french.periode(figure.periode))
    aside = [text for text in places if text not in shared and text != analyse.region.nom]
    return (
        name
        + (f" – {', '.join(details)}" if details else "")
        + (f" ({', '.join(aside)})" if aside else "")
    )


def published_gaps(analyse: Analyse, computed: Iterable[Figure]) -> list[str]:
    """Compare the published rates with the computed ones.

    A published number stands for all those that round to it; outside of that interval, the page
    says both numbers and chooses none. Approximate numbers ("environ") aren't compared.

    Returns
    -------
    list of str
        One French sentence for each difference.
    """
    by_key = {(f.indicateur.code, f.territoire, f.periode): f for f in computed if f.connu}
    sentences = []
    for _, published in analyse.reperes():
        key = (published.indicateur.code, published.territoire, published.periode)
        own = by_key.get(key)
        if published.modalite != PUBLIE or own is None or not published.connu:
            continue
        if not published.environ and differs(published, own):
            sentences.append(
                f"{own.indicateur.libelle} ({analyse.nom(own.territoire)}, "
                f"{french.periode(own.periode)}) : {published.affichage} dans le document "
                f"présenté, {own.affichage} par le calcul {own.formule}."
            )
    return sentences


def differs(published: Figure, own: Figure) -> bool:
    """Whether a computed value lies out of the rounding interval of a published one."""
    places = published.decimales or 0
    decimals = places + (2 if published.indicateur.unite == "%" else 0)
    half = Decimal(5).scaleb(-decimals - 1)
    return abs(french.exact(published.number) - french.exact(own.number)) > half


def draw_method(
    analyse: Analyse,
    notes: Sequence[str],
    tables: Sequence[str],
    gaps: Sequence[str] = (),
    others: Sequence[str] = (),
) -> View:
    """Draw the method note: definitions, gaps between sources, then the sources by file.

    Parameters
    ----------
    analyse, notes, gaps
        The page, definitions, and differences between sources, in French.
    tables, others
        Tables whose sources are listed, and sources that are no table of the commission.
    """
    remarks = [
        remark.texte for remark in analyse.edition.remarques if remark.section == analyse.section
    ]
    said = [*notes, *(f"Écart entre sources. {text}" for text in (*gaps, *remarks))]
    return method(said, [*sources_of(analyse, tables), *others])


def sources_of(analyse: Analyse, tables: Sequence[str]) -> list[str]:
    """List the files read, with the documents that they come from."""
    listed = []
    for nom in tables:
        found = analyse.table(nom)
        if found is not None:
            origins = dict.fromkeys(filter(None, (row.text("source") for row in found)))
            listed.append(f"{found.fichier} — " + " ; ".join(origins))
    return listed


def territory_row(analyse: Analyse, territoire: Territoire, cells: Sequence[Cell]) -> Ligne:
    """Make the row of a territory: the région's is the total, the page's département stands out."""
    if territoire is analyse.region:
        return Ligne(f"Total {territoire.nom}", cells, "total")
    return Ligne(territoire.nom, cells, "courant" if territoire.code == analyse.courant else "")


def row_dates(row: Row) -> str:
    """Give the date or the period of a row with `debut` and `fin`, empty if it has none."""
    ends = [french.periode(row.text(name)) for name in ("debut", "fin") if row.text(name)]
    return " – ".join(ends)

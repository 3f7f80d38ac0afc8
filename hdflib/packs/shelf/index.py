"""The indexes: of the packs of an edition, and of all commissions and territories."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from markupsafe import Markup

from hdflib.commission import Commission, Point
from hdflib.display.french import liste, typographie
from hdflib.display.grammar import accord
from hdflib.packs.look import Dress, neutral
from hdflib.packs.page.render import observations
from hdflib.packs.productions import PRINT
from hdflib.packs.shelf.catalogue import Entree, Lieu, Seance, entrees, read_seance, read_seances
from hdflib.packs.store import anchor
from hdflib.packs.theme import environment, stylesheet
from hdflib.packs.wording import counted

INDEX = "index.html"
COUNTED = {
    "complet": ("dossier complet", "dossiers complets"),
    "incomplet": ("dossier incomplet", "dossiers incomplets"),
    "extrait": ("extrait", "extraits"),
}


def write_index(root: Path, outputs: Path, params: Commission, dress: Dress = neutral) -> Path:
    """Write the index of an edition from the files of its packs, then that of all commissions.

    Parameters
    ----------
    root, outputs
        Project, and folder of all editions.
    params
        Commission whose index is written.
    dress
        Gives the pages their look.

    Returns
    -------
    Path
        Index of the edition.
    """
    path = write_edition(outputs, read_seance(root, outputs, params.iso), params, dress)
    write_all(outputs, read_seances(root, outputs), params, dress)
    return path


def write_indexes(
    root: Path, outputs: Path, params: Commission, dress: Dress = neutral
) -> list[Path]:
    """Write the index of all commissions and that of each edition, without building anything.

    Parameters
    ----------
    root, outputs, dress
        As for `write_index`.
    params
        Those of the newest commission, which stand for those that an old edition has lost.

    Returns
    -------
    list of Path
        The index of all commissions, then those of the editions, newest first.
    """
    seances = read_seances(root, outputs)
    editions = [write_edition(outputs, one, params, dress) for one in seances if one.packs]
    return [write_all(outputs, seances, params, dress), *editions]


def write_edition(outputs: Path, seance: Seance, params: Commission, dress: Dress) -> Path:
    """Write the index of an edition."""
    own = params_of(seance, params)
    page = render("index.html.j2", own, [seance], observations=observations(own, own.agenda))
    return write(outputs / seance.iso / INDEX, dress(page))


def write_all(outputs: Path, seances: Sequence[Seance], params: Commission, dress: Dress) -> Path:
    """Write the index of all commissions; the label is there if all their figures are generated."""
    generated = all(seance.fictive for seance in seances if seance.packs)
    labelled = params.model_copy(update={"donnees": "fictives" if generated else "reelles"})
    return write(outputs / INDEX, dress(render("commissions.html.j2", labelled, seances)))


def params_of(seance: Seance, params: Commission) -> Commission:
    """Give the params of a commission; if they are lost, others with what is known of it."""
    return seance.params or params.model_copy(
        update={
            "commission": date.fromisoformat(seance.iso),
            "donnees": "fictives" if seance.fictive else "reelles",
            "agenda": seance.points,
            "observation": {},
        }
    )


def render(template: str, params: Commission, seances: Sequence[Seance], **values: object) -> str:
    """Fill the template of an index."""
    lieux, points = all_lieux(seances), all_points(seances)
    return (
        environment()
        .get_template(template)
        .render(
            params=params,
            seances=seances,
            lieux=lieux,
            points=points,
            rangs_lieux={lieu.code: rank for rank, lieu in enumerate(lieux)},
            rangs_points={point.section: rank for rank, point in enumerate(points)},
            entrees=entrees(seances),
            par_date=par_date,
            bilan=bilan,
            counted=counted,
            ancre=anchor,
            debut=PRINT,
            css=stylesheet("index.css") + filters(len(lieux), len(points)),
            **values,
        )
    )


def write(path: Path, page: str) -> Path:
    """Write an index in one go: a reader sees the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    draft.write_text(page, "utf-8")
    draft.replace(path)
    return path


def all_lieux(seances: Sequence[Seance]) -> list[Lieu]:
    """Give the territories of commissions in alphabetical order, each once."""
    found = {lieu.code: lieu for seance in reversed(seances) for lieu in seance.lieux}
    return sorted(found.values(), key=lambda lieu: unaccented(lieu.nom))


def unaccented(name: str) -> str:
    """Give a name as the alphabet sorts it: "Île-de-France" under i."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def all_points(seances: Sequence[Seance]) -> list[Point]:
    """Give the sections of commissions, each once, in the order and words of the newest."""
    found: dict[str, Point] = {}
    for seance in seances:
        for point in seance.points:
            found.setdefault(point.section, point)
    return list(found.values())


def par_date(found: Sequence[Entree], section: str) -> dict[str, list[Entree]]:
    """Group the packs that show a section by the date of their commission."""
    groups: dict[str, list[Entree]] = {}
    for entree in found:
        if section in entree.pack.sections:
            groups.setdefault(entree.seance.date, []).append(entree)
    return groups


def bilan(seance: Seance) -> str:
    """Say what a commission has: packs by state, and those that aren't there."""
    states = [pack.state.etat for pack in seance.packs]
    counts = {etat: states.count(etat) for etat in COUNTED if etat in states}
    said = [f"{count} {accord(count, *COUNTED[etat])}" for etat, count in counts.items()]
    absent = [lieu.nom for lieu in seance.lieux if not lieu.packs]
    if not said:
        return "Aucun dossier produit."
    if not absent:
        return f"{liste(said)}."
    missing = f"{accord(len(absent), 'Non produit', 'Non produits')} : {liste(absent)}"
    return typographie(f"{liste(said)}. {missing}.")


def filters(lieux: int, points: int) -> Markup:
    """Give the style that hides what isn't of the chosen territory or section."""
    rules = [
        f"body:has(#lieu-{rank}:checked) :is(.lieu:not(.t{rank}), .seance:not(:has(.t{rank})))"
        for rank in range(lieux)
    ]
    rules += [f"body:has(#point-{rank}:checked) .point:not(.s{rank})" for rank in range(points)]
    return Markup("".join(f"\n{rule} {{ display: none; }}" for rule in rules))

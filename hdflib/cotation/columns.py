"""The columns of the requests that a grid needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hdflib.errors import HdfError
from hdflib.extracts.columns import Column, SourceSchema, Type, key
from hdflib.extracts.expressions import NO, YES
from hdflib.rules.cotation.grid import Grille
from hdflib.rules.cotation.points import WORDS

REQUESTS = "demandes"
NUMERO, DEPOT, MUTATION = "numero_unique", "date_depot", "mutation"
COMPOSITION = Column(
    "composition",
    Type.CHOIX,
    synonymes=("composition familiale", "composition du ménage", "type de ménage"),
    valeurs={
        "seule": ("personne seule", "isolé", "seul"),
        "couple": ("couple sans enfant", "couple sans personne à charge"),
        "monoparentale": ("famille monoparentale", "personne seule avec enfant"),
        "famille": ("couple avec enfant", "couple avec enfants", "couple avec personne à charge"),
        "autre": ("autres", "autre ménage", "cohabitants", "colocation"),
    },
)
"""Kinds of households, unless `data/reference/extractions.yml` describes them."""
DESCRIBING = ("commune", "quartile", "composition", MUTATION)
"""Columns that no criterion may need, and that say who gains when a grid changes."""
NOTHING = ("aucun", "aucune", *NO, "autre", "autres", "sans objet")
"""Texts of a choice that meet no criterion, unless the grid names them."""


def make_schema(
    grille: Grille, known: SourceSchema, describing: Sequence[str] = ()
) -> SourceSchema:
    """Make the schema of the requests that a grid needs.

    Parameters
    ----------
    grille
        The grid.
    known
        Source `sne_demandes`: its columns lend their synonyms and their values.
    describing
        Columns to read besides, among `DESCRIBING`. A row is rejected for them too.

    Raises
    ------
    HdfError
        If a column is to hold two kinds of things.
    """
    lent = {key(name): column for column in known.colonnes for name in column.names}
    lent.setdefault(COMPOSITION.name, COMPOSITION)
    needed: dict[str, Column] = {}
    for column in _columns(grille, lent):
        if needed.setdefault(column.name, column).type is not column.type:
            raise HdfError(
                f"{grille.fichier} : la colonne « {column.name} » sert à des critères qui n’en "
                "attendent pas la même chose (date, pièce, ou réponse). Donnez-leur deux colonnes."
            )
    for name in describing:
        needed.setdefault(name, replace(lent[name], obligatoire=False))
    return SourceSchema(REQUESTS, "Demandes à coter", (NUMERO,), tuple(_distinct(needed)))


def choices(grille: Grille) -> dict[str, tuple[str, ...]]:
    """Give the columns that hold codes, and the codes that the grid names.

    The other columns of criteria hold oui or non.
    """
    named: dict[str, list[str]] = {}
    for critere in grille.criteres:
        if not critere.tranches:
            named.setdefault(critere.colonne, []).extend(critere.valeurs or (WORDS[True],))
    return {
        column: tuple(dict.fromkeys(values))
        for column, values in named.items()
        if not set(values) <= set(WORDS.values())
    }


def _columns(grille: Grille, lent: Mapping[str, Column]) -> Iterator[Column]:
    """Give the columns that a grid needs; one that is needed twice has its first type."""
    coded = choices(grille)
    yield _column(NUMERO, Type.IDENTIFIANT, lent, required=True)
    yield _column(DEPOT, Type.DATE, lent, required=True)
    if grille.mutations:
        yield _column(MUTATION, Type.OUI_NON, lent, required=True)
    for critere in grille.criteres:
        if critere.tranches:
            yield _column(critere.colonne, Type.DATE, lent)
        elif critere.colonne in coded:
            yield _choice(critere.colonne, coded[critere.colonne], lent)
        else:
            yield _column(critere.colonne, Type.OUI_NON, lent)
        if critere.justificatif:
            yield _column(critere.justificatif, Type.VALIDITE, lent)


def _column(name: str, kind: Type, lent: Mapping[str, Column], *, required: bool = False) -> Column:
    column = lent.get(key(name))
    return Column(name, kind, required, column.names if column else ())


def _choice(name: str, named: Sequence[str], lent: Mapping[str, Column]) -> Column:
    """Give a choice: the codes that the grid names, then those that meet no criterion."""
    column = lent.get(key(name))
    known, codes = (column.valeurs, column.codes) if column else ({}, {})
    values: dict[str, tuple[str, ...]] = {}
    for code in named:
        same = codes.get(key(code))
        values[code] = YES if code == WORDS[True] else (same, *known[same]) if same else ()
    left = known.keys() - {codes.get(key(code)) for code in named}
    values |= {code: texts for code, texts in known.items() if code in left}
    used = {key(text) for code, texts in values.items() for text in (code, *texts)}
    if nothing := [text for text in NOTHING if key(text) not in used]:
        values[nothing[0]] = tuple(nothing[1:])
    return Column(name, Type.CHOIX, False, column.names if column else (), values)


def _distinct(columns: Mapping[str, Column]) -> Iterator[Column]:
    """Take off the synonyms that stand for another column too."""
    taken = {key(name) for name in columns}
    for column in columns.values():
        own = {key(name): name for name in column.synonymes if key(name) not in taken}
        taken |= own.keys()
        yield replace(column, synonymes=tuple(own.values()))

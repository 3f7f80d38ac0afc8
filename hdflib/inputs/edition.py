"""An edition: everything that the packs of a commission are made of."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hdflib.commission import Commission
from hdflib.contours import Contours
from hdflib.errors import HdfError, InputError, Problem, hint, suggest
from hdflib.figures import Indicateur
from hdflib.inputs.checks import Remarque, check_bounds, check_sums
from hdflib.inputs.cotation import read_grids
from hdflib.inputs.exclusions import read_exclusions
from hdflib.inputs.indicators import parser_of, read_indicators
from hdflib.inputs.law import read_law
from hdflib.inputs.params import (
    DATED,
    check_earlier,
    check_params,
    check_territoires,
    commissions,
    open_params,
    sections,
)
from hdflib.inputs.params_file import ParamsFile
from hdflib.inputs.priorities import read_priorities
from hdflib.inputs.provenance import Comptage, read_provenance
from hdflib.inputs.reference import read_contours, read_territoires
from hdflib.inputs.rights import DROITS, check_rights
from hdflib.inputs.table import Table, read_table
from hdflib.inputs.tables import schemas
from hdflib.rules.cotation.grid import Grille
from hdflib.rules.flux import Exclusion
from hdflib.rules.law import Law
from hdflib.rules.priorities import Priorite
from hdflib.territories import Territoires

FORMATS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods")
TEMPORARY = (".", "~$")
"""How the names of files that spreadsheets leave while they run begin."""


@dataclass(frozen=True)
class Edition:
    """The checked inputs of a commission.

    Attributes
    ----------
    root
        Project that it was read from.
    params, territoires, contours, indicateurs
        Parameters and reference data.
    tables
        The tables that were transmitted, by name.
    remarques
        Gaps in the figures that the pages must show.
    law
        The numbers that texts of law set.
    exclusions
        What the base of gestion en flux leaves out, in any period.
    priorites
        The categories of households that laws favour, in any period.
    grilles
        The cotation grids, by SIREN of their EPCI.
    provenance
        How columns were counted from extracts, by table and column.
    """

    root: Path
    params: Commission
    territoires: Territoires
    contours: Contours
    indicateurs: Mapping[str, Indicateur]
    tables: Mapping[str, Table]
    remarques: tuple[Remarque, ...]
    law: Law
    exclusions: tuple[Exclusion, ...]
    priorites: tuple[Priorite, ...]
    grilles: Mapping[str, Grille]
    provenance: Mapping[tuple[str, str], Comptage]


def find_root(start: Path | None = None) -> Path:
    """Find the project that holds `params/` and `data/`: HDF_ROOT, or from `start` upwards.

    Raises
    ------
    HdfError
        If there is none.
    """
    named = os.environ.get("HDF_ROOT")
    here = Path(named) if named else (start or Path.cwd()).resolve()
    for folder in (here,) if named else (here, *here.parents):
        if (folder / "params").is_dir() and (folder / "data").is_dir():
            return folder
    raise HdfError(
        "Aucun projet hdflib ici : placez-vous dans le dossier qui contient « params » et "
        "« data », ou donnez son chemin dans la variable HDF_ROOT."
    )


def read_edition(root: Path, iso: str) -> Edition:
    """Read and check all the inputs of a commission.

    Raises
    ------
    HdfError
        If the commission doesn't exist.
    InputError
        With all the problems of its files at once, by file and line.
    """
    file = open_params(root, iso)
    params, problems = check_params(file, sections(root))
    if params is None:
        raise InputError(problems)
    reference = root / "data" / "reference" / f"region-{params.region}"
    if not reference.is_dir():
        raise InputError([*problems, unknown_region(file, params.region)])
    territoires = read_territoires(reference)
    problems += check_territoires(file, params, territoires)
    problems += check_earlier(file, params, commissions(root))
    indicateurs = read_indicators(root, problems)
    law = read_law(root, problems)
    exclusions = read_exclusions(root, problems)
    priorites = read_priorities(root, problems)
    grilles = read_grids(root, territoires, priorites, problems)
    tables = read_tables(root, file, territoires, indicateurs, problems)
    remarks = []
    for table in tables.values():
        check_bounds(table, problems)
        remarks += check_sums(table, territoires, params.acceptations, problems)
    provenance = read_provenance(root, iso, problems)
    check_rights(tables.get(DROITS), law, params.commission, problems)
    if problems:
        raise InputError(sorted(problems, key=lambda p: (p.fichier, p.ligne or 0)))
    contours = read_contours(reference / "contours.topojson")
    return Edition(
        root,
        params,
        territoires,
        contours,
        indicateurs,
        tables,
        tuple(remarks),
        law,
        exclusions,
        priorites,
        grilles,
        provenance,
    )


def unknown_region(file: ParamsFile, region: str) -> Problem:
    """Make the problem of a région that has no reference data."""
    return file.problem(
        ("region",),
        "Les données de référence de cette région manquent.",
        f"Pour les produire : python scripts/make_reference.py --region {region}",
        region,
    )


def read_tables(
    root: Path,
    file: ParamsFile,
    territoires: Territoires,
    indicateurs: Mapping[str, Indicateur],
    problems: list[Problem],
) -> dict[str, Table]:
    """Read the tables of `data/<date>/`, by name; files that are absent are left out."""
    known = schemas(sections(root))
    folder = root / "data" / file.iso
    if not folder.is_dir():
        problems.append(missing_folder(file.iso))
        return {}
    present = list_files(folder)
    problems += check_files(file.iso, present, [schema.fichier for schema in known.values()])
    problems += check_dates(file, present)
    parsers = {code: parser_of(indicateur) for code, indicateur in indicateurs.items()}
    tables = {}
    for name, schema in known.items():
        # Without indicators, every line of landmarks would be reported.
        if schema.fichier in present and (parsers or not name.startswith("reperes/")):
            fichier = f"data/{file.iso}/{schema.fichier}"
            path = folder / schema.fichier
            table = read_table(schema, path, fichier, territoires, problems, parsers)
            if table is not None:
                tables[name] = table
    return tables


def missing_folder(iso: str) -> Problem:
    """Make the problem of a commission without a folder of figures."""
    return Problem(
        f"data/{iso}", "Ce dossier manque.", "Créez-le et placez-y les tables de la commission."
    )


def list_files(folder: Path) -> list[str]:
    """Give the tables of a folder, also those in another format, as paths relative to it."""
    paths = (path.relative_to(folder) for path in folder.rglob("*"))
    return sorted(
        path.as_posix()
        for path in paths
        if path.suffix.lower() in FORMATS
        and not any(part.startswith(TEMPORARY) for part in path.parts)
    )


def check_files(iso: str, present: list[str], known: list[str]) -> Iterator[Problem]:
    """Check the file names: none unknown, and no table left in another format than CSV."""
    for name in set(present) - set(known):
        place = f"data/{iso}/{name}"
        if name.endswith(".csv"):
            constat = "Ce fichier n’est prévu par aucune section."
            yield Problem(place, constat, hint(name, known, "l’appeler"))
            continue
        target = name.removesuffix(Path(name).suffix).removesuffix(".csv") + ".csv"
        question = suggest(target, known, "l’appeler")
        if question and target not in present:
            constat = "Ce fichier n’est pas lu : seuls ceux dont le nom finit par « .csv » le sont."
            remede = f"Enregistrez-le au format CSV UTF-8. {question.strip()}"
            yield Problem(place, constat, remede)


def check_dates(file: ParamsFile, present: list[str]) -> Iterator[Problem]:
    """Check that the dated tables are those whose observation date params give."""
    announced = file.content.get("observation", {})
    if not isinstance(announced, dict):
        return
    for name in DATED:
        if name in announced and f"{name}.csv" not in present:
            yield Problem(
                f"data/{file.iso}/{name}.csv",
                "Ce fichier manque, alors que params annonce sa date d’observation.",
                "Ajoutez le fichier, ou retirez sa date de « observation » si rien n’a été "
                "transmis.",
            )
        elif name not in announced and f"{name}.csv" in present:
            yield file.problem(
                ("observation",),
                f"La date d’observation de {name}.csv manque.",
                f"Ajoutez « {name}: AAAA-MM-JJ » sous « observation ».",
            )

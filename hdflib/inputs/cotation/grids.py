"""Reading of the cotation grids, and refusal of those that break the priority of the law."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hdflib.display.french import liste, nombre
from hdflib.display.grammar import accord
from hdflib.errors import InputError, Problem, hint
from hdflib.inputs.cotation.criteria import read_bareme
from hdflib.inputs.yaml_file import YamlFile, read_yaml
from hdflib.inputs.yaml_reading import Reading
from hdflib.rules.cotation.grid import Bareme, Grille
from hdflib.rules.cotation.proof import Apport, Proof, prove
from hdflib.rules.priorities import Article, Priorite
from hdflib.territories import Territoires

FOLDER = "data/reference/cotation"
SCALE_KEYS = ("criteres", "groupes")
KEYS = ("grille", "epci", "en_vigueur", "source", "justificatif", *SCALE_KEYS, "mutations")
SIREN = re.compile(r"\d{9}", re.ASCII)


def read_grids(
    root: Path,
    territoires: Territoires,
    priorites: Iterable[Priorite],
    problems: list[Problem],
) -> dict[str, Grille]:
    """Read the grids by SIREN of their EPCI, adding everything to mend to `problems`."""
    letters = [p.categorie for p in priorites if p.article is Article.ATTRIBUTION]
    grids = {}
    for path in sorted((root / FOLDER).glob("*.y*ml")):
        fichier = f"{FOLDER}/{path.name}"
        try:
            file = read_yaml(path, fichier)
            grille = make_grid(file)
        except InputError as error:
            problems += error.problems
            continue
        wrong = [*check_name(file, grille, territoires), *check_letters(file, grille, letters)]
        problems += wrong
        if not wrong:
            grids[grille.epci] = grille
    return grids


def read_grid(path: Path, fichier: str) -> Grille:
    """Read a grid, named `fichier` in messages.

    Raises
    ------
    InputError
        With everything to mend in it, or if its optional and local criteria may outrank a
        priority one.
    """
    return make_grid(read_yaml(path, fichier))


def make_grid(file: YamlFile) -> Grille:
    """Make the grid that a file describes.

    Raises
    ------
    InputError
        See `read_grid`.
    """
    reading = Reading(file)
    reading.report_repeated()
    reading.keys((), KEYS)
    titre, source = (reading.text((key,), required=True) for key in ("grille", "source"))
    epci, debut = reading.text(("epci",), required=True), reading.day(("en_vigueur",))
    if epci and not SIREN.fullmatch(epci):
        constat, remede = "Un SIREN est attendu.", "Écrivez les neuf chiffres du SIREN de l’EPCI."
        reading.report(("epci",), constat, remede, epci)
    demandes = read_bareme(reading, ())
    mutations = read_mutations(reading)
    if reading.problems or debut is None:
        # What all criteria take from the grid is read, and reported, for each of them.
        once = dict.fromkeys(reading.problems)
        raise InputError(sorted(once, key=lambda problem: problem.ligne or 0))
    grille = Grille(file.fichier, titre, epci, debut, source, demandes, mutations)
    if refused := [*check_columns(file, grille), *check_proofs(file, grille)]:
        raise InputError(refused)
    return grille


def read_mutations(reading: Reading) -> Bareme | None:
    """Read what applies to requests for a transfer; None if nothing apart does."""
    if "mutations" not in reading.file.content:
        return None
    if not reading.keys(("mutations",), SCALE_KEYS):
        return None
    return read_bareme(reading, ("mutations",))


def check_columns(file: YamlFile, grille: Grille) -> Iterator[Problem]:
    """Check that no column is asked to hold two kinds of values."""
    criteres = grille.criteres
    dates = {c.colonne: f"une date pour « {c.libelle} »" for c in criteres if c.tranches}
    documents = {c.justificatif: "un justificatif" for c in criteres if c.justificatif}
    for critere in criteres:
        kind = documents.get(critere.colonne) or (
            dates.get(critere.colonne) if not critere.tranches else None
        )
        if kind:
            yield Problem(
                file.fichier,
                f"La colonne « {critere.colonne} » du critère « {critere.libelle} » est aussi lue "
                f"comme {kind}.",
                "Donnez une autre colonne à l’un des deux, avec la clé « colonne » ou "
                "« justificatif ».",
                critere.ligne,
                critere.code,
            )


def check_proofs(file: YamlFile, grille: Grille) -> Iterator[Problem]:
    """Check that optional and local criteria never outrank a priority one (CCH, R.441-2-10)."""
    if not (proof := prove(grille.demandes)).holds:
        yield file.problem(("criteres",), *explain(proof, "Les critères"))
    if grille.mutations and not (proof := prove(grille.mutations)).holds:
        place = ("mutations", "criteres")
        yield file.problem(place, *explain(proof, "Pour les mutations, les critères"))


def explain(proof: Proof, subject: str) -> tuple[str, str]:
    """Say which criteria outrank which priority, and by how much to lower them."""
    ordered = sorted(proof.highest, key=lambda apport: -apport.points)
    weak, excess = proof.weakest, proof.maximum - proof.minimum + 1
    taken = [f"{quoted(apport)} {nombre(apport.points)}" for apport in proof.malus]
    lowered = f", ramenés à {say_points(proof.minimum)} par {liste(taken)}" if taken else ""
    named = ", ".join(f"{apport.libelle} {apport.points}" for apport in ordered)
    constat = (
        f"{subject} facultatifs et locaux cumulés peuvent atteindre {say_points(proof.maximum)}"
        f"{f' ({named})' if named else ''}, autant ou plus que le critère prioritaire le plus "
        f"faible ({quoted(weak)}, {say_points(weak.points)}{lowered})."
    )
    return constat, (
        f"Baissez-les d’au moins {say_points(excess)} au total, ou relevez d’autant les critères "
        "prioritaires les plus faibles."
    )


def quoted(apport: Apport) -> str:
    """Name what gives points, in quotes."""
    return f"« {apport.libelle} »"


def say_points(points: int) -> str:
    """Say a number of points: "1 point", "31 points"."""
    return f"{nombre(points)} {accord(points, 'point')}"


def check_name(file: YamlFile, grille: Grille, territoires: Territoires) -> Iterator[Problem]:
    """Check that the EPCI is of the région, and that the file is named after it."""
    known: Mapping[str, str] = {t.code: t.nom for t in territoires.epci()}
    if grille.epci not in known:
        constat = "Cet EPCI est inconnu."
        remede = "Écrivez le SIREN d’un EPCI de la région (liste dans data/reference/)."
        yield file.problem(("epci",), constat, remede, grille.epci)
    elif Path(file.fichier).name != f"{grille.epci}.yml":
        constat = "Le SIREN diffère du nom du fichier."
        remede = f"Renommez le fichier en « {grille.epci}.yml », ou corrigez le SIREN."
        yield file.problem(("epci",), constat, remede, grille.epci)


def check_letters(file: YamlFile, grille: Grille, letters: list[str]) -> Iterator[Problem]:
    """Check that the categories are letters of CCH, L.441-1."""
    for critere in grille.criteres:
        if critere.categorie and critere.categorie not in letters:
            yield Problem(
                file.fichier,
                "Cette catégorie ne figure pas au L.441-1 du CCH.",
                hint(critere.categorie, letters),
                critere.ligne,
                f"{critere.code}.categorie",
                critere.categorie,
            )

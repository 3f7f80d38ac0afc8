"""The first sheet of the workbook of a pack: what it is, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hdflib.commission import Commission
from hdflib.display import french
from hdflib.display.grammar import accord
from hdflib.display.views import SECRET
from hdflib.figures import Etat
from hdflib.packs.page.render import observations
from hdflib.packs.section import Section
from hdflib.packs.store import names_of
from hdflib.packs.workbook.sheets import Colonne
from hdflib.territories import Territoire

COLONNES = (Colonne("Rubrique", 34), Colonne("Contenu", 110))
FABRIQUES = (
    "DONNÉES FICTIVES – démonstration : ces chiffres ont été fabriqués et ne décrivent aucune "
    "situation réelle."
)
ETATS = {
    "complet": "Complet : toutes les sections de l’ordre du jour y sont.",
    "incomplet": (
        "Incomplet : une section au moins n’a pas pu être calculée ; sa feuille le dit. "
        "Ne diffusez pas ce dossier."
    ),
    "extrait": "Extrait : ce dossier ne contient qu’une partie de l’ordre du jour.",
}
LECTURE = (
    (
        "Colonne « Valeur »",
        "La valeur telle qu’elle est calculée, sans arrondi ; le format de la cellule l’affiche "
        "comme la page. Un pourcentage est une fraction : 0,71 s’affiche 71 %. Une valeur inconnue "
        "n’est jamais un zéro : un texte dit pourquoi elle manque.",
    ),
    ("Colonne « Affichage »", "Le chiffre tel qu’il se lit dans le dossier."),
    (
        "Colonne « Formule »",
        "Le calcul en nombres, pour le lire : ce n’est pas une formule du tableur. Vide pour une "
        "donnée reprise telle quelle. « manque : » annonce les données sans lesquelles le calcul "
        "n’est pas possible.",
    ),
    (
        "Colonne « Source »",
        "Le fichier, la ligne et la colonne de chaque donnée, puis son document d’origine. Un "
        "texte plus haut que sa ligne se lit en entier dans la barre de formule.",
    ),
    (f"« {Etat.SECRET.value} »", french.majuscule(SECRET.partition(" : ")[2])),
    (
        f"« {Etat.NON_TRANSMIS.value} »",
        "Une donnée nécessaire n’a pas été transmise pour cette commission.",
    ),
    (
        f"« {Etat.EN_COURS.value} »",
        "La donnée n’est pas encore arrêtée par le service qui la produit.",
    ),
    ("« environ »", "La source elle-même donne une valeur approchée."),
)


def make_notice(
    params: Commission,
    territoire: Territoire,
    sections: Sequence[Section],
    etat: str,
    noms: Sequence[str],
) -> tuple[tuple[Colonne, ...], tuple[tuple[str, str], ...]]:
    """Make the columns and rows of the sheet.

    Parameters
    ----------
    params, territoire, sections, etat
        As for the page of the pack.
    noms
        Names of the sheets of the sections.
    """
    lignes = [
        *identity(params, territoire, etat),
        *((f"Situation au {day}", tables) for day, tables in observations(
            params, [section.point for section in sections]
        )),
        *sheets(sections, noms),
        *LECTURE,
        *neighbours(params),
    ]  # fmt: skip
    return COLONNES, tuple(
        (french.typographie(titre), french.typographie(texte)) for titre, texte in lignes
    )


def identity(params: Commission, territoire: Territoire, etat: str) -> Iterator[tuple[str, str]]:
    """Say what the pack is."""
    if params.fictive:
        yield "Avertissement", FABRIQUES
    yield "Commission", params.titre
    yield "Date", french.date_longue(params.commission)
    yield "Territoire", territoire.nom
    yield "Service", params.service
    yield "État du dossier", ETATS[etat]


def sheets(sections: Sequence[Section], noms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Say what each sheet holds."""
    for section, nom in zip(sections, noms, strict=True):
        count = len(section.figures)
        said = f"{french.nombre(count)} {accord(count, 'chiffre')}" if count else "aucun chiffre"
        yield f"Feuille « {nom} »", f"{section.point.titre} – {said}."
    yield (
        "Feuille « Définitions »",
        "Libellé, unité, définition et référence juridique ou statistique de chaque indicateur.",
    )


def neighbours(params: Commission) -> Iterator[tuple[str, str]]:
    """Name the files of the pack that hold the same figures."""
    names = names_of(params)
    yield names.page, "La page du dossier, où chaque chiffre est à sa place."
    yield names.chiffres, "Les mêmes chiffres avec leurs codes, pour un programme."
    yield names.classeur, "Ce classeur pour Excel."
    yield names.classeur_libre, "Ce classeur pour LibreOffice."

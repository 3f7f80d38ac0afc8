"""Grids: what is read of them, and the sentence that each way of spoiling one gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hdflib.errors import InputError
from hdflib.inputs.cotation import read_grid, read_grids
from hdflib.inputs.priorities import read_priorities
from hdflib.rules.cotation.grid import Bloc, Cumul, Tranche

ROOT = Path(__file__).parents[2]
FOLDER = "data/reference/cotation"
DUNKERQUE = f"{FOLDER}/245900428.yml"
NAME = "Un nom en minuscules, sans accent ni espace, est attendu."
POSITIVE = "Écrivez un nombre supérieur à 0 : un malus est facultatif ou local."
GRID = """\
grille: Essai
epci: 245900428
en_vigueur: 2021-09-01
source: Délibération
justificatif: pieces_valides
groupes:
  Logement:
    cumul: maximum
    criteres: [non_decent, suroccupation]
criteres:
  obligatoires:
    dalo:
      libelle: DALO
      points: 1000
      colonne: label
      valeurs: [dalo]
      justificatif: aucun
    handicap:
      libelle: Handicap
      points: 30
  facultatifs:
    anciennete:
      libelle: Ancienneté
      justificatif: aucun
      tranches:
        - de: 11
          a: 20
          points: 1
        - de: 21
          points: 2
    divorce:
      libelle: Divorce
      points: 1
    non_decent:
      libelle: Logement non décent
      points: 4
    suroccupation:
      libelle: Suroccupation
      points: 3
  locaux:
    travail:
      libelle: Travail
      points: 2
    pdalhpd:
      libelle: PDALHPD
      points: 500
      colonne: label
      valeurs: [pdalhpd]
      categorie: c
      prioritaire: oui
"""
MUTATIONS = """\
mutations:
  criteres:
    obligatoires:
      dalo:
        libelle: DALO
        points: 2
        colonne: label
        valeurs: [dalo]
    facultatifs:
      divorce:
        libelle: Divorce
        points: 1
"""


def write(folder: Path, content: str, name: str = "essai.yml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def report(folder: Path, content: str) -> list[str]:
    """Give the problems of a grid, without the name of the file."""
    try:
        read_grid(write(folder, content), "essai.yml")
    except InputError as error:
        return [str(problem).removeprefix("essai.yml, ") for problem in error.problems]
    return []


def test_the_grid_of_dunkerque():
    grille = read_grid(ROOT / DUNKERQUE, DUNKERQUE)
    criteres = grille.demandes.criteres
    assert (grille.epci, grille.debut) == ("245900428", date(2021, 9, 1))
    # « ne pas faire de distinction entre demandes nouvelles et demandes de mutations »
    assert grille.mutations is None
    assert grille.bareme(mutation=True) is grille.demandes
    assert [sum(c.bloc is bloc for c in criteres) for bloc in Bloc] == [16, 11, 5]
    assert [c.code for c in criteres if c.prioritaire][15:] == ["expulsion", "pdalhpd"]
    # « Un critère Pièces Valides », but for what no document of the household proves.
    free = ["dalo", "premier_quartile", "anciennete", "pdalhpd"]
    assert [c.code for c in criteres if not c.justificatif] == free
    assert {c.justificatif for c in criteres if c.code not in free} == {"pieces_valides"}


def test_the_columns_of_the_grid_of_dunkerque():
    found = {
        c.code: (c.colonne, c.valeurs)
        for c in read_grid(ROOT / DUNKERQUE, DUNKERQUE).demandes.criteres
        if (c.colonne, c.valeurs) != (c.code, ())
    }
    assert found == {
        "dalo": ("label", ("dalo",)),
        "premier_quartile": ("quartile", ("q1",)),
        "hebergement": ("situation", ("hebergement", "hotel")),
        "sans_logement": ("situation", ("sans_abri",)),
        "hebergement_tiers": ("situation", ("tiers",)),
        "anciennete": ("date_depot", ()),
        "pdalhpd": ("label", ("pdalhpd",)),
    }


def test_brackets_groups_documents_and_lines(tmp_path):
    bareme = read_grid(write(tmp_path, GRID), "essai.yml").demandes
    by_code = {critere.code: critere for critere in bareme.criteres}
    assert by_code["anciennete"].tranches == (
        Tranche(11, 20, 1, "de 11 à 20 mois"),
        Tranche(21, None, 2, "de 21 mois et plus"),
    )
    assert by_code["anciennete"].colonne == "date_depot"
    assert [(g.nom, g.cumul) for g in bareme.groupes] == [("Logement", Cumul.MAXIMUM)]
    assert [c.code for c in bareme.criteres if c.groupe] == ["non_decent", "suroccupation"]
    assert by_code["handicap"].ligne == 18
    assert GRID.splitlines()[17] == "    handicap:"


def test_words_that_yaml_would_turn_into_something_else(tmp_path):
    spoilt = GRID.replace("valeurs: [dalo]", "valeurs: [oui, no, 08, 1:30]")
    bareme = read_grid(write(tmp_path, spoilt), "essai.yml").demandes
    assert bareme.criteres[0].valeurs == ("oui", "no", "08", "1:30")


def test_mutations_may_have_their_own_scale(tmp_path):
    grille = read_grid(write(tmp_path, MUTATIONS + GRID), "essai.yml")
    assert [c.points for c in grille.bareme(mutation=True).criteres] == [2, 1]
    assert len(grille.bareme(mutation=False).criteres) == 8
    # The document of the grid holds for them too.
    assert {c.justificatif for c in grille.mutations.criteres} == {"pieces_valides"}


def test_a_malus_is_read_and_lowers_the_weakest_priority(tmp_path):
    # Travail −20: the weakest priority keeps 30 − 20 = 10, above 2 + 1 + 4 = 7.
    lowered = GRID.replace(
        "libelle: Travail\n      points: 2", "libelle: Travail\n      points: -20"
    )
    assert report(tmp_path, lowered) == []
    # −23: 30 − 23 = 7, no longer above.
    assert report(tmp_path, lowered.replace("-20", "-23")) == [
        "ligne 10, clé « criteres » : Les critères facultatifs et locaux cumulés peuvent "
        "atteindre 7 points (Logement non décent 4, Ancienneté de 21 mois et plus 2, Divorce 1), "
        "autant ou plus que le critère prioritaire le plus faible (« Handicap », 30 points, "
        "ramenés à 7 points par « Travail » −23). Baissez-les d’au moins 1 point au total, ou "
        "relevez d’autant les critères prioritaires les plus faibles."
    ]


def test_a_grid_that_breaks_the_priority_is_refused(tmp_path):
    # 2 + 1 + 27 + 2 = 32 for 30: three points too many.
    assert report(tmp_path, GRID.replace("points: 4", "points: 27")) == [
        "ligne 10, clé « criteres » : Les critères facultatifs et locaux cumulés peuvent "
        "atteindre 32 points (Logement non décent 27, Ancienneté de 21 mois et plus 2, Travail 2, "
        "Divorce 1), autant ou plus que le critère prioritaire le plus faible (« Handicap », "
        "30 points). Baissez-les d’au moins 3 points au total, ou relevez d’autant les critères "
        "prioritaires les plus faibles."
    ]
    # The group « maximum » makes it possible: 26 with 3 counts 26, and 2 + 1 + 26 + 2 = 31;
    # 24 gives 29.
    assert report(tmp_path, GRID.replace("points: 4", "points: 24")) == []


def test_the_mutations_are_proved_too(tmp_path):
    assert report(tmp_path, MUTATIONS.replace("points: 1", "points: 2") + GRID) == [
        "ligne 2, clé « mutations.criteres » : Pour les mutations, les critères facultatifs et "
        "locaux cumulés peuvent atteindre 2 points (Divorce 2), autant ou plus que le critère "
        "prioritaire le plus faible (« DALO », 2 points). Baissez-les d’au moins 1 point au "
        "total, ou relevez d’autant les critères prioritaires les plus faibles."
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "grille:",
            "griles:",
            "ligne 1, clé « griles » : Cette clé est inconnue. Vouliez-vous écrire « grille » ? "
            "Noms admis : grille, epci, en_vigueur, source, justificatif, criteres, groupes, "
            "mutations.",
        ),
        (
            "source: Délibération\n",
            "",
            "clé « source » : Cette clé obligatoire manque ou est vide. Ajoutez-la avec sa valeur.",
        ),
        (
            "245900428",
            "CUD",
            "ligne 2, clé « epci » : Un SIREN est attendu. Valeur lue : « CUD ». Écrivez les neuf "
            "chiffres du SIREN de l’EPCI.",
        ),
        (
            "2021-09-01",
            "2021-09-31",
            "ligne 3, clé « en_vigueur » : Une date AAAA-MM-JJ est attendue. Valeur lue : "
            "« 2021-09-31 ». Écrivez-la ainsi : 2021-09-01.",
        ),
        (
            "pieces_valides",
            "Pièces valides",
            f"ligne 5, clé « justificatif » : {NAME} Valeur lue : « Pièces valides ». Par "
            "exemple : taux_effort.",
        ),
        (
            "pieces_valides",
            "divorce",
            "ligne 31, clé « divorce » : La colonne « divorce » du critère « Divorce » est aussi "
            "lue comme un justificatif. Donnez une autre colonne à l’un des deux, avec la clé "
            "« colonne » ou « justificatif ».",
        ),
        (
            "cumul: maximum",
            "cumul: plus haut",
            "ligne 8, clé « groupes.Logement.cumul » : Un cumul est attendu parmi : somme, "
            "maximum. Valeur lue : « plus haut ». Corrigez la valeur.",
        ),
        (
            "suroccupation]",
            "suroccupations]",
            "ligne 9, clé « groupes.Logement.criteres.2 » : Aucun critère n’a ce code. Valeur "
            "lue : « suroccupations ». Vouliez-vous écrire « suroccupation » ? Noms admis : dalo, "
            "handicap, anciennete, divorce, non_decent, suroccupation, travail, pdalhpd.",
        ),
        (
            "suroccupation]",
            "travail]",
            "ligne 9, clé « groupes.Logement.criteres » : Ce groupe mêle des critères de "
            "plusieurs blocs : facultatifs et locaux. Faites un groupe par bloc.",
        ),
        (
            ", suroccupation]",
            "]",
            "ligne 9, clé « groupes.Logement.criteres » : Un groupe réunit au moins deux "
            "critères. Complétez-le, ou retirez-le.",
        ),
        (
            "  Logement:",
            "  Autre:\n    cumul: somme\n    criteres: [divorce, non_decent]\n  Logement:",
            "ligne 12, clé « groupes.Logement.criteres.1 » : Ce critère est déjà du groupe "
            "« Autre ». Valeur lue : « non_decent ». Gardez-le dans un seul groupe.",
        ),
        (
            "  locaux:",
            "  local:",
            "ligne 40, clé « criteres.local » : Cette clé est inconnue. Vouliez-vous écrire "
            "« locaux » ? Noms admis : obligatoires, facultatifs, locaux.",
        ),
        (
            "      points: 1000\n",
            "      point: 1000\n      points: 1000\n",
            "ligne 14, clé « criteres.obligatoires.dalo.point » : Cette clé est inconnue. "
            "Vouliez-vous écrire « points » ? Noms admis : libelle, points, tranches, colonne, "
            "valeurs, justificatif, categorie, prioritaire.",
        ),
        (
            "points: 1000",
            "points: 12,5",
            "ligne 14, clé « criteres.obligatoires.dalo.points » : Un nombre entier est attendu. "
            "Valeur lue : « 12,5 ». Écrivez-le en chiffres, sans décimale ni unité.",
        ),
        (
            "points: 1000",
            "points:",
            "ligne 14, clé « criteres.obligatoires.dalo.points » : Cette clé obligatoire manque "
            "ou est vide. Ajoutez-la avec sa valeur.",
        ),
        (
            "points: 1000",
            "points: 0",
            "ligne 14, clé « criteres.obligatoires.dalo.points » : Un critère prioritaire donne "
            f"des points. Valeur lue : « 0 ». {POSITIVE}",
        ),
        (
            "points: 500",
            "points: -5",
            "ligne 46, clé « criteres.locaux.pdalhpd.points » : Un critère prioritaire donne des "
            f"points. Valeur lue : « -5 ». {POSITIVE}",
        ),
        (
            "[dalo]",
            "{a: b}",
            "ligne 16, clé « criteres.obligatoires.dalo.valeurs » : Une liste est attendue. "
            "Mettez les valeurs entre crochets, séparées par des virgules.",
        ),
        (
            "    handicap:",
            "    dalo:",
            "ligne 12, clé « criteres.obligatoires.dalo » : Cette clé figure deux fois. Gardez-la "
            "une seule fois.",
        ),
        (
            "    divorce:",
            "    handicap:",
            "ligne 31, clé « criteres.facultatifs.handicap » : Ce code désigne déjà un critère, "
            "ligne 18. Donnez-leur deux codes distincts.",
        ),
        (
            "libelle: Divorce",
            "libelle: Handicap",
            "ligne 32, clé « criteres.facultatifs.divorce.libelle » : Ce libellé est déjà celui "
            "d’un critère, ligne 18. Valeur lue : « Handicap ». Donnez-leur deux libellés "
            "distincts.",
        ),
        (
            "    divorce:",
            "    Divorcé:",
            f"ligne 31, clé « criteres.facultatifs.Divorcé » : {NAME} Valeur lue : « Divorcé ». "
            "Par exemple : taux_effort.",
        ),
        (
            "    handicap:\n      libelle: Handicap\n      points: 30",
            "    handicap: 30",
            "ligne 18, clé « criteres.obligatoires.handicap » : Des « clé: valeur » sont "
            "attendues. Écrivez-en une par ligne, en retrait.",
        ),
        (
            "      libelle: DALO",
            "      libelle: DALO\n      prioritaire: non",
            "ligne 14, clé « criteres.obligatoires.dalo.prioritaire » : Un critère obligatoire "
            "est toujours prioritaire. Retirez cette clé.",
        ),
        (
            "      libelle: Divorce",
            "      libelle: Divorce\n      prioritaire: oui",
            "ligne 33, clé « criteres.facultatifs.divorce.prioritaire » : Un critère facultatif "
            "n’est jamais prioritaire. Retirez cette clé, ou placez le critère sous « locaux ».",
        ),
        (
            "prioritaire: oui",
            "prioritaire: vrai",
            "ligne 50, clé « criteres.locaux.pdalhpd.prioritaire » : « oui » ou « non » est "
            "attendu. Valeur lue : « vrai ». Corrigez la valeur.",
        ),
        (
            "      prioritaire: oui\n",
            "",
            "ligne 49, clé « criteres.locaux.pdalhpd.categorie » : Seul un critère prioritaire "
            "tient lieu d’une catégorie du L.441-1. Valeur lue : « c ». Retirez cette clé, ou "
            "écrivez « prioritaire: oui » pour une priorité locale.",
        ),
        (
            "      tranches:",
            "      points: 3\n      tranches:",
            "ligne 25, clé « criteres.facultatifs.anciennete.points » : Un critère a des points "
            "ou des tranches, pas les deux. Gardez l’un des deux.",
        ),
        (
            "      tranches:",
            "      valeurs: [oui]\n      tranches:",
            "ligne 25, clé « criteres.facultatifs.anciennete.valeurs » : Des tranches se lisent "
            "sur une date : elles n’ont pas de valeurs. Retirez cette clé.",
        ),
        (
            "        - de: 11\n          a: 20\n          points: 1\n"
            "        - de: 21\n          points: 2\n",
            "        []\n",
            "ligne 25, clé « criteres.facultatifs.anciennete.tranches » : Cette liste est vide. "
            "Mettez-y une tranche, ou des points.",
        ),
        (
            "de: 21",
            "de: 20",
            "ligne 29, clé « criteres.facultatifs.anciennete.tranches.2 » : Cette tranche "
            "recouvre la précédente, qui va jusqu’à 20 mois. Valeur lue : « de 20 mois et plus ». "
            "Faites-la commencer à 21 mois.",
        ),
        (
            "de: 21",
            "de: 5",
            "ligne 29, clé « criteres.facultatifs.anciennete.tranches.2 » : Les tranches ne sont "
            "pas rangées de la plus courte ancienneté à la plus longue. Valeur lue : « de 5 mois "
            "et plus ». Rangez-les dans cet ordre.",
        ),
        (
            "          a: 20\n",
            "",
            "ligne 28, clé « criteres.facultatifs.anciennete.tranches.2 » : La tranche qui "
            "précède n’a pas de fin : celle-ci la recouvre. Valeur lue : « de 21 mois et plus ». "
            "Donnez une fin à la première avec « a ».",
        ),
        (
            "a: 20",
            "a: 10",
            "ligne 26, clé « criteres.facultatifs.anciennete.tranches.1 » : Une tranche va d’un "
            "nombre de mois, 0 ou plus, à un autre, égal ou plus grand. Valeur lue : « de 11 à 10 "
            "mois ». Corrigez « de » ou « a ».",
        ),
        (
            "de: 11",
            "de: onze",
            "ligne 26, clé « criteres.facultatifs.anciennete.tranches.1.de » : Un nombre entier "
            "est attendu. Valeur lue : « onze ». Écrivez-le en chiffres, sans décimale ni unité.",
        ),
        (
            "      justificatif: aucun\n      tranches:",
            "      justificatif: aucun\n      colonne: travail\n      tranches:",
            "ligne 42, clé « travail » : La colonne « travail » du critère « Travail » est aussi "
            "lue comme une date pour « Ancienneté ». Donnez une autre colonne à l’un des deux, "
            "avec la clé « colonne » ou « justificatif ».",
        ),
        (
            "groupes:",
            "mutations: non\ngroupes:",
            "ligne 6, clé « mutations » : Des « clé: valeur » sont attendues. Valeur lue : "
            "« non ». Écrivez-en une par ligne, en retrait.",
        ),
    ],
)
def test_each_way_of_spoiling_a_grid_gives_its_sentence(tmp_path, old, new, sentence):
    assert old in GRID
    assert sentence in report(tmp_path, GRID.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [("criteres:\n  obligatoires:", "criteres:\n  autres:"), ("criteres:\n", "x:\n")],
)
def test_a_grid_without_mandatory_criteria_is_refused(tmp_path, old, new):
    head, tail = GRID.split("suroccupation]\n")
    found = report(tmp_path, head + "suroccupation]\n" + tail.replace(old, new, 1))
    assert any(
        "clé « criteres.obligatoires » : Une grille a des critères obligatoires. Écrivez-les sous "
        "« criteres », puis « obligatoires »." in sentence
        for sentence in found
    )


def test_all_problems_come_at_once_by_line_each_one_once(tmp_path):
    spoilt = GRID
    for old, new in [
        ("pieces_valides", "Pièces"),
        ("points: 30", "points: x"),
        ("de: 21", "de: 3"),
    ]:
        spoilt = spoilt.replace(old, new, 1)
    found = report(tmp_path, spoilt)
    assert [sentence.split(",")[0] for sentence in found] == ["ligne 5", "ligne 20", "ligne 29"]


def test_a_file_that_is_no_yaml(tmp_path):
    assert report(tmp_path, "grille: Essai\n\tepci: 1\n") == [
        "ligne 2 : Ce fichier n’est pas un YAML lisible, fait de « clé: valeur ». Vérifiez les "
        "retraits (espaces, pas de tabulation), les deux-points et les guillemets."
    ]


def grids(root: Path, territoires) -> tuple[dict[str, object], list[str]]:
    problems = []
    found = read_grids(root, territoires, read_priorities(ROOT, []), problems)
    return found, [str(problem) for problem in problems]


def test_the_grids_of_the_reference_data(territoires):
    found, problems = grids(ROOT, territoires)
    assert problems == []
    assert found["245900428"].fichier == DUNKERQUE


def test_a_project_without_grids(tmp_path, territoires):
    assert grids(tmp_path, territoires) == ({}, [])


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        (
            "245900428.yml",
            "245900428",
            "200054781",
            ", ligne 2, clé « epci » : Cet EPCI est inconnu. Valeur lue : « 200054781 ». Écrivez "
            "le SIREN d’un EPCI de la région (liste dans data/reference/).",
        ),
        (
            "dunkerque.yaml",
            "Essai",
            "Essai",
            ", ligne 2, clé « epci » : Le SIREN diffère du nom du fichier. Valeur lue : "
            "« 245900428 ». Renommez le fichier en « 245900428.yml », ou corrigez le SIREN.",
        ),
        (
            "245900428.yml",
            "categorie: c",
            "categorie: z",
            ", ligne 44, clé « pdalhpd.categorie » : Cette catégorie ne figure pas au L.441-1 du "
            "CCH. Valeur lue : « z ». Noms admis : a, b, c, d, e, f, g, g bis, h, i, j, k, l, m.",
        ),
    ],
)
def test_what_a_grid_names_must_exist(tmp_path, territoires, name, old, new, sentence):
    write(tmp_path / FOLDER, GRID.replace(old, new, 1), name)
    assert grids(tmp_path, territoires) == ({}, [f"{FOLDER}/{name}{sentence}"])


def test_the_grids_and_the_other_inputs_are_reported_together(project):
    project.write(DUNKERQUE, GRID.replace("points: 4", "points: 30"))
    project.replace(project.menages, "1 413", "1 413 ménages")
    found = project.report()
    assert len(found) == 2
    assert found[0].startswith(f"{project.menages}, ligne 3, colonne « attributions »")
    assert "« Handicap », 30 points" in found[1]


def test_a_row_of_the_priorities_is_checked(tmp_path):
    write(
        tmp_path / "data" / "reference",
        "article;categorie;libelle;debut;reference\n"
        "L.441-1;a;A;;CCH\nL.441-1;a;A;;CCH\nL.999;b;;02/2022;CCH\nL.441-1;c;C\n",
        "priorites.csv",
    )
    problems = []
    assert [p.ligne for p in read_priorities(tmp_path, problems)] == [2]
    place = "data/reference/priorites.csv, ligne"
    assert [str(problem) for problem in problems] == [
        f"{place} 3, colonne « categorie » : Cette catégorie figure déjà ligne 2. Valeur lue : "
        "« a ». Gardez une seule des deux lignes.",
        f"{place} 4, colonne « libelle » : Cette cellule doit être remplie. Complétez-la.",
        f"{place} 4, colonne « article » : Un article est attendu parmi : L.441-1, L.441-2-3. "
        "Valeur lue : « L.999 ». Corrigez la valeur.",
        f"{place} 4, colonne « debut » : Une date AAAA-MM-JJ est attendue. Valeur lue : "
        "« 02/2022 ». Corrigez la valeur.",
        f"{place} 5 : 5 cellules sont attendues, 3 lues. Vérifiez les séparateurs de la ligne.",
    ]

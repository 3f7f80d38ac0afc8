"""Deadlines of the reform: those of the commission, and a follow-up of four invented EPCI."""

from __future__ import annotations

import re

import pytest

from hdflib.figures import Etat
from hdflib.sections import attribution_reform as section
from hdflib.sections.attribution_reform.obligations import list_obligations

LILLE, DUNKERQUE, SABLONS, LAON = "200093201", "245900428", "246000582", "200043495"
COLUMNS = (
    "concerne", "cil", "orientations", "cia", "ppgdid", "cotation_active", "entree", "taux_cia",
    "objectifs_notifies", "travailleurs_essentiels", "sapeurs_pompiers", "residences_mixite",
)  # fmt: skip
FOLLOWED = {
    LILLE: (
        *("oui", "2017-06-01", "2018-03-05", "2019-10-10", "2020-12-31", "oui", "", "28 %", ""),
        *("2022-03-15", "non", "oui"),
    ),
    DUNKERQUE: ("oui", "2017-01-15", "non", "non", "non", "non", *[""] * 2, "non", *[""] * 3),
    SABLONS: ("oui", *["non"] * 5, "", "20 %", "2022-06-01", *[""] * 3),
    LAON: ("oui", *["non"] * 5, "2022-05-04", "", "non", *[""] * 3),
}
RETURN = (
    "Le premier compte rendu semestriel des bailleurs sur leurs attributions hors QPV, arrêté au "
    "30 juin 2022, est à transmettre au préfet sous 15 jours, le 15 juillet 2022 au plus tard ; "
    "aucun n’était dû avant."
)
DEFAULT = (
    "À défaut de CIA, l’EPCI notifie leurs objectifs aux bailleurs et aux réservataires le "
    "22 février 2023 au plus tard ; sans l’un ni l’autre, le taux de 25 % hors QPV s’appliquera "
    "uniformément à chaque bailleur."
)
COTATION = "leur PPGDID doit la définir le 31 décembre 2023 au plus tard, soit dans 18 mois."
NOBODY_LATE = (
    "Au 16 juin 2022, aucun EPCI n’est en retard sur la réforme : la prochaine échéance, celle "
    "de la CIA, est le 22 octobre 2022."
)


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def lines(view):
    """Give the rows of a table as texts, its groups as rows of one cell."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", view.html, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[plain(re.sub("<[^>]+>", "", cell)) for cell in row] for row in cells]


@pytest.fixture
def followed(project):
    """Open a page on the follow-up of four EPCI."""
    project.write(
        "reforme_epci",
        [
            {"epci": code, **dict(zip(COLUMNS, values, strict=True)), "source": "Essai"}
            for code, values in FOLLOWED.items()
        ],
    )
    return lambda territoire="32": project.page("attribution_reform", territoire)


@pytest.fixture
def law(project):
    """Change a number set by law."""

    def change(code, old, new):
        path = project.root / "data" / "reference" / "regles.csv"
        rows = path.read_text("utf-8").splitlines()
        (rank,) = [i for i, row in enumerate(rows) if row.startswith(f"{code};") and old in row]
        rows[rank] = rows[rank].replace(old, new, 1)
        path.write_text("\n".join(rows) + "\n", "utf-8")

    return change


@pytest.mark.parametrize("territoire", ["32", "02", "80"])
def test_sentences_of_the_commission(page, said, territoire):
    analyse = page("attribution_reform", territoire)
    # 40 EPCI, of which 20 have a CIA and 4 an active cotation.
    assert said(section.say_deadlines(analyse, section.compute(analyse))) == [
        NOBODY_LATE,
        RETURN,
        "20 EPCI n’ont pas encore de CIA (situation au 30 avril 2022) : ils ont jusqu’au "
        "22 octobre 2022, soit encore 4 mois.",
        DEFAULT,
        f"36 EPCI n’ont pas encore de cotation active dans le SNE : {COTATION}",
    ]


@pytest.mark.parametrize("territoire", ["32", "59", "02"])
def test_sentences_are_well_set(followed, law, territoire):
    law("delai_cia", ";8;", ";2;")
    analyse = followed(territoire)
    reform = section.compute(analyse)
    spoken = [*section.say_deadlines(analyse, reform), section.say_amendments(analyse, reform)]
    texts = [sentence.text for sentence in spoken if sentence]
    assert len(texts) >= 5
    for text in texts:
        assert re.match(r"[A-ZÀÉ0-9]", text), text
        assert text.endswith("."), text
        assert not re.search(r"[^\u202f][%;!?]|[^\u00a0][:€]", text), text
        assert not re.search(r"'|  |\.\.| [,.)]|\b(de|à) les? |None", text), text


def test_deadlines_of_the_commission(page):
    analyse = page("attribution_reform")
    view = section.draw_deadlines(analyse, section.compute(analyse))
    texte = "Loi 2022-217 du 21 février 2022"
    assert lines(view)[2:] == [
        ["À venir"],
        [
            "Compte rendu semestriel des bailleurs, arrêté au 30 juin 2022",
            *("15 juillet 2022", "29 jours", "sans objet", "sans objet", texte),
        ],
        [
            "Convention intercommunale d’attribution (CIA) signée",
            *("22 octobre 2022", "4 mois", "20", "20", texte),
        ],
        [
            "À défaut de CIA, objectifs notifiés aux bailleurs et aux réservataires",
            *("22 février 2023", "8 mois", "non transmis", "non transmis", texte),
        ],
        [
            "Gestion en flux chez tous les réservataires",
            *("23 novembre 2023", "17 mois", "sans objet", "sans objet", texte),
        ],
        [
            "Plan partenarial (PPGDID) adopté, qui définit la cotation",
            *("31 décembre 2023", "18 mois", "19", "21", texte),
        ],
        [
            "Cotation de la demande active dans le SNE (au 16 juin 2022)",
            *("31 décembre 2023", "18 mois", "4", "36", texte),
        ],
        ["Sans échéance dans les textes"],
        [
            "Première conférence intercommunale du logement (CIL) tenue",
            *("aucune", "–", "30", "10", "CCH, L.441-1-5 et L.441-2-8"),
        ],
        [
            "Orientations-cadre adoptées",
            *("aucune", "–", "27", "13", "CCH, L.441-1-5 et L.441-2-8"),
        ],
    ]


def test_figures_of_a_deadline_say_how_they_are_made(page):
    analyse = page("attribution_reform")
    view = section.draw_deadlines(analyse, section.compute(analyse))
    made = {(f.indicateur.code, f.modalite): plain(f.formule) for f in view.figures}
    assert made["echeance_reforme", "cia"] == "22 février 2022 + 8 mois"
    assert made["echeance_reforme", "notification"] == "22 février 2022 + 8 mois + 4 mois"
    assert made["echeance_reforme", "compte_rendu"] == "30 juin 2022 + 15 jours"
    assert made["mois_restants", "cia"] == (
        "du 16 juin 2022 au 22 octobre 2022 (22 février 2022 + 8 mois)"
    )
    sources = {source.fichier for f in view.figures for source in f.sources}
    assert "data/reference/regles.csv" in sources


def test_amendments_of_the_commission(page, said):
    analyse = page("attribution_reform")
    assert said([section.say_amendments(analyse, section.compute(analyse))]) == [
        "La loi 3DS s’applique sans délai aux CIA : 20 CIA signées sont à compléter par avenant "
        "d’un objectif pour les travailleurs essentiels et d’un autre pour les sapeurs-pompiers "
        "volontaires."
    ]


def test_follow_up_counts_the_epci(followed, said):
    analyse = followed()
    # Laon has two years from 4 May 2022: Dunkerque and Les Sablons are left for the CIA.
    assert said(section.say_deadlines(analyse, section.compute(analyse))) == [
        NOBODY_LATE,
        RETURN,
        "2 EPCI n’ont pas encore de CIA (situation au 16 juin 2022) : ils ont jusqu’au 22 octobre "
        "2022, soit encore 4 mois.",
        DEFAULT,
        "La CA du Pays de Laon, dans la réforme depuis le 4 mai 2022, a jusqu’au 4 mai 2024 pour "
        "signer sa CIA.",
        f"3 EPCI n’ont pas encore de cotation active dans le SNE : {COTATION}",
    ]
    counted = {
        o.libelle: (o.faits.value, o.restants.value)
        for o in list_obligations(analyse, None)
        if o.faits
    }
    notified = "À défaut de CIA, objectifs notifiés aux bailleurs et aux réservataires"
    assert counted[notified] == (1, 1)
    assert counted[f"{notified}, par qui est entré dans la réforme le 4 mai 2022"] == (0, 1)


def test_departement_has_its_own_epci(followed, said):
    analyse = followed("59")
    spoken = said(section.say_deadlines(analyse, section.compute(analyse)))
    assert "2 EPCI n’ont pas encore de CIA, dont 1 dans le Nord (situation" in spoken[2]
    assert not any("Laon" in sentence for sentence in spoken)
    rows = {row[0]: row for row in lines(section.draw_deadlines(analyse, None))}
    assert rows["Convention intercommunale d’attribution (CIA) signée"][3:6] == ["1", "2", "1"]
    assert rows["Première conférence intercommunale du logement (CIL) tenue"][3:6] == [
        *("2", "2", "0"),
    ]


def test_table_of_the_epci_says_what_comes_next(followed):
    rows = {row[0]: row[-1] for row in lines(section.draw_epci_table(followed())) if row[1:]}
    assert rows["Métropole Européenne de Lille"] == "–"
    assert rows["CU de Dunkerque"] == "22/10/2022 : CIA"
    assert rows["CC des Sablons"] == "22/10/2022 : CIA"
    # Its CIA is due later than its cotation.
    assert rows["CA du Pays de Laon"] == "31/12/2023 : PPGDID et cotation"


def test_late_epci_are_named(followed, law, said):
    # 22 February and two months: 22 April; from then to 16 June, 8 + 31 + 16 days.
    law("delai_cia", ";8;", ";2;")
    analyse = followed()
    spoken = said(section.say_deadlines(analyse, section.compute(analyse)))
    assert spoken[0] == (
        "Dans la région, 2 EPCI sont en retard de 55 jours pour la CIA, attendue le 22 avril 2022 "
        ": la CU de Dunkerque et la CC des Sablons."
    )
    assert not any("n’ont pas encore de CIA" in sentence for sentence in spoken)
    table = lines(section.draw_deadlines(analyse, None))
    assert table[2] == ["En retard"]
    assert table[3][:5] == [
        "Convention intercommunale d’attribution (CIA) signée",
        *("22 avril 2022", "55 jours", "1", "2"),
    ]
    rows = {row[0]: row[-2:] for row in lines(section.draw_epci_table(analyse)) if row[1:]}
    assert rows["CU de Dunkerque"] == ["CIA (55 jours)", "22/08/2022 : objectifs à notifier"]
    # It notified its objectives.
    assert rows["CC des Sablons"] == ["CIA (55 jours)", "31/12/2023 : PPGDID et cotation"]
    assert rows["Métropole Européenne de Lille"] == ["non", "–"]


def test_who_is_late_in_a_departement(followed, law, said):
    law("delai_cia", ";8;", ";2;")
    for territoire, first in (
        (
            "59",
            "Dans le Nord, 1 EPCI est en retard de 55 jours pour la CIA, attendue le 22 avril "
            "2022 : la CU de Dunkerque.",
        ),
        (
            "80",
            "Au 16 juin 2022, aucun EPCI n’est en retard sur la réforme dans la Somme : la "
            "prochaine échéance, celle de la notification des objectifs, est le 22 août 2022.",
        ),
    ):
        analyse = followed(territoire)
        assert said(section.say_deadlines(analyse, section.compute(analyse)))[0] == first


def test_published_numbers_are_late_without_names(project, law, said):
    law("delai_cia", ";8;", ";2;")
    analyse = project.page("attribution_reform", "80")
    assert said(section.say_deadlines(analyse, section.compute(analyse)))[0] == (
        "Dans la région, 20 EPCI sont en retard de 55 jours pour la CIA, attendue le 22 avril 2022."
    )


def test_rate_of_the_law_once_nothing_was_notified(followed, law, said):
    law("delai_cia", ";8;", ";1;")
    law("delai_notification", ";4;", ";1;")
    analyse = followed()
    spoken = said(section.say_deadlines(analyse, section.compute(analyse)))
    # Les Sablons notified; Dunkerque is left. 22 March to 16 June: two whole months.
    assert spoken[:2] == [
        "Dans la région, 2 EPCI sont en retard de 2 mois pour la CIA, attendue le 22 mars 2022 : "
        "la CU de Dunkerque et la CC des Sablons.",
        "Dans la région, 1 EPCI est en retard de 55 jours pour la notification des objectifs, "
        "attendue le 22 avril 2022 : la CU de Dunkerque.",
    ]
    assert (
        "Faute de CIA et d’objectifs notifiés, le taux de 25 % hors QPV s’applique uniformément à "
        "chaque bailleur dans 1 EPCI."
    ) in spoken


def test_unknown_step_leaves_the_published_number(followed, project):
    project.edit("reforme_epci", "cia", "", epci=LILLE)
    analyse = followed("59")
    found = {o.code: o for o in list_obligations(analyse, section.compute(analyse)) if not o.entree}
    assert (found["cia"].faits.value, found["cia"].restants.value) == (20, 20)
    assert not found["cia"].detail
    rows = {r[0]: r for r in lines(section.draw_deadlines(analyse, section.compute(analyse)))}
    cia = rows["Convention intercommunale d’attribution (CIA) signée (au 30 avril 2022)"]
    assert cia[3:6] == ["20", "20", "non transmis"]
    epci = {row[0]: row[-1] for row in lines(section.draw_epci_table(analyse)) if row[1:]}
    assert epci["CU de Dunkerque"] == "22/10/2022 : CIA"


def test_nothing_is_to_be_notified_once_all_have_a_cia(project, followed, said):
    for code in (DUNKERQUE, SABLONS):
        project.edit("reforme_epci", "cia", "2022-05-01", epci=code)
    analyse = followed()
    codes = [(o.code, bool(o.entree)) for o in list_obligations(analyse, section.compute(analyse))]
    assert ("notification", False) not in codes
    assert ("notification", True) in codes
    assert said(section.say_deadlines(analyse, section.compute(analyse)))[0] == (
        "Au 16 juin 2022, aucun EPCI n’est en retard sur la réforme : la prochaine échéance, celle "
        "du PPGDID et de la cotation, est le 31 décembre 2023."
    )
    project.edit("reforme_etapes", "nombre", "40", etape="cia").remove("reforme_epci")
    analyse = project.page("attribution_reform")
    codes = [o.code for o in list_obligations(analyse, section.compute(analyse))]
    assert "notification" not in codes


def test_no_deadline_before_the_law(project, law, said):
    for code in ("publication_3ds", "delai_cia", "delai_compte_rendu"):
        law(code, "2022-02-23", "2022-09-01")
    analyse = project.page("attribution_reform")
    reform = section.compute(analyse)
    assert {o.code: o.echeance for o in list_obligations(analyse, reform)}["cia"] is None
    assert said(section.say_deadlines(analyse, reform)) == [
        "Au 16 juin 2022, aucun EPCI n’est en retard sur la réforme."
    ]
    assert section.say_amendments(analyse, reform) is None


def test_nothing_is_due_of_what_was_not_transmitted(project):
    project.remove("reforme_etapes").remove("reforme_epci")
    analyse = project.page("attribution_reform")
    assert section.draw_deadlines(analyse, None) is None
    assert section.say_deadlines(analyse, None) == []
    found = list_obligations(analyse, None)
    assert [o.code for o in found] == ["compte_rendu", "flux"]


def test_remaining_epci_need_those_concerned(project):
    project.edit("reforme_etapes", "nombre", "", etape="concernes")
    analyse = project.page("attribution_reform")
    found = {o.code: o for o in list_obligations(analyse, section.compute(analyse))}
    assert found["cia"].faits.value == 20
    assert found["cia"].restants.etat is Etat.NON_TRANSMIS


def test_additions_to_the_cia(followed, said):
    analyse = followed("59")
    assert said([section.say_amendments(analyse, None)]) == [
        "Sur 1 CIA signée dans la région, 1 comprend un objectif pour les travailleurs "
        "essentiels, aucune ne comprend un objectif pour les sapeurs-pompiers volontaires et 1 "
        "comprend la liste des résidences à enjeu de mixité sociale (loi 3DS)."
    ]
    assert lines(section.draw_amendments(analyse))[2:] == [
        ["Métropole Européenne de Lille", "10/10/2019", "15/03/2022", "non", "oui"]
    ]
    assert section.draw_amendments(followed("60")) is None

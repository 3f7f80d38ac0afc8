from datetime import date

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdflib.commission import Commission
from hdflib.errors import HdfError, InputError
from hdflib.inputs.params import commissions, read_params, sections

ISO = "2022-10-14"
PLACE = "params/2022-10-14.yml"
SECTIONS = "context, fnavdl, logement_dabord, news, priority_households"
DAY = "Une date AAAA-MM-JJ est attendue."
DAY_FORM = "Écrivez-la ainsi : 2022-04-30."
MISSING = "Cette clé obligatoire manque ou est vide. Ajoutez-la avec sa valeur."
NUMBER = "Un nombre est attendu."
NUMBER_FORM = "Écrivez-le avec un point et sans % : 0.5 pour 50 %."
LIMITS = "Trois limites croissantes sont attendues. Écrivez-les ainsi : [0.5, 0.75, 1.0]."
TERRITOIRES = '["32", "02", "59"]'
ACCEPT = "acceptations:\n  - fichier: {}\n    colonne: {}\n    motif: Publié ainsi\nseuils:"


def refusal(project):
    with pytest.raises(InputError) as raised:
        read_params(project.root, ISO)
    return [str(problem) for problem in raised.value.problems]


def test_params_are_read(project):
    params = read_params(project.root, ISO)
    assert params.iso == ISO
    assert params.commission == date(2022, 10, 14)
    assert params.observation == {"menages_prioritaires": date(2022, 9, 30)}
    assert params.territoires == ("32", "02", "59")
    assert params.seuils.taux_objectif == (0.5, 0.75, 1.0)
    assert params.seuils.part_departement == (0.1, 0.2, 0.3)
    assert params.point("fnavdl").titre == "Accompagnement"
    assert params.point("logement_dabord") is None


def test_commissions_and_sections_are_listed(project):
    project.write("params/2021-12-01.yml", "")
    project.write("params/brouillon.yml", "")
    assert commissions(project.root) == ["2021-12-01", "2022-10-14"]
    assert ", ".join(sections(project.root)) == SECTIONS


def test_an_unknown_commission_lists_the_known_ones(project):
    with pytest.raises(HdfError) as raised:
        read_params(project.root, "2022-06-16")
    assert str(raised.value) == (
        "La commission « 2022-06-16 » n’existe pas. Commissions connues : 2022-10-14. "
        "Pour en ajouter une, créez params/AAAA-MM-JJ.yml."
    )


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("[32, 02, 59]", ("32", "02", "59")),
        ("[2, 08, 8]", ("02", "08", "08")),
        ("['02', 2A]", ("02", "2A")),
        ("\n  - 010\n  - 1", ("010", "01")),
    ],
)
def test_codes_without_quotes_keep_their_zero(project, written, codes):
    project.replace(PLACE, TERRITOIRES, written)
    assert read_params(project.root, ISO).territoires == codes


def test_values_that_yaml_would_turn_into_something_else(project):
    project.replace(PLACE, "titre: Contexte", "titre: non\n    sequence: 9:30")
    project.replace(PLACE, "service: DREAL", "service: 2022")
    project.replace(PLACE, 'region: "32"', "region: 32")
    params = read_params(project.root, ISO)
    assert (params.agenda[0].titre, params.agenda[0].sequence) == ("non", "9:30")
    assert (params.service, params.region) == ("2022", "32")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_encodings_of_editors(project, encoding):
    text = (project.root / PLACE).read_text("utf-8")
    project.write(PLACE, text.encode(encoding))
    assert read_params(project.root, ISO).titre == "Commission spécialisée"


def test_empty_keys_take_their_default(project):
    project.replace(PLACE, "  menages_prioritaires: 2022-09-30\n", "")
    project.replace(PLACE, "  taux_objectif: [0.5, 0.75, 1.0]\n", "acceptations:\n")
    params = read_params(project.root, ISO)
    assert (params.observation, params.acceptations) == ({}, ())
    assert params.seuils.taux_objectif == (0.5, 0.75, 1.0)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "titre: Contexte",
            "title: Contexte",
            [
                f"{PLACE}, ligne 9, clé « agenda.1.titre » : {MISSING}",
                f"{PLACE}, ligne 10, clé « agenda.1.title » : Cette clé est inconnue. "
                "Vouliez-vous écrire « titre » ? Noms admis : section, titre, sequence.",
            ],
        ),
        (
            "service: DREAL",
            "servce: DREAL",
            [
                f"{PLACE}, clé « service » : {MISSING}",
                f"{PLACE}, ligne 3, clé « servce » : Cette clé est inconnue. "
                "Vouliez-vous écrire « service » ?",
            ],
        ),
        (
            "taux_objectif:",
            "zzz:",
            [
                f"{PLACE}, ligne 18, clé « seuils.zzz » : Cette clé est inconnue. "
                "Noms admis : taux_objectif, part_departement, part_prioritaires, q1_hors_qpv, "
                "q234_qpv."
            ],
        ),
        (
            "titre: Commission spécialisée",
            "titre:",
            [f"{PLACE}, ligne 2, clé « titre » : {MISSING}"],
        ),
        (
            "titre: Commission spécialisée",
            'titre: " "',
            [f"{PLACE}, ligne 2, clé « titre » : Cette valeur est vide. Complétez-la."],
        ),
        (
            "titre: Commission spécialisée",
            "titre: [a]",
            [
                f"{PLACE}, ligne 2, clé « titre » : Un texte est attendu. "
                "Écrivez-le entre guillemets."
            ],
        ),
        (
            "service: DREAL",
            "service: DREAL\nservice: DDETS",
            [
                f"{PLACE}, ligne 3, clé « service » : Cette clé figure deux fois. "
                "Gardez-la une seule fois."
            ],
        ),
        (
            "    titre: Contexte",
            "    titre: Contexte\n    titre: Autre",
            [
                f"{PLACE}, ligne 10, clé « agenda.1.titre » : Cette clé figure deux fois. "
                "Gardez-la une seule fois."
            ],
        ),
        (
            "commission: 2022-10-14",
            "commission: 14/10/2022",
            [
                f"{PLACE}, ligne 1, clé « commission » : {DAY} Valeur lue : « 14/10/2022 ». "
                + DAY_FORM
            ],
        ),
        (
            "commission: 2022-10-14",
            "commission: 2022-10-15",
            [
                f"{PLACE}, ligne 1, clé « commission » : La date diffère du nom du fichier. "
                "Valeur lue : « 2022-10-15 ». Renommez le fichier ou corrigez la date."
            ],
        ),
        (
            "prioritaires: 2022-09-30",
            "prioritaires: 2022-10-15",
            [
                f"{PLACE}, ligne 7, clé « observation.menages_prioritaires » : La date "
                "d’observation suit la commission du 14 octobre 2022. "
                "Valeur lue : « 2022-10-15 ». Corrigez la date d’observation."
            ],
        ),
        (
            "menages_prioritaires: 2022-09-30",
            "menage_prioritaire: 2022-09-30",
            [
                f"{PLACE}, ligne 7, clé « observation.menage_prioritaire » : Cette table est "
                "inconnue. Vouliez-vous écrire « menages_prioritaires » ?"
            ],
        ),
        (
            "observation:\n  menages",
            "observation:\n  - menages",
            [
                f"{PLACE}, ligne 6, clé « observation » : Des « clé: valeur » sont attendues. "
                "Écrivez-en une par ligne, en retrait."
            ],
        ),
        (
            "section: context",
            "section: contexte",
            [
                f"{PLACE}, ligne 9, clé « agenda.1.section » : Cette section est inconnue. "
                "Valeur lue : « contexte ». Vouliez-vous écrire « context » ? "
                f"Noms admis : {SECTIONS}."
            ],
        ),
        (
            "section: fnavdl",
            "section: context",
            [
                f"{PLACE}, ligne 13, clé « agenda.3.section » : Cette section figure deux fois. "
                "Valeur lue : « context ». Gardez-la une seule fois."
            ],
        ),
        (
            "- section: context\n    titre: Contexte",
            "- context",
            [
                f"{PLACE}, ligne 9, clé « agenda.1 » : Des « clé: valeur » sont attendues. "
                "Valeur lue : « context ». Écrivez-en une par ligne, en retrait."
            ],
        ),
        (
            TERRITOIRES,
            "59",
            [
                f"{PLACE}, ligne 5, clé « territoires » : Une liste est attendue. "
                "Valeur lue : « 59 ». Mettez les valeurs entre crochets, séparées par des virgules."
            ],
        ),
        (
            TERRITOIRES,
            "[]",
            [
                f"{PLACE}, ligne 5, clé « territoires » : Cette liste est vide. "
                "Mettez-y au moins une valeur."
            ],
        ),
        (
            "[0.5, 0.75, 1.0]",
            "['0,5', 75 %, 1.0]",
            [
                f"{PLACE}, ligne 18, clé « seuils.taux_objectif.1 » : {NUMBER} "
                f"Valeur lue : « 0,5 ». {NUMBER_FORM}",
                f"{PLACE}, ligne 18, clé « seuils.taux_objectif.2 » : {NUMBER} "
                f"Valeur lue : « 75 % ». {NUMBER_FORM}",
            ],
        ),
        (
            "[0.5, 0.75, 1.0]",
            "[0.5, 0.75, inf]",
            [
                f"{PLACE}, ligne 18, clé « seuils.taux_objectif.3 » : {NUMBER} "
                f"Valeur lue : « inf ». {NUMBER_FORM}"
            ],
        ),
        *(
            (
                "[0.5, 0.75, 1.0]",
                limits,
                [f"{PLACE}, ligne 18, clé « seuils.taux_objectif » : {LIMITS}"],
            )
            for limits in ("[0.75, 0.5, 1]", "[0.5, 1]", "[1, 2, 3, 4]", "[0.5, 0.5, 1]")
        ),
        (
            "seuils:",
            ACCEPT.format("menages_priorit.csv", "stock"),
            [
                f"{PLACE}, ligne 18, clé « acceptations.1.fichier » : Ce fichier est inconnu. "
                "Valeur lue : « menages_priorit.csv ». Vouliez-vous écrire "
                "« menages_prioritaires.csv » ?"
            ],
        ),
        (
            "seuils:",
            ACCEPT.format("sans_abri.csv", "stocks"),
            [
                f"{PLACE}, ligne 19, clé « acceptations.1.colonne » : Cette colonne n’a pas de "
                "total à contrôler. Valeur lue : « stocks ». Vouliez-vous écrire « stock » ? Noms "
                "admis : objectif_annuel, attributions, attributions_n_1, attributions_totales, "
                "stock, stock_debut_annee."
            ],
        ),
        (
            "seuils:",
            ACCEPT.format("sans_abri.csv", "stock").replace("motif:", "raison:"),
            [
                f"{PLACE}, ligne 18, clé « acceptations.1.motif » : {MISSING}",
                f"{PLACE}, ligne 20, clé « acceptations.1.raison » : Cette clé est inconnue. "
                "Noms admis : fichier, colonne, motif.",
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_remedy(project, old, new, message):
    project.replace(PLACE, old, new)
    assert refusal(project) == message


@pytest.mark.parametrize(
    "day",
    [
        *("30/09/2022", "2022-09-31", "2022-13-01", "septembre 2022", "2022", "20220930", "0"),
        *("2022-09-30 12:00:00", "2022-9-3", "1664496000", "٢٠٢٢-09-30"),
    ],
)
def test_only_a_day_in_iso_form_is_a_date(project, day):
    project.replace(PLACE, "2022-09-30", day)
    assert refusal(project) == [
        f"{PLACE}, ligne 7, clé « observation.menages_prioritaires » : {DAY} "
        f"Valeur lue : « {day} ». {DAY_FORM}"
    ]


def test_an_observation_may_be_of_the_day_of_the_session(project):
    project.replace(PLACE, "2022-09-30", ISO)
    assert read_params(project.root, ISO).observation == {
        "menages_prioritaires": date(2022, 10, 14)
    }


def test_an_empty_date(project):
    project.replace(PLACE, "2022-09-30", "")
    expected = f"{PLACE}, ligne 7, clé « observation.menages_prioritaires » : {DAY} {DAY_FORM}"
    assert refusal(project) == [expected]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", None),
        (b"bonjour", None),
        (b"- a\n- b\n", None),
        (b"a: \0", None),
        (b"a: \x81\n", None),
        (b"titre: Commission : suite\n", 1),
        (b"agenda:\n\t- section: context\n", 2),
        (b"titre: [a\nb: c\n", 2),
        (b"titre: 'a\n\n", 3),
        (b"a: 1\n---\nb: 2\n", 2),
        (b"? [a]\n: b\n", 1),
        (b"[" * 1000, None),
    ],
)
def test_what_is_not_a_yaml_mapping(project, content, line):
    project.write(PLACE, content)
    place = f"{PLACE}, ligne {line}" if line else PLACE
    assert refusal(project) == [
        f"{place} : Ce fichier n’est pas un YAML lisible, fait de « clé: valeur ». Vérifiez les "
        "retraits (espaces, pas de tabulation), les deux-points et les guillemets."
    ]


def test_a_folder_in_place_of_the_file(project):
    (project.root / PLACE).unlink()
    (project.root / PLACE).mkdir()
    assert refusal(project)[0].startswith(f"{PLACE} : Ce fichier n’est pas un YAML lisible")


def test_all_problems_come_together(project):
    project.replace(PLACE, "service: DREAL", "servce: DREAL")
    project.replace(PLACE, "2022-09-30", "30/09/2022")
    project.replace(PLACE, "section: news", "section: actualites")
    project.replace(PLACE, "[0.5, 0.75, 1.0]", "[1, 0]")
    places = [problem.split(" : ")[0] for problem in refusal(project)]
    assert places == [
        f"{PLACE}, clé « service »",
        f"{PLACE}, ligne 7, clé « observation.menages_prioritaires »",
        f"{PLACE}, ligne 18, clé « seuils.taux_objectif »",
        f"{PLACE}, ligne 3, clé « servce »",
        f"{PLACE}, ligne 15, clé « agenda.4.section »",
    ]


WORDS = st.sampled_from(
    ["", "x", "59", "2022-09-30", "0000-00-00", "0.5", "nan", "fichier", "section", "sans_abri"]
)
CONTENTS = st.recursive(
    WORDS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=8,
)


@given(st.sampled_from([*Commission.model_fields, "autre"]), CONTENTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_whatever_a_key_holds_it_is_read_or_refused_in_french(project, key, content):
    original = (project.root / PLACE).read_bytes()
    values = {**yaml.load(original, yaml.BaseLoader), key: content}
    project.write(PLACE, yaml.safe_dump(values, allow_unicode=True))
    try:
        assert read_params(project.root, ISO).iso == ISO
    except InputError as error:
        assert all(problem.constat and problem.remede for problem in error.problems)
    finally:
        project.write(PLACE, original)


def test_a_threshold_out_of_its_bounds_is_said_in_french(project):
    path = project.root / PLACE
    text = path.read_text("utf-8") + "extractions:\n  seuil_secret: 1\n"
    path.write_text(text, "utf-8")
    line = len(text.splitlines())
    assert refusal(project) == [
        f"{PLACE}, ligne {line}, clé « extractions.seuil_secret » : Ce nombre est hors des "
        "bornes. Valeur lue : « 1 ». seuil_secret vaut 2 ou plus, rejets_max est compris entre "
        "0 et 1 (0,02 s’écrit 0.02) ; les critères d’un audit sont au nombre de 106."
    ]


AUDIT = """\
accessibilite:
  audit:
    date: {}
    auteur: Une société
    applicables: {}
    respectes: {}
"""


@pytest.mark.parametrize(
    ("day", "applicables", "respectes", "state"),
    [
        ("2022-03-01", 60, 60, "totalement conforme"),
        ("2022-03-01", 60, 30, "partiellement conforme"),
        ("2022-03-01", 60, 29, "non conforme"),
        # The commission is on 14 October 2022: three years later than an audit that holds.
        ("2019-10-14", 60, 60, "totalement conforme"),
        ("2019-10-13", 60, 60, "non conforme"),
    ],
)
def test_the_state_of_conformity_is_that_of_the_audit(project, day, applicables, respectes, state):
    assert read_params(project.root, ISO).conformite == "non conforme"
    text = (project.root / PLACE).read_text("utf-8")
    project.write(PLACE, text + AUDIT.format(day, applicables, respectes))
    assert read_params(project.root, ISO).conformite == state


def test_a_wrong_key_of_an_audit_lists_its_own(project):
    text = (project.root / PLACE).read_text("utf-8")
    project.write(PLACE, (text + AUDIT.format("2022-03-01", 40, 40)).replace("auteur", "societe"))
    assert refusal(project) == [
        f"{PLACE}, ligne 20, clé « accessibilite.audit.auteur » : {MISSING}",
        f"{PLACE}, ligne 22, clé « accessibilite.audit.societe » : Cette clé est inconnue. "
        "Noms admis : date, auteur, applicables, respectes, non_conformites.",
    ]


def test_an_audit_meets_no_more_criteria_than_apply(project):
    text = (project.root / PLACE).read_text("utf-8")
    project.write(PLACE, text + AUDIT.format("2022-03-01", 40, 41))
    line = len(text.splitlines()) + 6
    assert refusal(project) == [
        f"{PLACE}, ligne {line}, clé « accessibilite.audit.respectes » : Plus de critères sont "
        "respectés que les 40 applicables. Valeur lue : « 41 ». Corrigez l’un des deux nombres."
    ]

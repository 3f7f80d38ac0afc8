import pytest

from hdflib.commission import Acceptation
from hdflib.inputs.checks import Remarque, check_bounds, check_sums
from hdflib.inputs.table import read_table
from hdflib.inputs.tables import SCHEMAS

MENAGES = "territoire;objectif_annuel;attributions;attributions_n_1;attributions_totales;\
poids_attributions;stock;stock_debut_annee;source\n"
FNAVDL = "annee;territoire;associations;bailleurs;enveloppe;source\n"
DECLARE = (
    "Corrigez les valeurs, ou laissez le total vide pour qu’il soit calculé ; si l’écart est dans "
    "la source, déclarez-le dans params, sous « acceptations » (fichier, colonne, motif)."
)


@pytest.fixture
def check(tmp_path, territoires):
    def check(name, content, *acceptations):
        schema = SCHEMAS[name]
        path = tmp_path / schema.fichier
        path.write_text(content, encoding="utf-8")
        reading = []
        table = read_table(schema, path, schema.fichier, territoires, reading, {})
        problems = []
        check_bounds(table, problems)
        remarks = check_sums(table, territoires, acceptations, problems)
        return remarks, [str(problem) for problem in problems]

    return check


def stocks(*values, region):
    rows = zip(("02", "59", "60", "62", "80", "32"), (*values, region), strict=True)
    return MENAGES + "".join(f"{code};;;;;;{value};;\n" for code, value in rows)


def amounts(*rows):
    return FNAVDL + "".join(f"2022;{row};\n" for row in rows)


def test_attributions_above_the_total(check):
    content = MENAGES + "02;;459;;400;;;;\n59;;400;;400;;;;\n60;;en cours;;1;;;;\n62;;5;;s;;;;\n"
    assert check("menages_prioritaires", content) == (
        [],
        [
            "menages_prioritaires.csv, ligne 2, colonne « attributions » : « attributions » "
            "dépasse « attributions_totales » (400). Valeur lue : « 459 ». "
            "Corrigez l’une des deux valeurs."
        ],
    )


def test_the_low_bound_of_a_bracket_above_the_high_one(check):
    content = "public;borne_min;borne_max;bailleurs;source\nsans_abri;75 %;50 %;3;\n\
sans_abri;50 %;75 %;3;\nsans_abri;100 %;;3;\n"
    assert check("bailleurs_tranches", content)[1] == [
        "bailleurs_tranches.csv, ligne 2, colonne « borne_min » : « borne_min » dépasse "
        "« borne_max » (50 %). Valeur lue : « 75 % ». Corrigez l’une des deux valeurs."
    ]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2022-06", "2022-05", True),
        ("01/06/2022", "31/05/2022", True),
        ("2022", "2021-12-31", True),
        ("2022-06", "2022-06", False),
        ("2022-06-15", "2022", False),
        ("2022-06-15", "2022-06", False),
        ("2022-06", "", False),
        ("juin", "2022-05", False),
    ],
)
def test_a_period_ends_after_it_starts(check, start, end, wrong):
    content = f"debut;fin;theme;titre;objet;reference;source\n{start};{end};Thème;;Objet;;\n"
    expected = (
        f"echeances.csv, ligne 2, colonne « fin » : « fin » précède « debut » ({start}). "
        f"Valeur lue : « {end} ». Corrigez l’une des deux dates."
    )
    assert check("echeances", content)[1] == ([expected] if wrong else [])


def test_the_region_is_the_sum_of_departements(check):
    assert check("menages_prioritaires", stocks(1, 2, 3, 4, 5, region=15)) == ([], [])


@pytest.mark.parametrize("region", ["14", "16", "0", "1 500"])
def test_a_region_that_differs_from_the_sum(check, region):
    assert check("menages_prioritaires", stocks(1, 2, 3, 4, 1005, region=region)) == (
        [],
        [
            "menages_prioritaires.csv, ligne 7, colonne « stock » : Le total diffère de la somme "
            f"des départements (1\u202f015). Valeur lue : « {region} ». {DECLARE}"
        ],
    )


@pytest.mark.parametrize(
    ("values", "region"),
    [
        ((1, 2, 3, 4, 5), ""),
        ((1, 2, 3, 4, 5), "en cours"),
        ((1, 2, 3, 4, ""), 99),
        ((1, 2, 3, 4, "en cours"), 99),
        ((1, 2, 3, 4, "s"), 99),
        ((1, 2, 3, 4, "cinq"), 99),
    ],
)
def test_nothing_is_compared_while_a_part_is_unknown(check, values, region):
    assert check("menages_prioritaires", stocks(*values, region=region)) == ([], [])


def test_nothing_is_compared_while_a_departement_is_absent(check):
    content = stocks(1, 2, 3, 4, 5, region=99).replace("80;;;;;;5;;\n", "")
    assert check("menages_prioritaires", content) == ([], [])


def test_shares_are_not_summed(check):
    content = MENAGES + "".join(f"{code};;;;;10 %;;;\n" for code in (2, 59, 60, 62, 80, 32))
    assert check("menages_prioritaires", content) == ([], [])


def test_a_declared_gap_is_a_remark_with_its_reason(check):
    accepted = Acceptation(
        fichier="menages_prioritaires.csv", colonne="stock", motif="Publié ainsi."
    )
    other = Acceptation(fichier="sans_abri.csv", colonne="stock", motif="Ailleurs.")
    content = stocks(1, 2, 3, 4, 5, region=8514)
    assert check("menages_prioritaires", content, other, accepted) == (
        [
            Remarque(
                "menages_prioritaires",
                "priority_households",
                "Stock Hauts-de-France : total publié 8\u202f514, somme des départements 15. "
                "Écart admis : Publié ainsi.",
            )
        ],
        [],
    )
    assert len(check("menages_prioritaires", content, other)[1]) == 1


@pytest.mark.parametrize(("gap", "explained"), [(1, True), (-1, True), (2, False), (-2, False)])
def test_two_rounded_amounts_and_their_sum_differ_by_one_euro_at_most(check, gap, explained):
    remarks, problems = check("fnavdl_enveloppes", amounts(f"62;100;50;{150 + gap}"))
    assert [remark.texte for remark in remarks] == [
        f"Enveloppe 2022, Pas-de-Calais : total publié {150 + gap}, "
        "somme des colonnes associations et bailleurs 150 (arrondi)."
    ] * explained
    assert problems == [
        "fnavdl_enveloppes.csv, ligne 2, colonne « enveloppe » : Le total diffère de la somme des "
        f"colonnes associations et bailleurs (150). Valeur lue : « {150 + gap} ». {DECLARE}"
    ] * (not explained)


@pytest.mark.parametrize(("gap", "explained"), [(1, True), (-3, True), (4, False), (-4, False)])
def test_five_rounded_amounts_and_their_sum_differ_by_three_euros_at_most(check, gap, explained):
    parts = [f"{code};10;;" for code in ("02", "59", "60", "62", "80")]
    remarks, problems = check("fnavdl_enveloppes", amounts(*parts, f"32;{50 + gap};;"))
    assert [remark.texte for remark in remarks] == [
        f"Associations 2022, Hauts-de-France : total publié {50 + gap}, "
        "somme des départements 50 (arrondi)."
    ] * explained
    assert len(problems) == (not explained)


def test_each_year_has_its_own_sum(check):
    codes = ("02", "59", "60", "62", "80")
    rows = [f"{year};{code};10;;;\n" for year in (2021, 2022) for code in codes]
    content = FNAVDL + "".join(rows) + "2021;32;50;;;\n2022;32;90;;;\n"
    (problem,) = check("fnavdl_enveloppes", content)[1]
    assert problem.startswith("fnavdl_enveloppes.csv, ligne 13, colonne « associations »")


def test_a_part_above_the_envelope_and_an_unknown_territory_are_still_compared(check):
    _, problems = check("fnavdl_enveloppes", amounts("75;100;50;90"))
    assert problems == [
        "fnavdl_enveloppes.csv, ligne 2, colonne « associations » : « associations » dépasse "
        "« enveloppe » (90). Valeur lue : « 100 ». Corrigez l’une des deux valeurs.",
        "fnavdl_enveloppes.csv, ligne 2, colonne « enveloppe » : Le total diffère de la somme des "
        f"colonnes associations et bailleurs (150). Valeur lue : « 90 ». {DECLARE}",
    ]

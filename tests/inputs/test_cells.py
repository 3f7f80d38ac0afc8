from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hdflib.inputs import cells
from hdflib.inputs.cells import CellError

SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "\u2007", "\u2003", "\t"])
PARSERS = [
    cells.number,
    cells.count,
    cells.amount,
    cells.change,
    cells.rate,
    cells.share,
    cells.decimal,
    cells.period,
    cells.year,
    cells.words,
    cells.yes,
]
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="0123456789 .,-+−%€/eE\u00a0\u202f٣²", max_size=30),
)


def refusal(parser, text):
    with pytest.raises(CellError) as raised:
        parser(text)
    return f"{raised.value.attendu} {raised.value.remede}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("1413", "1413"),
        ("1 413", "1413"),
        ("1\u00a0413", "1413"),
        ("1\u202f413", "1413"),
        ("1\u2009413", "1413"),
        ("1\u2007413", "1413"),
        (" 1  413 ", "1413"),
        ("1 234 567,5", "1234567.5"),
        ("3,8", "3.8"),
        ("3.8", "3.8"),
        ("1,413", "1.413"),
        ("0.125", "0.125"),
        ("1413.250", "1413.250"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("- 3", "-3"),
        ("+5", "5"),
        ("33,33333333333333333", "33.33333333333333333"),
        ("999 999 999 999 999", "999999999999999"),
    ],
)
def test_numbers_as_french_offices_write_them(text, value):
    assert cells.number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "abc", "n.d.", "#DIV/0!", "#N/A", "1e5", "inf", "NaN", "=A1+2", "1 413 ménages"),
        *("٣", "²", "1,2,3", "1.413,5", "12,", ",5", "1’413", "1\u200b413", "--3", "3 -"),
    ],
)
def test_what_is_not_a_number(text):
    assert refusal(cells.number, text) == (
        "Un nombre est attendu. Saisissez un nombre seul, sans mot ni symbole (« 1 413 », « 3,8 »)."
    )


@pytest.mark.parametrize("text", ["1 41", "14 13", "1413 000", "1 4131", "1 413 5"])
def test_spaces_are_between_groups_of_three(text):
    assert refusal(cells.number, text) == (
        "Dans un nombre, les espaces séparent des groupes de trois chiffres. "
        "Corrigez la valeur, par exemple « 1 413 »."
    )


@pytest.mark.parametrize("parser", [cells.number, cells.count, cells.amount, cells.decimal])
def test_a_point_before_three_digits_is_refused_with_both_readings(parser):
    assert refusal(parser, "1.413") == (
        "Un point suivi de trois chiffres peut se lire de deux façons. "
        "Écrivez « 1 413 » pour des milliers, « 1,413 » pour des décimales."
    )


def test_a_number_beyond_any_figure():
    assert refusal(cells.number, "1" + "0" * 15) == "Ce nombre est démesuré. Vérifiez la saisie."


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("-0", 0), ("1 413,0", 1413), ("12", 12)])
def test_counts(text, value):
    assert cells.count(text) == value
    assert type(cells.count(text)) is int


@pytest.mark.parametrize("text", ["12,5", "1,413", "1,000", "0,1"])
def test_counts_are_whole(text):
    assert refusal(cells.count, text) == (
        "Un nombre entier est attendu. "
        "Écrivez-le sans décimales, avec une espace entre les milliers (« 1 413 »)."
    )


@pytest.mark.parametrize("parser", [cells.count, cells.amount, cells.decimal])
def test_counts_amounts_and_decimals_are_not_negative(parser):
    assert refusal(parser, "\u22125") == "Un nombre positif ou nul est attendu. Corrigez le signe."


@pytest.mark.parametrize("text", ["138 329", "138\u202f329 €", "138329€", " 138 329,00\u00a0€ "])
def test_amounts(text):
    assert cells.amount(text) == 138_329


@pytest.mark.parametrize(
    ("text", "value"), [("3,8", 3.8), ("12", 12), ("12,0", 12), ("0,05", 0.05)]
)
def test_decimals(text, value):
    assert cells.decimal(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("21 %", 0.21),
        ("21%", 0.21),
        ("21\u202f%", 0.21),
        ("17,4 %", 0.174),
        ("17.4", 0.174),
        ("0", 0),
        ("0,5 %", 0.005),
        ("100 %", 1),
    ],
)
def test_shares_are_fractions(text, value):
    assert cells.share(text) == value


@pytest.mark.parametrize("text", ["100,1 %", "120", "210 %"])
def test_a_share_passes_100(text):
    assert refusal(cells.share, text) == (
        "Un pourcentage entre 0 et 100 % est attendu. "
        "Vérifiez la valeur : une part ne dépasse pas 100 %."
    )


@pytest.mark.parametrize("parser", [cells.share, cells.rate])
def test_shares_and_rates_are_not_negative(parser):
    expected = "Un pourcentage positif ou nul est attendu. Corrigez le signe."
    assert refusal(parser, "-3 %") == expected


def test_rates_pass_100_and_changes_are_signed():
    assert cells.rate("113 %") == 1.13
    assert cells.change("- 3 %") == -0.03


@pytest.mark.parametrize("text", ["0,21", "1", "0.5", "-0,5"])
def test_a_small_percentage_without_its_sign_may_be_a_fraction(text):
    assert refusal(cells.change, text) == (
        "Ce pourcentage peut se lire de deux façons. "
        "Écrivez-le avec son signe : « 0,5 % » ou « 50 % »."
    )


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022", "2022"),
        ("2022-04", "2022-04"),
        ("2022-04-30", "2022-04-30"),
        ("30/04/2022", "2022-04-30"),
        ("1/6/2022", "2022-06-01"),
        ("04/2022", "2022-04"),
        ("29/02/2024", "2024-02-29"),
    ],
)
def test_periods(text, iso):
    assert cells.period(text) == iso


@pytest.mark.parametrize(
    "text",
    ["juin 2022", "01/06/22", "2022-6-1", "44743", "2022-06-01T00:00", "٢٠٢٢", "", "2022/06/01"],
)
def test_what_is_not_a_date(text):
    assert refusal(cells.period, text) == (
        "Une date est attendue. "
        "Écrivez-la AAAA-MM-JJ ou JJ/MM/AAAA (ou seulement AAAA-MM, ou AAAA)."
    )


@pytest.mark.parametrize(
    "text", ["31/02/2022", "2022-02-30", "2022-13", "00/2022", "2022-00", "29/02/2022"]
)
def test_dates_that_do_not_exist(text):
    assert refusal(cells.period, text) == (
        "Cette date n’existe pas. Vérifiez le mois (01 à 12) et le jour."
    )


@pytest.mark.parametrize("text", ["0000", "0022-04", "2202-04-30", "1899"])
def test_years_out_of_time(text):
    assert refusal(cells.period, text) == (
        "Une année entre 1900 et 2100 est attendue. "
        "Écrivez-la sur quatre chiffres, par exemple 2022."
    )


@pytest.mark.parametrize("text", ["21", "2021-03", "1/2021", "1899", "année"])
def test_a_column_of_years_takes_nothing_else(text):
    assert refusal(cells.year, text).startswith("Une année entre 1900 et 2100 est attendue.")


def test_first_and_last_years():
    assert [cells.year(text) for text in ("1900", "2100")] == ["1900", "2100"]


def test_choices_list_the_allowed_words():
    assert cells.yes("Oui") == "oui"
    assert refusal(cells.yes, "vrai") == (
        "Cette valeur n’est pas prévue. Choisissez parmi : oui, non."
    )


def test_texts_have_no_control_character():
    assert cells.words("« L’État »\u202f; 3\u00a0€") == "« L’État »\u202f; 3\u00a0€"
    assert refusal(cells.words, "deux\x02mots") == (
        "Ce texte contient un caractère invisible, de contrôle. "
        "Effacez la cellule et ressaisissez-la."
    )


def grouped(value, space):
    return f"{value:,}".replace(",", space)


@given(st.integers(0, 10**15 - 1), SPACES)
def test_any_whole_number_written_in_french_reads_as_itself(value, space):
    assert cells.count(grouped(value, space)) == value
    assert cells.amount(f"{grouped(value, space)}\u00a0€") == value


@given(st.integers(-(10**12), 10**12), st.integers(0, 99), SPACES)
def test_any_decimal_written_in_french_reads_as_itself(whole, cents, space):
    assert cells.number(f"{grouped(whole, space)},{cents:02}") == Decimal(f"{whole}.{cents:02}")


@given(st.integers(0, 1000), st.sampled_from(["%", " %", "\u202f%", "\u00a0%"]))
def test_any_share_with_one_decimal_reads_as_a_fraction(tenths, sign):
    assert cells.share(f"{tenths // 10},{tenths % 10}{sign}") == pytest.approx(tenths / 1000)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_any_day_reads_the_same_in_both_forms(day):
    assert cells.period(day.isoformat()) == day.isoformat()
    assert cells.period(f"{day.day}/{day.month}/{day.year}") == day.isoformat()


@given(st.sampled_from(PARSERS), TEXTS)
@example(cells.count, "1" + "0" * 400)
@example(cells.share, "0," + "3" * 400)
@example(cells.period, "//")
def test_any_text_is_parsed_or_refused_with_a_remedy(parser, text):
    try:
        value = parser(text)
    except CellError as error:
        assert error.attendu.endswith(".")
        assert error.remede.endswith(".")
    else:
        assert isinstance(value, (int, float, str, Decimal))


@given(TEXTS)
def test_bounds_hold_for_whatever_is_accepted(text):
    for parser, low, high in (
        (cells.count, 0, 10**15),
        (cells.share, 0, 1),
        (cells.rate, 0, 10**13),
        (cells.decimal, 0, 10**15),
    ):
        try:
            assert low <= parser(text) <= high
        except CellError:
            continue


@pytest.mark.parametrize(("text", "value"), [("2022-03", "2022-03"), ("03/2022", "2022-03")])
def test_months(text, value):
    assert cells.month(text) == value


@pytest.mark.parametrize("text", ["2022", "2022-03-15", "mars"])
def test_what_is_no_month(text):
    with pytest.raises(cells.CellError):
        cells.month(text)


@pytest.mark.parametrize(
    ("text", "value"), [("oui", "oui"), ("Non", "non"), ("12/03/2016", "2016-03-12")]
)
def test_steps(text, value):
    assert cells.step(text) == value

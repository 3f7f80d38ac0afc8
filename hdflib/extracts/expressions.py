"""SQL that turns the texts of a column into values, or into the reason of a rejection.

Each distinct text is interpreted once: a million rows hold a few thousand dates and communes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hdflib.extracts.columns import IGNORED, Column, Type
from hdflib.extracts.errors import Exclusion, Motif

OLDEST = date(1990, 1, 1)
BLANKS = " \t\r\n\u00a0\u202f\ufeff"
HEURE = r"([ T]\d{1,2}[:h]\d{2}(:\d{2}([.,]\d+)?)?)?"
YES = ("oui", "o", "1", "vrai", "true", "x")
NO = ("non", "n", "0", "faux", "false")
SQL_TYPES = {
    Type.DATE: "DATE",
    Type.NOMBRE: "DOUBLE",
    Type.OUI_NON: "BOOLEAN",
    Type.VALIDITE: "DATE",
}
"""Types of values; the others are VARCHAR, or ENUM in the table."""

DATE_SQL = rf"""CASE
    WHEN regexp_full_match(v, '\d{{1,2}}/\d{{1,2}}/\d{{4}}{HEURE}')
    THEN try_strptime(regexp_extract(v, '^[\d/]+'), '%d/%m/%Y')::DATE
    WHEN regexp_full_match(v, '\d{{4}}-\d{{2}}-\d{{2}}{HEURE}') THEN try_cast(v[:10] AS DATE)
    WHEN regexp_full_match(v, '\d{{5}}([.,]\d+)?') THEN DATE '1899-12-30' + v[:5]::INTEGER
END"""
"""Days; a number is the serial number which Excel gives to a day. A time with its zone isn't
read: the day in Paris could be another one."""

UNREADABLE = rf"""
        WHEN regexp_full_match(v, '(\d{{1,2}}/\d{{1,2}}/\d{{2}}|\d{{2}}-\d{{2}}-\d{{2}}){HEURE}')
        THEN {Motif.ANNEE_DEUX_CHIFFRES.code}
        WHEN valeur IS NULL THEN {Motif.DATE_ILLISIBLE.code}"""

SPACES = " \u00a0\u202f"
DIGITS = r"[+-]?(\d+|\d{1,3}([ \x{00a0}\x{202f}]\d{3})+)([.,]\d+)?"
AMBIGUOUS = r"[+-]?[1-9]\d{0,2}\.\d{3}"
NOMBRE_SQL = rf"""CASE WHEN regexp_full_match(v, '{DIGITS}')
    AND NOT regexp_full_match(v, '{AMBIGUOUS}')
    THEN try_cast(replace(translate(v, '{SPACES}', ''), ',', '.') AS DOUBLE) END"""


@dataclass(frozen=True)
class Interpretation:
    """SQL of the value, reason of rejection and reason of exclusion of a text `v`."""

    valeur: str
    motif: str
    exclusion: str = "NULL::UTINYINT"


def literal(text: str) -> str:
    """Write a text in SQL."""
    return "'" + text.replace("'", "''") + "'"


KEY_SQL = f"translate(lower(strip_accents(v)), {literal(IGNORED)}, '')"
"""What `hdflib.extracts.columns.key` does."""


def trim(sql: str) -> str:
    """Give the SQL of a text without blanks around, NULL if nothing is left."""
    return f"nullif(trim({sql}, {literal(BLANKS)}), '')"


def holds(sql: str, texts: Iterable[str]) -> str:
    """Give the SQL of whether a text holds one of others."""
    return "(" + " OR ".join(f"contains({sql}, {literal(text)})" for text in texts) + ")"


def is_loose(sql: str) -> str:
    """Give the SQL of whether a text may not be what `trim` makes of it; it never says no wrongly.

    All that sorts before "!" counts as a blank: that is one comparison for four of them.
    """
    starts = [f"starts_with({sql}, {literal(blank)})" for blank in BLANKS if blank > "!"]
    ends = [f"ends_with({sql}, {literal(blank)})" for blank in BLANKS]
    return f"({sql} < '!' OR {' OR '.join([*starts, *ends])})"


def enumerate_sql(texts: Iterable[str]) -> str:
    """Give the SQL type of texts known beforehand: a byte or two where VARCHAR takes sixteen."""
    known = ", ".join(map(literal, sorted(set(texts))))
    return f"ENUM({known})" if known else "VARCHAR"


def interpret(
    column: Column, departements: tuple[str, ...], epci: tuple[str, ...], today: date
) -> Interpretation:
    """Give the SQL that interprets the texts of a column.

    Parameters
    ----------
    column
        Any column but an identifier or a free text.
    departements, epci
        Codes of the départements and of the EPCI of the région.
    today
        A later date is a slip.
    """
    match column.type:
        case Type.DATE:
            return _interpret_date(today)
        case Type.NOMBRE:
            return Interpretation(NOMBRE_SQL, _otherwise(Motif.NOMBRE_ILLISIBLE))
        case Type.COMMUNE:
            return _interpret_commune(departements)
        case Type.DEPARTEMENT:
            known = ", ".join(map(literal, departements))
            valeur = f"CASE WHEN {_padded(2)} IN ({known}) THEN {_padded(2)} END"
            return Interpretation(valeur, _otherwise(Motif.DEPARTEMENT_INCONNU))
        case Type.EPCI:
            known = ", ".join(map(literal, epci))
            siren = rf"regexp_replace({KEY_SQL}, '[.,]0$', '')"
            valeur = f"CASE WHEN {siren} IN ({known}) THEN {siren} END"
            return Interpretation(valeur, _otherwise(Motif.EPCI_INCONNU))
        case Type.VALIDITE:
            return _interpret_validity()
        case Type.OUI_NON:
            codes = dict.fromkeys(YES, "true") | dict.fromkeys(NO, "false")
            return Interpretation(_choose(codes, "BOOLEAN"), _otherwise(Motif.VALEUR_IMPREVUE))
        case _:
            return Interpretation(_choose(column.codes), _otherwise(Motif.VALEUR_IMPREVUE))


def _interpret_date(today: date) -> Interpretation:
    motif = f"""CASE {UNREADABLE}
        WHEN valeur < DATE '{OLDEST}' THEN {Motif.DATE_ANCIENNE.code}
        WHEN valeur > DATE '{today}' THEN {Motif.DATE_FUTURE.code}
    END"""
    return Interpretation(DATE_SQL, motif)


def _interpret_validity() -> Interpretation:
    """Give the last day on which a document is valid; "oui" is every day, "non" is none."""
    days = dict.fromkeys(YES, "infinity") | dict.fromkeys(NO, "-infinity")
    valeur = f"coalesce({_choose(days, 'DATE')}, {DATE_SQL})"
    return Interpretation(valeur, f"CASE {UNREADABLE} END")


def _interpret_commune(departements: tuple[str, ...]) -> Interpretation:
    """Look the code up; a French code of another région is excluded, not rejected."""
    code = f"upper({_padded(5)})"
    valeur = f"(SELECT commune FROM communes_connues WHERE code = {code})"
    known = ", ".join(map(literal, departements))
    elsewhere = (
        rf"valeur IS NULL AND regexp_full_match({code}, '(0[1-9]|[1-8]\d|9[0-57]|2[AB])\d{{3}}') "
        f"AND {code}[:2] NOT IN ({known})"
    )
    return Interpretation(
        valeur,
        f"CASE WHEN valeur IS NULL AND NOT ({elsewhere}) THEN {Motif.COMMUNE_INCONNUE.code} END",
        f"CASE WHEN {elsewhere} THEN {Exclusion.HORS_REGION.code} END",
    )


def _padded(width: int) -> str:
    """Give back to a code the zero that a spreadsheet took away, and take off its decimals."""
    whole = r"regexp_replace(v, '^(\d+)[.,]0$', '\1')"
    lost = rf"regexp_full_match({whole}, '\d{{{width - 1}}}')"
    return f"CASE WHEN {lost} THEN '0' ELSE '' END || {whole}"


def _choose(codes: Mapping[str, str], kind: str = "VARCHAR") -> str:
    cases = " ".join(f"WHEN {literal(k)} THEN {literal(code)}" for k, code in codes.items())
    return f"(CASE {KEY_SQL} {cases} END)::{kind}"


def _otherwise(motif: Motif) -> str:
    return f"CASE WHEN valeur IS NULL THEN {motif.code} END"

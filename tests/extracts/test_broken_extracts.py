"""Broken extracts: each ends in one French sentence or in counted rows, and shows no record."""

from __future__ import annotations

import gzip
import traceback
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from makers import (
    HEADER,
    SECRETS,
    SOURCE,
    changed,
    csv_text,
    identifier,
    records,
    table,
    write_ods,
    write_parquet,
    write_xlsx,
    xlsx_rows,
    xlsx_text,
)

from hdflib.errors import HdfError
from hdflib.extracts.files import Bound
from hdflib.extracts.loading import Loading

CSV = f"{SOURCE}.csv"
XLSX = f"{SOURCE}.xlsx"
SMALL = Bound(size=100_000)

Build = Callable[[Path], object]


@dataclass(frozen=True)
class Counts:
    """What is expected of a file that can be read; `place` is the first line of the report."""

    read: int = 10
    rejected: dict[str, int] = field(default_factory=dict)
    excluded: dict[str, int] = field(default_factory=dict)
    place: str = ""


def raw(content: bytes, name: str = CSV) -> Build:
    return lambda folder: (folder / name).write_bytes(content)


def text(content: str, encoding: str = "utf-8") -> Build:
    return raw(content.encode(encoding))


def rows(*args: object) -> Build:
    return text(csv_text(table(changed(*args))))


def rejected(motif: str, column: str = "", line: int = 5, read: int = 10) -> Counts:
    return Counts(read, {motif: 1}, place=f"{CSV};{line};{column};{motif}")


def packed(content: bytes, name: str) -> Build:
    return raw(gzip.compress(content), name)


def workbook(*sheets: str) -> Build:
    return lambda folder: write_xlsx(folder / XLSX, sheets)


def bomb(folder: Path) -> None:
    with zipfile.ZipFile(folder / XLSX, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 1_000_000)


def cut_workbook(folder: Path) -> None:
    write_xlsx(folder / XLSX, [xlsx_rows(table(records(200)))])
    content = (folder / XLSX).read_bytes()
    (folder / XLSX).write_bytes(content[: len(content) // 2])


def wrong_sum(folder: Path) -> None:
    write_xlsx(folder / XLSX, [xlsx_rows(table())])
    content = bytearray((folder / XLSX).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (folder / XLSX).write_bytes(content)


def not_xml(folder: Path) -> None:
    with zipfile.ZipFile(folder / XLSX, "w") as archive:
        archive.writestr("xl/workbook.xml", "Zorglub")


def cut_parquet(folder: Path) -> None:
    path = folder / f"{SOURCE}.parquet"
    write_parquet(path, table())
    path.write_bytes(path.read_bytes()[:-20])


def parquet(table_rows: list[list[str]]) -> Build:
    return lambda folder: write_parquet(folder / f"{SOURCE}.parquet", table_rows)


def two_files(folder: Path) -> None:
    (folder / CSV).write_text(csv_text(table()))
    (folder / f"{SOURCE}.txt").write_text(csv_text(table()))


def folder_of(*contents: str) -> Build:
    def build(folder: Path) -> None:
        (folder / SOURCE).mkdir()
        for rank, content in enumerate(contents, 1):
            (folder / SOURCE / f"{rank}.csv").write_text(content, encoding="utf-8")

    return build


def formula(value: str, kind: str = "") -> str:
    cell = f"<c{kind}><f>A1&amp;B1</f>{value}</c>"
    return f'<row r="40"><c/><c/><c/><c/><c/><c/><c/>{cell}</row>'


GOOD = csv_text(table())
NO_DATE = [[*row[:1], *row[2:]] for row in table()]
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FORMULA_ODS = (
    '<table:table-row><table:table-cell table:formula="of:=[.A1]"></table:table-cell>'
    "</table:table-row>"
)
SHIFTED = "ligne décalée (nombre de cellules)"
ROUNDED = "identifiant arrondi par un tableur"

FILES: dict[str, tuple[Build, str | Counts]] = {
    # Files that aren't what they should be.
    "no file": (lambda folder: None, f"aucun fichier pour « {SOURCE} »"),
    "two files": (two_files, f"plusieurs fichiers pour « {SOURCE} »"),
    "empty folder": (folder_of(), "ce dossier est vide"),
    "empty file": (raw(b""), "ce fichier est vide"),
    "blank file": (raw(b"\r\n\r\n"), "colonne obligatoire « numero_unique » absente"),
    "titles only": (text(csv_text([HEADER])), "n’a aucune ligne sous ses titres"),
    "titles then blanks": (
        text(csv_text([HEADER]) + ";;;;;\r\n\r\n"),
        "n’a aucune ligne sous ses titres",
    ),
    "no titles": (text(csv_text(records())), "colonne obligatoire « numero_unique » absente"),
    "missing column": (
        text(csv_text(NO_DATE)),
        "colonne obligatoire « date_bail » absente (noms admis : date_bail, ",
    ),
    "missing column, Parquet": (parquet(NO_DATE), "colonne obligatoire « date_bail » absente"),
    "column twice": (
        text(csv_text([[*row, row[1]] for row in table()]).replace("Date bail", "dateBail")),
        "plusieurs colonnes peuvent être lues comme « date_bail »",
    ),
    "titles too far": (text("Titre\r\n" * 25 + GOOD), "dans les 20 premières lignes"),
    "HTML page as .xls": (
        raw(b"\xef\xbb\xbf <html><table><tr><td>Zorglub</td>", f"{SOURCE}.xls"),
        "cette page HTML n’est pas un classeur",
    ),
    "HTML page as .csv": (raw(b"<!DOCTYPE html>Zorglub"), "cette page HTML"),
    "old .xls": (raw(LOCKED, f"{SOURCE}.xls"), "à l’ancien format .xls"),
    "password": (
        raw(LOCKED + "EncryptedPackage".encode("utf-16-le"), XLSX),
        "protégé par un mot de passe",
    ),
    "PDF": (raw(b"%PDF-1.7 Zorglub"), "ce n’est pas un texte CSV malgré son extension"),
    "workbook named .csv": (
        lambda folder: write_xlsx(folder / CSV, [xlsx_rows(table())]),
        "ce n’est pas un texte CSV malgré son extension",
    ),
    "CSV named .xlsx": (raw(GOOD.encode(), XLSX), "abîmé ou n’est pas un classeur"),
    "unknown extension": (raw(GOOD.encode(), f"{SOURCE}.doc"), "cette extension n’est pas lue"),
    "NUL byte": (
        text(GOOD.replace("Secret 2", "Secret\0")),
        f"{CSV}, ligne 4 : ce fichier contient un caractère nul",
    ),
    "UTF-16 without mark": (text(GOOD, "utf-16-le"), "contient un caractère nul"),
    "bytes of no encoding": (raw(GOOD.encode() + b"\x81\xe9"), "n’est pas un texte lisible"),
    "open quote": (
        text(GOOD.replace("Bailleur Secret 0", '"Bailleur Secret', 1)),
        f"{CSV}, ligne 2 : un guillemet n’est pas fermé",
    ),
    "misplaced quote": (
        text(GOOD.replace("Bailleur Secret 2", '"Bailleur" Secret', 1)),
        f"{CSV}, ligne 4 : un guillemet n’est pas fermé ou est mal placé",
    ),
    "cut gzip": (
        raw(gzip.compress(GOOD.encode())[:-30], f"{CSV}.gz"),
        "archive gzip est tronquée",
    ),
    "not gzip": (raw(GOOD.encode(), f"{CSV}.gz"), "archive gzip est tronquée ou abîmée"),
    "gzip bomb": (packed(b"0" * 1_000_000, f"{CSV}.gz"), "démesuré (plus de 200 fois sa taille)"),
    "zip bomb": (bomb, "démesuré (plus de 200 fois sa taille)"),
    "cut workbook": (cut_workbook, "ce classeur est abîmé"),
    "workbook with a wrong sum": (wrong_sum, "ce classeur est abîmé"),
    "zip that is no workbook": (not_xml, "abîmé ou n’est pas un classeur"),
    "no right sheet": (
        workbook(xlsx_rows([["Notice"]]), xlsx_rows(NO_DATE)),
        "colonne obligatoire « date_bail » absente",
    ),
    "two right sheets": (
        workbook(xlsx_rows([["Notice"]]), xlsx_rows(table()), xlsx_rows(table())),
        "plusieurs feuilles portent les titres attendus (feuilles 2, 3)",
    ),
    "formula never computed": (
        workbook(xlsx_rows(table()) + formula("")),
        "des formules n’ont pas de résultat enregistré",
    ),
    "formula never computed, empty value": (
        workbook(xlsx_rows(table()) + formula("<v/>")),
        "des formules n’ont pas de résultat enregistré",
    ),
    "formula never computed, ODS": (
        lambda folder: write_ods(folder / f"{SOURCE}.ods", table(), FORMULA_ODS),
        "des formules n’ont pas de résultat enregistré",
    ),
    "cut Parquet": (cut_parquet, "abîmé ou n’est pas un Parquet"),
    "CSV named .parquet": (raw(GOOD.encode(), f"{SOURCE}.parquet"), "n’est pas un Parquet"),
    "one bad file of two": (folder_of(GOOD, csv_text(NO_DATE)), "2.csv : colonne obligatoire"),
    # Rows to mend.
    "mandatory cell empty": (
        rows("Bailleur", "  "),
        rejected("cellule obligatoire vide", "bailleur"),
    ),
    "identifier empty": (
        rows("Numéro unique", ""),
        rejected("cellule obligatoire vide", "numero_unique"),
    ),
    "identifier in floating point": (
        rows("Numéro unique", "5,90322E+16"),
        rejected(ROUNDED, "numero_unique"),
    ),
    "day that doesn't exist": (
        rows("Date bail", "31/02/2021"),
        rejected("date illisible", "date_bail"),
    ),
    "American date": (rows("Date bail", "03/16/2021"), rejected("date illisible", "date_bail")),
    "words for a date": (rows("Date bail", "Zorglub"), rejected("date illisible", "date_bail")),
    "date followed by words": (
        rows("Date bail", "01/02/2021 Zorglub"),
        rejected("date illisible", "date_bail"),
    ),
    "time with its zone": (
        rows("Date bail", "2021-03-01T23:00:00Z"),
        rejected("date illisible", "date_bail"),
    ),
    "bad date in Parquet": (
        parquet([HEADER, *changed("Date bail", "Zorglub")]),
        # Parquet has no titles: its first row is line 1.
        Counts(
            rejected={"date illisible": 1},
            place=f"{SOURCE}.parquet;4;date_bail;date illisible",
        ),
    ),
    "form feed before a bad date": (
        text(csv_text([["Ti\ftre\u2028"], HEADER, *changed("Date bail", "Zorglub")])),
        rejected("date illisible", "date_bail", line=6),
    ),
    "two-digit year": (
        rows("Date bail", "04/03/21"),
        rejected("année sur deux chiffres", "date_bail"),
    ),
    "date before 1990": (
        rows("Date bail", "31/12/1989"),
        rejected("date antérieure à 1990", "date_bail"),
    ),
    "future date": (rows("Date bail", "16/07/2022"), rejected("date future", "date_bail")),
    "value not in the list": (
        rows("Situation antérieure", "Zorglub"),
        rejected("valeur hors de la liste", "situation"),
    ),
    "neither oui nor non": (
        rows("En QPV", "peut-être"),
        rejected("valeur hors de la liste", "qpv"),
    ),
    "unknown commune": (rows("Code INSEE", "59999"), rejected("commune inconnue", "commune")),
    "commune by name": (rows("Code INSEE", "Zorglub"), rejected("commune inconnue", "commune")),
    "commune abroad": (rows("Code INSEE", "99100"), rejected("commune inconnue", "commune")),
    "duplicate": (
        rows("Numéro unique", identifier(2), 2 + 28, 40),
        Counts(40, {"doublon": 1}, place=f"{CSV};32;numero_unique;doublon"),
    ),
    "row too long": (
        text(GOOD.replace("Bailleur Secret 0;non", "Bailleur;Secret 0;non", 1)),
        rejected(SHIFTED, line=5),
    ),
    "row too short": (
        text(GOOD.replace(";Bailleur Secret 0;non", ";non", 1)),
        rejected(SHIFTED, line=5),
    ),
    "shifted row after a line break": (
        text(
            GOOD.replace("Bailleur Secret 0", '"Bailleur\r\nSecret"', 1).replace(
                "Bailleur Secret 0;non", "non", 1
            )
        ),
        rejected(SHIFTED, line=6),
    ),
    "bad date after blank lines": (
        text(csv_text([["Titre"], [], HEADER, [], *changed("Date bail", "Zorglub")])),
        rejected("date illisible", "date_bail", line=8),
    ),
    "shifted row in a sheet": (
        workbook(xlsx_rows(table([*records(9), [*records()[9], "Zorglub"]]))),
        Counts(10, {SHIFTED: 1}, place=f"{XLSX};11;;{SHIFTED}"),
    ),
    "identifier as a number in a sheet": (
        workbook(
            xlsx_rows(table(records(9)))
            + "<row><c><v>59032200000000009</v></c>"
            + "".join(map(xlsx_text, records()[9][1:]))
            + "</row>"
        ),
        Counts(10, {ROUNDED: 1}, place=f"{XLSX};11;numero_unique;{ROUNDED}"),
    ),
    "same rows in two files": (
        folder_of(GOOD, GOOD),
        Counts(20, {"doublon": 10}, place="2.csv;2;numero_unique;doublon"),
    ),
    # Rows left out, and oddities that are put right.
    "commune of another region": (
        rows("Code INSEE", "75056"),
        Counts(excluded={"hors région": 1}),
    ),
    "bad date in another region": (
        text(csv_text(table([[identifier(0), "Zorglub", "1001", "b", "oui", "rue"]]))),
        Counts(1, excluded={"hors région": 1}),
    ),
    "after the observation": (
        rows("Date bail", "01/07/2022"),
        Counts(excluded={"postérieure à l’observation": 1}),
    ),
    "last day counted": (rows("Date bail", "30/06/2022"), Counts()),
    "leading zero lost": (rows("Code INSEE", "2691"), Counts()),
    "serial number": (rows("Date bail", "44286"), Counts()),
    "separator at the end of rows": (
        text(csv_text([HEADER, *([*row, ""] for row in records())])),
        Counts(),
    ),
    "quote within a cell": (rows("Bailleur", "l'HLM dit Secret"), Counts()),
    "unquoted inches": (text(GOOD.replace("Secret 0", 'Se"cret', 1)), Counts()),
    "hint of Excel": (text("sep=;\r\n" + GOOD), Counts()),
    "no line end at the end": (text(GOOD.rstrip()), Counts()),
    "mixed line ends": (text(GOOD.replace("\r\n", "\n", 3)), Counts()),
    "old Macintosh line ends": (text(csv_text(table(), newline="\r")), Counts()),
    "formula that gives an empty text": (
        workbook(xlsx_rows(table()) + formula("<v></v>", ' t="str"')),
        Counts(),
    ),
    "titles on two rows, merged": (
        workbook(
            xlsx_rows(
                [
                    ["Extraction"],
                    ["Numéro unique", "Bail", "", "", "", "Situation antérieure"],
                    ["", "Date bail", "Code INSEE", "Bailleur", "En QPV", ""],
                    *records(),
                ],
                first=3,
            )
        ),
        Counts(),
    ),
    "name of the commune beside its code": (
        text(csv_text([[*HEADER, "Commune"], *([*row, "Lille"] for row in records())])),
        Counts(),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("build", "expected"), FILES.values(), ids=FILES)
def test_broken_extract(
    build: Build,
    expected: str | Counts,
    loader: Callable[..., Loading],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    build(tmp_path)
    report = tmp_path / "rejets.csv"
    try:
        loading = loader(report=report, bound=SMALL)
    except HdfError as error:
        assert isinstance(expected, str), error
        assert expected in str(error)
        assert not report.exists()
        shown = "".join(traceback.format_exception(error)) + repr(error.__context__)
    else:
        assert isinstance(expected, Counts)
        assert loading.rejected == expected.rejected
        assert loading.excluded == expected.excluded
        assert loading.read == expected.read
        lines = report.read_text("utf-8-sig").splitlines()
        assert lines[0] == "fichier;ligne;colonne;motif"
        assert lines[1:2] == ([expected.place] if expected.place else [])
        assert len(lines) == 1 + sum(expected.rejected.values())
        shown = report.read_text("utf-8-sig") + repr(loading)
    shown += "".join(capfd.readouterr())
    assert [secret for secret in SECRETS if secret in shown] == []
